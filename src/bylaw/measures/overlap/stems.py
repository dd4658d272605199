"""The stems of words that carry meaning: what two wordings of the same have in common."""
# SPDX-License-Identifier: Apache-2.0

from functools import lru_cache

from bylaw.measures.overlap import wording

__all__ = ["content_words", "stem"]


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Cut a word to what its inflections share, roughly."""
    if word in wording.ORDINALS:
        return wording.ORDINALS[word]
    if word[0].isdigit() and (day := wording.NUMBER_OF_DAY.fullmatch(word)):
        return day[1]
    if len(word) > 5 and word.endswith(("ing", "ed")):
        word = word[:-3] if word.endswith("ing") else word[:-2]
    return word[:5].rstrip("s") or word


def content_words(words: tuple[str, ...]) -> frozenset[str]:
    """Give the stems of words that carry meaning."""
    return frozenset([stem(word) for word in words if word not in wording.STOP and (len(word) > 2 or word.isdigit())])
