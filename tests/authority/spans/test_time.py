"""Hostile text takes time in proportion to its length."""

import time

import pytest

from bylaw.authority import Conversation, Message, Role
from bylaw.authority.spans import read_spans

HOSTILE = [
    '"', '" ', 'a"', ' "a', ' "a\n\n', "' ", " 'a", "`", "`` ", "a``` ", "```\n", "```a\n", "~~~\n", '""" ',
    "\u201c", "\u201d ", "«", "<", "<a>", "<a", "<document>", "</document>", "<document>\n", "<a></a>x",
    "<!--", "{", '{"', '{"}"', '["', '}"]', '["\\', "\\", ">\n", "> a\nb\n", "a: b\n", "a: b\nx\n",
    "a:\n  b\n", "---\na: b\n", "---\n#\n", "a\n\n    b;\n", "\n", " ", " \n", "\t", "- ", '1" ',
]  # fmt: skip


def seconds(text: str, role: Role) -> float:
    conversation = Conversation((Message.of(role, text),))
    best = float("inf")
    for _ in range(2):
        started = time.process_time()
        read_spans(conversation)
        best = min(best, time.process_time() - started)
    return best


@pytest.mark.parametrize("role", [Role.USER, Role.DEVELOPER])
@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_no_text_takes_more_than_time_in_proportion(unit: str, role: Role) -> None:
    size = 1 << 16
    assert (
        seconds((unit * size)[:size], role) < 1.0
    )  # quadratic would be minutes; a megabyte's figures are in the bench
