"""Find what is quoted in a text."""
# SPDX-License-Identifier: Apache-2.0

import re

from bylaw.authority.spans.stretch import Stretch, join

__all__ = ["find_quoted"]

_THIN = re.compile(
    r"(?P<fence>^(?P<mark>`{3,}|~{3,})[^\n]*\n(?s:.*?)(?:^(?P=mark)[ \t]*$|\Z))|(?P<quote>\"[^\"\n]*(?:\"|$))"
    r"|(?P<block_quote>^ {0,3}>[^\n]*)|(?P<code>`[^`\n]+`)",
    re.MULTILINE,
)


def find_quoted(text: str, *, operator: bool, sections: bool) -> list[Stretch]:
    """Find the stretches of `text` that only inform."""
    return join(
        Stretch(m.start(), m.end(), m.lastgroup if m.lastgroup != "mark" else "fence")  # type: ignore[arg-type]
        for m in _THIN.finditer(text)
    )
