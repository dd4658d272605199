"""Find instructions to an assistant inside a text that may only inform: planted, forged or hidden."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.measures.injection.hidden import Hidden, find_hidden
from bylaw.measures.injection.score import Orders, find_orders, threshold

__all__ = ["Hidden", "Orders", "find_hidden", "find_orders", "threshold"]
