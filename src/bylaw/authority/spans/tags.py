"""Read XML and HTML tags: which of them hold data, and how far.

In a message whose structure speaks only tags that name data are read here; elsewhere all are. A tag that holds
foreign text, such as `document`, reaches from its first opening to its last closing: whoever closes it from inside, and
opens it again, stays inside. Other tags nest, and reach to the last closing that nothing opened.
Source: for void and block elements, the HTML Living Standard, 13.1.2 and 15.3.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from typing import Literal, NamedTuple

from bylaw.authority.spans.stretch import Stretch
from bylaw.authority.spans.tag_names import Holds, what_it_holds

__all__ = ["Tags"]

_TAG = re.compile(
    r"<(?:(?P<closes>/)?+(?P<name>[A-Za-z][\w.:-]*+)(?P<rest>[^<>]*+)>|(?P<comment>!--)|[!?][A-Za-z\[][^<>]*+>)"
)
_COMMENT_END = re.compile(r"(?P<comment>-->)(?P<closes>)(?P<name>)(?P<rest>)")
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|details|dialog|div|dl|fieldset|figure|footer|form|h[1-6]|head|header|html"
    r"|iframe|main|nav|object|ol|pre|script|section|style|svg|table|tbody|template|textarea|ul|xml"
)
_LINE_LEAD = re.compile(r"[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?")
_MENTION_BEFORE = re.compile(
    r"(?:\b(?:in|inside|within|between|the|each|an?|this|these|your|with|by|of|from|use|using|into|and|or|via|called|named"
    r"|tags?|see|read|are|is|as)[ \t]+|[`\"'“‘(]|(?:^|\n)[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\Z",
    re.IGNORECASE,
)
_MENTION_AFTER = re.compile(
    r"[`\"'”’)]|[ \t]?[.,;:](?=\s)|[ \t]*+(?:and|or|/)[ \t]*+</?[A-Za-z]"
    r"|(?:</[^<>]{1,40}+>)?[ \t]*+(?:xml[ \t]++)?(?:tags?|elements?|blocks?|sections?|below|above)\b"
    r"|</[^<>]{1,40}+>[ \t]?[.,;:](?=\s|\Z)",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[ \t]++(?:only|alone|exclusively|and nothing else)[ \t]*+[.,;:!]?[ \t]*+\n\s*+(?=<)")
"""What may stand between a tag that a sentence ends with and the block itself, on the next line: if a foreign text
began so, no more than these words would speak."""
_LOOK_BACK = 40


class _Tag(NamedTuple):
    start: int
    end: int
    name: str
    holds: Holds
    role: Literal["opens", "closes", "alone"]
    rank: int
    """Its place among the tags of its name."""
    leads: bool
    """Nothing but indentation or a list marker stands before it on its line."""
    attributes: bool


class Tags:
    """The tags of one text that may hold data."""

    def __init__(self, text: str, *, sections: bool) -> None:
        self._text = text
        self._sections = sections
        self._tags: list[_Tag] = []
        self._named: dict[str, list[_Tag]] = {}
        self._last_closing: dict[str, int] = {}
        line = here = 0
        matches = list(_TAG.finditer(text))
        if not sections and "<!--" in text:
            matches = sorted([*matches, *_COMMENT_END.finditer(text)], key=re.Match.start)
        for match in matches:
            start, end = match.span()
            name = match["name"] or ("!--" if match["comment"] else "")
            if sections and what_it_holds(name) == "section":
                continue
            newline = text.rfind("\n", here, start)
            line, here = (newline + 1 if newline >= 0 else line), end
            self._add(match, name, line)

    def _add(self, match: re.Match[str], name: str, line: int) -> None:
        start, end = match.span()
        rest = match["rest"] or ""
        role: Literal["opens", "closes", "alone"] = "opens"
        if match["closes"] or match["comment"] == "-->":
            role = "closes"
        elif not name or rest.endswith("/") or rest[:1] not in {"", " ", "\t", "\r", "\n"}:
            role = "alone"
        lead = start - line <= 80 and _LINE_LEAD.match(self._text, line, start)
        holds, name = what_it_holds(name), name.lower()
        of_name = self._named.setdefault(name, [])
        tag = _Tag(start, end, name, holds, role, len(of_name), bool(lead) and lead.end() == start, bool(rest.strip()))  # type: ignore[union-attr]
        if role == "closes":
            self._last_closing[name] = tag.rank
        of_name.append(tag)
        self._tags.append(tag)

    @property
    def starts(self) -> list[int]:
        """Where each tag starts, in order."""
        return [tag.start for tag in self._tags]

    def read(self, at: int) -> Stretch | None:
        """Give the stretch that tag `at` opens; None where it is a section's or only mentioned."""
        tag = self._tags[at]
        if tag.role == "closes":
            return None if self._sections else self._stretch(tag, tag.end)
        if tag.role == "alone":
            return self._stretch(tag, tag.end)
        if tag.holds != "section" and self._is_mention(tag):
            return None if self._sections else self._stretch(tag, tag.end)
        last = self._last_closing.get(tag.name, -1)
        if last < tag.rank:
            return self._stretch(tag, len(self._text) if self._holds_the_rest(tag) else tag.end)
        if tag.holds == "foreign":
            return self._stretch(tag, self._named[tag.name][last].end)
        return self._stretch(tag, self._balanced_end(tag, last))

    def _stretch(self, tag: _Tag, end: int) -> Stretch:
        return Stretch(tag.start, end, "untrusted_text" if tag.name in {"untrusted_text", "untrusted-text"} else "xml")

    def _balanced_end(self, tag: _Tag, last: int) -> int:
        """Give where `tag` closes, with later closings that nothing opened; the last closing if it never balances."""
        of_name, depth = self._named[tag.name], 1
        for rank in range(tag.rank + 1, last + 1):
            role = of_name[rank].role
            depth += (role == "opens") - (role == "closes")
            if depth == 0:
                while rank < last and of_name[rank + 1].role == "closes":
                    rank += 1
                return of_name[rank].end
        return of_name[last].end

    def _holds_the_rest(self, tag: _Tag) -> bool:
        """Tell whether a tag that is never closed holds the rest of the text, or is a placeholder such as `<city>`."""
        if tag.name == "!--":
            return True
        if _VOID.fullmatch(tag.name) and (tag.attributes or tag.holds == "section"):
            return False
        colon = self._text[max(0, tag.start - 8) : tag.start].rstrip().endswith((":", "："))
        ends_line = self._text[tag.end : tag.end + 1] in {"\n", "\r"}
        if tag.holds != "section":
            return tag.leads or colon or ends_line
        return tag.leads and (bool(_BLOCK.fullmatch(tag.name)) or tag.attributes)

    def _is_mention(self, tag: _Tag) -> bool:
        before = self._text[max(0, tag.start - _LOOK_BACK) : tag.start]
        if not _MENTION_BEFORE.search(before):
            return False
        return bool(_MENTION_AFTER.match(self._text, tag.end)) or self._block_follows(tag)

    def _block_follows(self, tag: _Tag) -> bool:
        """Tell whether the block that a mention speaks of opens on the next line."""
        of_name = self._named[tag.name]
        following = of_name[tag.rank + 1] if tag.rank + 1 < len(of_name) else None
        if following is None or following.role != "opens":
            return False
        ended = _SENTENCE_ENDS.match(self._text, tag.end)
        return ended is not None and ended.end() == following.start
