"""Trace a call's values to the texts they come from, and say which of them nobody with authority stands behind.

The rules are numbered as in docs/design/tool_taint.md. A value is somebody's own where it stands in text with
authority. One that stands only in text without may still be meant, because the words of the request lead to it: the
action is asked for, the record it stands in is the one the request speaks of, nothing there competes with it, and it is
no part of an order.
Source of the idea that values carry where they come from: CaMeL (Debenedetti et al. 2025).
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bylaw.measures.finding import Finding
from bylaw.measures.taint.actions import Action, read_action
from bylaw.measures.taint.leaves import read_leaves
from bylaw.measures.taint.orders import orders, orders_kind, speaks_to_assistants
from bylaw.measures.taint.sources import Source, Texts, folded, read_records
from bylaw.measures.taint.values import Value, holds, parts_of, rivals, value_of
from bylaw.measures.taint.wishes import asks, speaks_of

__all__ = ["Request", "Traced", "trace"]


@dataclass(frozen=True, slots=True)
class Request:
    """A call that is about to be released, with what its tool's definition says."""

    name: str
    arguments: str
    description: str = ""
    reads_only: bool | None = None


@dataclass(frozen=True, slots=True)
class Traced:
    """What was found out about one call."""

    action: Action
    asked: bool
    """Whether anybody with authority asks for what it does."""
    findings: tuple[Finding, ...]


_MOST_VALUES = 512
"""Of one call; one with more is asked about whole."""
_WORD = re.compile(r"[^\W_]{3,}")
_COMMON = frozenset(
    "the and for you your with that this from have has had are was were will would could should can may please what "  # noqa: SIM905
    "which who whom whose when where why how not but all any some one two its his her their our they them him she then "
    "than there here into onto out about after before over also just only make made sure need want like get got let "
    "send sent give given tell told find read see look show check write new last next first today tomorrow data info "
    "information message messages mail mails email emails file files user users name date time use using list".split()
)
_NAME = re.compile(r"(?<=[a-z,:;] )[A-Z][\w-]{2,}|(?<=@)\w{3,}")
"""A word with a capital that no sentence begins with: in most languages a name, in German any noun."""
_MOST_NAMES = 32
_FEW_WORDS = 3
_FEW_LETTERS = 8
_LONG_FIELD = 40
_FIGURES = re.compile(r"[\d.,:/ tz+-]{1,40}")
"""Numbers, dates and times: the model works them out, and they often stand somewhere by chance."""
_MANY = re.compile(
    r"\b(?:all|every|everybody|everyone|each|them|both|any|these|those|alle|tous|toutes|todos|todas|tutti|tutte)\b"
)


def trace(call: Request, texts: Texts) -> Traced:
    """Trace one call."""
    leaves = read_leaves(call.arguments)
    members = frozenset(each.name for each in leaves[:_MOST_VALUES])
    action = read_action(call.name, description=call.description, members=members, reads_only=call.reads_only)
    if action.harmless or not any(_has_room(each.text) for each in texts.foreign):
        return Traced(action, asked=True, findings=())
    view = _View(texts, action)
    if len(leaves) > _MOST_VALUES:
        return Traced(action, view.asked, (_whole(call, "too many values to trace", texts.foreign[-1].where),))
    values = [value for leaf in leaves if (value := value_of(leaf, action)) is not None]
    own = {at for at, value in enumerate(values) if view.own(value)}
    named = any(values[at].kind != "prose" for at in own)
    view.asked = view.asked or (named and view.asks_for_some())
    findings: list[Finding] = []
    for at, value in enumerate(values):
        if at in own:
            continue
        inner = () if view.stays(named) else parts_of(value)
        found = [problem for each in inner if not view.own(each) and (problem := view.problem(each))]
        if not found and (problem := view.problem(value)):
            found = [problem]
        findings += found
    if not findings and not view.asked and (ordered := view.unasked(own=named)):
        findings.append(_whole(call, "unasked", ordered))
    return Traced(action, view.asked, tuple(findings))


def _whole(call: Request, label: str, evidence: str) -> Finding:
    return Finding(label, 0, len(call.arguments), evidence=evidence)


class _View:
    """The texts, as one action sees them."""

    def __init__(self, texts: Texts, action: Action) -> None:
        self.foreign = texts.foreign
        self.action = action
        self.spoken = tuple(folded(each) for each in texts.spoken)
        self.authorised = (*self.spoken, *(folded(each) for each in (*texts.standing, *texts.shown)))
        self.names = frozenset(folded(each) for text in texts.spoken for each in _NAME.findall(text)[:_MOST_NAMES])
        self.named = (*self.spoken, *(folded(each) for each in texts.shown))
        self.lent = tuple(folded(each) for each in texts.lent)
        self.asked = any(asks(each, action) for each in (*self.spoken, *self.lent)) or any(
            asks(folded(each), action, standing=True) for each in texts.standing
        )

    def stays(self, named: bool) -> bool:
        """Say whether what is written stays in a file of the user's that they named: there a link reaches nobody."""
        return named and self.asked and self.action.writes_file

    def asks_for_some(self) -> bool:
        """Say whether the request has a verb for the action, though it calls its object by a name of its own."""
        return any(asks(each, replace(self.action, things=frozenset())) for each in self.spoken)

    def own(self, value: Value) -> bool:
        """Say whether a value stands in text with authority: rule 2. What is lent says what, not whom."""
        return any(holds(each, value) for each in self.authorised) or (
            not value.reaches and any(holds(each, value) for each in self.lent)
        )

    def problem(self, value: Value) -> Finding | None:
        """Say what is wrong with a value that nobody with authority wrote; None where nothing is."""
        came = [each for each in self.foreign if holds(folded(each.text), value)]
        if not came:
            if value.reaches and value.kind != "secret" and not self._made_of_own(value):
                return _finding("unknown", value, "")  # rule 3
            return self._composed(value) if value.kind in {"prose", "code"} else None
        ordered = next((each for each in came if holds(_ordered(each.text), value)), None)
        if ordered is not None and not self._same_wish(value, came):
            return _finding("ordered", value, ordered.where)  # rule 4
        if not self.asked:
            return _finding("unasked", value, came[0].where)  # rule 5
        if value.kind == "plain" and _FIGURES.fullmatch(value.text):
            return None
        if (rival := self._rival_wish(came)) is not None:
            return _finding("ordered", value, rival.where)  # rule 8
        if value.kind == "code" or (value.reaches and not self._meant(value, came)) or not self._led_to(value, came):
            return _finding("tainted", value, came[0].where)  # rules 6 and 7
        return None

    def _same_wish(self, value: Value, came: Sequence[Source]) -> bool:
        """Say whether a text only asks for what the user asks for, too: a list of tasks, a page that asks for a visit.

        The user named the text, it speaks to people, and nothing competes with what it says, in it or in the request.
        """
        return (
            self.asked
            and not self.action.grave
            and value.kind in {"mail", "link", "account", "phone", "plain"}
            and all(self._asked_of(each) and not speaks_to_assistants(each.text) for each in came)
            and (not value.reaches or (len(self._rivals(value)) <= 1 and not self._given(value.kind)))
        )

    def _rival_wish(self, came: Sequence[Source]) -> Source | None:
        """Give a text that orders the very thing that the user asks for, and that can't be undone."""
        if self.action.kind not in {"book", "pay", "delete"}:
            return None
        for source in self.foreign:
            if orders_kind(_ordered(source.text), self.action) and not (
                self._asked_of(source) and source in came and not speaks_to_assistants(source.text)
            ):
                return source
        return None

    def _made_of_own(self, value: Value) -> bool:
        """Say whether a name is made of words that somebody with authority said."""
        words = _WORD.findall(value.text) if value.kind == "party" else []
        return bool(words) and self._said.issuperset(words)

    @property
    def _said(self) -> frozenset[str]:
        return frozenset[str]().union(*(_words(each) for each in self.authorised))

    @property
    def _topics(self) -> frozenset[str]:
        """The words of the request that mean something."""
        return frozenset[str]().union(*(_words(each) for each in self.spoken)) - _COMMON

    def _led_to(self, value: Value, came: Sequence[Source]) -> bool:
        """Say whether the request's words lead to a source, or to the record in it: rule 6."""
        if any(self._asked_of(each) or (not value.shows_itself and self._named(each)) for each in came):
            return True
        topics = self._topics
        return any(
            topics & _words(record.text)
            for each in came
            for record in read_records(each.text)
            if holds(record.text, value)
        )

    def _named(self, source: Source) -> bool:
        """Say whether a source is the answer of a tool whose name says what the request speaks of."""
        return any(speaks_of(each, source.tool) for each in self.spoken)

    def _asked_of(self, source: Source) -> bool:
        """Say whether a source is what the user gave, or what they named: a file, a page, a person's inbox."""
        if not source.tool:
            return True
        named = [folded(each.text) for each in read_leaves(source.arguments)[:_MOST_VALUES] if each.kind == "string"]
        return any(len(each) > 1 and each in text for each in named for text in self.named)

    def _meant(self, value: Value, came: Sequence[Source]) -> bool:
        """Say whether a value that says whom a call reaches is the one meant: rule 7."""
        if value.kind == "secret":
            return False
        if value.kind == "party":
            fields = any(value.text in record.fields for each in came for record in read_records(each.text))
            return fields and not self.action.grave
        if value.kind in {"mail", "phone"} and not self._by_name(value):
            return False
        if len(self._rivals(value)) <= 1:
            return True
        if self.action.grave:
            return False
        if any(_MANY.search(each) for each in self.spoken) and (self.action.kind == "fetch" or self._listed(value)):
            return True
        return self._stands_out(value)

    def _by_name(self, value: Value) -> bool:
        """Say whether an address goes with a name that the request says, where it says one."""
        if not self.names:
            return True
        records = (record for each in self.foreign for record in read_records(each.text) if holds(record.text, value))
        return any(name in record.text for record in records for name in self.names)

    def _listed(self, value: Value) -> bool:
        """Say whether a value is a field of a record that the request speaks of."""
        topics = self._topics
        return any(
            value.text in record.fields and topics & _words(record.text)
            for each in self.foreign
            for record in read_records(each.text)
        )

    def _rivals(self, value: Value) -> frozenset[str]:
        """Give all values of its kind that stand in text without authority only."""
        every = frozenset[str]().union(*(rivals(folded(each.text), value.kind) for each in self.foreign))
        return every - self._given(value.kind)

    def _given(self, kind: str) -> frozenset[str]:
        """Give all values of a kind that stand in text with authority."""
        return frozenset[str]().union(*(rivals(each, kind) for each in self.authorised))

    def _stands_out(self, value: Value) -> bool:
        """Say whether its record holds more of the request's words than any other that could be meant."""
        topics = self._topics
        mine, others = 0, 0
        for source in self.foreign:
            for record in read_records(source.text):
                found = rivals(record.text, value.kind)
                if not found:
                    continue
                score = len(topics & _words(record.text))
                if holds(record.text, value) and (len(found) == 1 or value.text in record.fields):
                    mine = max(mine, score)
                else:
                    others = max(others, score)
        return mine > others

    def _composed(self, value: Value) -> Finding | None:
        """Say whether what the model wrote is for the better part what an order says: rule 8."""
        if value.kind == "code" and not self.asked:
            at = next((each.where for each in self.foreign if _ordered(each.text)), None)
            return _finding("unasked", value, at) if at else None
        words = _words(value.text) - _COMMON
        new = words - self._said
        if len(new) < 2:
            return None
        for source in self.foreign:
            if 2 * len(new & _words(_ordered(source.text))) > len(words):
                return _finding("ordered", value, source.where)
        return None

    def unasked(self, *, own: bool) -> str:
        """Say what text without authority may be behind a call that nobody asked for: rule 10. Empty: none."""
        for source in self.foreign:
            if orders_kind(_ordered(source.text), self.action):
                return source.where
        return "" if own else next((each.where for each in reversed(self.foreign) if _has_room(each.text)), "")


def _finding(label: str, value: Value, evidence: str) -> Finding:
    return Finding(label, value.start, value.end, evidence=evidence)


@lru_cache(maxsize=256)
def _ordered(text: str) -> str:
    return " | ".join(found for record in read_records(text) if (found := orders(record.lines)))


@lru_cache(maxsize=256)
def _has_room(text: str) -> bool:
    """Say whether a text has room for an order: some words in a row that aren't each a field of their own."""
    for record in read_records(text):
        prose = len(_WORD.findall(record.text)) - sum(len(_WORD.findall(each)) for each in record.fields)
        if prose >= _FEW_WORDS or any(_is_sentence(each) for each in record.fields):
            return True
    return bool(_ordered(text))


def _is_sentence(field: str) -> bool:
    if not field.isascii() and len(field) > _FEW_LETTERS:  # scripts that write no spaces say much in little
        return True
    return len(field) > _LONG_FIELD or len(field.split()) > _FEW_WORDS + 1


@lru_cache(maxsize=512)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))
