"""A decision record in words for a terminal: a row of the table, or all of it.

What a record holds of messages was written by others: whatever could move a terminal's cursor or hide is made visible
or left out. Knows no store.
"""
# SPDX-License-Identifier: Apache-2.0

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

import msgspec
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from bylaw.records import Record
from bylaw.records.decision import Decision, RuledRow, Sampled

__all__ = ["Layout", "details", "last_user_text", "layout", "row", "title"]

_OUTCOMES = {"completed": "green", "cancelled": "yellow", "failed": "red"}
_SHORT_ID = 16  # `dec_`, ten letters of time to the millisecond, two random ones
_WHOLE_ID = 30
_NARROW = 110  # columns; with fewer the words go on a line of their own
_WIDE = 160  # columns; with more the whole id is shown
_LEAST_MODEL, _WIDEST_MODEL = 5, 20
_MODE, _OUTCOME = 7, 9
_LEAST_WORDS = 24
_TIME, _DATED = "%H:%M:%S", "%m-%d %H:%M:%S"
_PIPED_WORDS = 100
_HASH_DIGITS = 16  # `--json` gives them all
_INDENT = "  "
_MOST_RULINGS = 20
_HOLD_NOT = frozenset({"misaligned", "superseded", "no_authority"})
_BUDGETS = {
    "kept": "kept",
    "closed": "cut off by its limit, ended at its last whole sentence",
    "asked again": "cut off by its limit, then asked again for a shorter one",
    "cut": "cut off by its limit",
}

_any = msgspec.json.Decoder(list[Any])


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide each column is; the words take what is left."""

    time: int
    id: int
    model: int
    mode: int
    outcome: int
    tokens: int
    ms: int
    words: int
    beneath: bool
    """Whether the words go on a line of their own."""
    dated: bool
    """Whether times have their day: where not all are of today."""
    zone: tzinfo | None


def layout(records: Sequence[Record], *, width: int | None, now: datetime) -> Layout:
    """Choose the columns.

    Args:
        records: the first ones to show; later ones follow their columns.
        width: of the terminal; None where the text goes elsewhere.
        now: in the time zone to show times in.
    """
    beneath = width is not None and width < _NARROW

    def widest(least: int, texts: Sequence[str]) -> int:
        return max(least, *(cell_len(text) for text in texts), 0)

    dated = any(record.at.astimezone(now.tzinfo).date() != now.date() for record in records)
    time = len(now.strftime(_DATED if dated else _TIME))
    shown_id = _SHORT_ID if width is not None and width < _WIDE else _WHOLE_ID
    tokens = widest(7, [_tokens(record) for record in records])
    ms = widest(6, [_ms(record) for record in records])
    others = time + shown_id + _MODE + _OUTCOME + tokens + ms + 6 * len(_INDENT)
    model = min(widest(_LEAST_MODEL, [_one_line(record.model) for record in records]), _WIDEST_MODEL)
    if width is None:
        words = _PIPED_WORDS
    elif beneath:
        model = min(model, max(_LEAST_MODEL, width - others))
        words = width - len(_INDENT)
    else:
        model = min(model, max(_LEAST_MODEL, width - others - _LEAST_WORDS))
        words = width - others - model - len(_INDENT)
    return Layout(time, shown_id, model, _MODE, _OUTCOME, tokens, ms, words, beneath, dated, now.tzinfo)


def title(columns: Layout) -> Text:
    """Write the table's first line."""
    names = {"time": "time", "id": "id", "model": "model", "mode": "mode", "outcome": "outcome"}
    line = _INDENT.join(set_cell_size(name, getattr(columns, member)) for member, name in names.items())
    line += f"{_INDENT}{'tokens':>{columns.tokens}}{_INDENT}{'ms':>{columns.ms}}"
    return Text(line if columns.beneath else f"{line}{_INDENT}last user message", style="bold")


def row(record: Record, columns: Layout) -> Text:
    """Write one record's line, or two."""
    at = record.at.astimezone(columns.zone)
    line = Text(at.strftime(_DATED if columns.dated else _TIME))
    for text, wide, style in (
        (record.id[: columns.id], columns.id, "cyan"),
        (_one_line(record.model), columns.model, ""),
        (record.mode, columns.mode, "" if record.mode == "enforce" else "magenta"),
        (record.outcome, columns.outcome, _OUTCOMES.get(record.outcome, "")),
    ):
        line.append(_INDENT).append(_cell(text, wide), style)
    line.append(f"{_INDENT}{_tokens(record):>{columns.tokens}}{_INDENT}{_ms(record):>{columns.ms}}")
    if words := _one_line(last_user_text(record) or ""):
        line.append(f"\n{_INDENT}" if columns.beneath else _INDENT)
        line.append(_cut(words, columns.words), "dim" if columns.beneath else "")
    else:
        line.rstrip()
    return line


def last_user_text(record: Record) -> str | None:
    """Give the text of the last message from the user; None where there is none or it wasn't kept."""
    for message in reversed(_objects(record.sent)):
        if message.get("role") == "user":
            return "\n".join(_content(message))
    return None


def details(record: Record, *, now: datetime) -> Iterator[tuple[int, Text]]:
    """Write all of a record: lines, and how deep each is set in.

    Args:
        record: what to show.
        now: in the time zone to show its time in.
    """
    for name, value, style in _facts(record, now):
        if value:
            yield 0, Text.assemble((f"{name:<9}", "bold"), (_visible(value), style))
    yield 0, Text()
    if record.sent is None:
        yield 0, Text("The text of this record was not kept.", style="dim")
    for message in _objects(record.sent):
        yield from _message(message, "")
    for choice in _objects(record.reply):
        reply = choice.get("message")
        if isinstance(reply, dict):
            yield from _message(reply, f" replies ({choice.get('finish_reason') or 'cut off'})")


def _facts(record: Record, now: datetime) -> Iterator[tuple[str, str, str]]:
    yield "record", record.id, "cyan"
    yield "at", f"{record.at.astimezone(now.tzinfo).isoformat(sep=' ', timespec='milliseconds')}", ""
    yield "outcome", record.outcome, _OUTCOMES.get(record.outcome, "")
    if record.error is not None:
        yield "error", f"{record.error.kind}: {record.error.message}", "red"
    yield "mode", record.mode + (", streamed" if record.streamed else ""), ""
    answered = f", answered by {record.answered_by}" if record.answered_by not in (None, record.model) else ""
    yield "model", f"{record.model} on {record.engine}{answered}", ""
    yield "spec", f"{record.spec_file}, {_short(record.spec_hash)}", ""
    if record.usage is not None:
        yield "tokens", f"{record.usage.prompt_tokens:,} read, {record.usage.completion_tokens:,} written", ""
    if record.timings is not None:
        timings = record.timings
        first = "" if timings.first_token_ms is None else f"first token {timings.first_token_ms:,.1f} ms, "
        yield "took", f"prepare {timings.prepare_ms:,.2f} ms, {first}in all {timings.total_ms:,.1f} ms", ""
    if record.decision is not None:
        yield from _decided(record.decision)
    changed = [each for each in record.roles if each.how != "kept"]
    yield "roles", ", ".join(f"{each.role} {each.how} to {each.sent_as}" for each in changed), ""
    if record.neutralised:
        yield "markup", f"{record.neutralised} control-token strings in messages broken up", "yellow"
    if record.ignored:
        yield "ignored", f"{', '.join(record.ignored)}: the engine doesn't act on them", "yellow"
    yield "asked", _short(record.conversation_hash), ""
    yield "sent", _short(record.sent_hash), ""
    if record.reply_hash:
        yield "reply", _short(record.reply_hash), ""
    if record.request is not None and bytes(record.request) != b"{}":
        yield "request", msgspec.json.format(bytes(record.request), indent=-1).decode(errors="replace"), ""
    for unknown in record.later:
        yield "later", f"{'.'.join(map(str, unknown.path))} {unknown.raw.decode(errors='replace')}", "dim"
    yield "by", f"bylaw {record.bylaw_version}, record schema {record.schema}", "dim"


def _verdicts(decision: Decision) -> Iterator[tuple[str, str, str]]:
    """Say what the checks found, and what didn't run."""
    for row in decision.verdicts:
        what = f"{row.check} at {row.stage}, for '{row.clause}': {row.verdict.replace('_', ' ')}"
        if row.reason:
            what += f" ({row.reason})"
        if row.findings:
            first = row.findings[0]
            more = f" and {len(row.findings) - 1} more" if len(row.findings) > 1 else ""
            what += f" in {first.where}:{first.start}-{first.end}{more}, score {row.score:.2f}"
        yield "check", f"{what}; {row.effect or 'nothing followed'}", "yellow" if row.effect else ""
    if decision.kept:
        yield "kept", ", ".join(decision.kept), ""
    if decision.unbound:
        yield "unbound", ", ".join(decision.unbound), "dim"
    if decision.unseen:
        yield "unseen", f"no check reads {', '.join(decision.unseen)}", "yellow"


def _decided(decision: Decision) -> Iterator[tuple[str, str, str]]:
    """Say what was decided: the rulings that are not simply `applies`, the tries, what was held and changed."""
    told = Counter(each.ruling for each in decision.rulings)
    told["applies"] = decision.instructions - (told.total() - told["applies"])
    counts = (f"{ruling.replace('_', ' ')} {count}" for ruling, count in sorted(told.items()) if count)
    yield "rulings", ", ".join(counts), ""
    others = [each for each in decision.rulings if each.ruling != "applies"]
    for each in others[:_MOST_RULINGS]:
        yield "ruling", _ruling(each), "yellow" if each.ruling in _HOLD_NOT else ""
    if len(others) > _MOST_RULINGS:
        yield "", f"and {len(others) - _MOST_RULINGS} more rulings; `--json` gives them all", "dim"
    for one, other in decision.inaction:
        yield "inaction", f"the root clauses {one} and {other} exclude each other; the model was not asked", "red"
    values = (f"{name} = {msgspec.json.encode(value).decode()}" for name, value in decision.settings.items())
    yield "settings", ", ".join(values), ""
    yield "conduct", ", ".join(f"{name} {_said(value)}" for name, value in decision.conduct.items()), "dim"
    changes = (
        (decision.spotlighted, "marked as data"),
        (decision.left_out, "left out"),
    )
    yield "text", ", ".join(f"{count} {_stretches(count)} {what}" for count, what in changes if count), ""
    yield "decoder", f"held to {', '.join(decision.held)}" if decision.held else "", ""
    yield "prompt", "sent as token ids" if decision.token_ids else "", ""
    yield "verified", ", ".join(decision.verified), ""
    if decision.samples is not None:
        yield from _tries(decision.samples)
    yield from _verdicts(decision)
    yield "budget", _BUDGETS.get(decision.budget, decision.budget), "yellow" if decision.budget == "cut" else ""


def _ruling(row: RuledRow) -> str:
    beaten = "" if row.beaten_by is None else f"; beaten by {_instruction(row.beaten_by)}"
    about = f" ({', '.join(row.families)})" if row.families else ""
    place = f"messages[{row.message}] {row.start}-{row.end}"
    return (
        f"{_instruction(row.at)}, {row.authority}, {place}{about}: {row.ruling.replace('_', ' ')}, {row.rule}{beaten}"
    )


def _instruction(at: int | str) -> str:
    return f"#{at}" if isinstance(at, int) else f"clause {at}"


def _tries(samples: Sampled) -> Iterator[tuple[str, str, str]]:
    tries = f"{samples.tried} of at most {samples.limit}"
    if samples.limit > 1:
        released = ", ".join(map(str, samples.released))
        yield "tries", f"{tries}; released: {released}", ""
    for at, broken in enumerate(samples.broken):
        if broken:
            which = f"choice {at} breaks " if len(samples.broken) > 1 else "the reply breaks "
            yield "broken", which + ", ".join(broken), "red"


def _stretches(count: int) -> str:
    return "stretch" if count == 1 else "stretches"


def _said(value: bool | int | str) -> str:
    return ("on" if value else "off") if isinstance(value, bool) else str(value)


def _message(message: dict[str, Any], what: str) -> Iterator[tuple[int, Text]]:
    name = f" {message['name']}" if isinstance(message.get("name"), str) else ""
    yield 0, Text(_visible(f"{message.get('role', 'message')}{name}{what}"), style="bold")
    for text in _content(message):
        yield from ((2, Text(_visible(line))) for line in text.split("\n"))
    for call in message.get("tool_calls") or ():
        yield 2, Text(_visible(f"calls {msgspec.json.encode(call).decode()}"), style="blue")


def _content(message: dict[str, Any]) -> list[str]:
    """Give the texts of a message; of what isn't text, its kind."""
    content, refusal = message.get("content"), message.get("refusal")
    texts = [content] if isinstance(content, str) else []
    for part in content if isinstance(content, list) else ():
        if isinstance(part, dict):
            text = part.get("text", part.get("refusal"))
            texts.append(text if isinstance(text, str) else f"[{part.get('type', 'part')}]")
    return [*texts, refusal] if isinstance(refusal, str) else texts


def _objects(raw: msgspec.Raw | None) -> list[dict[str, Any]]:
    if raw is None:
        return []
    try:
        return [each for each in _any.decode(raw) if isinstance(each, dict)]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []  # kept as it came, and nothing that can be shown: `--json` gives it


def _short(sha256: str) -> str:
    return f"sha256 {sha256[:_HASH_DIGITS]}…"


def _visible(text: str) -> str:
    """Write what can't be seen, or would steer the terminal, as its escape."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


def _one_line(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _tokens(record: Record) -> str:
    usage = record.usage
    return "-" if usage is None else f"{_count(usage.prompt_tokens)}+{_count(usage.completion_tokens)}"


def _count(tokens: int) -> str:
    return str(tokens) if tokens < 100_000 else f"{tokens // 1000}k"


def _ms(record: Record) -> str:
    if record.timings is None:
        return "-"
    return f"{record.timings.total_ms:.{1 if record.timings.total_ms < 10 else 0}f}"


def _cell(text: str, wide: int) -> str:
    return set_cell_size(_cut(_one_line(text), wide), wide)


def _cut(text: str, wide: int) -> str:
    return text if cell_len(text) <= wide else set_cell_size(text, wide - 1).rstrip() + "…"
