"""Run one check on cases for `bylaw check run`: here where a program decides it, by a judge where one is named."""
# SPDX-License-Identifier: Apache-2.0

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import msgspec

from bylaw.checks import Bound, Case, Check, NotRun, Stage, Verdict
from bylaw.checks.question import Question
from bylaw.cli.check_line import case_of_line, stages_of, verdict_json
from bylaw.cli.config import judge_key_of, resolve
from bylaw.engines import OpenAIEngine
from bylaw.errors import ConfigError
from bylaw.spec import Setting, Spec
from bylaw.turn import EngineJudge

__all__ = ["Grading", "judged_by"]


@dataclass(frozen=True, slots=True)
class Grading:
    """One check, and what it takes to run it."""

    check: Check
    declared: Sequence[Setting]
    """The settings of the document."""
    bound: Bound | None = None
    """The clause that a judge reads; None where none is asked."""
    engine: OpenAIEngine | None = None
    runner: asyncio.Runner | None = None

    def line(self, id_: msgspec.Raw, line: bytes) -> dict[str, object]:
        """Give the line out for a line in.

        Raises:
            ConversationError: it can't be read.
        """
        case, held = case_of_line(line, declared=self.declared)
        return verdict_json(id_, self._verdict(case, held), case)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.runner is not None and self.engine is not None:
            self.runner.run(self.engine.aclose())
            self.runner.close()

    def _verdict(self, case: Case, held: frozenset[Stage]) -> Verdict | None:
        if self.check.run is not None:
            return stages_of(self.check, case, held)
        if self.runner is None or self.engine is None or self.bound is None:
            return None
        stage = next((each for each in self.check.stages if each in held), None)
        if stage is None:
            return NotRun(f"there is nothing to check: {self.check.id} looks at {' and '.join(self.check.stages)}")
        question = Question(self.bound, replace(case, stage=stage))
        (answer,) = self.runner.run(EngineJudge(self.engine).ask([question]))
        return answer.verdict


def judged_by(check: Check, document: Spec, *, url: str, model: str, key_env: str) -> Grading:
    """Grade by a judge.

    Raises:
        ConfigError: no clause of the document names the check, or the key isn't there.
    """
    clause = next((each for each in document.clauses if check.id in each.checks), None)
    if clause is None:
        mend = f'bind a clause to it, as {{#id authority=root check="{check.id}"}}'
        raise ConfigError(f"no clause of {document.file} names {check.id}", where="--spec", mend=mend)
    flags = {"judge_url": url, "judge_model": model or None, "judge_key_env": key_env or None}
    config = resolve(flags, environ=os.environ).config
    engine = OpenAIEngine(url, key=judge_key_of(config, os.environ), model=model)
    return Grading(check, document.settings, Bound(clause, check, "flag", "flag"), engine, asyncio.Runner())
