"""Instructions: sentences with authority that ask for something."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority.instructions.nouns import Instruction
from bylaw.authority.instructions.read import Sentence, parse_text, read_instructions

__all__ = ["Instruction", "Sentence", "parse_text", "read_instructions"]
