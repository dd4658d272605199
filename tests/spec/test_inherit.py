"""One document over another: the cases and examples of docs/design/inheritance.md, and the laws behind them."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.errors import InheritanceError
from bylaw.spec import Place, Section, Spec, loosenings, parse, resolve, write

NOTE = Path(__file__).parent.parent.parent / "docs" / "design" / "inheritance.md"
EXAMPLES = re.findall(
    r"^([^\n`]+)\n\n````markdown base\n(.*?)````\n\n````markdown child\n(.*?)````\n\n````(\w+ \w+)\n(.*?)````",
    NOTE.read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)


def resolved(base: str, child: str) -> Spec:
    return resolve(parse(child, "child.md"), parse(base, "base.md"))


def refused(base: str, child: str) -> list[str]:
    """Say why a child may not change its base, place first."""
    return [f"{each.place}: {each.what}" for each in loosenings(parse(base, "base.md"), parse(child, "child.md"))]


def facts(section: Section) -> tuple[object, ...]:
    """What a section says, wherever it stands in a file."""
    return (
        section.id,
        section.title,
        section.heading.level,
        section.authority,
        section.parent,
        section.kind,
        section.checks,
        section.action,
        [(each.name, each.type, each.default, each.lowest, each.requires, each.choices) for each in section.settings],
        [(each.reason, each.approved_by, each.expires, each.scope) for each in section.waivers],
        [(each.name, each.value) for each in section.heading.attributes],
        "".join(node.text for node in section.body),
    )


def test_the_note_holds_its_examples() -> None:
    assert len(EXAMPLES) == 6


@pytest.mark.parametrize(
    ("base", "child", "outcome", "wanted"), [pytest.param(*rest, id=title[:40]) for title, *rest in EXAMPLES]
)
def test_an_example_of_the_note_is_true(base: str, child: str, outcome: str, wanted: str) -> None:
    if outcome == "text error":
        with pytest.raises(InheritanceError) as error:
            resolved(base, child)
        assert str(error.value) == wanted.rstrip("\n")
    else:
        spec = resolved(base, child)
        assert write(spec) == wanted
        assert [facts(section) for section in parse(wanted).sections] == [facts(section) for section in spec.sections]


BASE = """\
---
title: base
---

Before.

# Duties {#duties}

## Keep secrets {#keep_secrets authority=root kind=rule check="privacy, names" action=redact tags=all}

Names stay private.

~~~toml settings
[share]
type = "choice"
default = "none"
choices = ["none", "some"]
lowest = "system"
requires = "adult = true"
~~~

**Example**: a name

~~~xml
<user>Who?</user>
~~~

### Say why {#say_why authority=user}

Reasons help.

## Follow {#follow authority=platform}

The chain.

# Habits {#habits}

## Be kind {#be_kind authority=user check="kindness" action=flag}

Kind words.

~~~toml settings
[adult]
type = "boolean"
default = false
lowest = "developer"
~~~

~~~toml waiver
reason = "pilot"
approved_by = "legal"
expires = 2027-01-31
~~~

## Be brief {#be_brief authority=guideline}

Few words.
"""
WAIVER = '\n\n~~~toml waiver\nreason = "a"\napproved_by = "b"\nexpires = 2027-01-31\n~~~'


def setting(name: str, **changed: str) -> str:
    lines = {
        "share": {
            "type": '"choice"',
            "default": '"none"',
            "choices": '["none", "some"]',
            "lowest": '"system"',
            "requires": '"adult = true"',
        },
        "adult": {"type": '"boolean"', "default": "false", "lowest": '"developer"'},
        "slang": {"type": '"boolean"', "default": "false", "lowest": '"developer"'},
    }[name] | changed
    return (
        f"\n\n~~~toml settings\n[{name}]\n"
        + "".join(f"{key} = {value}\n" for key, value in lines.items() if value)
        + "~~~"
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param("{#keep_secrets}\n\nNames may be told.", "can't be reworded", id="reworded"),
        pytest.param(
            "{#keep_secrets inherit=override}\n\nNames.", "can't be reworded", id="overridden-in-so-many-words"
        ),
        pytest.param('{#keep_secrets}\n\n!!! meta "C"\n    Not so strictly.', "can't be reworded", id="commented"),
        pytest.param("{#keep_secrets}\n\n**Example**: x", "can't be reworded", id="other-examples"),
        pytest.param("{#keep_secrets}", "a heading alone doesn't retitle", id="retitled-alone"),
        pytest.param("{#be_brief}", "a heading alone doesn't retitle", id="retitled-alone-below-root"),
        pytest.param("{#keep_secrets inherit=off}", "can't be switched off", id="off"),
        pytest.param("{#keep_secrets authority=system}", "can't be lowered to system", id="lowered"),
        pytest.param("{#keep_secrets authority=guideline}", "can't be lowered to guideline", id="lowered-far"),
        pytest.param("{#keep_secrets authority=sytem}", "can't be lowered to sytem", id="lowered-to-nothing"),
        pytest.param('{#keep_secrets authority=""}', "can't be lowered to ", id="lowered-to-an-empty-word"),
        pytest.param("{#keep_secrets inherit=tighten authority=user}", "can't be lowered", id="tightened-and-lowered"),
        pytest.param("{#keep_secrets kind=default}", "can't turn from rule into default", id="kind"),
        pytest.param("{#keep_secrets kind=objective}", "can't turn from rule into objective", id="objective"),
        pytest.param("{#keep_secrets kind=law}", "can't turn from rule into law", id="unknown-kind"),
        pytest.param("{#follow kind=objective}", "can't turn into objective", id="objective-of-a-clause-without-kind"),
        pytest.param(
            "{#follow kind=default inherit=tighten}", "can't turn into default", id="default-of-such-a-clause"
        ),
        pytest.param('{#keep_secrets check="names"}', "can't lose its check 'privacy'", id="check"),
        pytest.param('{#keep_secrets check=""}', "can't lose its check 'privacy'", id="no-check"),
        pytest.param("{#keep_secrets action=flag}", "can't weaken its action from redact to flag", id="action"),
        pytest.param("{#keep_secrets inherit=tighten action=flag}", "can't weaken its action", id="tightened-action"),
        pytest.param("{#keep_secrets tags=under_18}", "can't change its tags", id="tags"),
        pytest.param("{#keep_secrets inherit=tighten}" + WAIVER, "can't be waived here", id="waiver"),
        pytest.param("{#keep_secrets}" + WAIVER, "can't be waived here", id="waiver-alone"),
        pytest.param(
            "{#keep_secrets}" + setting("share", lowest='"user"'), "may be set by system, not by", id="lowest"
        ),
        pytest.param("{#keep_secrets}" + setting("share", default='"some"'), "keeps its default 'none'", id="default"),
        pytest.param("{#keep_secrets}" + setting("share", requires=""), "still requires 'adult = true'", id="requires"),
        pytest.param(
            "{#keep_secrets}" + setting("share", requires='"adult = false"'), "still requires", id="other-requires"
        ),
        pytest.param(
            "{#keep_secrets}" + setting("share", choices='["none", "all"]'), "can't gain the choice 'all'", id="choice"
        ),
        pytest.param(
            "{#keep_secrets}" + setting("share", type='"string"', choices=""), "stays a choice", id="setting-type"
        ),
        pytest.param(
            "{#be_kind}" + setting("share", lowest='"user"'),
            "declared by clause 'keep_secrets'",
            id="setting-in-another-clause",
        ),
        pytest.param(
            "{#new authority=user}" + setting("share", lowest='"user"'), "change it there", id="setting-in-a-new-clause"
        ),
        pytest.param(
            "{#be_kind}" + setting("adult", lowest='"user"'), "root clause 'keep_secrets' strict", id="required"
        ),
        pytest.param("{#be_kind inherit=off}", "declares 'adult', which keeps root clause", id="required-and-off"),
        pytest.param("{#be_kind inherit=tighten authority=guideline}", "can't be lowered", id="tighten-and-lower"),
        pytest.param("{#be_kind inherit=tighten}" + WAIVER, "can't be waived here", id="tighten-and-waive"),
        pytest.param("{#be_brief inherit=loosen}", "inherit='loosen' is none of override, tighten, off", id="mode"),
        pytest.param("{#be_brieff inherit=off}", "no clause 'be_brieff' to switch off; did you mean", id="off-nothing"),
        pytest.param("{#nothing_alike inherit=tighten}", "no clause 'nothing_alike' to tighten", id="tighten-nothing"),
    ],
)
def test_a_change_that_loosens_is_refused_with_its_place(change: str, why: str) -> None:
    child = f"---\nextends: base.md\n---\n\n# A {change}\n"
    (found,) = refused(BASE, child)
    assert why in found
    assert found.startswith("child.md:5:1: ")
    with pytest.raises(InheritanceError) as error:
        resolved(BASE, child)
    assert error.value.where == "child.md:5:1"
    assert why in error.value.what
    assert error.value.mend


def test_every_loosening_is_listed_and_the_first_is_raised() -> None:
    child = "# A {#keep_secrets inherit=off}\n\n# B {#follow}\n\nOtherwise.\n\n# C {#be_kind inherit=nope}\n"
    assert [each.split(": ")[0] for each in refused(BASE, child)] == ["child.md:1:1", "child.md:3:1", "child.md:7:1"]
    with pytest.raises(InheritanceError, match=re.escape("(and 2 more; `bylaw spec lint` lists them)")):
        resolved(BASE, child)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("{#keep_secrets authority=root kind=rule}", id="named-as-it-is"),
        pytest.param("{#keep_secrets inherit=tighten}\n\nNicknames too.", id="more-words"),
        pytest.param("{#keep_secrets action=refuse}", id="stronger-action"),
        pytest.param('{#keep_secrets check="names, privacy, places"}', id="more-checks"),
        pytest.param("{#keep_secrets inherit=tighten check=places}", id="more-checks-by-tighten"),
        pytest.param("{#follow kind=rule}", id="a-kind-where-none-was"),
        pytest.param("{#keep_secrets}" + setting("share", lowest='"root"'), id="setting-from-higher"),
        pytest.param("{#keep_secrets}" + setting("share", choices='["none"]'), id="fewer-choices"),
        pytest.param("{#be_kind authority=root}", id="raised"),
        pytest.param("{#be_kind inherit=tighten authority=system}", id="raised-by-tighten"),
        pytest.param("{#be_kind authority=guideline}\n\nOther words." + WAIVER, id="what-is-not-root-is-free"),
        pytest.param("{#be_brief inherit=off}", id="off"),
        pytest.param("{#habits inherit=off}", id="a-section-off"),
        pytest.param("{#new authority=root}" + setting("slang", lowest='"root"'), id="new"),
    ],
)
def test_a_change_that_does_not_is_allowed(change: str) -> None:
    assert refused(BASE, f"# A {change}\n") == []


def changed(change: str) -> Section:
    spec = resolved(BASE, f"---\nextends: base.md\n---\n\n# Another title {change}\n")
    section = spec.section(re.findall(r"#(\w+)", change)[0])
    assert section is not None
    return section


def test_attributes_alone_leave_words_and_title() -> None:
    before = parse(BASE).section("be_kind")
    after = changed('{#be_kind action=refuse check="a, b" since=2}')
    assert before is not None
    assert (after.title, after.authority, after.action, after.checks) == (
        "Be kind",
        before.authority,
        "refuse",
        ("a", "b"),
    )
    assert [node.text for node in after.body] == [node.text for node in before.body]
    assert after.heading.attribute("since") == "2"


def test_an_attribute_may_be_emptied_where_the_clause_is_not_root() -> None:
    assert changed('{#be_kind check=""}').checks == ()


def test_words_replace_title_words_and_waivers_and_keep_attributes_and_settings() -> None:
    after = changed("{#be_kind}\n\nOther words.")
    assert (after.title, after.checks, after.action) == ("Another title", ("kindness",), "flag")
    assert "Kind words" not in "".join(node.text for node in after.body)
    assert [each.name for each in after.settings] == ["adult"]
    assert after.waivers == ()


def test_tighten_adds_words_and_keeps_everything() -> None:
    after = changed("{#be_kind inherit=tighten check=calm}\n\nAlways.")
    text = "".join(node.text for node in after.body)
    assert text.index("Kind words") < text.index("Always.")
    assert (after.title, after.checks, len(after.waivers)) == ("Be kind", ("kindness", "calm"), 1)
    assert after.heading.attribute("inherit") is None


def test_a_setting_is_replaced_by_name_and_never_doubled() -> None:
    after = changed("{#be_kind inherit=tighten}" + setting("adult", lowest='"root"'))
    assert [(each.name, each.lowest.word, each.place.file) for each in after.settings] == [
        ("adult", "root", "child.md")
    ]


def test_sections_keep_the_base_s_order_and_new_ones_come_last_in_their_parent() -> None:
    child = (
        "# Duties {#duties}\n\n## New rule {#new_rule authority=user}\n\n### Below it {#below authority=user}\n\n"
        "## Keep secrets {#keep_secrets}\n\n### In a clause {#in_clause authority=user}\n\n"
        "# New section {#new_section}\n\n## Inside {#inside authority=user}\n"
    )
    spec = resolved(BASE, child)
    assert [(section.id, section.parent, section.heading.level) for section in spec.sections] == [
        ("duties", "", 1),
        ("keep_secrets", "duties", 2),
        ("say_why", "keep_secrets", 3),
        ("in_clause", "keep_secrets", 3),
        ("follow", "duties", 2),
        ("new_rule", "duties", 2),
        ("below", "new_rule", 3),
        ("habits", "", 1),
        ("be_kind", "habits", 2),
        ("be_brief", "habits", 2),
        ("new_section", "", 1),
        ("inside", "new_section", 2),
    ]


@pytest.mark.parametrize(
    ("child", "wanted"),
    [
        pytest.param("#### A {#a authority=user}", ("a", "", 1), id="alone"),
        pytest.param("# Say why {#say_why}\n\n## A {#a authority=user}", ("a", "say_why", 4), id="deeper-in-the-base"),
        pytest.param(
            "### Habits {#habits}\n\n###### A {#a authority=user}", ("a", "habits", 2), id="higher-in-the-base"
        ),
    ],
)
def test_a_new_heading_takes_the_level_that_its_place_needs(child: str, wanted: tuple[str, str, int]) -> None:
    section = resolved(BASE, child).section("a")
    assert section is not None
    assert (section.id, section.parent, section.heading.level) == wanted


def test_no_heading_gets_deeper_than_six() -> None:
    base = "".join(f"{'#' * level} L{level} {{#l{level}}}\n" for level in range(1, 7))
    section = resolved(base, "# L6 {#l6}\n\n## A {#a authority=user}\n").section("a")
    assert section is not None
    assert (section.parent, section.heading.level) == ("l5", 6)


def test_every_node_keeps_the_file_and_line_it_came_from() -> None:
    change = "# K {#keep_secrets inherit=tighten}\n\nMore.\n\n# N {#n authority=user}\n\nNew.\n"
    child = f"---\nextends: base.md\n---\n\n{change}"
    spec = resolved(BASE, child)
    texts = {"base.md": BASE.split("\n"), "child.md": child.split("\n")}
    for node in spec.nodes:
        assert node.text.split("\n")[0].split("{")[0] in texts[node.place.file][node.place.line - 1]
    by_file = {section.id: {node.place.file for node in (section.heading, *section.body)} for section in spec.sections}
    assert by_file["keep_secrets"] == {"base.md", "child.md"}
    assert by_file["n"] == {"child.md"}
    assert by_file["follow"] == {"base.md"}
    assert spec.section("n") is not None
    assert (spec.file, spec.bases) == ("child.md", ("base.md",))


def test_attributes_keep_their_own_places() -> None:
    after = changed("{#be_kind inherit=tighten action=refuse}")
    places = {each.name: each.place for each in after.heading.attributes}
    assert places["action"].file == "child.md"
    lines = BASE.split("\n")
    line = next(at for at, said in enumerate(lines, start=1) if "{#be_kind" in said)
    assert places["authority"] == Place("base.md", line, lines[line - 1].index("authority") + 1)


def test_front_matter_and_preface_are_the_child_s() -> None:
    spec = resolved(BASE, "---\nextends: base.md\nowner: us\n---\n\nOur preface.\n\n# N {#n authority=user}\n")
    assert spec.front is not None
    assert dict(spec.front.values) == {"owner": "us"}
    assert [node.text for node in spec.preface] == ["Our preface.\n\n"]
    without = resolved(BASE, "---\nextends: base.md\n---\n\n# N {#n authority=user}\n")
    assert [node.text for node in without.preface] == ["Before.\n\n"]
    assert without.value("title") is None


def test_problems_of_both_are_problems_of_the_whole() -> None:
    spec = resolved("# A {#a authority=root x}\n", "# B {#b y}\n")
    assert [str(problem.place) for problem in spec.problems] == ["base.md:1:24", "child.md:1:9"]


def test_an_id_that_the_child_gives_twice_stays_doubled() -> None:
    spec = resolved(
        BASE, "# N {#n authority=user}\n\n# M {#n authority=user}\n\n# K {#be_brief}\n\na\n\n# K {#be_brief}\n\nb\n"
    )
    ids = [section.id for section in spec.sections]
    assert ids.count("n") == 2
    assert ids.count("be_brief") == 2


def test_bases_chain() -> None:
    middle = "---\nextends: base.md\n---\n\n# B {#be_brief authority=root}\n\nRoot now.\n"
    spec = resolve(
        parse("# N {#n authority=user}\n", "top.md"), resolve(parse(middle, "middle.md"), parse(BASE, "base.md"))
    )
    assert spec.bases == ("middle.md", "base.md")
    assert {"be_brief", "n", "keep_secrets"} <= {section.id for section in spec.sections}
    held = resolve(parse(middle, "middle.md"), parse(BASE, "base.md"))
    assert loosenings(held, parse("# B {#be_brief inherit=off}\n"))


IDS = ["duties", "keep_secrets", "say_why", "follow", "habits", "be_kind", "be_brief", "new", "newer"]
headings = st.tuples(
    st.integers(1, 6),
    st.sampled_from(IDS),
    st.sampled_from(["", " authority=user", " authority=root", " action=refuse", ' check="a, b"', " tags=x"]),
    st.sampled_from(["", " inherit=tighten", " inherit=off", " inherit=override"]),
    st.sampled_from(
        ["", "Words.", "Words.\n\n!!! meta\n    Why.", setting("adult", lowest='"root"').strip(), WAIVER.strip()]
    ),
)
children = st.lists(headings, max_size=6, unique_by=lambda each: each[1])
line_ends = st.sampled_from(["\n", "\r\n", "\r"])


@settings(deadline=None, max_examples=300)
@given(children, line_ends, st.booleans(), st.booleans())
def test_a_resolved_document_written_and_parsed_gives_the_same_sections(
    chosen: list[tuple[int, str, str, str, str]], line_end: str, open_end: bool, bom: bool
) -> None:
    text = "---\nextends: base.md\n---\n\n" + "\n\n".join(
        f"{'#' * level} Title of {name} {{#{name}{given}{how}}}\n\n{body}" for level, name, given, how, body in chosen
    )
    base = ("\ufeff" if bom else "") + BASE.removeprefix("---\ntitle: base\n---\n\n").replace("\n", line_end)
    if open_end:
        base, text = base.rstrip(), text.rstrip()
    child = parse(text.replace("\n", line_end), "child.md")
    parent = parse(base, "base.md")
    wrong = loosenings(parent, child)
    if wrong:
        with pytest.raises(InheritanceError):
            resolve(child, parent)
        return
    spec = resolve(child, parent)
    written = parse(write(spec))
    plain = [(*facts(section)[:-1], str(facts(section)[-1]).split()) for section in spec.sections]
    assert [(*facts(section)[:-1], str(facts(section)[-1]).split()) for section in written.sections] == plain
    assert [node.text.split() for node in written.preface] == [node.text.split() for node in spec.preface]
    assert written.problems == ()
    root = {
        section.id: section
        for section in parent.clauses
        if section.heading.attribute("authority") in {"root", "platform"}
    }
    for name, held in root.items():
        now = spec.section(name)
        assert now is not None
        assert (now.title, now.authority) == (held.title, held.authority)
        assert set(held.checks) <= set(now.checks)
        assert (
            "".join(node.text for node in now.body).split()[: len(held.prose[0].text.split())]
            == held.prose[0].text.split()
        )


def test_time_is_linear_in_both_documents() -> None:
    base = parse("".join(f"# A {{#c{at} authority=user}}\n" for at in range(4000)), "base.md")
    child = parse("# A {#c0}\n" + "".join(f"## A {{#c{at} authority=root}}\n" for at in range(2000, 6000)), "child.md")
    began = time.process_time()
    spec = resolve(child, base)
    assert time.process_time() - began < 8, "half a second is usual; it was half a minute once"
    assert [section.id for section in spec.sections] == [
        "c0",
        *(f"c{at}" for at in range(4000, 6000)),
        *(f"c{at}" for at in range(1, 4000)),
    ]
