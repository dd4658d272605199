"""A turn: one request through governor and engine, with its decision record."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.turn.drive import Answered, Outcome, Streamed, complete, stream
from bylaw.turn.entry import Desk
from bylaw.turn.judge import EngineJudge, Judge, JudgeLimits
from bylaw.turn.replay import replayed
from bylaw.turn.watchman import Watchman

__all__ = [
    "Answered",
    "Desk",
    "EngineJudge",
    "Judge",
    "JudgeLimits",
    "Outcome",
    "Streamed",
    "Watchman",
    "complete",
    "replayed",
    "stream",
]
