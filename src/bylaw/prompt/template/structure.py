"""Find the markers that a chat template tells its parts apart with, and break them up where they stand in content.

A marker that is a token of its own can't come from content at all. One that is plain text to the tokenizer, as
`[INST]`, `### Response:` or a family's tags often are, would give the same ids whoever wrote it: so a character goes in
after its first one, which is taken out again by `restore`. Markers come from the template itself: from its literals,
and from what it writes around sample messages.
"""
# SPDX-License-Identifier: Apache-2.0

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bylaw.prompt.template.own_text import join, own_stretches

__all__ = ["BREAKS", "Broken", "Structure", "find_structure"]

BREAKS = ("\u200b", "\u2060", "\u00ad", "·")
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
_BLOCKS = ((0x2070, 0x214F), (0x2460, 0x24FF), (0xFE30, 0xFE6F), (0xFF01, 0xFF5E), (0x1D400, 0x1D7FF))
_FORMS = {
    code: form
    for first, last in _BLOCKS
    for code in range(first, last + 1)
    if len(form := unicodedata.normalize("NFKC", chr(code))) == 1 and form.isascii()
}
_MAY_FOLD = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in _BLOCKS)}]")
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
        return self.pattern.search(_folded(text)) is not None

    def break_up(self, text: str, mark: str = BREAKS[0], *, again: bool = False) -> Broken:
        """Break up every marker that isn't wholly the template's own: after its first character, or after its own part.

        Only foreign text is changed: a marker of the template's own that a foreign one overlaps stays whole.

        Args:
            text: the text, what is the template's own in it marked.
            mark: what to put in.
            again: some of its foreign text was broken up before; leave that.
        """
        if not self.holds(text) and mark not in text:
            return Broken(text, 0)
        bare = _Bare.of(text, mark)
        own = own_stretches(bare.text)
        starts = [start for start, _ in own]
        count = 0
        before = sorted(bare.marks)
        for start, end in self._places(bare.text):
            inside = bisect_right(starts, start) - 1
            own_until = own[inside][1] if inside >= 0 else 0
            if end <= own_until:
                continue
            if again and bisect_left(before, end) > bisect_right(before, start):
                continue
            bare.marks[max(start + 1, own_until)] += 1
            count += 1
        return Broken(bare.whole(mark), count) if count else Broken(text, 0)

    def restore(self, text: str, mark: str = BREAKS[0]) -> str:
        """Give a text as it was before `break_up`."""
        bare = _Bare.of(str.__str__(text), mark)
        held = sorted(bare.marks)
        for start, end in self._places(bare.text):
            # What was put in is the first: the template's own part of a marker holds none.
            at = bisect_right(held, start)
            if at < len(held) and held[at] < end and bare.marks[held[at]]:
                bare.marks[held[at]] -= 1
        return str.__str__(bare.whole(mark))

    def _places(self, bare: str) -> Iterator[tuple[int, int]]:
        """Give every place where a marker begins, and where the longest one there ends; they may overlap."""
        folded, at = _folded(bare), 0
        while match := self.pattern.search(folded, at):
            yield match.span()
            at = match.start() + 1


@dataclass(frozen=True, slots=True)
class _Bare:
    """A text without the marks in it, and how many stood before each of its characters."""

    text: str
    marks: Counter[int]

    @classmethod
    def of(cls, text: str, mark: str) -> "_Bare":
        if mark not in text:
            return cls(text, Counter())
        marks: Counter[int] = Counter()
        pieces = text.split(mark)
        at = 0
        for piece in pieces[:-1]:
            at += len(piece)
            marks[at] += 1
        return cls(join(pieces), marks)

    def whole(self, mark: str) -> str:
        pieces: list[str] = []
        at = 0
        for place, count in sorted(self.marks.items()):
            if count:
                pieces += [self.text[at:place], mark * count]
                at = place
        return join([*pieces, self.text[at:]])


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
        if _is_odd(bare := literal.strip()):
            found.add(bare)
    lines: set[str] = set()
    for text in written:
        around = [str.__str__(text[start:end]) for start, end in own_stretches(text)]
        for own in around:
            found.update(_SHAPES.findall(own))
            found.update(each for rest in _SHAPES.split(own) for each in _ODD_SHAPE.findall(rest) if _is_odd(each))
        opening, *between = _SAMPLE_TEXT.split(str.__str__(text))
        # Where a marker stands between all messages, what else stands there opens no turn by itself.
        if any(own.strip() and not any(marker in own for marker in found) for own in between):
            last_line = opening.rstrip()[opening.rstrip().rfind("\n") + 1 :]
            _labels(last_line, found, lines, starts_line=True)
            for own in between:
                _labels(own, found, lines, starts_line=False)
    anywhere = {each for each in found if len(each) > 1 and each.strip()}
    return _structure(anywhere, lines)


def _structure(anywhere: set[str], lines: set[str]) -> Structure:
    return Structure(tuple(sorted(anywhere)), tuple(sorted(lines)), _pattern(anywhere, lines))


def _folded(text: str) -> str:
    """Give a text with full-width and other compatible forms of ASCII as ASCII, character for character.

    A tokenizer's normaliser may do so; then they give a marker's ids as well.
    """
    return text if text.isascii() or not _MAY_FOLD.search(text) else str.translate(text, _FORMS)


def _is_odd(text: str) -> bool:
    """Tell whether a short text is a marker of no usual shape: signs that prose doesn't begin or end with."""
    return (
        2 < len(text) <= 40
        and not any(character.isspace() for character in text)
        and not (text[0].isalnum() or text[-1].isalnum())
        and bool(_ODD.intersection(text))
        and not _SHAPES.search(text)
    )


def _common(shape: str) -> bool:
    name = _NAME.fullmatch(shape)
    return name is not None and name[1].lower() in _COMMON


def _labels(own: str, found: set[str], lines: set[str], *, starts_line: bool) -> None:
    """Add labels as `USER:` or `### Response:`, where a template knows nothing better."""
    for marker in sorted(found, key=len, reverse=True):
        own = own.replace(marker, "\0")
    for line in own.splitlines(keepends=True):
        label = line.strip(" \t\r\n\0")
        attached = line.lstrip(" ").startswith("\0")  # to a marker that content can't hold
        on_new_line, starts_line = starts_line, True
        if not label or attached or not _LABEL.fullmatch(label) or not (label.endswith(":") or label[0] in "#*"):
            continue
        (lines if on_new_line else found).add(label)


def _pattern(anywhere: set[str], lines: set[str]) -> re.Pattern[str]:
    patterns = [re.escape(_folded(each)) for each in sorted(anywhere, key=len, reverse=True)]
    patterns += [f"(?<![^\\n]){re.escape(_folded(each))}" for each in sorted(lines, key=len, reverse=True)]
    return re.compile("|".join(patterns) if patterns else "(?!)")
