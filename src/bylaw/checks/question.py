"""What a judge is asked: whether one clause is kept in one case."""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass

from bylaw.checks.bound import Bound
from bylaw.checks.case import Case
from bylaw.checks.verdict import Verdict

__all__ = ["Answer", "Question"]


@dataclass(frozen=True, slots=True)
class Question:
    """Whether one clause is kept in one case."""

    bound: Bound
    """The clause, whose words the judge reads, and the check, whose proposition it decides."""
    case: Case
    choice: int = 0
    """Index of the reply; 0 at `input`."""
    attempt: int = 1
    """The try the reply comes from."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with what the judge said; `NotRun` where it gave no answer that can be read."""

    question: Question
    verdict: Verdict
