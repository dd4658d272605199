"""Decide what is released: verify each reply against what holds for it, and ask for another try where it fails.

A reply is never patched to look compliant. Of replies that all fail, the one that breaks least is released, and the
record says what it breaks.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bylaw.authority import Message, Part, Role
from bylaw.authority.constraints import Constraint, keeps
from bylaw.backend import Choice, Completion, Prompt, Usage
from bylaw.governor.prepare import Brief
from bylaw.prompt.held.closing import close_at_sentence

__all__ = ["Budget", "Release", "Resample", "refusal_of_inaction", "review"]

Budget = Literal["", "kept", "closed", "asked again", "cut"]

_RETRY_TEMPERATURE = 0.7
"""A second try at temperature 0 would say the same again."""
_LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Release:
    """These replies go out."""

    completion: Completion
    tries: tuple[int, ...]
    """For each choice the try it comes from, from 1."""
    broken: tuple[tuple[Constraint, ...], ...]
    """For each choice what it breaks."""
    budget: Budget


@dataclass(frozen=True, slots=True)
class Resample:
    """Another try is wanted."""

    prompt: Prompt


@dataclass(frozen=True, slots=True)
class _Candidate:
    choice: Choice
    """As it would be released."""
    attempt: int
    broken: tuple[Constraint, ...]
    unfinished: bool
    closed: bool


def review(brief: Brief, tries: Sequence[Completion]) -> Release | Resample:
    """Say what becomes of the tries so far, the last of them new."""
    wanted = len(tries[0].choices)
    candidates = [
        _candidate(brief, choice, attempt) for attempt, each in enumerate(tries, 1) for choice in each.choices
    ]
    best = sorted(candidates, key=lambda each: (len(each.broken), each.unfinished, each.attempt))[:wanted]
    again = len(tries) < brief.samples and any(each.broken or _too_long(brief, each) for each in best)
    if again:
        return Resample(_another(brief, len(tries) + 1, shorter=any(_too_long(brief, each) for each in best)))
    released = sorted(best, key=lambda each: (each.attempt, each.choice.index))
    chosen = [each.choice for each in released]
    budget = _budget(brief, released)
    if budget == "kept" and brief.shorter is not None and any(_any_unfinished(each) for each in tries):
        budget = "asked again"
    completion = tries[-1] if len(tries) == 1 else _joined(tries)
    if len(tries) > 1 or chosen != list(completion.choices):
        choices = tuple(replace(choice, index=at) for at, choice in enumerate(chosen))
        completion = replace(completion, choices=choices, raw=None)
    return Release(
        completion, tuple(each.attempt for each in released), tuple(each.broken for each in released), budget
    )


def refusal_of_inaction(brief: Brief, *, completion_id: str, at: datetime) -> Completion:
    """Give the reply where two root clauses exclude each other: nothing is done, and nobody is asked."""
    pairs = "; ".join(f"'{one}' against '{other}'" for one, other in brief.reading.rulings.inaction)
    text = f"I can't act on this: two rules that nobody here can change exclude each other ({pairs})."
    message = Message(Role.ASSISTANT, (Part("text", text),))
    choices = tuple(Choice(index, message, "stop") for index in range(brief.prompt.sampling.n))
    return Completion(completion_id, brief.prompt.model, int(at.timestamp()), choices, Usage())


def _candidate(brief: Brief, choice: Choice, attempt: int) -> _Candidate:
    ended = _closed(choice) if brief.closes else choice
    text = ended.message.text
    broken: tuple[Constraint, ...] = ()
    if not choice.message.tool_calls:  # what is asked of the reply is not asked of a call on the way to it
        broken = tuple(each for each in brief.verify if keeps(each, text, request=brief.request) is False)
    return _Candidate(ended, attempt, broken, choice.finish_reason == "length", ended is not choice)


def _too_long(brief: Brief, candidate: _Candidate) -> bool:
    """Tell whether a shorter reply is asked for: this one was cut off, and has no whole sentence to end at."""
    if not candidate.unfinished or brief.shorter is None:
        return False
    return brief.over_budget == "ask again" or close_at_sentence(candidate.choice.message.text) is None


def _any_unfinished(completion: Completion) -> bool:
    return any(choice.finish_reason == "length" for choice in completion.choices)


def _another(brief: Brief, attempt: int, *, shorter: bool) -> Prompt:
    prompt = (brief.shorter if shorter else None) or brief.prompt
    sampling = prompt.sampling
    temperature = max(sampling.temperature or 0, _RETRY_TEMPERATURE)
    seed = sampling.seed
    if seed is not None:  # each of n choices may have taken a seed of its own
        step = (attempt - 1) * sampling.n
        seed += step if seed <= _LARGEST_SEED - step else -step
    return replace(prompt, sampling=replace(sampling, temperature=temperature, seed=seed))


def _budget(brief: Brief, released: Sequence[_Candidate]) -> Budget:
    if brief.limit is None:
        return ""
    if any(each.closed for each in released):
        return "closed"
    return "cut" if any(each.unfinished for each in released) else "kept"


def _closed(choice: Choice) -> Choice:
    """End a reply that was cut off at its last whole sentence; one that has none stays."""
    text = choice.message.text
    if choice.finish_reason != "length" or choice.message.tool_calls or len(choice.message.parts) != 1:
        return choice
    ended = close_at_sentence(text)
    if not ended or ended == text:
        return choice
    (part,) = choice.message.parts
    return replace(choice, message=replace(choice.message, parts=(replace(part, text=ended),)))


def _joined(tries: Sequence[Completion]) -> Completion:
    """Give the last try's frame with what all of them cost: the caller pays for every token."""
    used = [each.usage for each in tries if each.usage is not None]
    if not used:
        return tries[-1]
    total = Usage(
        sum(each.prompt_tokens for each in used),
        sum(each.completion_tokens for each in used),
        sum(each.total_tokens for each in used),
        used[-1].fields,
    )
    return replace(tries[-1], usage=total)
