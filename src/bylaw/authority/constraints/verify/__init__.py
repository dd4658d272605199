"""Tell whether a reply keeps a constraint."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority.constraints.verify.rules import keeps

__all__ = ["keeps"]
