"""Make the lexicon of the moderation measure: `python -m training lexicon`.

No development data goes into it: classes of words from general knowledge, and how near each word of the vocabulary
comes to some seeds by its vector. Words are kept as hashes.
"""
# SPDX-License-Identifier: Apache-2.0

import json
from pathlib import Path
from zlib import crc32

import numpy as np

from bylaw.measures.features import features, hash_words, vocabulary
from training.moderation_words import CLASSES, NEAR, SEEDS

__all__ = ["main"]

OUT = Path(__file__).parent.parent / "src/bylaw/measures/data/lexicon.npz"
SLURS = Path(__file__).parent / "data/slurs.json"
TRIGGERS = (
    "act",
    "part",
    "slave",
    "slur",
    "low",
    "rid",
    "hate",
    "insult",
    "curse",
    "kill",
    "die",
    "suicide",
    "harm",
    "gore",
)
HARMFUL = ("acts", "parts", "base", "insult", "curse", "kill", "rid", "gore", "suicide", "harm", "bully", "despair")
NEAR_ENOUGH = 0.45
"""A text without a word of these classes, or as near as that to these seeds, isn't scored."""
ORDINARY = """
    too um great ha really oh nice good lo come plus different point think yeah life hope real else feeling agree ever
    hard however ya either though same fauna why yet better maybe glad yes friend gas serious wow wish hoping lucky
    possible says
"""
"""Near to a seed by their vectors, and in every talk; left in, four pieces of ordinary text in five would be scored."""
RARE = 0.6
"""What a word weighs at least to be such a one: words as common as `it` are near to everything."""
FAR = 0.35
"""A cosine up to which words have nothing to do with each other."""


def main() -> None:
    """Write the data file."""
    slurs = json.loads(SLURS.read_text())
    bits: dict[int, int] = {}
    for at, (name, words) in enumerate(CLASSES.items()):
        keys = slurs["keys"] if name == "slur" else hash_words(words.split()).tolist()
        for key in keys:
            bits[key] = bits.get(key, 0) | 1 << at
    order = sorted(bits)
    number = {name: at for at, name in enumerate(CLASSES)}
    table = vocabulary()
    vectors = table.vectors / np.maximum(np.linalg.norm(table.vectors, axis=1, keepdims=True), 1e-6)
    columns = []
    for words in SEEDS.values():
        known = features(words).known
        nearest = np.sort(vectors @ vectors[known[known >= 0]].T, axis=1)[:, -2:].mean(axis=1)
        columns.append(np.clip((nearest - FAR) / (1 - FAR), 0, 1))
    likeness = np.stack(columns, axis=1)
    harmful = likeness[:, [at for at, name in enumerate(SEEDS) if name in HARMFUL]].max(axis=1) > NEAR_ENOUGH
    harmful &= table.weights > RARE
    spelled = table.features.seen.text.split()
    triggers = {word for word, near in zip(spelled, harmful, strict=True) if near}
    triggers -= set(ORDINARY.split())
    triggers |= {word for name in TRIGGERS for word in CLASSES[name].split()}
    np.savez_compressed(
        OUT,
        keys=np.array(order, np.uint64),
        classes=np.array([bits[key] for key in order], np.uint32),
        near=np.array([(number[first], number[second], far) for first, second, far in NEAR]),
        likeness=np.round(likeness * 255).astype(np.uint8),
        triggers=np.array(sorted({crc32(word.encode()) for word in triggers} | set(slurs["crc32"])), np.uint32),
    )


if __name__ == "__main__":
    main()
