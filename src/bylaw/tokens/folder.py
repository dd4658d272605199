"""Read a tokenizer from a Hugging Face folder: `tokenizer.json`, and what stands beside it.

Source: the file formats that `transformers` writes with `save_pretrained`.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Mapping
from pathlib import Path

import msgspec

from bylaw.errors import ModelError
from bylaw.tokens.definition import Added, Definition

__all__ = ["read_folder"]

_NAMED = ("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token")
_PARTS = ("normalizer", "pre_tokenizer", "decoder", "model")
_FLAGS = ("lstrip", "rstrip", "single_word", "normalized")
_Object = dict[str, object]


def read_folder(folder: Path) -> Definition:
    """Read the tokenizer and the chat templates of a folder.

    Raises:
        ModelError: a file of it is missing or can't be read.
    """
    found = _json(folder / "tokenizer.json")
    if found is None:
        raise ModelError(
            "there is no tokenizer.json in this folder",
            where=str(folder),
            mend="save the tokenizer with transformers' save_pretrained, or name a GGUF file",
        )
    if not isinstance(found.get("model"), dict):
        raise ModelError("it holds no model", where=str(folder / "tokenizer.json"), mend="fetch the file again")
    config = _json(folder / "tokenizer_config.json") or {}
    named = _named({**(_json(folder / "special_tokens_map.json") or {}), **config})
    return Definition(
        {part: found.get(part) for part in _PARTS},
        _added(found, config, named),
        named,
        _templates(folder, config),
    )


def _json(path: Path) -> _Object | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Object)
    except FileNotFoundError:
        return None
    except OSError as error:
        what = f"the file can't be read ({error.strerror})"
        raise ModelError(what, where=str(path), mend="check its permissions") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ModelError("this is not a JSON object", where=str(path), mend="fetch the file again") from error


def _named(config: _Object) -> dict[str, str]:
    named = {}
    for name in _NAMED:
        match config.get(name):
            case str(text) | {"content": str(text)} if text:
                named[name] = text
    return named


def _added(found: _Object, config: _Object, named: Mapping[str, str]) -> tuple[Added, ...]:
    tokens: dict[str, Added] = {}
    listed = found.get("added_tokens")
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict) and isinstance(each.get("id"), int):
            _add(tokens, each, each["id"], named)
    decoder = config.get("added_tokens_decoder")
    for key, each in decoder.items() if isinstance(decoder, dict) else ():
        if isinstance(each, dict) and str(key).isdecimal() and each.get("content") not in tokens:
            _add(tokens, each, int(key), named)
    extra = [config.get("additional_special_tokens"), config.get("extra_special_tokens")]
    spoken = [text for each in extra if isinstance(each, list) for text in each if isinstance(text, str)]
    for text in (*named.values(), *spoken):
        if text in tokens:
            continue
        at = _id_of(found["model"], text)
        if at is not None:
            tokens[text] = Added(text, at, special=True)
    return tuple(tokens.values())


def _add(tokens: dict[str, Added], each: _Object, at: int, named: Mapping[str, str]) -> None:
    text = each.get("content")
    if isinstance(text, str) and text:
        special = bool(each.get("special")) or text in named.values()
        tokens[text] = Added(text, at, special, **{flag: bool(each.get(flag)) for flag in _FLAGS})


def _id_of(model: object, text: str) -> int | None:
    match model:
        case {"vocab": dict(vocabulary)}:
            at = vocabulary.get(text)
            return at if isinstance(at, int) else None
        case {"vocab": list(pieces)}:
            return next((at for at, piece in enumerate(pieces) if isinstance(piece, list) and piece[0] == text), None)
    return None


def _templates(folder: Path, config: _Object) -> dict[str, str]:
    templates: dict[str, str] = {}
    beside = _json(folder / "chat_template.json") or {}
    for source in (config.get("chat_template"), beside.get("chat_template")):
        match source:
            case str(text):
                templates["default"] = text
            case list(several):
                for each in several:
                    match each:
                        case {"name": str(name), "template": str(text)}:
                            templates[name] = text
    files = [("default", folder / "chat_template.jinja")]
    files += [(file.stem, file) for file in sorted((folder / "additional_chat_templates").glob("*.jinja"))]
    for name, file in files:
        try:
            templates[name] = file.read_text("utf-8")
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError("the chat template can't be read", where=str(file), mend="check the file") from error
    return templates
