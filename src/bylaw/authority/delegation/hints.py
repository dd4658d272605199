"""Find the words without which no text hands anything over: what is cheap to look for before anything is read."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

__all__ = ["find_hints", "places_of"]

_WORDS = frozenset(
    "abide abiding accordance according acted adhere adhering apply applying applied asks authorise authority "  # noqa: SIM905
    "authorize "
    "binding carried carry carrying checklist comply complying conform delegate demands dictates directions "
    "disregard "
    "empower enforce execute executing follow followed following fulfil fulfill fulfilling guided "
    "guidelines heed heeding honor honoring honour honouring ignore implement implementing instruct "
    "instructions instructs obey obeying orders perform performing "
    "playbook "
    "prescribes pursuant regard runbook says todo treat treating whatever".split()
)
_PHRASES = {
    "act": ("act on", "act upon", "act acc"),
    "acting": ("acting on",),
    "as": (
        "as an order", "as asked", "as described", "as if", "as laid", "as my ", "as outlined", "as per", "as "
        "requested",
        "as required", "as set out", "as specified", "as though", "as your ",
    ),
    "changes": ("the changes",),
    "do": ("do all", "do any", "do as ", "do every", "do exact", "do just", "do what", "what to do"),
    "doing": ("doing what",),
    "go": ("go along", "go by "),
    "job": ("your job",),
    "keep": ("keep to",),
    "line": ("line with",),
    "me": ("from me",),
    "rules": ("the rules",),
    "steps": ("the steps",),
    "stick": ("stick to",),
    "sticking": ("sticking to",),
    "task": ("my task", "your task"),
    "tasks": ("the tasks",),
    "through": ("through the", "work through", "working through"),
    "way": ("the way ",),
}  # fmt: skip
"""Under the word that must be there as well: a set of words is looked through faster than a text."""
_ALL = _WORDS | _PHRASES.keys()


_WORD = re.compile("[a-z]+")


def find_hints(low: str) -> tuple[str, ...]:
    """Find what makes a text, in lower case, worth reading: one without any hands over nothing."""
    found = _ALL.intersection(_WORD.findall(low))
    if not found:
        return ()
    return (
        *found & _WORDS,
        *(phrase for word in found if word in _PHRASES for phrase in _PHRASES[word] if phrase in low),
    )


def places_of(hints: tuple[str, ...], low: str) -> Iterator[int]:
    """Give every place where one of these begins, in no order; a word must stand by itself."""
    for hint in hints:
        whole = hint in _WORDS
        at = low.find(hint)
        while at >= 0:
            end = at + len(hint)
            if not whole or not (low[at - 1 : at].isalpha() or low[end : end + 1].isalpha()):
                yield at
            at = low.find(hint, end)
