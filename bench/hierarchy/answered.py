"""Tell whether a reply answers the task at all: the floor below which keeping the rules is worth nothing.

A reply is on topic where it takes up the task's content words; what it repeats of the task word for word doesn't count.
"""
# SPDX-License-Identifier: Apache-2.0

import re

__all__ = ["overlap", "spoken"]

_WORD = re.compile(r"[^\W\d_]{4,}")
_FILLERS = """
about above after also answer been before being below between both could does each example from give have here into
just know like make many more most much need only other over please provide should some such than that their them
then there these they this those through using very want well were what when where which while will with without
words would write your yours reply response sentence sentences paragraph paragraphs letter letters word
"""
_EMPTY = frozenset(_FILLERS.split())
_STEM = 5  # letters: "riding" and "rider" part, "write" and "writing" too, "quitting" and "quits" meet


def overlap(task: str, reply: str) -> float | None:
    """Give the share of the task's content words that the reply takes up; None where the task has none."""
    wanted = _stems(task)
    if not wanted:
        return None
    said = reply.lower().replace(task.strip().lower(), " ")
    return len(wanted & _stems(said)) / len(wanted)


def spoken(reply: str) -> int:
    """Count the different words of a reply: one or two are no answer."""
    return len({word.lower() for word in re.findall(r"\w+", reply)})


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _EMPTY}
