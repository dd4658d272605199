"""The arms of the measurement: who puts the item to the model, and how.

`plain` is the ungoverned model; `best` draws several plain replies and lets the verifier choose. `turn` goes the whole
way a request goes, `bylaw.turn.complete`: rules are read from the text and ruled on. The others are governed by gold
rules, with one part of the governing changed at a time, and leave the user's contradiction out as rulings should.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bench.hierarchy.items import Condition, Item, pose
from bylaw import turn
from bylaw.authority import Message, Role
from bylaw.authority.constraints import Constraint, keeps
from bylaw.backend import Backend, Chunk, Completion, Prompt, Sampling
from bylaw.engines.embedded import EmbeddedEngine
from bylaw.errors import EngineError
from bylaw.governor import Brief, Conduct, Policy
from bylaw.prompt import estimate_tokens, write_preamble
from bylaw.prompt.held import Holding, hold
from bylaw.prompt.held.closing import close_at_sentence
from bylaw.prompt.placement import restate
from bylaw.spec import BUILTIN, load
from bylaw.spec.canonical import spec_hash
from bylaw.turn import Desk

__all__ = ["ARMS", "Arm", "Reply", "built_in_policy"]

_TOKENS = 400
_LATER_TEMPERATURE = 0.7
"""Of every sample but the first, which is drawn as the engine draws by default: else they would be alike."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One sample and what became of it."""

    text: str
    finish: str | None
    tokens: int
    """Written, not read."""
    ours: float
    """Share of the constraints that our verifier finds kept; one it can't tell counts as kept."""
    held: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    chosen: bool = False


Arm = Callable[[Item, Condition, EmbeddedEngine, int], Awaitable[list[Reply]]]
_Place = Callable[[Item, Condition], tuple[Message, ...]]


def _where_said(item: Item, condition: Condition) -> tuple[Message, ...]:
    return pose(item, "one" if condition == "one" else "aligned")  # what contradicts the rules is left out


def _end(item: Item, condition: Condition) -> tuple[Message, ...]:
    *before, last = _where_said(item, condition)
    return (*before, Message.of(Role.USER, f"{last.text}\n\n{restate(item.constraints)}"))


def _merged(item: Item, condition: Condition) -> tuple[Message, ...]:
    return (Message.of(Role.USER, f"{item.task}\n\n{restate(item.constraints)}"),)


def _merged_words(item: Item, condition: Condition) -> tuple[Message, ...]:
    return (Message.of(Role.USER, f"{item.task}\n\n{item.rules}"),)


def _start_and_end(item: Item, condition: Condition) -> tuple[Message, ...]:
    return (Message.of(Role.DEVELOPER, restate(item.constraints)), *_merged(item, condition))


def _task_alone(item: Item, condition: Condition) -> tuple[Message, ...]:
    return (Message.of(Role.USER, item.task),)


async def _plain(item: Item, condition: Condition, engine: EmbeddedEngine, samples: int) -> list[Reply]:
    return await _draw(item, pose(item, condition), Holding(held=Prompt(()).held), engine, 1)


async def _best(item: Item, condition: Condition, engine: EmbeddedEngine, samples: int) -> list[Reply]:
    return await _draw(item, pose(item, condition), Holding(held=Prompt(()).held), engine, samples)


async def _governed(
    item: Item,
    condition: Condition,
    engine: EmbeddedEngine,
    samples: int,
    *,
    place: _Place,
    held: bool = True,
    penalty: float = 1.1,
    temperature: float = 0.3,
) -> list[Reply]:
    constraints: Sequence[Constraint] = item.constraints
    holding = Holding(held=Prompt(()).held)
    if held:
        holding = hold(constraints, backend=engine.backend, max_tokens=_limit(item), request=item.task)
    return await _draw(item, place(item, condition), holding, engine, samples, temperature=temperature, penalty=penalty)


async def _draw(
    item: Item,
    messages: tuple[Message, ...],
    holding: Holding,
    engine: EmbeddedEngine,
    samples: int,
    *,
    temperature: float | None = None,
    penalty: float = 1.0,
) -> list[Reply]:
    """Draw samples until one keeps every constraint by our verifier; the best is chosen, the first of the best."""
    replies: list[Reply] = []
    fields = () if penalty == 1 else (("repeat_penalty", str(penalty).encode()),)
    for sample in range(samples):
        sampling = Sampling(
            max_tokens=_limit(item),
            seed=item.key * 100 + sample,
            temperature=temperature if sample == 0 else _LATER_TEMPERATURE,
            top_p=(None if temperature is None else 0.95) if sample == 0 else 0.95,
        )
        answer = await engine.complete(Prompt(messages, sampling, fields=fields, held=holding.held))
        text = answer.choices[0].message.text
        verdicts = [keeps(constraint, text, request=item.task) for constraint in item.constraints]
        ours = sum(verdict is not False for verdict in verdicts) / max(1, len(verdicts))
        replies.append(
            Reply(
                text,
                answer.choices[0].finish_reason,
                answer.usage.completion_tokens if answer.usage else 0,
                ours,
                tuple(constraint.family for constraint in holding.kept_by_decoder),
                tuple(constraint.family for constraint in holding.left),
            )
        )
        if ours == 1:
            break
    best = max(range(len(replies)), key=lambda at: (replies[at].ours, -at))
    replies[best] = replace(replies[best], chosen=True)
    return replies


def _limit(item: Item) -> int:
    """Leave room for the words a rule asks for."""
    wanted = [
        constraint.count("num_words")
        for constraint in item.constraints
        if constraint.family == "length_constraints:number_words" and constraint["relation"] == "at least"
    ]
    sentences = [
        constraint.count("num_sentences") * 16
        for constraint in item.constraints
        if constraint.family == "length_constraints:number_sentences" and constraint["relation"] == "at least"
    ]
    return max(_TOKENS, min(1400, max([int(words * 1.8) for words in wanted] + sentences, default=0)))


async def _turn(
    item: Item, condition: Condition, engine: EmbeddedEngine, samples: int, *, conduct: Conduct
) -> list[Reply]:
    listening = _Listening(engine)
    policy = await built_in_policy(engine, replace(conduct, samples=samples))
    messages = pose(item, condition)
    sampling = Sampling(max_tokens=_limit(item), seed=item.key * 100)
    answered = await turn.complete(Prompt(messages, sampling), desk=Desk(policy, listening))
    brief, released = answered.outcome.brief, answered.completion.choices[0].message.text
    replies = []
    for answer in listening.answers:
        text = _released(brief, answer)
        verdicts = [keeps(constraint, text, request=brief.request) for constraint in brief.verify]
        replies.append(
            Reply(
                text,
                answer.choices[0].finish_reason,
                answer.usage.completion_tokens if answer.usage else 0,
                sum(verdict is not False for verdict in verdicts) / max(1, len(verdicts)),
                tuple(constraint.family for constraint in brief.holding.kept_by_decoder),
                tuple(constraint.family for constraint in brief.holding.left),
            )
        )
    best = next(
        at for at, text in enumerate(_released(brief, answer) for answer in listening.answers) if text == released
    )
    return [replace(reply, chosen=at == best) for at, reply in enumerate(replies)]


def _released(brief: Brief, answer: Completion) -> str:
    """Give a sample as it would be released alone: brought home at its last whole sentence where it was cut off."""
    text = answer.choices[0].message.text
    if answer.choices[0].finish_reason == "length" and brief.closes:
        return close_at_sentence(text) or text
    return text


class _Listening:
    """An engine that keeps what it answers."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        self._engine = engine
        self.answers: list[Completion] = []

    @property
    def backend(self) -> Backend:
        return self._engine.backend

    async def complete(self, prompt: Prompt) -> Completion:
        try:
            answer = await self._engine.complete(prompt)
        except EngineError:  # building a grammar holds up this process, and a connection in the making with it
            answer = await self._engine.complete(prompt)
        self.answers.append(answer)
        return answer

    def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        return self._engine.stream(prompt)

    async def aclose(self) -> None:
        """Leave the engine open: it is the measurement's."""


_POLICIES: dict[Conduct, Policy] = {}


async def built_in_policy(engine: EmbeddedEngine, conduct: Conduct) -> Policy:
    """Give the built-in document's policy, its preamble as short as the embedded model gets it.

    What its clauses ask is in the preamble and takes no part in rulings: it is the developer against the user here.
    """
    if conduct not in _POLICIES:
        spec = load(BUILTIN)
        preamble = write_preamble(spec, budget=200, count=estimate_tokens)
        _POLICIES[conduct] = Policy(spec, spec_hash(spec), preamble, conduct=conduct)
    return _POLICIES[conduct]


ARMS: dict[str, Arm] = {
    "turn": partial(_turn, conduct=Conduct(on_misaligned="drop")),
    "turn_annotate": partial(_turn, conduct=Conduct(on_misaligned="annotate")),
    "turn_not_held": partial(_turn, conduct=Conduct(hold=False)),
    "plain": _plain,
    "best": _best,
    "governed": partial(_governed, place=_end),
    "where_said": partial(_governed, place=_where_said),
    "merged": partial(_governed, place=_merged),
    "merged_words": partial(_governed, place=_merged_words),
    "start_and_end": partial(_governed, place=_start_and_end),
    "task_alone": partial(_governed, place=_task_alone),
    "merged_not_held": partial(_governed, place=_merged, held=False),
}
