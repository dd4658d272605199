"""What a decoder can be held to: constraints compiled into a grammar, and replies that end in good time."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.prompt.held.closing import close_at_sentence, ends_whole
from bylaw.prompt.held.hold import Holding, hold
from bylaw.prompt.held.length import hold_length

__all__ = ["Holding", "close_at_sentence", "ends_whole", "hold", "hold_length"]
