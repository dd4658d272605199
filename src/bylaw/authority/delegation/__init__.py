"""Delegation: who hands authority to what was only information, and to what exactly."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority.delegation.lend import delegate

__all__ = ["delegate"]
