"""Turn a GGUF file's vocabulary into a definition that the `tokenizers` library reads.

Two kinds are read: `gpt2`, byte-pair merges over bytes, and `llama`, SentencePiece's merges by score. Any other kind is
an error, for a guess would give other ids.
Sources: ggml's GGUF specification (token types); llama.cpp's `llama-vocab.cpp` (what a kind does with spaces).
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Mapping, Sequence
from pathlib import Path

from bylaw.errors import ModelError
from bylaw.tokens.definition import Added, Definition
from bylaw.tokens.gguf_metadata import read_metadata
from bylaw.tokens.pre_tokenizers import PRE_TOKENIZERS

__all__ = ["read_gguf_vocabulary"]

_NAMES = "tokenizer."
_UNKNOWN, _CONTROL, _USER_DEFINED, _BYTE = 2, 3, 4, 6
_SPECIAL_IDS = {
    "bos_token": "bos_token_id",
    "eos_token": "eos_token_id",
    "unk_token": "unknown_token_id",
    "sep_token": "seperator_token_id",  # spelled so in the format
    "pad_token": "padding_token_id",
}
_SPACE = "▁"


def read_gguf_vocabulary(path: Path) -> Definition:
    """Read the tokenizer and the chat templates of a GGUF file.

    Raises:
        ModelError: it can't be read, or its tokenizer is of a kind we don't know.
    """
    values = read_metadata(path, prefix=_NAMES)
    kind = values.get("tokenizer.ggml.model")
    tokens = _strings(values, "tokenizer.ggml.tokens", path)
    types = _numbers(values, "tokenizer.ggml.token_type", [1] * len(tokens))
    match kind:
        case "gpt2":
            parts = _merged_by_rank(values, tokens, path)
        case "llama":
            parts = _merged_by_score(values, tokens, types)
        case _:
            raise ModelError(
                f"its tokenizer is of kind {str(kind)[:40]!r}; we read 'gpt2' and 'llama'",
                where=str(path),
                mend="name the folder of the model's tokenizer.json instead",
            )
    added = tuple(
        Added(token, at, special=token_type in (_UNKNOWN, _CONTROL))
        for at, (token, token_type) in enumerate(zip(tokens, types, strict=False))
        if token_type in (_UNKNOWN, _CONTROL, _USER_DEFINED) and token
    )
    named = {}
    for name, key in _SPECIAL_IDS.items():
        at = values.get(f"tokenizer.ggml.{key}")
        if isinstance(at, int) and 0 <= at < len(tokens):
            named[name] = tokens[at]
    templates = {}
    for key, value in values.items():
        if key.startswith("tokenizer.chat_template") and isinstance(value, str):
            templates[key.removeprefix("tokenizer.chat_template").removeprefix(".") or "default"] = value
    return Definition(parts, added, named, templates)


def _merged_by_rank(values: Mapping[str, object], tokens: Sequence[str], path: Path) -> dict[str, object]:
    name = str(values.get("tokenizer.ggml.pre", "default"))
    split = PRE_TOKENIZERS.get(name)
    if split is None:
        raise ModelError(
            f"its words are split in a way we don't know, {name[:40]!r}",
            where=str(path),
            mend="name the folder of the model's tokenizer.json instead",
        )
    merges = [merge.split(" ", 1) for merge in _strings(values, "tokenizer.ggml.merges", path)]
    pieces: list[object] = [
        {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Isolated", "invert": False}
        for pattern in split.patterns
    ]
    pieces.append({"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False})
    return {
        "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": pieces},
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {
            "type": "BPE",
            "vocab": {token: at for at, token in enumerate(tokens)},
            "merges": [merge for merge in merges if len(merge) == 2],
            "ignore_merges": split.whole_words,
        },
    }


def _merged_by_score(values: Mapping[str, object], tokens: Sequence[str], types: Sequence[float]) -> dict[str, object]:
    vocabulary = {token: at for at, token in enumerate(tokens)}
    scores = _numbers(values, "tokenizer.ggml.scores", [0.0] * len(tokens))
    # SentencePiece joins the two neighbours whose union scores best, and never makes a control token.
    usable = {token: at for token, at in vocabulary.items() if types[at] not in (_UNKNOWN, _CONTROL, _BYTE)}
    merges: list[tuple[float, int, int, str, str]] = []
    for token, at in usable.items():
        for cut in range(1, len(token)):
            left, right = usable.get(token[:cut]), usable.get(token[cut:])
            if left is not None and right is not None:
                merges.append((-scores[at], left, right, token[:cut], token[cut:]))
    merges.sort(key=lambda merge: merge[:3])
    unknown = values.get("tokenizer.ggml.unknown_token_id", 0)
    steps: list[object] = [{"type": "Replace", "pattern": {"String": " "}, "content": _SPACE}]
    if values.get("tokenizer.ggml.add_space_prefix", True):
        steps.insert(0, {"type": "Prepend", "prepend": _SPACE})
    return {
        "normalizer": {"type": "Sequence", "normalizers": steps},
        "pre_tokenizer": None,
        "decoder": None,
        "model": {
            "type": "BPE",
            "vocab": vocabulary,
            "merges": [[left, right] for *_, left, right in merges],
            "unk_token": tokens[unknown] if isinstance(unknown, int) and unknown < len(tokens) else None,
            "fuse_unk": True,
            "byte_fallback": "<0x0A>" in vocabulary,
        },
    }


def _strings(values: Mapping[str, object], name: str, path: Path) -> list[str]:
    value = values.get(name)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ModelError(f"it has no {name}", where=str(path), mend="fetch the model again, with its tokenizer")
    return value


def _numbers(values: Mapping[str, object], name: str, otherwise: list[float] | list[int]) -> Sequence[float]:
    value = values.get(name)
    usable = isinstance(value, list) and len(value) >= len(otherwise)
    return value if isinstance(value, list) and usable else otherwise
