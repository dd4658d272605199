"""The readers of families, in the order they are asked: the one list of them.

To add one: a module with a function from a `Reading` to constraints and the `Reader` that names its trigger words (as
they stand on the tape: lower-case, numbers as digits), and an entry here. `reading` says what a reader may ask.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority.instructions.bans import BANS
from bylaw.authority.instructions.case import CASE
from bylaw.authority.instructions.conditional import CONDITIONAL
from bylaw.authority.instructions.edges import EDGES
from bylaw.authority.instructions.formats import FORMAT
from bylaw.authority.instructions.inputs import INPUTS
from bylaw.authority.instructions.keywords import KEYWORDS
from bylaw.authority.instructions.language import LANGUAGE
from bylaw.authority.instructions.length import LENGTH
from bylaw.authority.instructions.lists import LISTS
from bylaw.authority.instructions.options import OPTIONS
from bylaw.authority.instructions.parts import HIGHLIGHTS, PLACEHOLDERS, SECTIONS, TITLE, TWO
from bylaw.authority.instructions.persona import PERSONA
from bylaw.authority.instructions.punctuation import PUNCTUATION
from bylaw.authority.instructions.reading import Reader
from bylaw.authority.instructions.secrets import SECRETS
from bylaw.authority.instructions.tone import TONE
from bylaw.authority.instructions.tools import TOOLS
from bylaw.authority.instructions.topics import TOPICS

__all__ = ["READERS"]

READERS: tuple[Reader, ...] = (
    LENGTH,
    PUNCTUATION,
    CASE,
    KEYWORDS,
    LANGUAGE,
    EDGES,
    LISTS,
    HIGHLIGHTS,
    SECTIONS,
    PLACEHOLDERS,
    TITLE,
    TWO,
    FORMAT,
    BANS,
    SECRETS,
    TOPICS,
    PERSONA,
    TONE,
    INPUTS,
    TOOLS,
    CONDITIONAL,
    OPTIONS,
)
