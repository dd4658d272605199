"""A document's examples as data: a conversation, and the replies the document judges."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator
from dataclasses import dataclass

from bylaw.authority import Comparison, Message, Role, Turn, Verdict
from bylaw.spec.nodes import Example, Heading, Place, Spec, slug

__all__ = ["Response", "Trial", "trials"]


@dataclass(frozen=True, slots=True)
class Response:
    """One reply that the document shows, and what it says of it."""

    verdict: Verdict
    note: str
    messages: tuple[Message, ...]
    """What follows the trial's messages, this reply last. In a second comparison the turns between are here too, the
    first good reply standing for each comparison passed."""
    comparison: int | None
    """Which of the example's comparisons it stands in, from 0; None where it is marked and stands in none."""
    breaks: str | None = None
    """The clause a bad reply breaks, where the mark names one."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One example of a clause."""

    id: str
    """Clause and title, `clause/title`; unique in the document."""
    clause: str
    """Id of the section it stands in; empty before the first heading."""
    title: str
    messages: tuple[Message, ...]
    """The conversation up to the first reply that is judged."""
    responses: tuple[Response, ...]
    place: Place


def trials(spec: Spec) -> Iterator[Trial]:
    """Give every example of a document, in order."""
    taken: dict[str, int] = {}
    clause = ""
    for node in spec.nodes:
        if isinstance(node, Heading):
            clause = node.id
        if not isinstance(node, Example):
            continue
        name = f"{clause}/{slug(node.title) or 'untitled'}"
        taken[name] = taken.get(name, 0) + 1
        unique = name if taken[name] == 1 else f"{name}-{taken[name]}"
        messages, responses = _judged(node.dialogue.steps)
        yield Trial(unique, clause, node.title, messages, responses, node.place)


def _judged(steps: tuple[Turn | Comparison, ...]) -> tuple[tuple[Message, ...], tuple[Response, ...]]:
    before: list[Message] = []
    since: list[Message] = []  # from the first judged reply on
    responses: list[Response] = []
    comparisons = 0
    for step in steps:
        if isinstance(step, Comparison):
            replies = [turn for turn in step.turns if turn.message.role is Role.ASSISTANT]
            responses += [_response(turn, since, comparisons) for turn in replies]
            comparisons += 1
            kept = next((turn for turn in replies if turn.verdict == "good"), replies[0] if replies else None)
            since += [kept.message] if kept else []
        elif step.verdict is not None and step.message.role is Role.ASSISTANT:
            responses.append(_response(step, since, None))
            since.append(step.message)
        else:
            (since if responses else before).append(step.message)
    return tuple(before), tuple(responses)


def _response(turn: Turn, since: list[Message], comparison: int | None) -> Response:
    return Response(
        turn.verdict or "neutral", turn.note, (*since, turn.message), comparison=comparison, breaks=turn.clause
    )
