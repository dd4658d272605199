"""Say by its name what a tag holds: foreign text, the author's own data, or a section that speaks.

English compounds end in their head: `search_results` are results and `document_rules` are rules. So the last word
decides, or the one before `to`, `for`, `of`, …: `text_to_summarise` is a text.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from functools import lru_cache
from typing import Literal

__all__ = ["Holds", "what_it_holds"]

Holds = Literal["foreign", "authors", "section"]
"""Foreign text; data of the author's own, with words to the reader between one and the next; or neither."""

_FOREIGN = re.compile(
    r"(?:article|attachment|blog|body|chunk|code|comment|content|context|conversation|csv|data|dataset|diff|doc|document"
    r"|email|entry|entries|essay|excerpt|feedback|file|history|html|input|json|knowledge|letter|log|mail|memory|memories"
    r"|message|news|observation|page|paragraph|passage|pdf|post|profile|query|queries|question|quotation|quote|record"
    r"|report|resume|result|review|row|snippet|source|speech|story|stories|submission|table|text|thread|ticket"
    r"|transcript|transcription|tweet|url|webpage|website|xml|yaml)s?"
)
_AFTER_ANOTHER = re.compile(r"(?:answer|note|output|response)s?")  # `tool_output`; `output` may say how to write one
_AUTHORS = re.compile(r"(?:demo|demonstration|example|fewshot|sample|shot)s?")
_ANYWHERE = frozenset({"external", "fetched", "pasted", "quoted", "retrieved", "scraped", "untrusted", "uploaded"})
_JOINTS = frozenset({"about", "by", "for", "from", "in", "of", "on", "to", "with"})
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONGEST_NAME = 80


@lru_cache(maxsize=2048)
def what_it_holds(name: str) -> Holds:
    """Say what a tag of this name holds."""
    words = [word.lower() for word in _WORD.findall(name[:_LONGEST_NAME])]
    if not words:
        return "section"
    if not _ANYWHERE.isdisjoint(words):
        return "foreign"
    joint = next((at for at, word in enumerate(words) if at and word in _JOINTS), len(words))
    head = words[joint - 1]
    if _AUTHORS.fullmatch(head):
        return "authors"
    if _FOREIGN.fullmatch(head) or (joint > 1 and _AFTER_ANOTHER.fullmatch(head)):
        return "authors" if _AUTHORS.fullmatch(words[0]) else "foreign"
    return "section"
