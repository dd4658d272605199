"""Tell the sentences of a prompt apart: what is marked confidential, what orders, what is to be said, what informs."""
# SPDX-License-Identifier: Apache-2.0

import re
from typing import Literal

from bylaw.measures.overlap import policies, wording
from bylaw.measures.overlap.pieces import Piece
from bylaw.measures.overlap.stems import content_words
from bylaw.measures.overlap.words import read_words

__all__ = ["SentenceKind", "forbids", "frame_of", "kinds_of"]

SentenceKind = Literal["marked", "order", "said", "self", "fact"]


def kinds_of(pieces: list[Piece], opening: list[set[str]]) -> list[tuple[SentenceKind, bool]]:
    """Say of each sentence what it is; a marked heading marks what follows it up to the next heading.

    Args:
        pieces: the sentences.
        opening: of each, the first letters of its words.
    """
    kinds: list[tuple[SentenceKind, bool]] = []
    marked_block = order_block = False
    marked_until = -1  # a paragraph
    for at, (each, begins) in enumerate(zip(pieces, opening, strict=True)):
        piece = each.text
        label = (not begins.isdisjoint(wording.LABELS) and wording.LABEL.search(piece) is not None) or policies.covert(
            piece, begins
        )
        told = None if begins.isdisjoint(wording.TELLS) else wording.NOT_TOLD.search(piece)
        if wording.HEAD.match(piece) and not _is_order(piece):
            marked_block = label or told is not None
            order_block = not marked_block and wording.ORDERS_BELOW.search(piece) is not None
            kinds.append(("fact", False))
            continue
        kind, informs = _kind(piece, begins, told, label)
        if kind == "fact" and (marked_block or each.paragraph <= marked_until):
            kind, informs = "marked", True
        elif kind == "fact" and order_block and not wording.DESCRIBES.search(piece):
            kind = "order"
        if label and wording.FOLLOWS.search(piece):
            last = at + 1 == len(pieces) or pieces[at + 1].paragraph > each.paragraph
            marked_until = each.paragraph + last
        kinds.append((kind, informs))
        if len(kinds) > 1 and kinds[-2][0] == "fact":
            back = kind == "marked" and (
                wording.POINTS_BACK.search(piece) or (told and _same_topic(told["what"], pieces[at - 1].text))
            )
            if back or ("only" in begins and wording.ONLY_THAT.search(piece)):
                kinds[-2] = ("marked", True)
    return kinds


def frame_of(piece: str, begins: set[str], kind: SentenceKind) -> int:
    """Give the character at which a sentence orders: without what stands there, a text only does as it is told."""
    if kind == "said":
        return max(_said_at(piece), 0)
    if kind == "order":
        if condition := wording.CONDITION.match(piece):
            return condition.start("verb")
        if not begins.isdisjoint(wording.ADDRESSES) and (addressed := wording.ADDRESSED.search(piece)):
            return addressed.end()
    return 0


def _said_at(piece: str) -> int:
    """Give the character at which a sentence orders something to be said; -1 where it doesn't."""
    for says in wording.SAID.finditer(piece):
        before = piece[max(0, says.start() - 8) : says.start()].split()
        if not before or before[-1].lower() not in wording.NOT_AS_VERB:
            return says.start()
    return -1


def forbids(piece: str) -> bool:
    """Whether a sentence begins by forbidding something: whoever keeps to it may say so in its words."""
    lead = wording.LEADS.match(piece)
    return lead is not None and wording.FORBIDS.search(lead[0] + piece[lead.end() : lead.end() + 12]) is not None


def _same_topic(what: str, piece: str) -> bool:
    """Whether a sentence says something of what, as the next one says, isn't to be told."""
    named = content_words(read_words(re.split(r"[,;:.]| or ", what)[0]).texts)
    return len(named) > 1 and named <= content_words(read_words(piece).texts)


def _kind(piece: str, begins: set[str], told: re.Match[str] | None, label: bool) -> tuple[SentenceKind, bool]:
    if (told or label) and wording.OWN_TEXT.search(piece):
        return "self", False
    if told and wording.UNLESS.search(piece):
        return "said", False
    if told:
        return "marked", label or wording.INFORMS.search(told["what"]) is not None or "because" in piece
    if label or (not begins.isdisjoint(wording.OPENS) and wording.CREDENTIAL.search(piece)):
        return "marked", True
    if wording.SELF.match(piece) or policies.DESCRIBES_SELF.match(piece):
        return "self", False
    addressed = not begins.isdisjoint(wording.ADDRESSES) and wording.ADDRESSED.search(piece)
    if _is_order(piece) or addressed or policies.is_policy(piece, begins, wording.VERBS):
        forbids = wording.FORBIDS.match(piece)
        says = not forbids and not begins.isdisjoint(wording.SAYS) and _said_at(piece) >= 0
        return ("said" if says else "order"), False
    return "fact", False


def _is_order(piece: str) -> bool:
    """Whether a sentence begins with a verb that orders, after a condition or not."""
    lead = wording.LEADS.match(piece)
    first = wording.FIRST_WORD.match(piece, lead.end() if lead else 0)
    if lead and wording.FORBIDS.search(lead[0]):
        return True
    if first and not wording.NOUN.match(piece, first.end()):
        verb = first[0].lower()
        if policies.may_order(verb, wording.VERBS) or (
            wording.OBJECT.match(piece, first.end()) and _may_be_a_verb(verb)
        ):
            return True
    condition = wording.CONDITION.match(piece)
    return condition is not None and policies.may_order(condition["verb"].lower(), wording.VERBS)


def _may_be_a_verb(word: str) -> bool:
    """Whether a word before an object may be an order that no list holds; plurals and words for things aren't."""
    plural = word.endswith("s") and not word.endswith("ss")
    return word not in wording.STOP and not plural and not word.endswith(("ing", "ed", "ly", "tion", "er"))
