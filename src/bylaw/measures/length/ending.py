"""Say whether a reply ends where a sentence, a list or a document does, or was cut off before.

Reads only its end: an open fence, open brackets of a document, the last sentence. A title, a name, a verse, a link and
an item need no full stop; a conjunction or an article never ends anything.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import replace

from bylaw.measures.finding import Finding
from bylaw.measures.length.units import Layout, Unit, lay_out, words_of

__all__ = ["find_cut"]

_ENDS_SO = ".!?…。！？؟।۔♪:"
_WRAPS = " \t\n\r*_~\"'”’»›)]}`」』）>|"
_OPEN_ENDED = frozenset(
    words_of(
        "the a an and or but of to in on at for with from by than as that which because if when while where whose "
        "into about between through their his her its our your my is are was were be not so such until since "
        "although very und oder aber der die das ein eine einen einem den dem mit von für zu im am dass weil wenn "
        "als ist sind et ou mais le les un une des du de à en avec pour que qui est sont dans par y o pero el los "
        "las un una unos del con para que es son en por su e ma il lo gli un uno di della con per che è sono nel "
        "os um uma com para een het van met voor maar и или но в на с что как для по"
    )
)
_CLOSERS = {"}": "{", "]": "["}
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]"]')
_LINK = re.compile(r"(?:https?://|www\.|`|\$)\S*\Z")
_FENCE_LINES = re.compile(r"^[ \t]{0,12}(?:```|~~~)", re.MULTILINE)
_LONG = 40_000
_TAIL = 20_000
_SENTENCE_WORDS = 7
"""Words from which a line without a stop is no title or name."""


def find_cut(text: str) -> Finding | None:
    """Find where a reply breaks off; None where it ends. Of a long one only the end is read."""
    if len(text) > _LONG:
        at = max(len(text) - _TAIL, text.find("\n", len(text) - _TAIL) + 1)
        fence = "```\n" if len(_FENCE_LINES.findall(text, 0, at)) % 2 else ""
        found = find_cut(fence + text[at:])
        shift = at - len(fence)
        return found and replace(found, start=max(0, found.start + shift), end=found.end + shift)
    layout = lay_out(text)
    size = len(text.rstrip())
    if not layout.units:
        return None
    last = layout.units[-1]
    if layout.open_fence >= 0 and (last.code or layout.open_fence > last.line):
        return Finding("cut_off", last.start, size, 1.0)
    if last.code:
        return None
    if _open_document(text):
        return Finding("cut_off", last.start, size, 1.0)
    if _fenced_last(text):
        return None
    score = _unfinished(layout, last)
    return Finding("cut_off", last.start, size, score) if score else None


def _fenced_last(text: str) -> bool:
    return text.rstrip().endswith(("```", "~~~"))


def _open_document(text: str) -> bool:
    """Whether a JSON document was begun and its brackets don't close."""
    begun = text.lstrip()
    if not begun.startswith(("{", "[")) or not re.match(r'[{\[]\s{0,64}(?:["{\[\d\]}-]|true|false|null)', begun):
        return False
    if re.match(r"\[[^\]\n]{1,80}\](?:\(|[^\S\n]|:)", begun) and not begun.startswith(("[{", "[[", '["')):
        return False  # a link, a note, a placeholder
    open_now: list[str] = []
    for found in _STRING.finditer(begun):
        sign = found.group()
        if sign in {"{", "["}:
            open_now.append(sign)
        elif sign in _CLOSERS:
            if not open_now or open_now.pop() != _CLOSERS[sign]:
                return False
        elif sign == '"':
            return True  # a string that doesn't end
    return bool(open_now)


def _unfinished(layout: Layout, last: Unit) -> float:
    """Say how surely the last sentence stops short."""
    end = layout.text[last.start : last.end].rstrip()
    bare = end.rstrip(_WRAPS)
    if last.row or not bare or not last.words:
        return 0.0
    sign = bare[-1]
    if sign in _ENDS_SO and sign != ":":
        return 0.0
    if not (sign.isalnum() or sign in ",;:(-–—&/="):
        return 0.0  # an emoji, a sign
    if _LINK.search(end):
        return 0.0
    if len(last.words) >= 3 and (sign in ",;(" or (last.words[-1] in _OPEN_ENDED and end[-1].isalnum())):
        return 0.95
    if sign in ":&":
        return 0.7 if len(last.words) >= 3 else 0.0
    if end != bare:
        return 0.8 if _opens(end) else 0.0
    if _opens(end) and len(last.words) >= 3:
        return 0.8
    return _without_stop(layout, last)


def _opens(end: str) -> bool:
    """Whether the last sentence opens a bracket or a quotation that it doesn't close."""
    return end.count("(") > end.count(")") or end.count("“") > end.count("”") or end.count('"') % 2 == 1


def _without_stop(layout: Layout, last: Unit) -> float:
    """Judge a last sentence that just ends in a word, by how those before it end."""
    before = [unit for unit in layout.units[:-1] if not unit.code and not unit.row and len(unit.words) > 1][-12:]
    alike = [unit for unit in before if bool(unit.marker) == bool(last.marker)]
    ended = sum(unit.seen.rstrip(_WRAPS).endswith(tuple(_ENDS_SO)) for unit in alike)
    same_line = any(unit.line == last.line for unit in before)
    if last.marker:
        return 0.8 if len(alike) >= 2 and ended == len(alike) else 0.0
    if same_line and ended and len(last.words) >= 3:
        return 0.8
    if len(last.words) < _SENTENCE_WORDS or len(last.words[-1]) == 1:
        return 0.0  # in scripts without spaces a word is a character, and how many make a sentence isn't known
    if alike:
        return 0.8 if ended * 2 > len(alike) else 0.0
    return 0.65 if len(last.words) >= 2 * _SENTENCE_WORDS else 0.3
