"""What a decoder can be held to: constraints compiled into a grammar, and replies that end in good time."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.prompt.held.hold import Holding, hold

__all__ = ["Holding", "hold"]
