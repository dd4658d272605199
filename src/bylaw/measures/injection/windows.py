"""Look at a text through windows: from every word to the end of its sentence, and no farther than 24 words.

A window may begin anywhere, so that an order planted in the middle of a sentence has one of its own. Knows no weight:
it says which words a window holds and what stands before and after it.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bylaw.measures.features import Features, features
from bylaw.measures.injection.words import NUMBER, class_of_bucket

__all__ = ["GAPS", "LONGEST", "Windows", "read_windows"]

LONGEST = 24
"""Words. The longest orders of a sentence are about as long; more than that only dilutes them."""

GAPS = ("space", "mark", "quote", "colon", "full stop", "exclamation", "question", "bar", "edge", "cut")
"""What stands between two words: the weightiest of the characters there. From `colon` on it ends a sentence; `cut` is
the end of a window that was too long, `edge` that of the text."""
_ENDS_FROM = GAPS.index("colon")
_EDGE = GAPS.index("edge")
_CUT = GAPS.index("cut")

_CODE = np.zeros(256, np.int8)
for _gap, _characters in enumerate((b" ", b",-/()*+=~^%&$@_\\", b"\"'", b":", b".", b"!", b"?", b"|;<>{}[]#`")):
    _CODE[list(_characters)] = _gap
_BREAKS_WITH_SPACE = np.zeros(256, bool)
_BREAKS_WITH_SPACE[list(b".:!?")] = True
_INSIDE = np.zeros(256, bool)
_INSIDE[[*b"abcdefghijklmnopqrstuvwxyz0123456789/", *range(0x80, 0x100)]] = True

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Windows:
    """The windows of a text, one from each of its N words; arrays have shape (N,)."""

    features: Features
    classes: Ints
    """What each word does, see `words`."""
    before: Ints
    """What stands before each window, by place in `GAPS`."""
    after: Ints
    ends: Ints
    """One past the last word of each."""

    def __len__(self) -> int:
        return len(self.classes)


@lru_cache(maxsize=64)
def read_windows(text: str) -> Windows:
    """Lay the windows of a text."""
    read = features(text)
    count = len(read)
    if not count:
        none = np.zeros(0, np.int64)
        return Windows(read, none, none, none, none)
    data = np.frombuffer(read.seen.text.encode("utf-8", "surrogatepass"), np.uint8)
    codes = _CODE[data]
    # a full stop inside a name or a number ends nothing, nor does the colon of an address
    joined = np.flatnonzero(_BREAKS_WITH_SPACE[data[:-1]] & _INSIDE[data[1:]])
    codes[joined] = 1
    between = np.maximum.reduceat(codes, read.byte_ends[:-1]) if count > 1 else np.zeros(0, np.int8)
    gaps = np.full(count + 1, _EDGE, np.int64)
    gaps[1:-1] = between
    last = int(codes[read.byte_ends[-1] :].max(initial=0))
    gaps[-1] = last if last >= _ENDS_FROM else _EDGE
    stops = np.flatnonzero(gaps >= _ENDS_FROM)
    at = np.arange(count)
    ends = stops[np.searchsorted(stops, at, side="right")]
    after = gaps[ends]
    long = ends - at > LONGEST
    ends = np.where(long, at + LONGEST, ends)
    after = np.where(long, _CUT, after)
    begins = data[read.byte_starts]
    classes = np.where((begins >= ord("0")) & (begins <= ord("9")), NUMBER, class_of_bucket()[read.word])
    return Windows(read, classes, gaps[:-1], after, ends)
