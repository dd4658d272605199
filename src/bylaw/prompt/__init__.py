"""What the model reads: the platform preamble."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.prompt.budget import budget_line, words_for
from bylaw.prompt.markers import Markers, markers_of
from bylaw.prompt.neutral import Neutralised, neutralise, neutralise_messages, restore, restore_messages
from bylaw.prompt.notes import request_notes
from bylaw.prompt.preamble import Form, Preamble, estimate_tokens, write_preamble
from bylaw.prompt.spotlight import Spotlighted, spotlight

__all__ = [
    "Form",
    "Markers",
    "Neutralised",
    "Preamble",
    "Spotlighted",
    "budget_line",
    "estimate_tokens",
    "markers_of",
    "neutralise",
    "neutralise_messages",
    "request_notes",
    "restore",
    "restore_messages",
    "spotlight",
    "words_for",
    "write_preamble",
]
