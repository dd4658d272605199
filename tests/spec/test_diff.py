"""What a change is called, case by case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.spec import Spec, parse
from bylaw.spec.diff import CHANGE_KINDS, Change, changelog, diff, hunks, word_diff

EXAMPLE = """\
**Example**: a cold cup

~~~xml
<user>
My tea is cold by now.
</user>
<comparison>
<assistant> <!-- GOOD: helps -->
I will make you another one at once.
</assistant>
<assistant> <!-- BAD: argues -->
That is not what my thermometer says.
</assistant>
</comparison>
~~~

"""
TEXT = f"""\
# Tea {{#tea}}

The house serves tea.

## Serve it hot {{#hot authority=user}}

Tea is served hot. Nobody likes it cold.

!!! meta "Commentary"
    Cold tea is another drink.

{EXAMPLE}It comes in a cup.

## Ask about milk {{#milk authority=developer}}

The assistant asks whether milk is wanted, and how much of it.

## No sugar unasked {{#sugar authority=guideline}}

Sugar is offered, and added by the guest alone.

# Coffee {{#coffee}}

The house serves coffee as well, from ten in the morning.
"""
SETTING = '~~~toml settings\n[iced]\ntype = "boolean"\ndefault = false\nlowest = "user"\n~~~\n\n'
WAIVER = '~~~toml waiver\nreason = "no kettle"\napproved_by = "Ada"\nexpires = 2031-01-31\n~~~\n\n'


def changes(*edits: tuple[str, str], text: str = TEXT) -> tuple[Change, ...]:
    after = text
    for old, new in edits:
        assert old in after
        after = after.replace(old, new, 1)
    return diff(parse(text), parse(after))


def rows(found: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(change.kind, change.clause) for change in found]


COFFEE = "# Coffee {#coffee}\n\nThe house serves coffee as well, from ten in the morning.\n"
MILK = (
    "## Ask about milk {#milk authority=developer}\n\n"
    "The assistant asks whether milk is wanted, and how much of it.\n\n"
)
SUGAR = "## No sugar unasked {#sugar authority=guideline}\n\nSugar is offered, and added by the guest alone.\n\n"
LATER_EXAMPLE = EXAMPLE.replace("a cold cup", "a late cup").replace("cold by now", "late today, isn't it")
REPLIES = {
    "good": "<assistant> <!-- GOOD: helps -->\nI will make you another one at once.\n</assistant>\n",
    "bad": "<assistant> <!-- BAD: argues -->\nThat is not what my thermometer says.\n</assistant>\n",
}

CASES = [
    pytest.param([(COFFEE, COFFEE + "\n# Water {#water}\n\nAlways.\n")], [("added", "water")], id="added"),
    pytest.param([(MILK, "")], [("removed", "milk")], id="removed"),
    pytest.param([(SUGAR, ""), (MILK, SUGAR + MILK)], [("moved", "sugar")], id="moved-past-a-longer-one"),
    pytest.param([(MILK, ""), (COFFEE, COFFEE + "\n" + MILK)], [("moved", "milk")], id="moved-to-another-section"),
    pytest.param([("## Ask", "### Ask")], [("moved", "milk")], id="moved-a-level-down"),
    pytest.param([("Serve it hot", "Serve it warm")], [("retitled", "hot")], id="retitled"),
    pytest.param([("#milk ", "#about_milk ")], [("retitled", "about_milk")], id="given-another-id"),
    pytest.param([("authority=user", "authority=root")], [("raised", "hot")], id="raised"),
    pytest.param([("{#coffee}", "{#coffee authority=guideline}")], [("raised", "coffee")], id="section-made-a-clause"),
    pytest.param([("authority=user", "authority=guideline")], [("lowered", "hot")], id="lowered"),
    pytest.param([(" authority=user", "")], [("lowered", "hot")], id="clause-made-a-section"),
    pytest.param([("authority=user", "authority=usr")], [("lowered", "hot")], id="authority-misspelt"),
    pytest.param([("served hot", "served piping hot")], [("reworded", "hot")], id="reworded"),
    pytest.param([("another drink", "no drink")], [("reworded", "hot")], id="commentary-reworded"),
    pytest.param([("My tea", "Our tea")], [("reworded", "hot")], id="example-reworded"),
    pytest.param([("a cold cup", "a cool cup")], [("reworded", "hot")], id="example-retitled"),
    pytest.param([("argues", "quarrels")], [("reworded", "hot")], id="note-reworded"),
    pytest.param([("It comes in", LATER_EXAMPLE + "It comes in")], [("example_added", "hot")], id="example-added"),
    pytest.param([(EXAMPLE, "")], [("example_removed", "hot")], id="example-removed"),
    pytest.param([("GOOD: helps", "BAD: helps")], [("example_flipped", "hot")], id="one-verdict-flipped"),
    pytest.param(
        [("GOOD: helps", "X"), ("BAD: argues", "GOOD: helps"), ("X", "BAD: argues")],
        [("example_flipped", "hot")],
        id="verdicts-swapped-with-their-notes",
    ),
    pytest.param(
        [(REPLIES["good"] + REPLIES["bad"], REPLIES["bad"] + REPLIES["good"])],
        [("moved", "hot")],
        id="replies-in-another-order",
    ),
    pytest.param(
        [("It comes in a cup.\n\n", ""), (EXAMPLE, "It comes in a cup.\n\n" + EXAMPLE)],
        [("moved", "hot")],
        id="an-example-past-a-paragraph",
    ),
    pytest.param(
        [(EXAMPLE, ""), ("and how much of it.\n\n", f"and how much of it.\n\n{EXAMPLE}")],
        [("example_removed", "hot"), ("example_added", "milk")],
        id="an-example-to-another-clause",
    ),
    pytest.param([("It comes in", SETTING + "It comes in")], [("setting_changed", "hot")], id="setting-added"),
    pytest.param([("It comes in", WAIVER + "It comes in")], [("binding_changed", "hot")], id="waiver-added"),
    pytest.param([("=developer}", "=developer kind=rule}")], [("binding_changed", "milk")], id="kind"),
    pytest.param([("=developer}", "=developer check=judge}")], [("binding_changed", "milk")], id="check"),
    pytest.param([("=developer}", "=developer action=flag}")], [("binding_changed", "milk")], id="action"),
    pytest.param([("=developer}", "=developer tags=new}")], [("binding_changed", "milk")], id="tags"),
    pytest.param([("# Tea", "Welcome.\n\n# Tea")], [("reworded", "")], id="before-the-first-heading"),
    pytest.param([("# Tea", "---\ntitle: Tea\n---\n\n# Tea")], [("reworded", "")], id="front-matter"),
    pytest.param([("served hot. Nobody", "served hot.\n\nNobody")], [], id="a-paragraph-split"),
]


@pytest.mark.parametrize(("edits", "expected"), CASES)
def test_a_change_is_called(edits: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    assert rows(changes(*edits)) == expected


def test_every_kind_has_a_case() -> None:
    named = {kind for case in CASES for kind, _ in case.values[1]}  # type: ignore[union-attr]
    assert named == set(CHANGE_KINDS)


def test_root_is_platform_in_the_wording_of_2024() -> None:
    text = TEXT.replace("authority=user", "authority=platform")
    assert changes(("=platform", "=root"), text=text) == ()
    assert rows(changes(("=platform", "=system"), text=text)) == [("lowered", "hot")]


def test_levels_are_named_before_and_after() -> None:
    (raised,) = changes(("authority=user", "authority=platform"))
    assert (raised.before, raised.after) == ("user", "root")
    (made,) = changes(("{#coffee}", "{#coffee authority=user}"))
    assert (made.before, made.after) == ("none", "user")


def test_an_added_section_moves_none_of_those_below_it() -> None:
    assert rows(changes((MILK, "# Extras {#extras}\n\nThere is more.\n\n" + MILK))) == [("added", "extras")]


def test_a_removed_heading_moves_none_of_those_below_it() -> None:
    assert rows(changes(("# Tea {#tea}\n\nThe house serves tea.\n\n", ""))) == [("removed", "tea")]


def test_a_section_that_moves_with_its_subsections_is_one_move() -> None:
    tea = TEXT[: TEXT.index("# Coffee")]
    more = "\n# Water {#water}\n\nAlways.\n\n"
    before, after = parse(TEXT + more), parse(COFFEE + more + tea)
    assert rows(diff(before, after)) == [("moved", "tea")]


def test_a_section_made_deeper_with_its_subsections_is_one_move() -> None:
    text = "# Drinks {#drinks}\n\nAll of them.\n\n" + TEXT
    deeper = text.replace("\n## ", "\n### ").replace("\n# Tea", "\n## Tea")
    assert rows(diff(parse(text), parse(deeper))) == [("moved", "tea")]


def test_a_new_id_is_told_from_a_new_clause() -> None:
    (renamed,) = changes(("#milk ", "#about_milk "))
    assert (renamed.was, renamed.before, renamed.after) == ("milk", "#milk", "#about_milk")
    new = "## Bring lemon {#lemon authority=developer}\n\nA slice of lemon lies on the saucer of whoever likes it.\n\n"
    assert sorted(rows(changes((MILK, new)))) == [("added", "lemon"), ("removed", "milk")]


def test_an_example_that_went_elsewhere_says_where() -> None:
    removed, added = changes((EXAMPLE, ""), ("and how much of it.\n\n", f"and how much of it.\n\n{EXAMPLE}"))
    assert (removed.elsewhere, added.elsewhere) == ("milk", "hot")
    (gone,) = changes((EXAMPLE, ""))
    assert gone.elsewhere == ""


def test_a_reply_that_flips_and_is_reworded_gives_both() -> None:
    found = changes(("GOOD: helps", "BAD: helps"), ("My tea", "Our tea"))
    assert rows(found) == [("example_flipped", "hot"), ("reworded", "hot")]
    assert (found[0].before, found[0].after) == ("reply 1: good", "reply 1: bad")


def test_changed_settings_and_waivers_show_both_sides() -> None:
    text = TEXT.replace("It comes in", SETTING + WAIVER + "It comes in")
    setting, *_ = changes(("default = false", "default = true"), text=text)
    assert (setting.kind, setting.name) == ("setting_changed", "iced")
    assert setting.before == "type boolean; default false; lowest user"
    assert setting.after == "type boolean; default true; lowest user"
    (waiver,) = changes(("2031", "2032"), text=text)
    assert (waiver.kind, waiver.part) == ("binding_changed", "waiver")
    assert waiver.after == "no kettle (approved by Ada, until 2032-01-31)"


def test_doubled_ids_are_compared_in_their_order() -> None:
    text = TEXT + "\n## Twice {#milk}\n\nThis is another section, of the same id as one above.\n"
    assert changes(text=text) == ()
    assert rows(changes(("This is another", "This is yet another"), text=text)) == [("reworded", "milk")]


def test_places_are_those_of_the_parts_that_changed() -> None:
    (change,) = changes(("My tea", "Our tea"))
    assert (str(change.place_before), str(change.place_after)) == ("<text>:12:1", "<text>:12:1")
    assert change.as_json()["place_after"] == "<text>:12:1"


def test_a_document_has_no_changes_from_itself() -> None:
    assert diff(parse(TEXT), parse(TEXT)) == ()
    assert diff(empty := parse(""), empty) == ()


def test_words_that_changed_are_marked() -> None:
    (change,) = changes(("Nobody likes it cold", "Nobody here likes it lukewarm"))
    assert [(edit.op, edit.text) for edit in change.words][:2] == [
        ("same", "Tea is served hot. Nobody"),
        ("added", "here"),
    ]


TEXTS = st.lists(st.sampled_from(["tea", "is", "hot.", "cold", "the", "cup", "no", "milk:"]), max_size=30).map(" ".join)


@given(TEXTS, TEXTS)
def test_a_word_diff_holds_both_texts_whole(before: str, after: str) -> None:
    edits = word_diff(before, after)
    assert " ".join(edit.text for edit in edits if edit.op != "added") == before
    assert " ".join(edit.text for edit in edits if edit.op != "removed") == after
    assert all(edit.text for edit in edits)


@given(TEXTS, TEXTS)
def test_hunks_hold_every_change_and_at_most_so_many_words_around_it(before: str, after: str) -> None:
    edits = word_diff(before, after)
    cut = [edit for hunk in hunks(edits, context=3) for edit in hunk]
    assert [edit for edit in cut if edit.op != "same"] == [edit for edit in edits if edit.op != "same"]
    assert all(len(edit.text.split()) <= 2 * 3 + 1 for edit in cut if edit.op == "same")
    assert all(any(edit.op != "same" for edit in hunk) for hunk in hunks(edits))


def test_the_changelog_is_grouped_by_kind_then_clause() -> None:
    found = changes(
        ("authority=user", "authority=root"),
        ("Nobody likes", "Nobody *really* likes"),
        ("My tea", "Our tea"),
        (MILK, ""),
    )
    assert changelog(found, before="old.md", after="new.md") == (
        "# Changes from old.md to new.md\n\n"
        "4 changes in 2 sections and clauses.\n\n"
        "## Removed\n\n"
        "- **Ask about milk** (`#milk`, developer)\n\n"
        "## Authority raised\n\n"
        "- **Serve it hot** (`#hot`, root): user -> root\n\n"
        "## Reworded\n\n"
        "- **Serve it hot** (`#hot`, root)\n"
        "  - prose: -0 +1 words\n"
        "    - Tea is served hot. Nobody **\\*really\\*** likes it cold. It comes …\n"
        "  - example 'a cold cup': -1 +1 words\n"
        "    - \\*\\*Example\\*\\*: a cold cup \\<user> ~~My~~ **Our** tea is cold by now. …\n"
    )
    assert "None." in changelog((), before="old.md", after="old.md")


def test_a_resolved_document_does_not_change_with_the_name_of_its_base() -> None:
    def over(name: str) -> Spec:
        spec = parse(f"---\nextends: {name}\n---\n\n" + TEXT)
        return Spec(spec.file, spec.front, spec.preface, spec.sections, spec.problems, (name,))

    assert diff(over("builtin"), over("./builtin.md")) == ()
