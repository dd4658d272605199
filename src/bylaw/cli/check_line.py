"""Read the cases that `bylaw check run` is given, a JSON object each, and write what a check says of one."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from bylaw.authority import Conversation, ToolCall, read_chat
from bylaw.authority.reading import Reading, read
from bylaw.authority.settings import SettingInForce, Settings
from bylaw.checks import STAGES, Broken, Case, Check, Kept, NotRun, Stage, Verdict
from bylaw.checks.fold import joined
from bylaw.checks.grade import grade
from bylaw.errors import ConversationError
from bylaw.measures import Finding
from bylaw.spec import Setting

__all__ = ["case_of_line", "id_of_line", "stages_of", "verdict_json"]

_MEND = 'send {"id": …, "messages": […], "reply": "…", "tool_calls": […], "settings": {…}}'
_LONGEST_EVIDENCE = 120
_FIELDS = ("tools", "tool_choice", "response_format")


class _Line(msgspec.Struct):
    messages: list[dict[str, msgspec.Raw]] = []
    reply: str | None = None
    tool_calls: list[dict[str, Any]] | None = None
    settings: dict[str, bool | int | str] | None = None
    preamble: str = ""
    finish_reason: str | None = None
    max_tokens: int | None = None
    tools: msgspec.Raw = msgspec.Raw(b"")
    tool_choice: msgspec.Raw = msgspec.Raw(b"")
    response_format: msgspec.Raw = msgspec.Raw(b"")


class _Id(msgspec.Struct):
    id: msgspec.Raw = msgspec.Raw(b"null")


_decode_id = msgspec.json.Decoder(_Id).decode
_decode = msgspec.json.Decoder(_Line).decode


def case_of_line(line: bytes | str, *, declared: Sequence[Setting]) -> tuple[Case, frozenset[Stage]]:
    """Read one line: the case, and the stages it holds something for.

    Args:
        line: one JSON object.
        declared: the settings that the document declares; a line's own are in force whoever may set them.

    Raises:
        ConversationError: it can't be read; the message says where.
    """
    try:
        wanted = _decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConversationError(f"not a case ({error})", where="line", mend=_MEND) from None
    messages = read_chat(wanted.messages).messages if wanted.messages else ()
    reading = _with_settings(read(Conversation(messages), declared=declared), wanted.settings or {})
    calls = tuple(_call(each, at) for at, each in enumerate(wanted.tool_calls or ()))
    fields = tuple((name, raw) for name in _FIELDS if (raw := bytes(getattr(wanted, name))))
    case = Case(
        reading,
        "input",
        reply=wanted.reply or "",
        finish_reason=wanted.finish_reason or ("stop" if wanted.reply is not None else None),
        tool_calls=calls,
        fields=fields,
        limit=wanted.max_tokens,
        preamble=wanted.preamble,
    )
    held = {"input": bool(messages), "reply": wanted.reply is not None, "tool_call": bool(calls)}
    return case, frozenset(stage for stage in STAGES if held[stage])


def id_of_line(line: bytes | str) -> msgspec.Raw:
    """Read a line's id alone; null where it has none or can't be read."""
    try:
        return _decode_id(line).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return msgspec.Raw(b"null")


def stages_of(check: Check, case: Case, held: frozenset[Stage]) -> Verdict:
    """Run a check on every stage that a case holds, and join what it says: the highest of each score."""
    verdict: Verdict | None = None
    for stage in check.stages:
        if stage in held:
            verdict = joined(
                verdict, grade(check, replace(case, stage=stage, reply=case.reply if stage != "input" else ""))
            )
    if verdict is None:
        return NotRun(f"there is nothing to check: {check.id} looks at {' and '.join(check.stages)}")
    return verdict


def verdict_json(id_: msgspec.Raw, verdict: Verdict | None, case: Case | None) -> dict[str, object]:
    """Give a verdict as a line out; None is a check that is unbound here."""
    out: dict[str, object] = {"id": id_}
    match verdict:
        case None:
            out |= {"verdict": "unbound", "score": None, "label": "", "scores": {}, "findings": []}
        case NotRun(reason):
            out |= {"verdict": "not_run", "score": None, "label": "", "scores": {}, "findings": [], "reason": reason}
        case Kept(score, label, scores):
            out |= {"verdict": "kept", "score": score, "label": label, "scores": dict(scores), "findings": []}
        case Broken(findings, score, label, scores):
            told = [] if case is None else list(_told(findings, case))
            out |= {"verdict": "broken", "score": score, "label": label, "scores": dict(scores), "findings": told}
    return out


def _told(findings: Sequence[Finding], case: Case) -> Iterator[dict[str, object]]:
    texts = {"reply": case.reply}
    for at, message in enumerate(case.reading.conversation.messages):
        for number, part in enumerate(message.parts):
            texts[f"messages[{at}].content[{number}]"] = part.text or ""
    texts |= {f"tool_calls[{at}].arguments": call.arguments for at, call in enumerate(case.tool_calls)}
    for each in findings:
        there = texts.get(each.where, "")[each.start : each.end]
        evidence = each.evidence or (there if len(there) <= _LONGEST_EVIDENCE else f"{there[:_LONGEST_EVIDENCE]}…")
        yield {
            "where": each.where,
            "start": each.start,
            "end": each.end,
            "label": each.label,
            "score": each.score,
            "evidence": evidence,
        }


def _with_settings(reading: Reading, given: dict[str, bool | int | str]) -> Reading:
    if not given:
        return reading
    others = tuple(each for each in reading.settings.in_force if each.name not in given)
    said = tuple(SettingInForce(name, value, "default", "line") for name, value in given.items())
    return replace(reading, settings=Settings((*others, *said), reading.settings.refused))


def _call(wanted: dict[str, Any], at: int) -> ToolCall:
    """Read a call as OpenAI's API has it, or as name and arguments alone."""
    kind = str(wanted.get("type", "function"))
    inner = wanted.get(kind, wanted)
    name = inner.get("name") if isinstance(inner, dict) else None
    if not isinstance(name, str):
        raise ConversationError(
            "the call has no name", where=f"tool_calls[{at}]", mend='send {"name": "…", "arguments": {…}}'
        )
    arguments = inner.get("arguments", inner.get("input", "{}"))
    if not isinstance(arguments, str):
        arguments = msgspec.json.encode(arguments).decode()
    return ToolCall(str(wanted.get("id", f"call_{at}")), name, arguments, kind)
