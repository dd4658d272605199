"""What the governor decided on one request, as a record keeps it: without a word of anybody's text.

The conversation is kept beside it, so that the whole reading can be had again; this is what an auditor counts.
"""
# SPDX-License-Identifier: Apache-2.0

import msgspec

__all__ = ["Decision", "FoundRow", "RuledRow", "Sampled", "VerdictRow"]


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


class FoundRow(msgspec.Struct, frozen=True, kw_only=True):
    """Where a check found its proposition broken."""

    where: str
    """`reply`, `messages[2].content[0]`, `tool_calls[0].arguments`."""
    start: int
    end: int
    label: str
    score: float


class VerdictRow(msgspec.Struct, frozen=True, kw_only=True):
    """A check that found its clause broken, or could not tell, and what was done about it."""

    clause: str
    check: str
    version: int
    stage: str
    choice: int = 0
    verdict: str
    """`broken` or `not_run`."""
    action: str
    """What the clause says."""
    effect: str
    """What followed; in mode observe, what would have. Empty: nothing."""
    score: float = 0.0
    label: str = ""
    reason: str = ""
    """Why it could not tell."""
    findings: tuple[FoundRow, ...] = ()


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
    verdicts: tuple[VerdictRow, ...] = ()
    """Of the checks, those that didn't simply find their clause kept."""
    kept: tuple[str, ...] = ()
    """The others that ran, as `stage:check`."""
    unbound: tuple[str, ...] = ()
    """Checks that clauses name and that could not run here, as `clause:check`."""
    unseen: tuple[str, ...] = ()
    """Parts that no check can read, as `messages[0].content[1]: image_url`."""
