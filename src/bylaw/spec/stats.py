"""Count what a document holds."""
# SPDX-License-Identifier: Apache-2.0

from collections import Counter
from dataclasses import dataclass

from bylaw.authority import Authority
from bylaw.spec.examples import trials
from bylaw.spec.nodes import Commentary, Example, SettingsBlock, Spec, WaiverBlock

__all__ = ["Stats", "count"]


@dataclass(frozen=True, slots=True)
class Stats:
    """What a document holds."""

    headings: int
    sections: int
    """Headings without an authority."""
    clauses: int
    """Headings with one."""
    by_authority: dict[str, int]
    """Clauses by level, all five, highest first; the 2024 `platform` counts as root."""
    examples: int
    comparisons: int
    pairs: int
    """One GOOD with one BAD of the same comparison: each such two is a pair."""
    responses: dict[str, int]
    """Judged replies by verdict."""
    references: int
    """Links to a section, `[…](#id)`; marks in examples not counted."""
    footnotes: int
    """Distinct ids of `[^id]`."""
    settings: int
    waivers: int
    commentaries: int


def count(spec: Spec) -> Stats:
    """Count what a document holds, after resolving it over its base."""
    nodes = list(spec.nodes)
    levels = Counter(clause.authority for clause in spec.clauses)
    examples = [node for node in nodes if isinstance(node, Example)]
    comparisons = [each for example in examples for each in example.dialogue.comparisons]
    verdicts = [Counter(turn.verdict for turn in each.turns) for each in comparisons]
    responses = Counter(response.verdict for trial in trials(spec) for response in trial.responses)
    return Stats(
        headings=len(spec.sections),
        sections=len(spec.sections) - len(spec.clauses),
        clauses=len(spec.clauses),
        by_authority={
            level.word: levels[level] for level in sorted(Authority, reverse=True) if level is not Authority.NONE
        },
        examples=len(examples),
        comparisons=len(comparisons),
        pairs=sum(each["good"] * each["bad"] for each in verdicts),
        responses={verdict: responses[verdict] for verdict in ("good", "bad", "neutral")},
        references=sum(not link.mark for node in nodes for link in getattr(node, "references", ())),
        footnotes=len({mark.id for node in nodes for mark in getattr(node, "footnotes", ())}),
        settings=sum(len(node.settings) for node in nodes if isinstance(node, SettingsBlock)),
        waivers=sum(isinstance(node, WaiverBlock) for node in nodes),
        commentaries=sum(isinstance(node, Commentary) for node in nodes),
    )
