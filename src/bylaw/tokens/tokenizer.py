"""A model's tokenizer that reads control tokens only where it is told that the template wrote them.

The `tokenizers` library takes added tokens out of any text, whoever wrote it. So there are two of it here: one that
reads as models are used to, for text that holds no foreign control token, and one that reads every control token's
spelling as plain text. A prompt is cut at the template's own control tokens, and each run between them is read whole,
so that the ids of plain conversations are the usual ones.

Knows no template and no role: a text and the stretches of it that are the template's own, in; ids out.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import tokenizers

from bylaw.backend import Tokenizer
from bylaw.errors import ModelError
from bylaw.tokens.definition import Added, Definition
from bylaw.tokens.folder import read_folder
from bylaw.tokens.gguf_metadata import is_gguf
from bylaw.tokens.gguf_vocabulary import read_gguf_vocabulary
from bylaw.tokens.spelling import any_of

__all__ = ["Encoded", "FileTokenizer", "Stretch", "encode_prompt", "open_tokenizer"]

Stretch = tuple[int, int]
"""First character and one past the last."""

# Tags of ordinary documents that some vocabularies keep as tokens; text may well hold them.
_HTML_TAGS = (
    "a b i u s p br hr em strong code pre sub sup h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot "
    "tr th td col div span img title body head html blockquote figure section article"
)
_HTML = frozenset(_HTML_TAGS.split())
_TAG = re.compile(r"</?([A-Za-z][\w-]*)>")
_MARKER = re.compile(r"[<\[{(｜|][^\s]*[>\]})｜|]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A prompt as ids."""

    ids: tuple[int, ...]
    control: tuple[int, ...]
    """Positions of the control tokens."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    id: int


class FileTokenizer:
    """A tokenizer that was read from a file."""

    def __init__(self, definition: Definition, *, where: str = "", template: str | None = None) -> None:
        """Make one.

        Args:
            definition: what the file says.
            where: the file, for error messages.
            template: the chat template it will be used with, if not its own: added tokens that stand in it are control
                tokens too, even where the vocabulary doesn't call them special.

        Raises:
            ModelError: the `tokenizers` library can't read it.
        """
        self._definition = definition
        self._where = where
        self.chat_template: str | None = definition.templates.get("default")
        """The chat template that came with it."""
        self.special_tokens: Mapping[str, str] = MappingProxyType(dict(definition.named))
        """What templates know by name: `bos_token`, `eos_token` and so on."""
        written = template if template is not None else "\0".join(definition.templates.values())
        self._control = {each.text: each for each in definition.added if _is_control(each, written)}
        self._ids = {text: each.id for text, each in self._control.items()}
        self._usual = self._made(plain=False)
        for text, each in list(self._control.items()):
            # The library gives an added token the model's own id, or the next free one, whatever the file says.
            at = self._usual.token_to_id(text)
            self._ids[text] = each.id if at is None else at
        self._spelled = any_of(self._ids)
        # A normaliser may find a control token in text that doesn't spell it, or miss one that does.
        self._folds = definition.parts.get("normalizer") is not None and any(
            each.normalized for each in self._control.values()
        )
        # A character that the vocabulary lacks gives the unknown token, which begins and ends nothing.
        unknown = _unknown(definition.parts.get("model"))
        self._watched = frozenset(at for text, at in self._ids.items() if unknown not in (text, at))

    @property
    def control_tokens(self) -> Mapping[str, int]:
        """Every token that text must never become: its spelling and id."""
        return MappingProxyType(self._ids)

    def encode(self, text: str) -> Sequence[int]:
        """Give the ids of plain text: a control token's spelling in it stays text, and nothing is added around it."""
        return self._run(text, first=True)

    def template_for(self, *, tools: bool) -> str | None:
        """Give the chat template that came with it for conversations with tools, or without; None where none did."""
        templates = self._definition.templates
        return (templates.get("tool_use") if tools else None) or self.chat_template

    def decode(self, ids: Sequence[int]) -> str:
        """Give the text of ids, control tokens included."""
        return self._usual.decode(list(ids), skip_special_tokens=False)

    def encode_prompt(self, text: str, own: Sequence[Stretch]) -> Encoded:
        """Give the ids of a prompt; control tokens are read inside the stretches of `own` alone.

        Args:
            text: the whole prompt.
            own: what the template wrote itself, in order, neither overlapping nor touching.
        """
        found, foreign = self._matches(text, own)
        if not foreign:
            # Without offsets, a third faster; they are needed where spelling doesn't tell.
            encoding = self._usual.encode(text, add_special_tokens=False) if self._folds else _fast(self._usual, text)
            ids = encoding.ids
            control = tuple(at for at, each in enumerate(ids) if each in self._watched)
            if self._folds:
                usable = _all_inside(encoding.offsets, control, text, own)
            else:
                usable = [ids[at] for at in control] == [each.id for each in found if each.id in self._watched]
            if usable:
                return Encoded(tuple(ids), control)
        return self._cut(text, found)

    def _matches(self, text: str, own: Sequence[Stretch]) -> tuple[list[_Found], bool]:
        """Give the template's own control tokens, and whether there is one that it didn't write."""
        starts = [start for start, _ in own]
        found, foreign, at = [], False, 0
        while match := self._spelled.search(text, at):
            start, end = match.span()
            inside = bisect_right(starts, start) - 1
            added = self._control[match[0]]
            if inside < 0 or end > own[inside][1]:
                foreign = True
                at = start + 1  # one of the template's own may begin inside it
            elif added.single_word and _in_word(text, start, end):
                at = end
            else:
                found.append(_Found(start, end, self._ids[match[0]]))
                at = end
        return found, foreign

    def _cut(self, text: str, found: Sequence[_Found]) -> Encoded:
        """Read each run between the template's control tokens as plain text."""
        ids: list[int] = []
        control: list[int] = []
        at = 0
        for each in found:
            added = self._control[text[each.start : each.end]]
            run = text[at : each.start]
            if added.lstrip:
                run = run.rstrip()
            ids += self._run(run, first=at == 0)
            control.append(len(ids))
            ids.append(each.id)
            at = each.end
            if added.rstrip:
                at += len(text) - at - len(text[at:].lstrip()) if text[at : at + 1].isspace() else 0
        ids += self._run(text[at:], first=at == 0)
        return Encoded(tuple(ids), tuple(control))

    def _run(self, text: str, *, first: bool) -> list[int]:
        if not text:
            return []
        plain = self._plain if first else self._inner
        ids: list[int] = _fast(plain, text).ids
        if self._watched.isdisjoint(ids):
            return ids
        encoding = plain.encode(text, add_special_tokens=False)
        # The vocabulary's own pieces spell control tokens. Cut through each, and it can't be found again.
        cuts = []
        for (start, end), each in zip(encoding.offsets, ids, strict=True):
            if each in self._watched:
                if end - start < 2:
                    what = "plain text gives one of its control tokens"
                    raise ModelError(what, where=self._where, mend="use another tokenizer")
                cuts.append(start + (end - start) // 2)
        edges = [0, *cuts, len(text)]
        return [
            each for start, end in pairwise(edges) for each in self._run(text[start:end], first=first and start == 0)
        ]

    @cached_property
    def _plain(self) -> tokenizers.Tokenizer:
        return self._made(plain=True)

    @cached_property
    def _inner(self) -> tokenizers.Tokenizer:
        """For a run that doesn't begin the prompt: some tokenizers put a space before the first alone."""
        inner, changed = _never_first(self._definition.parts)
        return self._made(plain=True, parts=inner) if changed else self._plain

    def _made(self, *, plain: bool, parts: Mapping[str, object] | None = None) -> tokenizers.Tokenizer:
        added = [
            {
                "id": each.id,
                "content": each.text,
                "special": each.text in self._control if plain else each.special,
                "lstrip": each.lstrip,
                "rstrip": each.rstrip,
                "single_word": each.single_word,
                "normalized": each.normalized,
            }
            for each in self._definition.added
        ]
        whole = {"version": "1.0", "added_tokens": added, "post_processor": None, **(parts or self._definition.parts)}
        try:
            made = tokenizers.Tokenizer.from_str(json.dumps(whole))
        except Exception as error:  # the library raises nothing narrower
            what = f"the tokenizer can't be used ({str(error)[:200]})"
            raise ModelError(what, where=self._where, mend="fetch the file again") from error
        # Makes the library leave special tokens in text alone, and special are here all control tokens.
        made.encode_special_tokens = plain
        return made


def open_tokenizer(path: str | Path, *, template: str | None = None) -> FileTokenizer:
    """Open a tokenizer: a Hugging Face folder with a `tokenizer.json`, or a GGUF file.

    Args:
        path: the folder, a file in it, or the GGUF file.
        template: the chat template it will be used with, if not its own.

    Raises:
        ModelError: it can't be read, or is of a kind we don't know.
    """
    path = Path(path)
    if path.is_dir():
        definition = read_folder(path)
    elif path.name == "tokenizer.json":
        definition = read_folder(path.parent)
    elif is_gguf(path):
        definition = read_gguf_vocabulary(path)
    elif path.exists():
        raise ModelError(
            "this is no tokenizer", where=str(path), mend="name a folder with a tokenizer.json, or a GGUF file"
        )
    else:
        raise ModelError("there is no such file", where=str(path), mend="check the path of the tokenizer")
    return FileTokenizer(definition, where=str(path), template=template)


def encode_prompt(tokenizer: Tokenizer, text: str, own: Sequence[Stretch]) -> Encoded:
    """Give the ids of a prompt by any tokenizer; control tokens are read inside the stretches of `own` alone."""
    if isinstance(tokenizer, FileTokenizer):
        return tokenizer.encode_prompt(text, own)
    ids: list[int] = []
    control: list[int] = []
    spelled, at = any_of(tokenizer.control_tokens), 0
    for first, last in own:
        for match in spelled.finditer(text, max(first, at), last):
            ids += tokenizer.encode(text[at : match.start()]) if match.start() > at else ()
            control.append(len(ids))
            ids.append(tokenizer.control_tokens[match[0]])
            at = match.end()
    ids += tokenizer.encode(text[at:]) if at < len(text) else ()
    return Encoded(tuple(ids), tuple(control))


def _is_control(added: Added, template: str) -> bool:
    """Tell whether text must never become this token.

    Not every vocabulary calls its markers special. White space and tags of ordinary documents are text, unless the
    template writes the tag.
    """
    if added.special:
        return True
    if added.text.isspace() or not added.text.strip("▁ \t\n"):
        return False
    if added.text in template:
        return True
    tag = _TAG.fullmatch(added.text)
    if tag and tag[1].lower() in _HTML:
        return False
    return bool(_MARKER.fullmatch(added.text))


def _fast(tokenizer: tokenizers.Tokenizer, text: str) -> tokenizers.Encoding:
    (encoding,) = tokenizer.encode_batch_fast([text], add_special_tokens=False)
    return encoding


def _unknown(model: object) -> str | int | None:
    """Give what stands for a character that the vocabulary lacks: its spelling, or its id."""
    if not isinstance(model, dict):
        return None
    named = model.get("unk_token", model.get("unk_id"))
    return named if isinstance(named, str | int) else None


def _all_inside(offsets: Sequence[Stretch], positions: Sequence[int], text: str, own: Sequence[Stretch]) -> bool:
    """Tell whether the tokens at some positions stand in the template's own text, white space around them aside."""
    starts = [start for start, _ in own]
    for at in positions:
        start, end = offsets[at]
        piece = text[start:end]
        start, end = end - len(piece.lstrip()), start + len(piece.rstrip())
        inside = bisect_right(starts, start) - 1
        if start >= end or inside < 0 or end > own[inside][1]:
            return False
    return True


def _in_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(re.match(r"\w", before) or re.match(r"\w", after))


def _never_first(parts: Mapping[str, object]) -> tuple[Mapping[str, object], bool]:
    """Give the parts of a tokenizer that puts no space before a run, where it puts one before the first alone."""
    changed = False

    def walk(value: object) -> object:
        nonlocal changed
        match value:
            case dict():
                if value.get("type") == "Metaspace" and value.get("prepend_scheme") == "first":
                    changed = True
                    return {**value, "prepend_scheme": "never"}
                return {key: walk(each) for key, each in value.items()}
            case list():
                return [walk(each) for each in value]
            case _:
                return value

    return {**parts, "pre_tokenizer": walk(parts.get("pre_tokenizer"))}, changed
