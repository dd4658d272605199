"""Cut a prompt into its sentences and headings, whether it is prose, Markdown, XML or JSON.

A tag or a JSON key that holds something becomes a heading of its own, so that `<rules>` and `"internal": {` say of what
they hold what "## Rules" says. Reads no grammar of either: prompts are seldom well-formed.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import dataclass

from bylaw.measures.overlap import wording

__all__ = ["Piece", "cut"]

_CLOSED = re.compile(r"</([A-Za-z][\w-]{0,40})\s*>")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]{0,40})(?:\s[^<>\n]{0,80})?>")
_KEY = re.compile(r"\"([\w -]{1,40})\"\s*:\s*(?=[\[{])")
_NEXT = re.compile(r"\"\s*,\s*(?=\")")
_ENDS = re.compile(r"[\]}]")
_END = "\n-:\n"
"""A heading without words: what stood above holds no longer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or a heading."""

    text: str
    paragraph: int
    """Counts up at every blank line."""


def cut(text: str) -> list[Piece]:
    """Cut a prompt, in time linear in its length."""
    if "</" in text:
        text = _untagged(text)
    if text.lstrip()[:1] in ("{", "["):
        text = _ENDS.sub(_END, _NEXT.sub('"\n', _KEY.sub(r"\n\1:\n", text)))
    return [
        Piece(piece, paragraph)
        for paragraph, block in enumerate(text.split("\n\n"))
        for each in wording.SENTENCE.finditer(block)
        if (piece := each[0].strip())
    ]


def _untagged(text: str) -> str:
    """Make headings of the tags that say what they hold; a name in angle brackets that nothing closes stays."""
    closed = {each.lower() for each in _CLOSED.findall(text)}

    def one(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name not in closed:
            return tag[0]
        heading = re.sub(r"[_-]", " ", tag[2])
        if not (wording.LABEL.search(f"{heading}:") or wording.ORDERS_BELOW.search(heading)):
            return "\n"
        return _END if tag[1] else f"\n{heading}:\n"

    return _TAG.sub(one, text)
