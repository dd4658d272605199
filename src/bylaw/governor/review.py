"""Decide what is released: check each reply, verify it against what holds for it, ask for another try where it fails.

A reply is never patched to look compliant. Of replies that all fail what can be verified, the one that breaks least is
released, and the record says what it breaks; one that a check stops ends in a refusal.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bylaw.authority import Message, Part, Role
from bylaw.authority.constraints import Constraint, keeps
from bylaw.backend import Choice, Completion, Prompt, Usage
from bylaw.checks.effect import STOPPING, Decided, Effect, effect
from bylaw.checks.question import Answer, Question
from bylaw.checks.refusals import refusal_words
from bylaw.checks.verdict import Kept, NotRun
from bylaw.governor.prepare import Brief
from bylaw.governor.put_through import put_through, refused_choice
from bylaw.prompt.held.closing import close_at_sentence

__all__ = [
    "Ask",
    "Budget",
    "Release",
    "Resample",
    "Reviewed",
    "open_questions",
    "refusal_at_input",
    "refusal_of_inaction",
    "resampled",
    "review",
    "review_stream",
]

Budget = Literal["", "kept", "closed", "asked again", "cut"]

_RETRY_TEMPERATURE = 0.7
"""A second try at temperature 0 would say the same again."""
_LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One reply of one try, reviewed."""

    choice: Choice
    """As it would be released."""
    written: Choice
    """As the model wrote it."""
    attempt: int
    broken: tuple[Constraint, ...]
    """What can be verified and doesn't hold."""
    unfinished: bool
    closed: bool
    decided: tuple[Decided, ...] = ()
    stopped: Effect = ""
    """What keeps it from being released as it is."""
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Release:
    """These replies go out."""

    completion: Completion
    tries: tuple[int, ...]
    """For each choice the try it comes from, from 1."""
    broken: tuple[tuple[Constraint, ...], ...]
    """For each choice what it breaks."""
    budget: Budget
    decided: tuple[Decided, ...] = ()
    """What every check said of them."""
    asks_user: bool = False
    """Whether one of them asks the user for their word, in place of calls that wait for it."""


@dataclass(frozen=True, slots=True)
class Resample:
    """Another try is wanted."""

    prompt: Prompt
    reviewed: tuple[Reviewed, ...] = ()
    """To be given back with the next try."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A judge's word is wanted."""

    questions: tuple[Question, ...]
    reviewed: tuple[Reviewed, ...] = ()
    """To be given back with the answers."""


def review(
    brief: Brief, tries: Sequence[Completion], *, reviewed: Sequence[Reviewed] = (), answers: Sequence[Answer] = ()
) -> Release | Resample | Ask:
    """Say what becomes of the tries so far, the last of them new.

    Args:
        brief: what was sent.
        tries: all answers so far.
        reviewed: what `Resample` or `Ask` gave, where one came before.
        answers: to an `Ask`'s questions.
    """
    wanted = len(tries[0].choices)
    left = len(tries) < brief.samples
    done = max((each.attempt for each in reviewed), default=0)
    may_ask_again = left and wanted == 1
    candidates = [_with_answers(brief, each, answers, may_ask_again=may_ask_again) for each in reviewed]
    for attempt, completion in enumerate(tries, 1):
        if attempt > done:
            last = attempt >= brief.samples or wanted > 1
            candidates += [_candidate(brief, choice, attempt, last=last) for choice in completion.choices]
    best = sorted(candidates, key=_merit)[:wanted]
    if left and any(each.broken or each.stopped == "asked again" or _too_long(brief, each) for each in best):
        another = resampled(brief, len(tries) + 1, shorter=any(_too_long(brief, each) for each in best))
        return Resample(another, tuple(candidates))
    questions = tuple(question for each in best for question in open_questions(brief, each))
    if questions:
        return Ask(questions, tuple(candidates))
    return _release(brief, tries, sorted(best, key=lambda each: (each.attempt, each.choice.index)))


def review_stream(
    brief: Brief,
    written: Completion,
    released: Completion,
    *,
    decided: Sequence[Decided],
    answers: Sequence[Answer] = (),
) -> Release | Ask:
    """Say what is to be said of a stream that went out as it came: nothing of it can be drawn again.

    Args:
        brief: what was sent.
        written: the answer as the model wrote it.
        released: as it went out.
        decided: what every check said of it.
        answers: to an `Ask`'s questions.
    """
    of_index = {each.index: each for each in written.choices}
    candidates = []
    for choice in released.choices:
        own = of_index.get(choice.index, choice)
        rows = tuple(row for row in decided if row.choice == choice.index)
        broken: tuple[Constraint, ...] = ()
        if not choice.message.tool_calls:
            text = choice.message.text
            broken = tuple(each for each in brief.verify if keeps(each, text, request=brief.request) is False)
        unfinished = own.finish_reason == "length"
        stopping = (row.effect for row in rows if row.effect in STOPPING and not brief.observes)
        stopped: Effect = next(stopping, "")
        candidates.append(Reviewed(choice, own, 1, broken, unfinished, closed=False, decided=rows, stopped=stopped))
    if answers:
        candidates = [_with_answers(brief, each, answers, may_ask_again=False) for each in candidates]
    questions = tuple(question for each in candidates for question in open_questions(brief, each))
    return Ask(questions, tuple(candidates)) if questions else _release(brief, [released], candidates)


def open_questions(brief: Brief, reviewed: Reviewed) -> Iterator[Question]:
    """Give what a judge is still to be asked of a reply."""
    screening = brief.screening
    if reviewed.judged or reviewed.stopped or screening.case is None:
        return
    message = reviewed.written.message
    if message.tool_calls and not message.text:
        return
    case = replace(
        screening.case, stage="reply", reply=message.text, finish_reason=reviewed.written.finish_reason or "stop"
    )
    in_doubt = {
        row.bound.check.id
        for row in reviewed.decided
        if row.stage == "reply" and row.bound.check.doubt is not None and isinstance(row.verdict, Kept)
        if row.bound.check.doubt[0] <= row.verdict.score <= row.bound.check.doubt[1]
    }
    for bound in (*screening.judged, *(each for each in screening.doubted if each.check.id in in_doubt)):
        yield Question(bound, case, reviewed.choice.index, reviewed.attempt)


def refusal_at_input(brief: Brief, *, completion_id: str, at: datetime) -> Completion:
    """Give the reply where a check stopped the request before the model was asked."""
    stopping = next(row for row in brief.decided if row.effect == "refused")
    words = _words(stopping, brief)
    return _refusal(brief, words, completion_id=completion_id, at=at)


def refusal_of_inaction(brief: Brief, *, completion_id: str, at: datetime) -> Completion:
    """Give the reply where two root clauses exclude each other: nothing is done, and nobody is asked."""
    pairs = "; ".join(f"'{one}' against '{other}'" for one, other in brief.reading.rulings.inaction)
    text = f"I can't act on this: two rules that nobody here can change exclude each other ({pairs})."
    message = Message(Role.ASSISTANT, (Part("text", text),))
    choices = tuple(Choice(index, message, "stop") for index in range(brief.prompt.sampling.n))
    return Completion(completion_id, brief.prompt.model, int(at.timestamp()), choices, Usage())


def _refusal(brief: Brief, words: str, *, completion_id: str, at: datetime) -> Completion:
    empty = Choice(0, Message(Role.ASSISTANT, content="null"), "content_filter")
    choices = tuple(replace(refused_choice(empty, words), index=index) for index in range(brief.prompt.sampling.n))
    return Completion(completion_id, brief.prompt.model, int(at.timestamp()), choices, Usage())


def _release(brief: Brief, tries: Sequence[Completion], released: Sequence[Reviewed]) -> Release:
    chosen = [_refused_late(brief, each) for each in released]
    budget = _budget(brief, released)
    if budget == "kept" and brief.shorter is not None and any(_any_unfinished(each) for each in tries):
        budget = "asked again"
    completion = tries[-1] if len(tries) == 1 else _joined(tries)
    if len(tries) > 1 or chosen != list(completion.choices):
        choices = tuple(replace(choice, index=at) for at, choice in enumerate(chosen))
        completion = replace(completion, choices=choices, raw=None)
    return Release(
        completion,
        tuple(each.attempt for each in released),
        tuple(each.broken for each in released),
        budget,
        tuple(replace(row, choice=at) for at, each in enumerate(released) for row in each.decided),
        any(each.stopped == "asked the user" for each in released),
    )


def _refused_late(brief: Brief, reviewed: Reviewed) -> Choice:
    """Put a refusal in place of a reply that no try is left for, or that a judge stopped; else give it as it is."""
    stopping = next((row for row in reviewed.decided if row.effect in ("refused", "asked again")), None)
    if stopping is None or not reviewed.stopped or reviewed.choice.finish_reason == "content_filter":
        return reviewed.choice
    return refused_choice(reviewed.choice, _words(stopping, brief))


def _words(stopping: Decided, brief: Brief) -> str:
    could_tell = not isinstance(stopping.verdict, NotRun)
    return refusal_words(stopping.bound.check.id, request=brief.request, could_tell=could_tell)


def _merit(reviewed: Reviewed) -> tuple[int, int, bool, int]:
    """Rank a reply, the best lowest: one that another try was asked for comes last, as a stream has moved on too."""
    stopped = 0 if not reviewed.stopped else 2 if reviewed.stopped == "asked again" else 1
    return (stopped, len(reviewed.broken), reviewed.unfinished, reviewed.attempt)


def _candidate(brief: Brief, written: Choice, attempt: int, *, last: bool) -> Reviewed:
    through = put_through(written, brief.screening, last=last, held=brief.whole)
    choice = through.choice
    ended = _closed(choice) if brief.closes and not through.stopped else choice
    broken: tuple[Constraint, ...] = ()
    if not choice.message.tool_calls and not through.stopped:
        # what is asked of the reply is not asked of a call on the way to it
        text = ended.message.text
        broken = tuple(each for each in brief.verify if keeps(each, text, request=brief.request) is False)
    unfinished = choice.finish_reason == "length"
    return Reviewed(ended, written, attempt, broken, unfinished, ended is not choice, through.decided, through.stopped)


def _with_answers(brief: Brief, reviewed: Reviewed, answers: Sequence[Answer], *, may_ask_again: bool) -> Reviewed:
    """Take in what a judge said of a reply."""
    own = [
        each
        for each in answers
        if (each.question.attempt, each.question.choice) == (reviewed.attempt, reviewed.choice.index)
    ]
    if not own:
        return reviewed
    decided, stopped = list(reviewed.decided), reviewed.stopped
    for answer in own:
        bound = answer.question.bound
        done = effect(bound, "reply", answer.verdict, may_ask_again=may_ask_again)
        decided = [row for row in decided if row.bound is not bound]
        decided.append(Decided(bound, "reply", answer.verdict, done, reviewed.choice.index))
        if done in STOPPING and not brief.screening.observes:
            stopped = done
    return replace(reviewed, decided=tuple(decided), stopped=stopped, judged=True)


def _too_long(brief: Brief, reviewed: Reviewed) -> bool:
    """Tell whether a shorter reply is asked for: this one was cut off, and has no whole sentence to end at."""
    if not reviewed.unfinished or brief.shorter is None:
        return False
    return brief.over_budget == "ask again" or close_at_sentence(reviewed.choice.message.text) is None


def _any_unfinished(completion: Completion) -> bool:
    return any(choice.finish_reason == "length" for choice in completion.choices)


def resampled(brief: Brief, attempt: int, *, shorter: bool = False) -> Prompt:
    """Give the prompt of a further try, from 2."""
    prompt = (brief.shorter if shorter else None) or brief.prompt
    sampling = prompt.sampling
    temperature = max(sampling.temperature or 0, _RETRY_TEMPERATURE)
    seed = sampling.seed
    if seed is not None:  # each of n choices may have taken a seed of its own
        step = (attempt - 1) * sampling.n
        seed += step if seed <= _LARGEST_SEED - step else -step
    return replace(prompt, sampling=replace(sampling, temperature=temperature, seed=seed))


def _budget(brief: Brief, released: Sequence[Reviewed]) -> Budget:
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
