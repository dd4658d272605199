"""Say how rare words are in English at large: what rare words say again is no accident, common ones come together."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Sequence

import numpy as np

from bylaw.measures.features import hash_words, vocabulary

__all__ = ["rarity"]

_COMMON = 2.0
"""Powers of ten: a word among the hundred commonest is worth nothing."""
_UNKNOWN = 4.5
"""Where a word that the vocabulary doesn't hold would stand; it has some thirty thousand."""


def rarity(words: Sequence[str]) -> dict[str, float]:
    """Give each word's rank in the vocabulary in powers of ten beyond the hundredth: 0 to 2.5."""
    own = sorted({word for word in words if word.isalnum()})
    known = vocabulary()
    keys = hash_words(own)
    if not own or len(keys) != len(own):  # cut differently there: no rarity is better than that of other words
        return {}
    at = np.minimum(np.searchsorted(known.keys, keys), len(known.keys) - 1)
    weights = known.weights[at].astype(np.float64)
    ranks = 100.0 * weights / np.maximum(1.0 - weights, 1e-9)  # the weight is rank / (rank + 100), see `vocabulary`
    powers = np.where(known.keys[at] == keys, np.log10(np.maximum(ranks, 1.0)), _UNKNOWN)
    return dict(zip(own, np.clip(powers - _COMMON, 0.0, _UNKNOWN - _COMMON).tolist(), strict=True))
