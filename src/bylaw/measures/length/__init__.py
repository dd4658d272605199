"""Length: whether a reply is as long as its task needs. Text to scores; what was asked is given as text."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.measures.length.ending import find_cut
from bylaw.measures.length.laziness import find_left_out, wants_all, wants_part
from bylaw.measures.length.lists import asked_items, find_inflated
from bylaw.measures.length.padding import ENOUGH, Padding, measure_padding
from bylaw.measures.length.units import Layout, Unit, lay_out

__all__ = [
    "ENOUGH",
    "Layout",
    "Padding",
    "Unit",
    "asked_items",
    "find_cut",
    "find_inflated",
    "find_left_out",
    "lay_out",
    "measure_padding",
    "wants_all",
    "wants_part",
]
