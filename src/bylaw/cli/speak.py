"""Print a reply while it comes, for `ask` and `chat`."""
# SPDX-License-Identifier: Apache-2.0

import sys
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass

import msgspec

from bylaw.backend import Prompt, Usage
from bylaw.turn import Desk, Outcome, stream

__all__ = ["Spoken", "for_terminal", "speak", "write_out"]

# A reply may hold control characters, and a terminal would obey them.
_UNSAFE = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\N{REPLACEMENT CHARACTER}")
_UNSAFE |= {ord("\n"): "\n", ord("\t"): "\t"}


@dataclass(slots=True)
class Spoken:
    """What of a reply was said so far."""

    record_id: str = ""
    text: str = ""
    finish_reason: str = ""
    """Empty where it broke off."""
    usage: Usage | None = None
    refusal: str = ""
    """What stands in place of the reply, or of the rest of it."""
    outcome: Outcome | None = None
    """What was decided on the request and of the reply."""


async def speak(prompt: Prompt, spoken: Spoken, *, desk: Desk, write: Callable[[str], None]) -> None:
    """Run one turn, and hand each piece of its reply to `write`.

    Args:
        prompt: what is asked, with n = 1.
        spoken: filled as the reply comes, so that a caller who stops it has what came.
        desk: who answers.
        write: takes each piece.
    """
    streamed = await stream(prompt, desk=desk)
    spoken.record_id, spoken.outcome = streamed.record_id, streamed.outcome
    async with aclosing(streamed.chunks) as chunks:
        async for chunk in chunks:
            spoken.usage = chunk.usage or spoken.usage
            for choice in chunk.choices:
                spoken.finish_reason = choice.finish_reason or spoken.finish_reason
                if choice.content:
                    spoken.text += choice.content
                    write(choice.content)
                for name, raw in choice.delta_fields:
                    if name == "refusal" and raw != b"null":
                        said = msgspec.json.decode(raw, type=str)
                        write(said if spoken.refusal or not spoken.text else f"\n\n{said}")
                        spoken.refusal += said


def write_out(text: str) -> None:
    """Write a piece to standard output at once; as it is where that is a file or a pipe."""
    sys.stdout.write(for_terminal(text) if sys.stdout.isatty() else text)
    sys.stdout.flush()


def for_terminal(text: str) -> str:
    """Replace what a terminal would obey instead of showing."""
    return text.translate(_UNSAFE)
