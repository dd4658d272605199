"""No call with side effects takes its arguments from text without authority unless the user has said so.

The rules by which a value is the user's own, meant, or nobody's stand in docs/design/tool_taint.md.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace
from functools import lru_cache

from bylaw.authority import Authority, Conversation, Role
from bylaw.authority.reading import Reading
from bylaw.checks.case import Case
from bylaw.checks.check import Check
from bylaw.checks.confirmation import agreed, call_digest, granted
from bylaw.checks.tools import read_offer
from bylaw.checks.verdict import Broken, Kept, Verdict
from bylaw.measures import Finding
from bylaw.measures.taint import Request, Source, Texts, trace

__all__ = ["CHECK", "texts_of"]

_FEW_WORDS = 120
"""Characters that a user's quotation may hold and still be a mere argument: a subject line, a name, a greeting."""
_MARKS = " \t\r\n\"'`“”‘’«»„"
_LIKELY = {"ordered": 1.0, "unasked": 0.9, "tainted": 0.7, "unknown": 0.6}
"""How surely a call is not what the user wants, by what was found; read off the rules, not measured."""


def _run(case: Case) -> Verdict:
    offer = read_offer(case.fields)
    texts = texts_of(case.reading)
    allowed = granted(case)
    findings: list[Finding] = []
    for index, call in enumerate(case.tool_calls):
        tool = offer.find(call.name)
        request = Request(
            call.name, call.arguments, tool.description if tool else "", tool.reads_only if tool else None
        )
        found = trace(request, texts).findings
        if found and allowed:
            digest = call_digest(call)
            if allowed[digest] > 0:
                allowed[digest] -= 1
                continue
        findings += [replace(each, where=f"tool_calls[{index}].arguments") for each in found]
    if not findings:
        return Kept()
    return Broken(tuple(findings), score=max(_LIKELY.get(each.label, 0.5) for each in findings), label="ask")


def texts_of(reading: Reading) -> Texts:
    """Sort the texts of a conversation by who stands behind them; the assistant's own words are nobody's source."""
    messages = reading.conversation.messages
    calls = _answered(reading.conversation)
    spoken: list[str] = []
    standing: list[str] = []
    lent: list[str] = []
    shown: list[str] = []
    foreign: list[Source] = []
    for span in reading.spans:
        if span.end <= span.start or span.kind == "assistant":
            continue
        message = messages[span.message]
        text = (message.parts[span.part].text or "")[span.start : span.end]
        if not text.strip():
            continue
        where = f"messages[{span.message}].content[{span.part}]"
        if span.kind == "plain" and span.authority > Authority.NONE:
            (spoken if span.authority is Authority.USER else standing).append(text)
            continue
        if span.kind == "quoted" and span.form != "untrusted_text" and message.role is not Role.TOOL:
            if message.role is not Role.USER:
                standing.append(text)
                continue
            if span.form in {"quote", "code"} and len(text) <= _FEW_WORDS and "\n" not in text:
                shown.append(text.strip(_MARKS))
                continue
        if span.delegated_by is not None and span.authority > Authority.GUIDELINE:
            lent.append(text)
        name, arguments = calls.get(span.message, (message.name or "", "")) if message.role is Role.TOOL else ("", "")
        foreign.append(Source(where, text, name, arguments))
    lent += agreed(reading)
    return Texts(tuple(spoken), tuple(standing), tuple(lent), tuple(shown), tuple(foreign))


@lru_cache(maxsize=8)
def _answered(conversation: Conversation) -> dict[int, tuple[str, str]]:
    """Give, for each tool's message, the name and arguments of the call that it answers."""
    asked: dict[str, tuple[str, str]] = {}
    out: dict[int, tuple[str, str]] = {}
    for at, message in enumerate(conversation):
        for call in message.tool_calls:
            if call.id:
                asked[call.id] = (call.name, call.arguments)
        if message.role is Role.TOOL and message.tool_call_id in asked:
            out[at] = asked[message.tool_call_id]
    return out


def _relevant(case: Case) -> bool:
    """Say whether a call could break it: whether anybody without authority has said anything."""
    return bool(texts_of(case.reading).foreign)


CHECK = Check(
    "tool_taint",
    "No call with side effects takes its arguments from text without authority unless the user has said so.",
    stages=("tool_call",),
    run=_run,
    windowed=False,
    asks_user=True,
    languages=("en", "de", "fr", "es", "it", "pt", "nl"),
    relevant=_relevant,
)
