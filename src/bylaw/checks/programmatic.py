"""Output that a program will read is exactly that, with nothing around it.

It is about to be read by a program where the request's `response_format` says so, where a developer asks for a format,
and where anybody asks for a format and nothing else. A user who wants to see some JSON in a conversation gets it in a
fence with a word around it, as ever. A refusal in the format is the format.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import msgspec

from bylaw.authority import Authority, Fields
from bylaw.authority.constraints import Constraint, keeps
from bylaw.authority.reading import Reading
from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.verdict import Broken, Kept, NotRun, Verdict
from bylaw.measures import Finding
from bylaw.measures.programmatic import Format, beside, json_value
from bylaw.measures.schema import TooMuchWork, misfits

__all__ = ["CHECK"]

_NAMES: dict[str, Format] = {
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "json lines": "jsonl",
    "csv": "csv",
    "tsv": "tsv",
    "xml": "xml",
    "html": "html",
    "yaml": "yaml",
    "yml": "yaml",
    "sql": "sql",
    "sql query": "sql",
}
_NAMED = r"json lines|jsonl|ndjson|json|csv|tsv|xml|html|ya?ml|sql(?: query)?"
_FORMAT = re.compile(
    r"\b(?:return|output|outputs|respond|reply|answer|produce|emit|give|write|provide|generate|print|"
    r"send|responses?|replies|"
    r"gib|antworte|ausgabe|réponds|répondez|renvoie|sortie|devuelve|responde|salida|rispondi|restituisci|retorne)\b:?"
    r"(?: (?:only|just|raw|valid|pure|strict|bare|plain|a|an|the|single|one|in|as|with|to|me|us|it|them|this|that|your|"
    r"answers?|repl(?:y|ies)|responses?|output|results?|data|fields|everything|nothing|but|else|"
    r"exclusively|solely|strictly|"
    r"well-formed|minified|compact|resulting|final|back|must|be|should|is|are|always|"
    r"for the user'?s? ?\w*|nur|als|im|en|"
    r"au format|uniquement|sólo|solo|em|in formato|,)){0,7} "
    rf"(?P<name>{_NAMED})\b(?! (?:files?|schemas?|parsers?|librar\w+|injection|server|tutorial|"
    rf"examples?|products?|questions?|"
    r"course|basics|code that|and explain))"
    rf"|\b(?P<first>{_NAMED}) (?:only|format only|output only|exclusively|is required|, nothing else|"
    rf"and nothing else)\b"
    rf"|\A\W{{0,4}}(?P<alone>{_NAMED}) only\b",
    re.IGNORECASE,
)
_SPELLED = ("json", "csv", "tsv", "xml", "html", "yaml", "yml", "sql")
"""One of them is in whatever names a format."""
_NEAR = 48
"""Characters around a format in which a user says that it is to be that alone."""
_ONLY = re.compile(
    r"\b(?:only|just|solely|exclusively|strictly|nothing (?:else|but|more|other)|raw|bare|exactly|"
    r"verbatim|no (?:other |extra |"
    r"additional |surrounding )?(?:prose|text|words|explanations?|commentary|comments|markdown|"
    r"fences?|code fences?|code "
    r"blocks?|formatting|preamble)|without (?:any )?(?:other |extra |additional )?(?:prose|text|"
    r"explanations?|commentary|"
    r"markdown|fences?|code fences?|formatting)|single word|one word|one label|nur|ausschließlich|uniquement|seulement|"
    r"únicamente|solamente|sólo|solo|soltanto|apenas|somente)\b|只|のみ|だけ|만",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"\b(?:output|outputs|response|responses|reply|replies|answer|answers|text|result|"
    r"what you (?:write|return|say))\b (?:is|are|"
    r"will be|gets?|must be|has to be|should be|goes|go|will go) (?:\w+ ){0,3}?(?:parsed|piped|"
    r"consumed|ingested|machine-read\w*|"
    r"parse?able|executed|deserialised|deserialized|fed (?:in)?to|read by (?:a|another|"
    r"the) (?:program|script|machine|parser)|"
    r"processed (?:automatically|programmatically|by (?:a|another|the) (?:program|script|machine))|"
    r"(?:saved|written|inserted|"
    r"loaded) (?:directly |straight )?(?:in)?to|straight (?:in)?to)|\bjson\.(?:loads|parse)\b|\bmachine[- ]readable\b|"
    r"\b(?:a|the|my|our) (?:program|script|parser|pipeline) (?:will |that )?"
    r"(?:reads?|parses?|consumes?|processes)\b",
    re.IGNORECASE,
)
_MACHINE_WORDS = (
    *("parse", "piped", "consume", "ingested", "machine", "executed", "deseriali", "fed ", "read by", "processed"),
    *("saved", "written", "inserted", "loaded", "straight", "json.", "parser", "pipeline", "reads", "processes"),
)
_TRIES = 8
_FAMILIES = frozenset({"detectable_format:json_format", "detectable_format:code_only", "detectable_format:options"})
_HOLDS = frozenset({"applies", "delegated", "not_comparable"})
_MOST = 8_000
_DECLINES = frozenset({"declined", "refusal", "refused"})
_REFUSES = _DECLINES | frozenset({"error", "reason", "message"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a program expects."""

    form: Format | None = None
    schema: str = ""
    """A JSON Schema as raw JSON; empty where none came."""
    an_object: bool = False
    labels: tuple[Constraint, ...] = ()
    """What holds the reply to one word or one of some labels."""


def _run(case: Case) -> Verdict:
    asked = _asked(_Case(case.reading, case.fields))
    if asked is None or (not case.reply.strip() and case.finish_reason in {"tool_calls", "function_call"}):
        return Kept()
    findings: list[Finding] = []
    if asked.form is not None:
        findings += beside(case.reply, asked.form)
    if asked.form == "json" and not findings:
        value = json_value(case.reply)
        try:
            findings += _shape(value, asked, len(case.reply))
        except TooMuchWork:
            return NotRun("the response format's schema takes too long to hold the reply against")
    for label in asked.labels:
        if keeps(label, case.reply) is False:
            findings.append(Finding("label", 0, len(case.reply)))
            break
    if not findings:
        return Kept()
    return Broken(tuple(replace(each, where="reply") for each in findings), label=findings[0].label)


def _shape(value: object, asked: _Asked, size: int) -> Iterator[Finding]:
    """Mark a document that isn't of the shape asked for; a refusal in JSON is let through."""
    if (
        isinstance(value, dict)
        and value
        and _REFUSES.issuperset(value)
        and not {"declined", "refusal", "refused"}.isdisjoint(value)
    ):
        return
    if asked.an_object and not isinstance(value, dict):
        yield Finding("shape", 0, size)
    if asked.schema:
        schema: Any = msgspec.json.decode(asked.schema)
        for each in misfits(value, schema)[:8]:
            path = ".".join(map(str, each.path))
            yield Finding("schema", 0, size, evidence=f"{each.label} {path or each.name}".strip())


def _relevant(case: Case) -> bool:
    return _asked(_Case(case.reading, case.fields)) is not None


class _Case:
    """A request, told from others by the identity of its reading: what it asks is read once."""

    __slots__ = ("fields", "reading")

    def __init__(self, reading: Reading, fields: Fields) -> None:
        self.reading, self.fields = reading, fields

    def __hash__(self) -> int:
        return id(self.reading)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Case) and other.reading is self.reading and other.fields == self.fields


@lru_cache(maxsize=8)
def _asked(request: _Case) -> _Asked | None:
    """Read what a program expects of the reply; None where no program reads it."""
    by_field = _of_fields(request.fields)
    if by_field is not None:
        return by_field
    reading = request.reading
    sentences = list(_sentences(reading))
    machine = any(_for_a_machine(text) for text in _spoken(reading))
    form: Format | None = None
    labels: list[Constraint] = []
    held = set(reading.constraints)
    for authority, text, constraints in sentences:
        named = _FORMAT.search(text[:_MOST])
        near = text[max(0, named.start() - _NEAR) : named.end() + _NEAR] if named else text[:_MOST]
        strict = machine or authority > Authority.USER or _ONLY.search(near) is not None
        if not strict:
            continue
        families = {each.family: each for each in constraints if each in held}
        if form is None and named is not None and not _absent(constraints):
            name = next(filter(None, (named["name"], named["first"], named["alone"])))
            form = _NAMES[re.sub(r"\s+", " ", name.lower())]
        if form is None and "detectable_format:json_format" in families and (machine or _ONLY.search(text[:_MOST])):
            form = "json"
        if form is None and "detectable_format:code_only" in families and (machine or authority > Authority.USER):
            form = "code"
        labels += [each for name, each in families.items() if name == "detectable_format:options"]
        labels += [each for each in constraints if each in held and _one_word(each)]
    if form is None and machine and not labels:
        form = "raw"
    return _Asked(form, labels=tuple(labels)) if form or labels else None


def _sentences(reading: Reading) -> Iterator[tuple[Authority, str, tuple[Constraint, ...]]]:
    """Give the sentences in force that speak, highest first."""
    for clause in reading.clauses:
        if not _may_ask(clause.text, clause.constraints):
            continue
        yield clause.authority, clause.spoken, clause.constraints
    spoken = [
        each
        for at, (each, ruling) in enumerate(zip(reading.instructions, reading.rulings.instructions, strict=True))
        if each.authority > Authority.NONE
        and _may_ask(each.text, each.constraints)
        and ruling.outcome in _HOLDS
        and reading.lasts(at)
    ]
    for each in sorted(spoken, key=lambda one: -one.authority):
        yield each.authority, each.spoken, each.constraints


def _may_ask(text: str, constraints: tuple[Constraint, ...]) -> bool:
    """Whether a sentence is worth a closer look."""
    lowered = text[:_MOST].lower()
    return any(each in lowered for each in _SPELLED) or any(
        each.family in _FAMILIES or _one_word(each) for each in constraints
    )


def _spoken(reading: Reading) -> Iterator[str]:
    """Give the beginning of each stretch that speaks: what a program does with the output is told, not ordered."""
    messages = reading.conversation.messages
    for span in reading.spans:
        if span.kind == "plain" and span.authority > Authority.NONE:
            text = messages[span.message].parts[span.part].text or ""
            yield text[span.start : min(span.end, span.start + _MOST)]


def _for_a_machine(text: str) -> bool:
    """Whether a text says that a program reads what is answered; looked for around the words such a sentence has."""
    lowered = text.lower()
    for word in _MACHINE_WORDS:
        at = lowered.find(word)
        for _ in range(_TRIES):
            if at < 0:
                break
            if _MACHINE.search(text, max(0, at - 80), at + 60):
                return True
            at = lowered.find(word, at + 1)
    return False


def _absent(constraints: tuple[Constraint, ...]) -> bool:
    return any(each.family == "detectable_content:absent" for each in constraints)


def _one_word(constraint: Constraint) -> bool:
    return (
        constraint.family == "length_constraints:number_words"
        and constraint["relation"] == "less than"
        and constraint.count("num_words") == 2
    )


def _of_fields(fields: Fields) -> _Asked | None:
    """Read `response_format`, or `text.format` as the Responses API names it; what can't be read asks for nothing."""
    for name, raw in fields:
        if name not in {"response_format", "text"}:
            continue
        try:
            said = msgspec.json.decode(raw)
        except (msgspec.DecodeError, RecursionError):
            continue
        if name == "text":
            said = said.get("format") if isinstance(said, dict) else None
        if not isinstance(said, dict):
            continue
        if said.get("type") == "json_object":
            return _Asked("json", an_object=True)
        if said.get("type") == "json_schema":
            inner = said.get("json_schema")
            schema = (inner if isinstance(inner, dict) else said).get("schema")
            written = msgspec.json.encode(schema).decode() if isinstance(schema, Mapping) else ""
            return _Asked("json", written)
    return None


CHECK = Check(
    "programmatic",
    "Output that a program will read is exactly that, with nothing around it.",
    stages=("reply",),
    run=_run,
    windowed=False,
    relevant=_relevant,
)
