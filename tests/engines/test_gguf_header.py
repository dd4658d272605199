"""What a GGUF file says of itself."""
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import gguf
import pytest

from bylaw.engines.gguf_header import read_gguf_header
from bylaw.engines.weights import Weights
from bylaw.errors import ModelError
from tests.engines.engine_support import TinyWheel


@pytest.fixture
def tiny(tiny_wheel: TinyWheel, tmp_path: Path) -> Path:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(tiny_wheel.gguf)
    return path


def test_the_header_says_what_the_model_reads(tiny: Path) -> None:
    header = read_gguf_header(tiny)
    assert (header.architecture, header.context) == ("llama", 64)
    assert header.chat_template == "{{ messages[0].content }}<turn>"


def test_control_tokens_are_those_the_vocabulary_or_the_template_uses_as_markup(tiny: Path) -> None:
    # '<b>' is a user-defined token too, but stands in no template: it is text that happens to have a token.
    assert read_gguf_header(tiny).control_tokens == ("<unk>", "<s>", "<turn>")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param(b"", "not a GGUF file", id="empty"),
        pytest.param(b"PK\x03\x04 something", "not a GGUF file", id="another-kind"),
        pytest.param(b"GGUF", "torn", id="magic-alone"),
        pytest.param(b"GGUF\x63\x00\x00\x00", "version 99", id="version-from-the-future"),
        pytest.param(b"GGUF\x03\x00\x00\x00" + b"\xff" * 64, "torn", id="nonsense-behind-the-magic"),
    ],
)
def test_a_file_that_is_no_model_says_what_is_wrong(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "x.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=what) as caught:
        read_gguf_header(path)
    assert caught.value.where == str(path)
    assert caught.value.mend


def test_every_torn_header_is_an_error_and_none_a_crash(tiny: Path) -> None:
    whole = tiny.read_bytes()
    fields = gguf.GGUFReader(tiny).fields.values()
    end = max(field.offset + sum(part.nbytes for part in field.parts) for field in fields)
    for size in range(end):
        tiny.write_bytes(whole[:size])
        with pytest.raises(ModelError):
            read_gguf_header(tiny)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such file"):
        read_gguf_header(tmp_path / "no.gguf")
    with pytest.raises(ModelError, match="folder"):
        read_gguf_header(tmp_path)


@pytest.mark.model
def test_it_reads_what_the_reference_reader_reads(weights: Weights) -> None:
    fields = gguf.GGUFReader(weights.path).fields
    header = read_gguf_header(weights.path)
    tokens, kinds = fields["tokenizer.ggml.tokens"].contents(), fields["tokenizer.ggml.token_type"].contents()
    assert header.control_tokens == tuple(token for token, kind in zip(tokens, kinds, strict=True) if kind == 3)
    assert header.chat_template == fields["tokenizer.chat_template"].contents()
    assert header.context == fields["llama.context_length"].contents()
    assert "<|im_end|>" in header.control_tokens
