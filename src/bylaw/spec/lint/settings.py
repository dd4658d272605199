"""Read what settings say of each other: `requires = "under_18 = false"`."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bylaw.spec.lint.document import Document
from bylaw.spec.nodes import Setting, SettingsBlock

__all__ = ["Condition", "conditions", "declared"]

_JOINED = re.compile(r"\s+(?:and|or)\s+|\s*(?:&&|\|\||,|;)\s*")
_CONDITION = re.compile(
    r"(?:not\s+|!\s*)?(?P<setting>[A-Za-z_][\w-]*)(?:\s*(?:==?|!=|<=?|>=?|\bis(?:\s+not)?\b)\s*(?P<value>\S.*))?"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison in a `requires`."""

    text: str
    setting: str
    """Empty where the text can't be read."""
    value: str | None

    def possible_for(self, setting: Setting) -> bool:
        """Whether the setting can have the value it is compared with."""
        if self.value is None:
            return setting.type == "boolean"
        value = self.value.strip("\"'")
        if setting.type == "boolean":
            return value in {"true", "false"}
        if setting.type == "choice":
            return value in setting.choices
        return setting.type != "integer" or re.fullmatch(r"-?\d+", value) is not None


def conditions(requires: str) -> Iterator[Condition]:
    """Split a `requires` into its comparisons."""
    for text in _JOINED.split(requires.strip()) if requires.strip() else ():
        read = _CONDITION.fullmatch(text.strip())
        yield Condition(text, read["setting"] if read else "", read["value"] if read else None)


def declared(document: Document) -> dict[str, Setting]:
    """Give every setting of the document and its base by name."""
    held = {} if document.around.base is None else {each.name: each for each in document.around.base.settings}
    own = (each for piece in document.pieces if isinstance(piece.node, SettingsBlock) for each in piece.node.settings)
    return held | {each.name: each for each in own}
