"""Find what is quoted in a text that may speak.

Two layers. Blocks (fences, tags, objects, quoted lines) are read from left to right: what begins first holds what
stands in it, so a fence in a document opens nothing. Then quotation marks are paired in what is left; they may reach
around blocks. Both only ever take authority away.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Callable
from itertools import islice
from operator import itemgetter

from bylaw.authority.spans.fences import Fences
from bylaw.authority.spans.lines import find_lines
from bylaw.authority.spans.marks import find_marked
from bylaw.authority.spans.objects import Objects, is_object
from bylaw.authority.spans.stretch import Stretch, unite
from bylaw.authority.spans.tags import Tags

__all__ = ["find_quoted"]

_SIGNS = "\"'`~<>{[}]“”„‟‘’‚‛«»‹›「」『』〝〞〟＂"
_SIGN = re.compile(f"[{re.escape(_SIGNS)}]")
_MOST_SIGNS = 1 << 17  # in a text; past them all is data. A megabyte of prose has some 30,000, one of JSON 100,000.

_Reader = Callable[[int], Stretch | None]


def find_quoted(text: str, *, operator: bool, sections: bool) -> list[Stretch]:
    """Find the stretches of `text` that only inform, in order and apart.

    Args:
        text: of one part.
        operator: whether it stands in a system or developer message.
        sections: whether its tags speak, but for those that name data.
    """
    if is_object(text):
        return [Stretch(0, len(text), "json")]
    cut = _find_cut(text)
    if cut < len(text):
        return unite([*find_quoted(text[:cut], operator=operator, sections=sections), Stretch(cut, len(text), "quote")])
    blocks = unite(_find_blocks(text, operator=operator, sections=sections))
    return unite([*blocks, *find_marked(text, blocks, operator=operator)])


def _find_cut(text: str) -> int:
    """Give where a text holds more signs than any honest one, else its end: hostile text is read in bounded time."""
    if len(text) <= _MOST_SIGNS or sum(map(text.count, _SIGNS)) <= _MOST_SIGNS:
        return len(text)
    return next(islice(_SIGN.finditer(text), _MOST_SIGNS, None)).start()


def _find_blocks(text: str, *, operator: bool, sections: bool) -> list[Stretch]:
    candidates: list[tuple[int, _Reader, int]] = []
    if "```" in text or "~~~" in text or '"""' in text or "'''" in text:
        fences = Fences(text)
        candidates += [(start, fences.read, at) for at, start in enumerate(fences.starts)]
    if "<" in text:
        tags = Tags(text, sections=sections)
        candidates += [(start, tags.read, at) for at, start in enumerate(tags.starts)]
    if "{" in text or "[" in text:
        objects = Objects(text)
        candidates += [(start, objects.read, at) for at, start in enumerate(objects.starts)]
    lines = list(find_lines(text, operator=operator))
    candidates += [(line.start, lines.__getitem__, at) for at, line in enumerate(lines)]
    candidates.sort(key=itemgetter(0))
    blocks: list[Stretch] = []
    here = 0
    for start, read, at in candidates:
        if start >= here:
            block = read(at)
            if block is not None:
                blocks.append(block)
                here = block.end
    return blocks
