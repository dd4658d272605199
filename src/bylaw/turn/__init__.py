"""A turn: one request through governor and engine, with its decision record."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.turn.drive import Answered, Outcome, Streamed, complete, stream
from bylaw.turn.entry import Desk
from bylaw.turn.replay import replayed

__all__ = ["Answered", "Desk", "Outcome", "Streamed", "complete", "replayed", "stream"]
