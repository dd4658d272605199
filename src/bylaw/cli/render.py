"""`bylaw render`: the exact tokens that a model reads of a conversation."""
# SPDX-License-Identifier: Apache-2.0

import json as json_module
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bylaw.cli.console import out, print_text
from bylaw.cli.options import Json
from bylaw.cli.visible import visible
from bylaw.errors import ConfigError, ConversationError

if TYPE_CHECKING:
    from bylaw.backend import Rendered
    from bylaw.tokens import FileTokenizer

__all__ = ["render"]

_OPEN, _CLOSE = "\u27e6", "\u27e7"
"""Around a control token, so that it is told from a look-alike in content without colour. In content they are named."""


def render(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A chat request in OpenAI's form, JSON; `-` reads standard input.")
    ],
    *,
    tokenizer: Annotated[
        Path, typer.Option("--tokenizer", metavar="DIR|GGUF", help="A folder with tokenizer.json, or a GGUF file.")
    ],
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE", help="A chat template, Jinja; else the tokenizer's own."),
    ] = None,
    platform: Annotated[
        str, typer.Option("--platform", metavar="TEXT", help="The operator's own message, put in front of all.")
    ] = "",
    date: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="The date a template may write; today by default."),
    ] = None,
    json: Json = False,
) -> None:
    """Show the tokens of a conversation: what is the template's, and that no content is.

    Control tokens stand in \u27e6 \u27e7; whatever looks like one and doesn't is plain text to the model.

    FILE holds `messages`, and may hold `tools`, `documents`, `add_generation_prompt` and `chat_template_kwargs`.

    Examples: `bylaw render chat.json --tokenizer model.gguf`,
    `bylaw render chat.json --template chatml.jinja --tokenizer folder/ --platform "Be kind." --json`
    """
    from bylaw.prompt.template import ChatTemplate
    from bylaw.prompt.template import render as render_tokens
    from bylaw.tokens import open_tokenizer

    request = _read(file)
    source = None if template is None else _source(template)
    opened = open_tokenizer(tokenizer, template=source)
    if source is None:
        source = opened.template_for(tools=bool(request.get("tools")))
    if source is None:
        raise ConfigError("this tokenizer has no chat template", where=str(tokenizer), mend="name one with --template")
    rendered = render_tokens(
        _messages(request),
        template=ChatTemplate(source, special_tokens=opened.special_tokens, where=str(template or tokenizer)),
        tokenizer=opened,
        tools=_list(request, "tools"),
        documents=_list(request, "documents"),
        add_generation_prompt=bool(request.get("add_generation_prompt", True)),
        platform=platform,
        now=date or datetime.now(),  # a template writes the local date
        params=_object(request, "chat_template_kwargs"),
    )
    if json:
        print_text(json_module.dumps(_as_json(rendered), ensure_ascii=False))
    else:
        _print(rendered, opened)


def _read(file: Path) -> dict[str, Any]:
    where = "standard input" if str(file) == "-" else str(file)
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        if not raw.strip():
            raise ConversationError("it is empty", where=where, mend='send {"messages": [...]}')
        request = json_module.loads(raw)
    except OSError as error:
        what = f"the file can't be read ({error.strerror})"
        raise ConfigError(what, where=where, mend="check its path and permissions") from None
    except (ValueError, RecursionError) as error:
        raise ConversationError(f"this is not JSON ({str(error)[:80]})", where=where, mend="correct it") from None
    if isinstance(request, list):
        request = {"messages": request}
    if not isinstance(request, dict) or not isinstance(request.get("messages"), list):
        raise ConversationError("there are no messages", where=where, mend='send {"messages": [...]}')
    return request


def _messages(request: dict[str, Any]) -> Any:
    from bylaw.authority.chat import read_chat

    for message in request["messages"]:
        calls = message.get("tool_calls") if isinstance(message, dict) else None
        for call in calls if isinstance(calls, list) else ():
            # Hugging Face's own examples have an object where OpenAI's API has text.
            function = call.get("function") if isinstance(call, dict) else None
            if isinstance(function, dict) and isinstance(function.get("arguments"), dict):
                function["arguments"] = json_module.dumps(function["arguments"], ensure_ascii=False)
    return read_chat(json_module.dumps(request["messages"]).encode())


def _list(request: dict[str, Any], name: str) -> list[object] | None:
    value = request.get(name)
    if value is not None and not isinstance(value, list):
        raise ConversationError("this is not a list", where=name, mend="send a list")
    return value


def _object(request: dict[str, Any], name: str) -> dict[str, object]:
    value = request.get(name) or {}
    if not isinstance(value, dict):
        raise ConversationError("this is not an object", where=name, mend="send an object")
    return value


def _source(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        what = f"the file can't be read ({error.strerror})"
        raise ConfigError(what, where=str(path), mend="check its path and permissions") from None
    except UnicodeDecodeError:
        raise ConfigError("the template is not UTF-8", where=str(path), mend="save it as UTF-8") from None


def _as_json(rendered: "Rendered") -> dict[str, object]:
    return {
        "token_ids": list(rendered.token_ids),
        "text": rendered.text,
        "control_tokens": [{"id": rendered.token_ids[at], "position": at} for at in rendered.control],
        "role_fidelity": {each.role: {"sent_as": each.sent_as, "how": each.how} for each in rendered.roles},
    }


def _print(rendered: "Rendered", tokenizer: "FileTokenizer") -> None:
    from rich.text import Text

    shown = Text()
    at = 0
    for position in (*rendered.control, len(rendered.token_ids)):
        shown.append(_named(tokenizer.decode(rendered.token_ids[at:position])))
        if position < len(rendered.token_ids):
            control_token = _named(tokenizer.decode(rendered.token_ids[position : position + 1]))
            shown.append(f"{_OPEN}{control_token}{_CLOSE}", style="bold magenta")
        at = position + 1
    out.print(shown)
    out.print()
    for each in rendered.roles:
        sent = "refused: the template has no place for it" if each.sent_as is None else f"{each.how}, as {each.sent_as}"
        out.print(Text(f"{each.role}: {sent}", style="dim"))
    count, control = len(rendered.token_ids), len(rendered.control)
    note = f", {rendered.neutralised} markers in content broken up" if rendered.neutralised else ""
    own = f"{control} of them control tokens of the template's own, in {_OPEN} {_CLOSE}"
    out.print(Text(f"{count} tokens, {own}{note}", style="dim"))


def _named(text: str) -> str:
    """Show what a reader couldn't see, or would take for our own marks, by its name."""
    return visible(text).replace(_OPEN, "<U+27E6>").replace(_CLOSE, "<U+27E7>")
