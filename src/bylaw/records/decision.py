"""What the governor decided on one request, as a record keeps it: without a word of anybody's text.

The conversation is kept beside it, so that the whole reading can be had again; this is what an auditor counts.
"""
# SPDX-License-Identifier: Apache-2.0

import msgspec

__all__ = ["Decision", "RuledRow", "Sampled"]


class RuledRow(msgspec.Struct, frozen=True, kw_only=True):
    """One instruction and what became of it; those that hold no constraint and simply apply are left out."""

    at: int
    """Index among the conversation's instructions; `beaten_by` counts the same way."""
    message: int
    part: int
    start: int
    end: int
    authority: str
    ruling: str
    rule: str
    beaten_by: int | str | None = None
    families: tuple[str, ...] = ()
    """Of its constraints, those that hold and those that don't."""


class Sampled(msgspec.Struct, frozen=True, kw_only=True):
    """How often the model was asked, and which replies were released."""

    limit: int
    tried: int
    released: tuple[int, ...]
    """For each choice the try it comes from, from 1."""
    broken: tuple[tuple[str, ...], ...] = ()
    """For each choice the families of the constraints that it breaks."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided on one request."""

    conduct: dict[str, bool | int | str]
    """The policy's way of carrying rulings out."""
    nonce: str
    """The request's own randomness, hex; with it the same prompt can be made again."""
    settings: dict[str, bool | int | str | None] = {}
    """In force."""
    instructions: int = 0
    """How many there were in all."""
    rulings: tuple[RuledRow, ...] = ()
    inaction: tuple[tuple[str, str], ...] = ()
    verified: tuple[str, ...] = ()
    """Families that the reply was verified against."""
    held: tuple[str, ...] = ()
    """Families that the decoder was held to."""
    spotlighted: int = 0
    """Spans without authority that were marked."""
    left_out: int = 0
    """Sentences that were not shown to the model, being ruled inapplicable."""
    token_ids: bool = False
    """Whether the model was sent token ids."""
    samples: Sampled | None = None
    budget: str = ""
    """What became of a limited reply: `kept`, `closed` at its last whole sentence, `asked again`, or `cut`."""
