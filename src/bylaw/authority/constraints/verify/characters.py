"""Tell whether a reply holds digits or emoji.

Source: Unicode's emoji-data.txt (Emoji_Presentation, and the text-style emoji that people type as emoji).
"""
# SPDX-License-Identifier: Apache-2.0

import re

__all__ = ["has_digits", "has_emoji"]

_DIGIT = re.compile(r"\d")

_EMOJI = re.compile(
    "[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620\u2639\u263a"
    "\u2648-\u2653\u2665\u2666\u267f\u2693\u26a0\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3"
    "\u26f5\u26fa\u26fd\u2705\u2708-\u270d\u2714\u2716\u2728\u2744\u274c\u274e\u2753-\u2755\u2757\u2763\u2764"
    "\u2795-\u2797\u27a1\u27b0\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\ufe0f\u20e3"
    "\U0001f004\U0001f0cf\U0001f170-\U0001f171\U0001f17e-\U0001f17f\U0001f18e\U0001f191-\U0001f19a"
    "\U0001f1e6-\U0001f1ff\U0001f201-\U0001f265\U0001f300-\U0001faff]"
)


def has_digits(text: str) -> bool:
    """Tell whether `text` holds a decimal digit of any script."""
    return _DIGIT.search(text) is not None


def has_emoji(text: str) -> bool:
    """Tell whether `text` holds an emoji."""
    return _EMOJI.search(text) is not None
