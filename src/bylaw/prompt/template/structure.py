"""Find the markers that a chat template tells its parts apart with, and break them up where they stand in content.

A marker that is a token of its own can't come from content at all. One that is plain text to the tokenizer, as
`[INST]`, `### Response:` or a family's tags often are, would give the same ids whoever wrote it: so a character goes in
after its first one, which is taken out again by `restore`. Markers come from the template itself: from its literals,
and from what it writes around sample messages.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bylaw.prompt.template.own_text import join, own_stretches

__all__ = ["BREAKS", "Broken", "Structure", "find_structure"]

BREAKS = ("\u200b", "\u2060", "\u00ad", " ")
"""What may go into a marker; the first that the tokenizer doesn't drop."""

_SHAPES = re.compile(
    r"<[|｜][^<>\n]{0,80}?>"  # <|im_start|>, <｜User｜>
    r"|<<[^<>\s]{1,40}>>"  # <<SYS>>
    r"|</?[A-Za-z_][\w:.\-]{0,60}>"  # <tool_call>
    r"|<[A-Za-z_][\w:.\-]{0,60}(?: [\w\-]{1,40})?="  # <function=
    r"|\[/?[A-Za-z]{0,4}[A-Z]{2}[A-Z_]{0,40}\]"  # [/INST], [gMASK]
)
# What stands around messages may be of a shape that nobody has thought of yet.
_SIGN = r"[<>|｜~\[\]{}@#$%^&*=/\\]"
_ODD_SHAPE = re.compile(rf"{_SIGN}{{1,8}}\w{{0,40}}{_SIGN}{{1,8}}")
_ODD = frozenset("<>|｜~")
# Tags that ordinary documents hold too: markers only where they stand around messages.
_COMMON_NAMES = (
    "a b i u s p br hr em strong code pre sub sup h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot "
    "tr th td col div span img title body head html blockquote figure section article name description type value "
    "item items id text content key string number object array parameter parameters property properties function "
    "functions required enum default example examples input output result response request document documents "
    "context note"
)
_COMMON = frozenset(_COMMON_NAMES.split())
_NAME = re.compile(r"</?([A-Za-z][\w\-]*)>")
_LABEL = re.compile(r"[#*\s]*[^\W\d_][\w #*\-]{0,40}:?[#*]*")
_SAMPLE_TEXT = re.compile(r"Qw\d\w{5,7}")


@dataclass(frozen=True, slots=True)
class Broken:
    """A text in which no marker is content's."""

    text: str
    count: int
    """Markers that were broken up."""


@dataclass(frozen=True, slots=True)
class Structure:
    """A template's markers."""

    anywhere: tuple[str, ...]
    """Those that mean something wherever they stand."""
    at_line_start: tuple[str, ...]
    """Those that mean something at the start of a line."""
    pattern: re.Pattern[str]

    def without(self, control_tokens: Collection[str]) -> "Structure":
        """Give the markers that are plain text to a tokenizer; its control tokens can't come from content."""
        anywhere = set(self.anywhere).difference(control_tokens)
        return _structure(anywhere, set(self.at_line_start))

    def holds(self, text: str) -> bool:
        """Tell whether a marker stands in a text."""
        return self.pattern.search(text) is not None

    def break_up(self, text: str, mark: str = BREAKS[0]) -> Broken:
        """Break up every marker that isn't wholly the template's own."""
        if not self.holds(text) and mark not in text:
            return Broken(text, 0)
        own = own_stretches(text)
        starts = [start for start, _ in own]
        pieces: list[str] = []
        at = 0
        for start, end in self._places(text, mark):
            inside = bisect_right(starts, start) - 1
            if inside >= 0 and end <= own[inside][1]:
                continue
            pieces += [text[at : start + 1], mark]
            at = start + 1
        if not pieces:
            return Broken(text, 0)
        return Broken(join([*pieces, text[at:]]), len(pieces) // 2)

    def restore(self, text: str, mark: str = BREAKS[0]) -> str:
        """Give a text as it was before `break_up`."""
        plain = str.__str__(text)
        pieces, at = [], 0
        for start, _ in self._places(plain, mark):
            if plain.startswith(mark, start + 1):
                pieces.append(plain[at : start + 1])
                at = start + 1 + len(mark)
        return "".join([*pieces, plain[at:]])

    def _places(self, text: str, mark: str) -> Iterator[tuple[int, int]]:
        """Give each marker, leaving out of account the marks that are in it already."""
        plain = str.__str__(text)
        if mark not in plain or mark == " ":
            kept: Sequence[int] | None = None
            bare = plain
        else:
            kept = [at for at, character in enumerate(plain) if character != mark]
            bare = plain.replace(mark, "")
        at = 0
        while match := self.pattern.search(bare, at):
            start, end = match.span()
            yield (start, end) if kept is None else (kept[start], kept[end - 1] + 1)
            at = start + 1  # they may overlap


def find_structure(literals: Iterable[str], written: Sequence[str], named: Sequence[str]) -> Structure:
    """Find a template's markers.

    Args:
        literals: the text that stands in it.
        written: what it writes for sample messages, its own text marked.
        named: special tokens it is given by name.
    """
    found = {str.__str__(name) for name in named if not str.__str__(name).isalnum()}
    for literal in literals:
        found.update(shape for shape in _SHAPES.findall(literal) if not _common(shape))
    lines: set[str] = set()
    for text in written:
        around = [str.__str__(text[start:end]) for start, end in own_stretches(text)]
        for own in around:
            found.update(_SHAPES.findall(own))
            found.update(shape for shape in _ODD_SHAPE.findall(own) if _ODD.intersection(shape) and len(shape) > 2)
        between = _between(text)
        marked = [_first(own, found) for own in between]
        if not all(marked):
            for own in between:
                _labels(own, found, lines)
    anywhere = {each for each in found if len(each) > 1 and each.strip()}
    return _structure(anywhere, lines)


def _structure(anywhere: set[str], lines: set[str]) -> Structure:
    return Structure(tuple(sorted(anywhere)), tuple(sorted(lines)), _pattern(anywhere, lines))


def _common(shape: str) -> bool:
    name = _NAME.fullmatch(shape)
    return name is not None and name[1].lower() in _COMMON


def _between(text: str) -> list[str]:
    """Give what stands before, between and after the sample's messages; of what stands first, its end alone."""
    pieces = _SAMPLE_TEXT.split(str.__str__(text))
    first = pieces[0].rstrip()
    return [first[first.rfind("\n") + 1 :] if "\n" in first else pieces[0], *pieces[1:]]


def _first(own: str, found: set[str]) -> bool:
    return any(marker in own for marker in found) or not own.strip()


def _labels(own: str, found: set[str], lines: set[str]) -> None:
    """Add labels as `USER:` or `### Response:`, where a template knows nothing better."""
    for marker in sorted(found, key=len, reverse=True):
        own = own.replace(marker, "\0")
    offset = 0
    for line in own.splitlines(keepends=True):
        label = line.strip(" \t\r\n\0")
        attached = line.lstrip(" ").startswith("\0")  # to a marker that content can't hold
        starts_line = offset > 0
        offset += len(line)
        if not label or attached or not _LABEL.fullmatch(label) or not (label.endswith(":") or label[0] in "#*"):
            continue
        (lines if starts_line else found).add(label)


def _pattern(anywhere: set[str], lines: set[str]) -> re.Pattern[str]:
    patterns = [re.escape(each) for each in sorted(anywhere, key=len, reverse=True)]
    patterns += [f"(?<![^\\n]){re.escape(each)}" for each in sorted(lines, key=len, reverse=True)]
    return re.compile("|".join(patterns) if patterns else "(?!)")
