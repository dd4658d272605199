"""The seam between Bylaw and a model: finish a conversation, whole or as a stream.

Knows no model. `scripted` is the fake that ships; `embedded` and `openai` are the real ones.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import AsyncGenerator
from typing import Protocol

from bylaw.backend import Backend, Chunk, Completion, Prompt

__all__ = ["Engine"]


class Engine(Protocol):
    """Anything that can finish a conversation.

    Cancelling `complete`, or closing the generator of `stream`, stops the model at its next step.
    """

    @property
    def backend(self) -> Backend:
        """What the engine's model can read."""
        ...

    async def complete(self, prompt: Prompt) -> Completion:
        """Finish a conversation.

        Raises:
            EngineError: the model can't be reached, broke off, or answered with an error.
            ConversationError: the model can't read such a message.
        """
        ...

    def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """Finish a conversation piece by piece; raises as `complete` does, also in mid-stream.

        The last chunk may hold `usage` and no choice, whether or not the caller asked for usage.
        """
        ...

    async def aclose(self) -> None:
        """Stop what runs, let go of threads, sockets and memory. Closing twice is fine."""
        ...
