"""A tokenizer as it was read from a file: what the `tokenizers` library is given, and what templates ask for."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Added", "Definition"]


@dataclass(frozen=True, slots=True)
class Added:
    """A token that is taken out of text before anything else is done to it."""

    text: str
    id: int
    special: bool
    lstrip: bool = False
    """It takes white space before it along; `rstrip`, after it."""
    rstrip: bool = False
    single_word: bool = False
    normalized: bool = False
    """It is looked for after the text was normalised."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A tokenizer, as data."""

    parts: Mapping[str, object]
    """`normalizer`, `pre_tokenizer`, `decoder` and `model`, as in a `tokenizer.json`."""
    added: tuple[Added, ...]
    named: Mapping[str, str]
    """What templates know by name: `bos_token`, `eos_token` and so on."""
    templates: Mapping[str, str]
    """Chat templates that came with it; `default` is the usual one."""
