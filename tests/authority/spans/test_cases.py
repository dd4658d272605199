"""The rulings of docs/design/spans.md: the tables there are the test."""

import re
from pathlib import Path

import pytest

from bylaw.authority import Authority, Conversation, Message, Role
from bylaw.authority.spans import read_spans

NOTE = Path(__file__).parents[3] / "docs" / "design" / "spans.md"
ROW = re.compile(r"^\| (user|developer) \| (`+) (.*?) \2 \| .+ \|$", re.MULTILINE)
CASES = [(match[1], match[3]) for match in ROW.finditer(NOTE.read_text(encoding="utf-8"))]


def marked(text: str, role: Role) -> str:
    out = []
    for span in read_spans(Conversation((Message.of(role, text),))):
        piece = text[span.start : span.end]
        assert span.authority is (role.authority if span.kind == "plain" else Authority.NONE)
        out.append(piece if span.kind == "plain" else f"⟦{piece}⟧")
    return "".join(out).replace("⟧⟦", "").replace("\n", "⏎")


def test_the_note_holds_sixty_cases_and_more() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize(("role", "ruling"), CASES, ids=[f"{at}-{ruling[:30]}" for at, (_, ruling) in enumerate(CASES)])
def test_a_text_is_ruled_as_the_note_says(role: str, ruling: str) -> None:
    text = ruling.replace("⟦", "").replace("⟧", "").replace("⏎", "\n")
    assert marked(text, Role(role)) == ruling


@pytest.mark.parametrize("ruling", [ruling for role, ruling in CASES if role == "user"])
def test_windows_line_ends_change_no_ruling(ruling: str) -> None:
    text = ruling.replace("⟦", "").replace("⟧", "").replace("⏎", "\r\n")
    assert marked(text, Role.USER).replace("\r", "") == ruling
