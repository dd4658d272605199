"""The padding ratio: which share of a reply its reader loses nothing by striking.

    padding = |S| / |W|

W is the words of the reply. S, a set of words of W, holds those in filler at its start and at its end, in an
opening that only says the question again, and those said before in the same words. As S is a set no word counts
twice; as it is made of words as seen, case and spacing change nothing. An empty reply has padding 0.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass

from bylaw.measures.finding import Finding
from bylaw.measures.length.filler import closing_run, opening_run
from bylaw.measures.length.repetition import repeated_words
from bylaw.measures.length.restated import restates
from bylaw.measures.length.units import Layout, lay_out

__all__ = ["ENOUGH", "Padding", "measure_padding"]

ENOUGH = 0.6
"""Weight from which a run of courtesies is filler; a mere "Sure!" (0.4) is not."""


@dataclass(frozen=True, slots=True)
class Padding:
    """What of a reply could be struck."""

    ratio: float
    filler_start: float
    """From 0 to 1: how surely it starts with filler."""
    filler_end: float
    restated: float
    repeated: int
    """Words said before."""
    repetition: float
    """Share of the words that were said before."""
    findings: tuple[Finding, ...]
    content: int
    """Words that stay."""


def measure_padding(text: str, request: str = "") -> Padding:
    """Measure a reply's padding.

    Args:
        text: the reply.
        request: what it answers; without it nothing is restated.
    """
    layout = lay_out(text)
    size = layout.size
    if not size:
        return Padding(0.0, 0.0, 0.0, 0.0, 0, 0.0, (), 0)
    again = repeated_words(layout)
    whole = frozenset(at for at, flags in again.items() if all(flags))
    opening = opening_run(layout)
    closing = closing_run(layout, whole)
    struck: dict[int, bytearray] = {at: bytearray(flags) for at, flags in again.items()}
    findings = [_finding("repetition", layout, at, at) for at in again]
    starts = _together([weight for *_, weight in opening])
    if starts >= ENOUGH:
        for at, words, _ in opening:
            _strike(struck, layout, at, words)
        findings.append(Finding("filler_start", layout.units[0].start, layout.units[opening[-1][0]].end, starts))
    ends = _together([weight for _, weight in closing])
    if ends >= ENOUGH:
        for at, _ in closing:
            _strike(struck, layout, at, len(layout.units[at].words))
        findings.append(_finding("filler_end", layout, closing[-1][0], closing[0][0], ends))
    said = restates(layout, request, begins=len(opening)) if request else None
    if said is not None:
        _strike(struck, layout, said, len(layout.units[said].words))
        findings.append(_finding("restated", layout, said, said))
    total = sum(sum(flags) for flags in struck.values())
    repeated = sum(sum(flags) for flags in again.values())
    return Padding(
        total / size,
        starts,
        ends,
        float(said is not None),
        repeated,
        repeated / size,
        tuple(findings),
        size - total,
    )


def _strike(struck: dict[int, bytearray], layout: Layout, at: int, words: int) -> None:
    flags = struck.setdefault(at, bytearray(len(layout.units[at].words)))
    flags[:words] = b"\1" * words


def _finding(label: str, layout: Layout, first: int, last: int, score: float = 1.0) -> Finding:
    return Finding(label, layout.units[first].start, layout.units[last].end, score)


def _together(weights: list[float]) -> float:
    """Say how sure a run is where each sentence of it is so sure by itself."""
    doubt = 1.0
    for weight in weights:
        doubt *= 1.0 - weight
    return 1.0 - doubt
