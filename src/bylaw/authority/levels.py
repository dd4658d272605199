"""The levels of the chain of command, and the words for them.

Source: the published Model Spec, "Instructions and levels of authority" (2025 wording); the 2024 wording calls root and
system together `platform`.
"""
# SPDX-License-Identifier: Apache-2.0

from enum import IntEnum

__all__ = ["AUTHORITY_WORDS", "Authority"]


class Authority(IntEnum):
    """Who may instruct. A higher number outranks a lower one."""

    NONE = 0  # tool output, quoted text, attachments: data, never an instruction
    GUIDELINE = 1  # a default of the document that context may override
    USER = 2
    DEVELOPER = 3
    SYSTEM = 4  # the operator: the platform's own messages
    ROOT = 5  # the document alone

    @property
    def word(self) -> str:
        """The level as a document spells it."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> "Authority":
        """Read a level as a document spells it, in the 2025 or the 2024 wording.

        Raises:
            ValueError: no level goes by that word.
        """
        try:
            return AUTHORITY_WORDS[word]
        except KeyError:
            raise ValueError(f"no authority is called {word!r}; there are {', '.join(AUTHORITY_WORDS)}") from None


AUTHORITY_WORDS = {
    "root": Authority.ROOT,
    "system": Authority.SYSTEM,
    "developer": Authority.DEVELOPER,
    "user": Authority.USER,
    "guideline": Authority.GUIDELINE,
    "platform": Authority.ROOT,  # 2024: root and system were one level; as a clause of the document it is root
}
"""Every word a heading's `authority=` may hold, highest first; the 2024 spelling last."""
