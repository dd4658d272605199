"""Read what a GGUF file says of its tokenizer and chat template; never the weights.

Source: ggml's GGUF specification, versions 2 and 3 (layout, value types).
"""
# SPDX-License-Identifier: Apache-2.0

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from bylaw.errors import ModelError

__all__ = ["is_gguf", "read_metadata"]

_MAGIC = b"GGUF"
_FIXED = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9
_LONGEST = 64 * 1024 * 1024


def is_gguf(path: Path) -> bool:
    """Tell whether a file begins as a GGUF file does."""
    try:
        with path.open("rb") as file:
            return file.read(4) == _MAGIC
    except OSError:
        return False


def read_metadata(path: Path, *, prefix: str = "") -> Mapping[str, object]:
    """Give the values of a GGUF file's header whose names begin with `prefix`; arrays are lists.

    Raises:
        ModelError: there is no such file, it can't be read, or it is no GGUF file.
    """
    try:
        with path.open("rb") as file:
            return _read(file, path, prefix)
    except FileNotFoundError:
        raise ModelError("there is no such file", where=str(path), mend="check the path of the model") from None
    except OSError as error:
        what = f"the file can't be read ({error.strerror})"
        raise ModelError(what, where=str(path), mend="check its permissions") from error
    except (struct.error, UnicodeDecodeError, KeyError, EOFError, RecursionError) as error:
        raise ModelError("the GGUF header is torn", where=str(path), mend="fetch the file again") from error


def _read(file: BinaryIO, path: Path, prefix: str) -> dict[str, object]:
    if file.read(4) != _MAGIC:
        raise ModelError("this is not a GGUF file", where=str(path), mend="name a model in llama.cpp's format, *.gguf")
    version = _number(file, "I")
    if version not in (2, 3):
        what = f"this is GGUF version {version}; we read 2 and 3"
        raise ModelError(what, where=str(path), mend="fetch a newer copy of the model")
    _tensors, count = _number(file, "Q"), _number(file, "Q")
    values = {}
    for _ in range(int(count)):
        key = _string(file)
        value = _value(file, int(_number(file, "I")), keep=key.startswith(prefix))
        if key.startswith(prefix):
            values[key] = value
    return values


def _value(file: BinaryIO, kind: int, *, keep: bool) -> object:
    if kind == _STRING:
        return _string(file)
    if kind != _ARRAY:
        return _number(file, _FIXED[kind])
    inner, length = int(_number(file, "I")), int(_number(file, "Q"))
    if inner in _FIXED:
        raw = _bytes(file, struct.calcsize("<" + _FIXED[inner]) * length)
        return list(struct.unpack(f"<{length}{_FIXED[inner]}", raw)) if keep else None
    if inner == _STRING:
        strings = [_bytes(file, int(_number(file, "Q"))) for _ in range(length)]
        return [each.decode("utf-8", "replace") for each in strings] if keep else None
    return [_value(file, inner, keep=keep) for _ in range(length)]


def _string(file: BinaryIO) -> str:
    return _bytes(file, int(_number(file, "Q"))).decode("utf-8", "replace")


def _number(file: BinaryIO, code: str) -> float:
    value: float = struct.unpack("<" + code, _bytes(file, struct.calcsize("<" + code)))[0]
    return value


def _bytes(file: BinaryIO, size: int) -> bytes:
    if size > _LONGEST:
        raise EOFError
    raw = file.read(size)
    if len(raw) != size:
        raise EOFError
    return raw
