"""Write a quantized GGUF model again with 16-bit floats: the same weights, other arithmetic.

The 4-bit kernels round the activations too, to 8 bits; 16-bit weights leave them whole. What that is worth stands in
docs/evidence/weights.md. Needs `gguf` and numpy, and knows nothing of caches.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Callable
from pathlib import Path

import gguf
import numpy as np

__all__ = ["widen"]

_F16 = 1  # llama.cpp's LLAMA_FTYPE_MOSTLY_F16
_LEFT_OUT = frozenset({"general.architecture", "general.file_type", "general.quantization_version"})


def widen(
    source: Path, target: Path, *, report: Callable[[int, int], None], wide: type[np.floating] = np.float16
) -> None:
    """Write `source` to `target` with every quantized tensor as floats; norms, which are 32-bit, stay as they are.

    Args:
        source: a GGUF file.
        target: written over.
        report: told how many bytes of how many are made.
        wide: the float type; 32 bits serve as the reference in measurements.
    """
    reader = gguf.GGUFReader(source)
    writer = gguf.GGUFWriter(target, reader.fields["general.architecture"].contents())
    for key, field in reader.fields.items():
        if key.startswith("GGUF.") or key in _LEFT_OUT:
            continue
        kind = field.types[0]
        inner = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(key, field.contents(), kind, sub_type=inner)
    writer.add_file_type(_F16 if wide is np.float16 else 0)
    width = np.dtype(wide).itemsize
    done, total = 0, sum(int(tensor.n_elements) for tensor in reader.tensors) * width
    for tensor in reader.tensors:
        values = gguf.dequantize(tensor.data, tensor.tensor_type)
        small = tensor.tensor_type == gguf.GGMLQuantizationType.F32
        writer.add_tensor(tensor.name, values.astype(np.float32 if small else wide))
        done += int(tensor.n_elements) * width
        report(done, total)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
