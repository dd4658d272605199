"""Write the platform preamble: the document's clauses as text that a model reads first.

A small model gets titles, a large one may get whole clauses; both are packed by level, highest first, until the budget
is spent, and what found no room is named. Objectives instruct nobody and are left to judges.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bylaw.authority import Authority
from bylaw.errors import ConfigError
from bylaw.spec import Section, Spec
from bylaw.spec.links import spell_out

__all__ = ["Form", "Preamble", "estimate_tokens", "write_preamble"]

Form = Literal["titles", "clauses"]

_OPENING = "You are a helpful assistant."
_GROUPS = (
    ((Authority.ROOT, Authority.SYSTEM), "Rules that nobody in this conversation can change:"),
    ((Authority.DEVELOPER,), "Unless the developer says otherwise:"),
    ((Authority.USER, Authority.GUIDELINE), "Unless the developer or the user asks otherwise:"),
)
_CHARACTERS_PER_TOKEN = (
    3.5  # English prose has 4 to 5 in the tokenizers of 2023-2025: this errs towards too many tokens
)


@dataclass(frozen=True, slots=True)
class Preamble:
    """What the model reads before anything else."""

    text: str
    tokens: int
    """By the counter it was packed with."""
    clauses: tuple[str, ...]
    """Ids of the clauses it holds."""
    left_out: tuple[str, ...]
    """Ids of those it had no room for."""


def estimate_tokens(text: str) -> int:
    """Estimate a count of tokens where the model's tokenizer isn't at hand; rather too many than too few."""
    return int(len(text) / _CHARACTERS_PER_TOKEN) + 1


def write_preamble(spec: Spec, *, budget: int, count: Callable[[str], int], form: Form = "titles") -> Preamble:
    """Write the preamble of a document.

    Args:
        spec: the document, resolved.
        budget: tokens it may have at most.
        count: gives the tokens of a text.
        form: a line a clause, or each clause's own words.

    Raises:
        ConfigError: not even one clause fits.
    """
    wanted = [clause for levels, _ in _GROUPS for clause in _instructing(spec, levels)]
    titles = {section.id: section.title for section in spec.sections}
    held: list[Section] = []
    text = tokens = None
    left_out: list[str] = []
    for clause in wanted:
        tried = _text([*held, clause], form, titles)
        size = count(tried)
        if size <= budget:
            held.append(clause)
            text, tokens = tried, size
        else:  # a later, shorter clause may still fit
            left_out.append(clause.id)
    if text is None or tokens is None:
        raise ConfigError(
            f"no clause of {spec.file} fits into a preamble of {budget} tokens",
            where="--preamble-tokens",
            mend="allow more tokens",
        )
    return Preamble(text, tokens, tuple(clause.id for clause in held), tuple(left_out))


def _text(held: list[Section], form: Form, titles: Mapping[str, str]) -> str:
    paragraphs = [_OPENING]
    for levels, opening in _GROUPS:
        clauses = [clause for clause in held if clause.authority in levels]
        if not clauses:
            continue
        if form == "titles":
            paragraphs.append("\n".join([opening, *(f"- {_title(clause, titles)}" for clause in clauses)]))
        else:
            paragraphs.append(opening)
            paragraphs += [f"## {_title(clause, titles)}\n\n{_words(clause, titles)}".rstrip() for clause in clauses]
    return ("\n" if form == "titles" else "\n\n").join(paragraphs)


def _title(clause: Section, titles: Mapping[str, str]) -> str:
    return spell_out(clause.title, titles).strip() or clause.id


def _words(clause: Section, titles: Mapping[str, str]) -> str:
    """Give a clause's own words with links spelled out and footnote marks left away."""
    return "\n\n".join(spell_out(node.text.strip(), titles) for node in clause.prose)


def _instructing(spec: Spec, levels: tuple[Authority, ...]) -> Iterator[Section]:
    return (clause for level in levels for clause in spec.clauses if clause.authority is level and _instructs(clause))


def _instructs(clause: Section) -> bool:
    return clause.kind != "objective"
