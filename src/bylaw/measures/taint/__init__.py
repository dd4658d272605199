"""Where the values of a tool call come from, and whether anybody with authority stands behind them."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.measures.taint.actions import Action, read_action
from bylaw.measures.taint.leaves import Leaf, read_leaves
from bylaw.measures.taint.sources import Source, Texts
from bylaw.measures.taint.trace import Request, Traced, trace

__all__ = ["Action", "Leaf", "Request", "Source", "Texts", "Traced", "read_action", "read_leaves", "trace"]
