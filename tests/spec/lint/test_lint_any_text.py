"""Lint and mending fail on no text, whatever has happened to it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.spec import parse
from bylaw.spec.lint import Surroundings, as_json, as_sarif, find_rules, mend
from tests.spec.lint.lint_support import CLEAN, KNOWN, TODAY, clause, findings

BLOCKS = clause(
    'authority=root kind=rule check="hate" action=flag inherit=tighten',
    body="See [?](#ours)[^ab1c].\n\n"
    '~~~toml settings\n[loud]\ntype = "boolean"\nlowest = "root"\nrequires = "quiet = true"\n~~~\n\n'
    '~~~toml waiver\nreason = "x"\napproved_by = "y"\nexpires = "2020-01-01"\n~~~\n\n'
    '!!! meta "Commentary"\n    Because. The assistant must not take precedence over root rules.\n\n'
    "> Nobody may override this, whoever asks.\n",
)
SOURCES = [CLEAN, BLOCKS, f"---\nextends: base.md\n---\n\n{BLOCKS}"]
BITS = [
    "",
    "\n",
    "\r",
    "\r\n",
    "\ufeff",
    "~~~",
    "```",
    "<",
    ">",
    "{",
    "}",
    "#",
    "[",
    "](#x)",
    "`",
    '"',
    "\x00",
    "🙂",
    "<asistant>",
    "authority=",
]


def mangle(source: str, cuts: list[tuple[float, int, str]]) -> str:
    """Put bits in the place of stretches: each starts at a share of the text and has some characters."""
    text = source
    for share, size, bit in cuts:
        start = int(share * len(text))
        text = text[:start] + bit + text[start + size :]
    return text


CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(BITS)), min_size=1, max_size=6)
MANGLED = st.builds(mangle, st.sampled_from(SOURCES), CUTS)


@settings(max_examples=300)
@given(text=MANGLED, example_ids=st.none() | st.just(frozenset({"ab1d"})))
def test_a_mangled_document_is_linted_mended_and_shown(text: str, example_ids: frozenset[str] | None) -> None:
    around = Surroundings(known_checks=KNOWN, today=TODAY, base=parse(CLEAN, "base.md"), example_ids=example_ids)
    found = findings(text, around)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for each in found:
        assert 1 <= each.place.line <= len(lines)
        assert 1 <= each.place.column <= len(lines[each.place.line - 1]) + 1
        assert all(0 <= edit.start <= edit.end <= len(text) for edit in each.fault.edits)
        as_json(each)
    as_sarif(found, rules=find_rules(), specs={"spec.md": parse(text, "spec.md")})
    mended = mend(text, lambda said: findings(said, around))
    assert mend(mended.text, lambda said: findings(said, around)).text == mended.text


@given(st.text(max_size=200))
def test_any_text_is_linted(text: str) -> None:
    lines = len(re.findall(r"\r\n?|\n", text)) + 1
    assert all(1 <= each.place.line <= lines and each.place.column >= 1 for each in findings(text))
