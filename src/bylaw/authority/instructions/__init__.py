"""Instructions: sentences with authority that ask for something."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority.instructions.nouns import Instruction

__all__ = ["Instruction"]
