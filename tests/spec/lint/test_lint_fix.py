"""Mending: what it changes, and that it changes nothing else."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.spec.lint import Edit, apply, mend
from tests.spec.lint.lint_support import CLEAN, clause, findings

FIXES = [
    pytest.param(clause("authority=usr"), clause("authority=user"), id="authority"),
    pytest.param(clause("authority=User"), clause("authority=user"), id="authority-case"),
    pytest.param(clause("autority=user"), clause("authority=user"), id="attribute"),
    pytest.param(clause("authority=user authority=user"), clause("authority=user"), id="attribute-twice"),
    pytest.param(clause("authority=user kind=defualt"), clause("authority=user kind=default"), id="kind"),
    pytest.param(
        clause('authority=user check="hate, sexaul"'), clause('authority=user check="hate, sexual"'), id="check"
    ),
    pytest.param(clause('authority=user check="hate, hate"'), clause('authority=user check="hate"'), id="check-twice"),
    pytest.param(
        clause("authority=user check=hate action=refuze"),
        clause("authority=user check=hate action=refuse"),
        id="action",
    ),
    pytest.param(clause(body="See [?](#be_knid)."), clause(body="See [?](#be_kind)."), id="link"),
    pytest.param(clause().replace("user}", "user"), clause(), id="brace"),
    pytest.param(clause().replace("#be_kind ", "#be_kind, "), clause(), id="comma-behind-id"),
    pytest.param(clause().replace("{#be_kind ", "{"), clause(), id="id"),
    pytest.param(clause().replace("## Be", "##Be"), clause(), id="space"),
    pytest.param(clause().replace("GOOD", "good"), clause(), id="mark"),
    pytest.param(clause().replace("assistant", "asistant"), clause(body="The asistant should be kind."), id="role"),
    pytest.param(clause().replace("<comparison>", "<comparision>"), clause(), id="comparison"),
    pytest.param(
        clause().replace("user>", "usr>")
        + "\n"
        + clause(title="Be fair").replace("be_kind", "be_fair").replace("ours", "us"),
        clause() + "\n" + clause(title="Be fair").replace("be_kind", "be_fair").replace("ours", "us"),
        id="role-in-the-first-of-two",
    ),
    pytest.param("---\nextend: builtin\n---\n" + CLEAN, "---\nextends: builtin\n---\n" + CLEAN, id="front"),
    pytest.param(
        clause(body='Be.\n\n~~~toml setting\n[a]\ntype = "boolean"\nlowest = "user"\n~~~'),
        clause(body='Be.\n\n~~~toml settings\n[a]\ntype = "boolean"\nlowest = "user"\n~~~'),
        id="fence",
    ),
]
LEFT = [
    pytest.param(clause("authority=admin"), id="authority-that-is-only-like-one"),
    pytest.param(clause("authority=user authority=root"), id="two-authorities"),
    pytest.param(clause("authority=user priority=high"), id="attribute-unlike-any"),
    pytest.param(clause(body="See [?](#nowhere)."), id="link-unlike-any"),
    pytest.param(clause("autority=user authority=root"), id="attribute-that-is-there"),
    pytest.param(clause(body="See [?](#be_kin).") + "\n## Be king {#be_king authority=user}\n", id="link-like-two"),
]


@pytest.mark.parametrize(("spoilt", "whole"), FIXES)
def test_a_safe_fix_gives_the_text_that_was_meant(spoilt: str, whole: str) -> None:
    mended = mend(spoilt, findings)
    assert mended.text == whole
    assert mended.mended >= 1


@pytest.mark.parametrize("text", LEFT)
def test_what_could_be_meant_in_two_ways_is_left_to_its_author(text: str) -> None:
    mended = mend(text, findings)
    assert mended.text == text
    assert mended.left == findings(text) != ()


@given(st.data())
def test_mending_changes_only_what_edits_name_and_then_nothing_more(data: st.DataObject) -> None:
    changes = [
        ("authority=user", "authority=usr"),
        ("#be_kind ", "#be_kind, "),
        ("GOOD", "good"),
        ("BAD", "bad"),
        ("[?](#ours)", "[?](#ourss)"),
        ("user}", "user"),
        ("check=hate", "chekc=hate"),
        ("\n", "\r\n"),
        ("# Ours", "\ufeff# Ours"),
    ]
    text = clause("check=hate authority=user", body="See [?](#ours). Früher 🙂 war alles besser.")
    for whole, spoilt in data.draw(st.lists(st.sampled_from(changes), unique=True)):
        text = text.replace(whole, spoilt, 1 if whole != "\n" else -1)
    edits = [edit for each in findings(text) for edit in each.fault.edits]
    mended = mend(text, findings)
    assert mend(mended.text, findings).text == mended.text
    assert len(mended.left) <= len(findings(text))
    changed = difflib.SequenceMatcher(None, text, mended.text, autojunk=False).get_opcodes()
    touched = [(start, end) for tag, start, end, _, _ in changed if tag != "equal"]
    spans = [(edit.start, edit.end) for edit in edits]
    # A later round may mend what an earlier one uncovered: here, the block that a lost brace hid.
    if "user}" in text:
        assert all(any(first - 1 <= start and end <= last + 1 for first, last in spans) for start, end in touched)


def test_edits_are_made_from_the_end_so_that_none_shifts_another() -> None:
    edits = [Edit(0, 1, "AAA"), Edit(2, 3, ""), Edit(4, 4, "!")]
    assert apply("abcd", edits) == "AAAbd!"


def test_an_edit_runs_forward() -> None:
    with pytest.raises(ValueError, match="forward"):
        Edit(2, 1, "")


def test_links_to_a_clause_whose_brace_was_lost_are_not_redirected() -> None:
    text = clause(body="See [?](#be_kind).").replace("user}", "user") + "\n## Be kinds {#be_kinds authority=user}\n"
    assert "(#be_kind)" in mend(text, findings).text
