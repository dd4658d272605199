"""The law of streaming: a verdict on a reply is a fold over its text, the same for any way of cutting it into pieces.

Windowed checks look at the reply at fixed places, every `STEP` characters, whatever the chunks are. At each such place
the text up to `STEP` characters back is settled: it was seen with at least `STEP` characters on either side, findings
in it are known, and what is not broken there may be released. A whole reply goes through the same places, so its
verdict, findings and released text are those of the stream.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bylaw.checks.verdict import Broken, Kept, NotRun, Scores, Verdict
from bylaw.measures import Finding

__all__ = ["STEP", "Window", "joined", "merged", "settled", "windows"]

STEP = 256
"""Characters. What a finding rests on lies within so many of it; a reply shorter than two of them is one window."""

_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Window:
    """One look at a reply."""

    start: int
    """Of the text that is looked at."""
    settles_from: int
    """Findings that reach past here and begin before `settles_to` count; earlier ones were counted before."""
    settles_to: int
    end: int
    """Of the text that is looked at."""

    def settled(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Give those findings of the piece that count, in places of the whole reply."""
        for each in findings:
            start, end = each.start + self.start, each.end + self.start
            if start < self.settles_to and (end > self.settles_from or start >= self.settles_from):
                yield replace(each, start=max(start, self.settles_from), end=end)


def windows(text: str, *, settled: int, ended: bool) -> Iterator[Window]:
    """Give the looks that a reply so far allows; none begins or ends within a word.

    Args:
        text: all of it so far.
        settled: where the last look left off; 0 at first.
        ended: whether that is all.
    """
    while len(text) >= settled + 2 * STEP:
        yield Window(_begin(text, settled), settled, settled + STEP, _end(text, settled + 2 * STEP))
        settled += STEP
    if ended:
        yield Window(_begin(text, settled), settled, len(text) + 1, len(text))


def _begin(text: str, settled: int) -> int:
    """Give where a look begins: half a word would be another word."""
    start = max(0, settled - STEP)
    if start == 0 or text[start - 1].isspace():
        return start
    return next((at + 1 for at in range(start, start + _LONGEST_WORD) if text[at].isspace()), start)


def _end(text: str, end: int) -> int:
    """Give where a look ends: behind the last space, whether or not a word goes on; that isn't known of a stream."""
    return next((at for at in range(end, end - _LONGEST_WORD, -1) if text[at - 1].isspace()), end)


def merged(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Join findings of one label that touch or overlap, in order."""
    out: list[Finding] = []
    for each in sorted(findings, key=lambda one: (one.where, one.label, one.start, one.end)):
        if out and (out[-1].where, out[-1].label) == (each.where, each.label) and each.start <= out[-1].end:
            last = out[-1]
            surer = each if each.score > last.score else last
            out[-1] = replace(surer, start=last.start, end=max(last.end, each.end))
        else:
            out.append(each)
    return tuple(sorted(out, key=lambda one: (one.where, one.start, one.end, one.label)))


def settled(verdict: Verdict, window: Window, *, where: str) -> Verdict:
    """Keep of a look's findings those that count; where none does, it found nothing."""
    if not isinstance(verdict, Broken):
        return verdict
    findings = tuple(replace(each, where=where) for each in window.settled(verdict.findings))
    if findings:
        return replace(verdict, findings=findings)
    return Kept(0.0, verdict.label, verdict.scores)


def joined(earlier: Verdict | None, later: Verdict) -> Verdict:
    """Join what two looks say: broken where one is, not run where one couldn't tell, else the nearer miss."""
    if earlier is None:
        return later
    if isinstance(earlier, Broken) and isinstance(later, Broken):
        surer = earlier if earlier.score >= later.score else later
        scores = _highest(earlier.scores, later.scores)
        return replace(surer, findings=merged((*earlier.findings, *later.findings)), scores=scores)
    for each, other in ((earlier, later), (later, earlier)):
        if isinstance(each, Broken):
            return each if isinstance(other, NotRun) else replace(each, scores=_highest(each.scores, other.scores))
    for each in (earlier, later):
        if isinstance(each, NotRun):
            return each
    assert isinstance(earlier, Kept)
    assert isinstance(later, Kept)
    nearer = earlier if earlier.score >= later.score else later
    scores = _highest(earlier.scores, later.scores)
    return nearer if scores is nearer.scores else Kept(nearer.score, nearer.label, scores)


def _highest(one: Scores, other: Scores) -> Scores:
    """Give the higher of each score."""
    if one is other or not other:
        return one
    if not one:
        return other
    highest = dict(one)
    for name, score in other:
        highest[name] = max(score, highest.get(name, score))
    return tuple(highest.items())
