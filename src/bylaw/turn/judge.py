"""A judge, as a turn asks one: all open questions of a stage in one call."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Sequence
from typing import Protocol

from bylaw.checks.question import Answer, Question

__all__ = ["Judge"]


class Judge(Protocol):
    """Anything that can say whether clauses are kept."""

    async def ask(self, questions: Sequence[Question]) -> tuple[Answer, ...]:
        """Give an answer to each question, `NotRun` where there is none. It never raises."""
        ...
