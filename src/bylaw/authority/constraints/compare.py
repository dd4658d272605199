"""Tell whether two constraints exclude one another by meaning, so that no reply can keep both.

Most of it is one law: each constraint is described (`domain`), and two descriptions that no reply fits exclude each
other (`exclusion`). Beside it stand what is meant though a checker wouldn't notice (`_FORMS`), what one forbids and the
other asks for (`_banned`), replies that can be listed, and the families that only words describe (tone, topics, tools),
of which a program can tell little.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bylaw.authority.constraints.domain import domain_of
from bylaw.authority.constraints.exclusion import why_apart
from bylaw.authority.constraints.nouns import Constraint
from bylaw.authority.constraints.say import say
from bylaw.authority.constraints.tones import alike, opposed
from bylaw.authority.constraints.verify.phrases import has_word
from bylaw.authority.constraints.verify.rules import keeps

__all__ = ["Comparison", "Compatible", "Excluded", "NotComparable", "compare"]


@dataclass(frozen=True, slots=True)
class Compatible:
    """Nothing shows that a reply couldn't keep both."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """No reply can keep both."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotComparable:
    """No program can tell."""

    reason: str


Comparison = Compatible | Excluded | NotComparable
_COMPATIBLE = Compatible()


def compare(a: Constraint, b: Constraint) -> Comparison:
    """Compare two constraints; the order makes no difference to the outcome, and little to the reason."""
    if b.family < a.family or (b.family == a.family and b.args < a.args):
        a, b = b, a
    return _compare(a, b)


@lru_cache(maxsize=2048)  # most conversations ask for the same few things
def _compare(a: Constraint, b: Constraint) -> Comparison:
    if "conditional:reply" in (a.family, b.family):
        return _conditions(a, b)
    if a.family == b.family and a.family in _ONLY_WORDS:
        return _COMPATIBLE if a == b else _ONLY_WORDS[a.family](a, b)
    if {a.family, b.family} == {"scope:forbidden_topics", "scope:only_topics"}:
        return _topics(*sorted((a, b), key=lambda each: each.family, reverse=True))
    if {a.family, b.family} == {"combination:repeat_prompt", "detectable_format:constrained_response"}:
        return _COMPATIBLE  # first the request is repeated, then one of the answers given
    reason = _banned(a, b) or _banned(b, a) or _paragraphs(a, b) or _paragraphs(b, a)
    reason = reason or _forms(a, b) or _secrets(a, b) or _secrets(b, a) or why_apart(domain_of(a), domain_of(b))
    reason = reason or _listed(a, b) or _listed(b, a)
    if reason is not None:
        return Excluded(reason)
    return _named_topics(a, b) or _named_topics(b, a) or _COMPATIBLE


# Forms of the whole reply


def _form(constraint: Constraint) -> str | None:
    match constraint.family:
        case "detectable_format:number_bullet_lists":
            return "bullets" if constraint.count("num_bullets") else "no bullets"
        case "detectable_format:number_list_items":
            asked = constraint["relation"] == "at least" and constraint.count("num_items")
            return "numbered items" if asked else None
        case "detectable_format:list":
            style = constraint.text("style")
            return f"a {style} list" if style in ("bulleted", "numbered") else "a list"
        case "length_constraints:number_paragraphs":
            return "parts set apart by asterisks" if constraint.count("num_paragraphs") > 1 else None
        case "detectable_format:multiple_sections":
            return "sections" if constraint.count("num_sections") else None
        case "detectable_format:number_highlighted_sections":
            return "highlights" if constraint.count("num_highlights") else None
        case family:
            return _FORM_NAMES.get(family)


_FORM_NAMES = {
    "combination:repeat_prompt": "the request first",
    "combination:two_responses": "parts set apart by asterisks",
    "detectable_content:postscript": "a postscript",
    "detectable_format:code_only": "only code",
    "detectable_format:constrained_response": "one of three answers",
    "detectable_format:json_format": "JSON",
    "detectable_format:plain_text": "plain text",
    "detectable_format:table": "a table",
    "detectable_format:title": "a title",
}

_LISTS = ("bullets", "numbered items", "a bulleted list", "a numbered list", "a list")
_FORMS: dict[str, tuple[str, ...]] = {
    "JSON": (
        *_LISTS,
        "a table",
        "parts set apart by asterisks",
        "the request first",
        "one of three answers",
        "plain text",
    ),
    "only code": (
        *(*_LISTS, "a table", "a postscript", "parts set apart by asterisks", "the request first"),
        "one of three answers",
    ),
    "plain text": ("bullets", "a bulleted list", "a table", "highlights", "parts set apart by asterisks"),
    "a table": ("a bulleted list", "a numbered list", "a list", "one of three answers"),
    "a bulleted list": ("a numbered list", "numbered items", "no bullets"),
    "a numbered list": ("bullets",),
    "one of three answers": (*_LISTS, "parts set apart by asterisks", "sections"),
}
"""Forms that a reply has as a whole, and those it then doesn't have: meant so, even where a contrived text has both."""


def _forms(a: Constraint, b: Constraint) -> str | None:
    one, other = _form(a), _form(b)
    if one is None or other is None:
        return None
    if other in _FORMS.get(one, ()) or one in _FORMS.get(other, ()):
        return f"one asks for {one}, the other for {other}"
    return None


def _banned(ban: Constraint, other: Constraint) -> str | None:
    """Say why a reply can't have nothing of what the other constraint asks for."""
    if ban.family != "detectable_content:absent" or ban.text("of") != other.family:
        return None
    if any(isinstance(value, int) and not value for _, value in other.args):
        return None  # none of it is asked for
    return f"one asks to {say(other)}, the other to {say(ban)}"


def _paragraphs(asked: Constraint, other: Constraint) -> str | None:
    """Say why paragraphs, however set apart, can't be so many and also as many as the other constraint speaks of."""
    if (asked.family, other.family) != (
        "length_constraints:number_paragraphs",
        "length_constraints:nth_paragraph_first_word",
    ):
        return None
    count, total, nth = asked.count("num_paragraphs"), other.count("num_paragraphs"), other.count("nth_paragraph")
    if total and total != count:
        return f"one asks for {count} paragraphs, the other for {total}"
    return f"one asks for {count} paragraphs, the other for a paragraph {nth}" if nth > count else None


# Replies that can be listed


def _listed(finite: Constraint, other: Constraint) -> str | None:
    replies = domain_of(finite).replies
    if replies is None or not any(replies):
        return None
    if any(_may_keep(other, spelling) for reply in replies if reply for spelling in _spellings(reply)):
        return None
    return f"none of the replies that one allows ({', '.join(map(repr, replies[:4]))}) keeps the other"


def _spellings(option: str) -> tuple[str, ...]:
    cases = (option, option.upper(), option.capitalize(), option.title()) if option == option.lower() else (option,)
    return tuple(case + stop for case in cases for stop in ("", "."))


def _may_keep(constraint: Constraint, reply: str) -> bool:
    match constraint.family:  # of so short a text the language is a guess
        case "change_case:english_capital":
            return reply.isupper()
        case "change_case:english_lowercase":
            return reply.islower()
        case "language:response_language" | "language:forbidden_language":
            return True
    return keeps(constraint, reply) is not False


# What only words describe


def _conditions(a: Constraint, b: Constraint) -> Comparison:
    if a == b:
        return _COMPATIBLE
    if a.family != b.family:
        said, other = (a, b) if a.family == "conditional:reply" else (b, a)
        phrases = (said.text("say"), said.text("otherwise"))
        if all(phrase.strip() and keeps(other, phrase) for phrase in phrases):
            return _COMPATIBLE
        return NotComparable("whether the condition holds decides what is asked")
    if _plain(a.text("when")) != _plain(b.text("when")):
        return NotComparable("the conditions differ")
    for argument in ("say", "otherwise"):
        first, second = _plain(a.text(argument)), _plain(b.text(argument))
        if first and second and first != second:
            return Excluded(f"on one condition, one asks for {first!r}, the other for {second!r}")
    return _COMPATIBLE


def _tones(a: Constraint, b: Constraint) -> Comparison:
    first, second = _plain(a.text("tone")), _plain(b.text("tone"))
    if first == second or alike(first, second):
        return _COMPATIBLE
    if (words := opposed(first, second)) is not None:
        return Excluded(f"what is {words[0]} in tone isn't {words[1]}")
    return NotComparable(f"whether a text can be both {first} and {second} in tone")


def _personas(a: Constraint, b: Constraint) -> Comparison:
    first, second = _plain(a.text("name")), _plain(b.text("name"))
    return _COMPATIBLE if first == second else Excluded(f"one gives the name {first!r}, the other {second!r}")


def _only(a: Constraint, b: Constraint) -> Comparison:
    first, second = _all_plain(a.texts("topics")), _all_plain(b.texts("topics"))
    return _COMPATIBLE if first == second else NotComparable("whether the topics overlap")


def _topics(only: Constraint, barred: Constraint) -> Comparison:
    allowed, forbidden = _all_plain(only.texts("topics")), _all_plain(barred.texts("topics"))
    if allowed and allowed <= forbidden:
        return Excluded(f"one allows nothing but {', '.join(sorted(allowed))}, the other forbids it")
    if allowed & forbidden:
        return _COMPATIBLE
    shared = {word for topic in allowed for word in topic.split()} & {
        word for topic in forbidden for word in topic.split()
    }
    return NotComparable(f"whether the topics overlap: both name {min(shared)!r}") if shared else _COMPATIBLE


def _named_topics(barred: Constraint, other: Constraint) -> NotComparable | None:
    if barred.family != "scope:forbidden_topics":
        return None
    for text in domain_of(other).texts:
        for topic in _all_plain(barred.texts("topics")):
            if has_word(text.text.casefold(), topic):
                return NotComparable(f"whether a reply that says {topic!r} is about it")
    return None


def _tools(a: Constraint, b: Constraint) -> Comparison:
    first, second = a.text("tool").strip(), b.text("tool").strip()
    if a["allowed"] == b["allowed"] or (first != second and "*" not in (first, second)):
        return _COMPATIBLE
    return Excluded(f"one permits the tool {max(first, second)!r}, the other forbids it")


def _tasks(a: Constraint, b: Constraint) -> Comparison:
    first, second = _plain(a.text("operation")), _plain(b.text("operation"))
    return _COMPATIBLE if first == second else NotComparable(f"whether one reply can both {first} and {second}")


_ONLY_WORDS: dict[str, Callable[[Constraint, Constraint], Comparison]] = {
    "scope:only_topics": _only,
    "style:persona": _personas,
    "style:tone": _tones,
    "task:input_as_data": _tasks,
    "tools:permission": _tools,
}


def _secrets(secret: Constraint, other: Constraint) -> str | None:
    if secret.family != "scope:confidential" or other.family == "scope:confidential":
        return None
    for text in domain_of(other).texts:
        if keeps(secret, text.text) is False:
            return f"one asks for {text.text[:60]!r}, the other keeps it secret"
    return None


def _all_plain(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(filter(None, map(_plain, texts)))


def _plain(text: str) -> str:
    return " ".join(text.casefold().strip(" \t\n.,;:!?\"'").split()).removeprefix("the ")
