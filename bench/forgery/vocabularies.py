"""Small tokenizers for a template: its markers as special tokens, as added tokens, or as plain text.

A template file has no tokenizer, so one is trained on this repository's own prose: byte-level merges, as most models
have them, or SentencePiece's pieces.
"""
# SPDX-License-Identifier: Apache-2.0

import functools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import tokenizers
from tokenizers import AddedToken, decoders, models, pre_tokenizers, trainers

__all__ = ["KINDS", "STYLES", "Kind", "Style", "Vocabulary", "markers_of", "write_vocabulary"]

Style = Literal["bytes", "pieces"]
Kind = Literal["special", "added", "plain"]
STYLES: tuple[Style, ...] = ("bytes", "pieces")
KINDS: tuple[Kind, ...] = ("special", "added", "plain")

ROOT = Path(__file__).parents[2]
NAMED = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}
_BASE = list(NAMED.values())
# Read off the file as a person would: whatever stands in brackets that prose doesn't have.
_MARKER = re.compile(
    r"<[|｜][^<>\n]{1,60}>|<</?[A-Z]+>>|</?[a-z]+[_:]\w+>|</?(?:think|tools|tool)>|<(?:start|end)_of_\w+>"
    r"|\[/?[A-Z_]{3,}\]|\[gMASK\]|\]~!?b\[|\]~b\]|\[e~\["
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A tokenizer's folder, and the markers it knows."""

    folder: Path
    style: Style
    kind: Kind
    markers: tuple[str, ...]


def markers_of(source: str) -> tuple[str, ...]:
    """Give the markers that stand in a template."""
    return tuple(sorted(set(_MARKER.findall(source))))


def write_vocabulary(
    folder: Path, *, template: str, style: Style = "bytes", kind: Kind = "special", more: Sequence[str] = ()
) -> Vocabulary:
    """Write a tokenizer's folder for a template.

    Args:
        folder: made if need be.
        template: the template's source.
        style: how it splits text.
        kind: what the template's markers are to it.
        more: further markers, for those that a template puts together.
    """
    markers = tuple(sorted({*markers_of(template), *more}))
    made = tokenizers.Tokenizer.from_str(_trained(style))
    match kind:
        case "special":
            made.add_special_tokens([AddedToken(each, special=True, normalized=False) for each in markers])
        case "added":
            made.add_tokens([AddedToken(each, special=False, normalized=False) for each in markers])
        case "plain":
            pass
    folder.mkdir(parents=True, exist_ok=True)
    made.save(str(folder / "tokenizer.json"))
    config = {**NAMED, "tokenizer_class": "PreTrainedTokenizerFast", "clean_up_tokenization_spaces": False}
    (folder / "tokenizer_config.json").write_text(json.dumps(config), "utf-8")
    (folder / "chat_template.jinja").write_text(template, "utf-8")
    return Vocabulary(folder, style, kind, markers)


@functools.cache
def _trained(style: Style) -> str:
    prose = [file.read_text("utf-8") for file in sorted((ROOT / "docs").rglob("*.md"))]
    match style:
        case "bytes":
            made = tokenizers.Tokenizer(models.BPE())
            made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
            made.decoder = decoders.ByteLevel()
            alphabet = pre_tokenizers.ByteLevel.alphabet()
            made.train_from_iterator(
                prose,
                trainers.BpeTrainer(
                    vocab_size=2000, initial_alphabet=alphabet, special_tokens=_BASE, show_progress=False
                ),
            )
        case "pieces":
            made = tokenizers.Tokenizer(models.Unigram())
            made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first")
            made.decoder = decoders.Metaspace(prepend_scheme="first")
            made.train_from_iterator(
                prose,
                trainers.UnigramTrainer(vocab_size=2000, special_tokens=_BASE, unk_token="<unk>", show_progress=False),
            )
    return made.to_str()
