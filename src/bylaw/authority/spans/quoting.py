"""Find what is quoted in a text that may speak.

Two layers. Blocks (fences, tags, objects, quoted lines) are read from left to right: what begins first holds what
stands in it, so a fence in a document opens nothing. Then quotation marks are paired in what is left; they may reach
around blocks. Both only ever take authority away.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable
from operator import itemgetter

from bylaw.authority.spans.fences import Fences
from bylaw.authority.spans.lines import find_lines
from bylaw.authority.spans.marks import find_marked
from bylaw.authority.spans.objects import Objects, is_object
from bylaw.authority.spans.stretch import Stretch, unite
from bylaw.authority.spans.tags import Tags

__all__ = ["find_quoted"]

_MOST_STRETCHES = 1 << 16  # in a text; past them all is data. Prose has one in some hundred characters.

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
    blocks = unite(_find_blocks(text, operator=operator, sections=sections))
    quoted = unite([*blocks, *find_marked(text, blocks, operator=operator)])
    if len(quoted) > _MOST_STRETCHES:
        quoted[_MOST_STRETCHES:] = [Stretch(quoted[_MOST_STRETCHES].start, len(text), "quote")]
    return quoted


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
