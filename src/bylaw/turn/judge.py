"""A judge, as a turn asks one: all open questions of a stage in one call, within its limits of time and money.

It never raises: a judge that is down, slow, too dear or not to be understood leaves its questions `NotRun`, and their
clauses say what follows.
"""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from bylaw.backend import Prompt, Sampling
from bylaw.checks.judging import ANSWER_SCHEMA, judge_messages, read_judgement
from bylaw.checks.question import Answer, Question
from bylaw.checks.verdict import NotRun
from bylaw.engines.engine import Engine
from bylaw.errors import BylawError
from bylaw.prompt import estimate_tokens

__all__ = ["EngineJudge", "Judge", "JudgeLimits"]

_log = logging.getLogger("bylaw.turn")
_MILLION = 1_000_000
_SCHEMA = msgspec.json.encode(
    {"type": "json_schema", "json_schema": {"name": "rules", "strict": True, "schema": ANSWER_SCHEMA}}
)


class Judge(Protocol):
    """Anything that can say whether clauses are kept."""

    async def ask(self, questions: Sequence[Question]) -> tuple[Answer, ...]:
        """Give an answer to each question, `NotRun` where there is none. It never raises."""
        ...


@dataclass(frozen=True, slots=True)
class JudgeLimits:
    """What one call of a judge may take."""

    timeout_s: float = 20.0
    max_tokens: int = 600
    """Of its answer."""
    usd_per_million_in: float = 0.0
    usd_per_million_out: float = 0.0
    max_usd: float = 0.0
    """Of one call; 0 sets no limit."""


class EngineJudge:
    """A model behind an engine, as a judge.

    Args:
        engine: who answers.
        model: as the engine knows it.
        limits: of one call.
        holds_schema: whether it can be held to a JSON schema; guard models can't.
    """

    def __init__(
        self, engine: Engine, *, model: str = "default", limits: JudgeLimits | None = None, holds_schema: bool = False
    ) -> None:
        self._engine = engine
        self._model = model
        self._limits = limits or JudgeLimits()
        self._fields = (("response_format", _SCHEMA),) if holds_schema else ()

    async def ask(self, questions: Sequence[Question]) -> tuple[Answer, ...]:
        """Put all questions in one call."""
        if not questions:
            return ()
        messages = judge_messages(questions, nonce=secrets.token_bytes(8))
        asked = sum(estimate_tokens(message.text) for message in messages)
        limits = self._limits
        most = (asked * limits.usd_per_million_in + limits.max_tokens * limits.usd_per_million_out) / _MILLION
        if limits.max_usd and most > limits.max_usd:
            return _none(questions, f"the judge's call may cost {most:.4f} USD, over the limit of {limits.max_usd:g}")
        prompt = Prompt(messages, Sampling(max_tokens=limits.max_tokens, temperature=0), self._model, self._fields)
        try:
            async with asyncio.timeout(limits.timeout_s):
                completion = await self._engine.complete(prompt)
        except TimeoutError:
            return _none(questions, f"the judge gave no answer within {limits.timeout_s:g} s")
        except BylawError as error:
            _log.warning("the judge failed: %s", error)
            return _none(questions, f"the judge failed ({type(error).__name__})")
        except Exception as error:
            _log.exception("the judge failed")
            return _none(questions, f"the judge failed ({type(error).__name__})")
        text = completion.choices[0].message.text if completion.choices else ""
        verdicts = read_judgement(text, questions)
        return tuple(Answer(question, verdict) for question, verdict in zip(questions, verdicts, strict=True))


def _none(questions: Sequence[Question], reason: str) -> tuple[Answer, ...]:
    return tuple(Answer(question, NotRun(reason)) for question in questions)
