"""Personal data in a text: telephone numbers, addresses, accounts, identity numbers, keys and passwords."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.measures.personal_data.degrees import CERTAIN, FICTIONAL, LIKELY, PLACE, PRIVATE, PUBLIC, SURE, normal, shown
from bylaw.measures.personal_data.find import find_personal_data

__all__ = [
    "CERTAIN",
    "FICTIONAL",
    "LIKELY",
    "PLACE",
    "PRIVATE",
    "PUBLIC",
    "SURE",
    "find_personal_data",
    "normal",
    "shown",
]
