"""A read conversation for a terminal: who speaks in colour, what was ruled as a table, what holds in plain words.

Every line of a message stands behind a margin that says with whose authority it speaks, so that nothing in the line can
pretend to be another's, and so that it can be read without colour.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Iterator
from io import StringIO

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from bylaw.authority import Authority
from bylaw.authority.spans import Span
from bylaw.cli.explain_file import Explained
from bylaw.cli.explain_words import LEVELS, Standing, Told, Words, form_words, message_title
from bylaw.cli.visible import in_one_line, shown

__all__ = ["COLOURS", "print_explained"]

# Found by search: of middling lightness, so that they can be read on white and on black, and at least 26 apart in CIE
# L*a*b* for every pair under each of the three dichromacies. A test measures both.
COLOURS: dict[Authority, str] = {
    Authority.ROOT: "#bb1422",
    Authority.SYSTEM: "#a96fb6",
    Authority.DEVELOPER: "#0f63ed",
    Authority.USER: "#06a462",
    Authority.GUIDELINE: "#cc7e08",
    Authority.NONE: "#5f5f5f",
}

_STANDINGS: dict[Standing, tuple[str, str]] = {
    "holds": ("\u2713", "#06a462"),
    "doesn't hold": ("\u2717", "#bb1422"),
    "unsure": ("?", "#cc7e08"),
}
_PIPED_WIDTH = 110
_MARGIN = 24
_BAR = " \u2502 "
_MOST_TASKS = 20


def print_explained(explained: Explained, console: Console) -> None:
    """Write it all; where the console is no terminal, its text isn't wrapped."""
    words = Words(explained)
    _heading("Who may instruct, highest first", console)
    _show(_legend(), console)
    _heading("The conversation", console)
    _conversation(explained, words, console)
    _heading("What was asked, and what became of it", console)
    told = list(words.told())
    _show(_rulings(told) if told else Text("Nobody asks for anything."), console)
    _heading("Settings", console)
    _show(_settings(explained), console)
    _heading("What holds in the end", console)
    for line in _end(words):
        _show(line, console)


def _heading(title: str, console: Console) -> None:
    console.print(Text(f"\n{title}", style="bold underline"))


def _show(what: RenderableType, console: Console) -> None:
    if console.is_terminal:
        console.print(what, soft_wrap=False)
        return
    page = Console(file=StringIO(), width=_PIPED_WIDTH, color_system=None, highlight=False)
    with page.capture() as capture:
        page.print(what)
    for line in capture.get().splitlines():
        console.out(line.rstrip(), highlight=False)


def _legend() -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column()
    for level in LEVELS:
        table.add_row(Text(f"\u25a0 {level.authority.word}", style=f"bold {COLOURS[level.authority]}"), level.what)
    return table


# -- the conversation ----------------------------------------------------------------------------------------------


def _conversation(explained: Explained, words: Words, console: Console) -> None:
    wide = console.width - _MARGIN - len(_BAR) if console.is_terminal else None
    for index, message in enumerate(explained.reading.conversation):
        console.print(Text(f"\n{message_title(index, message, explained)}", style="bold"))
        for number, part in enumerate(message.parts):
            for span in words.spans(index, number):
                text = (part.text or "")[span.start : span.end] if part.text is not None else ""
                _span(span, text, console, wide)
        for call in message.tool_calls:
            said = in_one_line(f"calls {call.name} {call.arguments}", most=400)
            _lines("none \u00b7 a call", Authority.NONE, [Text(said)], console)
    if explained.tools:
        names = ", ".join(in_one_line(name, most=60) for name in explained.tools)
        console.print(Text(f"\nTools that may be called: {names}", style="bold"))


def _span(span: Span, text: str, console: Console, wide: int | None) -> None:
    if span.start < span.end and text.isspace():
        return
    label = span.authority.word
    if span.kind != "plain":
        label += f" \u00b7 {_SHORT.get(span.form or span.kind, span.form or span.kind)}"
        label += " (handed over)" if span.delegated_by is not None and span.authority > Authority.NONE else ""
    elif span.authority is Authority.NONE:
        label += " \u00b7 input"
    if span.end == 0:
        _lines(label, span.authority, [Text(f"[{form_words(span)}]")], console)
        return
    shown_lines = [_visible(line) for line in text.strip("\n").split("\n")]
    wrapped = [part for line in shown_lines for part in (line.wrap(console, wide) if wide and line else [line])]
    _lines(label, span.authority, wrapped, console)


_SHORT = {
    "tool_output": "tool",
    "attachment": "file",
    "block_quote": "block quote",
    "fence": "code block",
    "untrusted_text": "untrusted",
    "yaml": "YAML",
    "json": "JSON",
    "xml": "XML",
}


def _visible(line: str) -> Text:
    out = Text()
    for piece in shown(line.replace("\t", "    ")):
        out.append(f"<{piece.text}>" if piece.named else piece.text, "reverse" if piece.named else None)
    return out


def _lines(label: str, level: Authority, lines: list[Text], console: Console) -> None:
    colour = COLOURS[level]
    margin = label if cell_len(label) <= _MARGIN else label[: _MARGIN - 1] + "\u2026"
    for line in lines:
        row = Text.assemble((f"{margin:>{_MARGIN}}", f"bold {colour}"), (_BAR, colour))
        line.stylize_before(colour)
        console.print(row.append_text(line), soft_wrap=True)
        margin = ""


# -- rulings, settings, the end --------------------------------------------------------------------------------------


def _rulings(told: list[Told]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 1, 0))
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("level", no_wrap=True)
    table.add_column("ruling", no_wrap=True)
    table.add_column("what was asked, and why it is ruled so", ratio=1)
    for each in told:
        mark, colour = _STANDINGS[each.standing]
        words = Text(f"{each.who[:1].upper()}{each.who[1:]} ({each.place}): \u201c{each.text}\u201d")
        for asks in each.asks:
            words.append(f"\n\u2192 {asks}")
        words.append("\n").append(each.verdict, "italic")
        table.add_row(
            str(each.number),
            Text(each.level.word, style=COLOURS[each.level]),
            Text(f"{mark} {each.ruling}", style=colour),
            words,
        )
    return table


def _settings(explained: Explained) -> RenderableType:
    settings = explained.reading.settings
    if not settings.in_force and not settings.refused:
        return Text("None.")
    table = Table(box=None, show_header=False, pad_edge=False)
    for each in settings.in_force:
        by = "by default" if each.set_by == "default" else f"set by {each.set_by.word}"
        where = f", {explained.place(each.where)}" if each.where else ""
        value = "not set" if each.value is None else str(each.value).lower() if each.value in (True, False) else None
        table.add_row(each.name, Text(value or in_one_line(str(each.value), most=120)), Text(f"{by}{where}"))
    for refused in settings.refused:
        wanted = f"{refused.name} = {refused.value}" if refused.name else "a block of settings"
        table.add_row(
            Text("refused", style=_STANDINGS["doesn't hold"][1]),
            Text(in_one_line(wanted, most=120)),
            Text(in_one_line(f"{explained.place(refused.reason)} ({explained.place(refused.where)})", most=240)),
        )
    return table


def _end(words: Words) -> Iterator[Text]:
    for line in words.inaction():
        yield Text(line, style="bold red")
    for loss in words.clause_losses():
        yield Text(f"\u2022 {loss}")
    held = list(words.held())
    if held:
        yield Text("The reply shall:", style="bold")
    for each in held:
        numbers = f" ({', '.join(map(str, each.numbers))})" if each.numbers else ""
        yield Text.assemble("\u2022 ", each.said, (f"  \u2014 {each.by}{numbers}", COLOURS[each.level]))
    if not held:
        yield Text("Nothing that a program can check is asked of the reply.")
    tasks = list(words.tasks())
    if tasks:
        yield Text("And these requests stand:", style="bold")
    for task in tasks[:_MOST_TASKS]:
        yield Text.assemble(
            f"\u2022 \u201c{task.text}\u201d", (f"  \u2014 {task.who} ({task.number})", COLOURS[task.level])
        )
    if len(tasks) > _MOST_TASKS:
        yield Text(f"\u2022 and {len(tasks) - _MOST_TASKS} more")
