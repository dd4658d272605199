"""Say what a clause asks for in a sentence or two of its own: the first that instruct. No model writes anything.

Knows English modals and imperatives; where none is found, the first sentence stands for the clause.
"""
# SPDX-License-Identifier: Apache-2.0

import re

from bylaw.authority.instructions.sentences import split_sentences

__all__ = ["summarise"]

_MOST_WORDS = 45
"""Of all sentences together; one alone may be longer, since a sentence is never cut."""
_VERBS = """be answer say ask follow keep use give tell treat respect protect help offer show state write stay explain
    point check prefer leave let make work try think remember assume take act obey speak share put name"""
_INSTRUCTS = re.compile(
    r"\b(?:should(?:n['’]t)?|must(?:n['’]t)?|shall|never|always|may(?: only|n['’]t| not)|can ?not|can['’]t|do not|"
    r"don['’]t|(?:is|are) (?:expected|required|allowed|not) to|(?:needs?|has|have|ought) to|instead of|avoids?|"
    r"refuses?|declines?)\b"
    rf"|^(?:the assistant (?!aims|is\b|has\b)\w+s|{'|'.join(_VERBS.split())})\b",
    re.IGNORECASE,
)
_NO_PROSE = re.compile(r"\s*(?:\||```|~~~|!!!|<|\[\^)")
_FENCE = re.compile(r"^[ ]{0,3}(?P<fence>```|~~~).*?(?:^[ ]{0,3}(?P=fence)[^\n]*$|\Z)", re.DOTALL | re.MULTILINE)


def summarise(text: str) -> str:
    """Give the first sentence that instructs, and the next one where both are short; empty where there is no prose."""
    text = _FENCE.sub("\n\n", text)
    said = [" ".join(text[start:end].split()) for start, end in split_sentences(text)]
    said = [sentence for sentence in said if len(sentence.split()) > 1 and not _NO_PROSE.match(sentence)]
    asking = [sentence for sentence in said if _INSTRUCTS.search(sentence)]
    chosen = (asking or said)[:1]
    for sentence in asking[1:2]:
        if len(" ".join([*chosen, sentence]).split()) <= _MOST_WORDS:
            chosen.append(sentence)
    return " ".join(chosen)
