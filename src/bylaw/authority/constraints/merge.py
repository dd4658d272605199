"""Merge constraints that ask for more and less of the same thing into the tightest; drop none."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bylaw.authority.constraints.nouns import Constraint, Value

__all__ = ["merge"]


@dataclass(frozen=True, slots=True)
class _Way:
    """How two constraints of one family become one: those equal in `same` are joined in `argument`."""

    argument: str
    join: Callable[[Constraint, Constraint, str], Value]
    same: tuple[str, ...] = ()


def merge(constraints: Iterable[Constraint]) -> tuple[Constraint, ...]:
    """Merge what can be said in one: at least 100 words and at least 200 are at least 200.

    Constraints that exclude each other both stay. Each stands where the first of its kind stood; merging again changes
    nothing.
    """
    merged: list[Constraint] = []
    places: dict[object, int] = {}
    for constraint in constraints:
        key = _key(constraint)
        at = places.get(key)
        if at is None:
            places[key] = len(merged)
            merged.append(constraint)
        else:
            merged[at] = _join(merged[at], constraint)
    return tuple(merged)


def _key(constraint: Constraint) -> object:
    way = _WAYS.get(constraint.family)
    if way is None:
        return constraint
    return (constraint.family, *(_told_apart(name, constraint.text(name)) for name in way.same))


def _told_apart(name: str, value: str) -> str:
    value = value.strip()
    return value.lower() if name in ("keyword", "letter") else value  # looked for in any case


def _join(first: Constraint, second: Constraint) -> Constraint:
    way = _WAYS.get(first.family)
    if way is None or first == second:
        return first
    joined = way.join(first, second, way.argument)
    return Constraint(first.family, tuple((name, joined if name == way.argument else old) for name, old in first.args))


def _tightest(first: Constraint, second: Constraint, argument: str) -> int:
    counts = (first.count(argument), second.count(argument))
    relation = next((value for name, value in first.args if name.endswith("relation")), "at least")
    return max(counts) if relation == "at least" else min(counts)


def _all_of(first: Constraint, second: Constraint, argument: str) -> tuple[str, ...]:
    texts: dict[str, str] = {}
    for text in (*first.texts(argument), *second.texts(argument)):
        texts.setdefault(text.lower(), text)
    return tuple(texts.values())


_WAYS: dict[str, _Way] = {
    "change_case:capital_word_frequency": _Way("capital_frequency", _tightest, ("capital_relation",)),
    "detectable_content:number_placeholders": _Way("num_placeholders", _tightest),
    "detectable_format:multiple_sections": _Way("num_sections", _tightest, ("section_spliter",)),
    "detectable_format:number_highlighted_sections": _Way("num_highlights", _tightest),
    "detectable_format:number_list_items": _Way("num_items", _tightest, ("relation",)),
    "keywords:existence": _Way("keywords", _all_of),
    "keywords:forbidden_words": _Way("forbidden_words", _all_of),
    "keywords:frequency": _Way("frequency", _tightest, ("keyword", "relation")),
    "keywords:letter_frequency": _Way("let_frequency", _tightest, ("letter", "let_relation")),
    "length_constraints:number_characters": _Way("num_characters", _tightest, ("relation",)),
    "length_constraints:number_sentences": _Way("num_sentences", _tightest, ("relation",)),
    "length_constraints:number_tokens": _Way("num_tokens", _tightest, ("relation",)),
    "length_constraints:number_words": _Way("num_words", _tightest, ("relation",)),
    "scope:forbidden_topics": _Way("topics", _all_of),
}
"""Families that merge. Of the rest each says its own: two start phrases are two."""
