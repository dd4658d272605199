"""Fenced TOML: settings and waivers, right and wrong."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority import Authority
from bylaw.spec import Place, Setting, Waiver, parse
from bylaw.spec.blocks import parse_settings, parse_waiver

AT = Place("a.md", 10)


def setting(**changed: str) -> str:
    """A right setting, some of its lines changed; an empty one is left out."""
    lines = {"type": '"boolean"', "default": "false", "lowest": '"developer"', **changed}
    return "[adult]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items() if value)


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        pytest.param(setting(), Setting("adult", "boolean", False, Authority.DEVELOPER), id="boolean"),
        pytest.param(setting(default=""), Setting("adult", "boolean", None, Authority.DEVELOPER), id="no-default"),
        pytest.param(
            setting(type='"integer"', default="-3", lowest='"system"'),
            Setting("adult", "integer", -3, Authority.SYSTEM),
            id="integer",
        ),
        pytest.param(
            setting(type='"string"', default='"a # b"', lowest='"user"'),
            Setting("adult", "string", "a # b", Authority.USER),
            id="string",
        ),
        pytest.param(
            setting(type='"choice"', default='"b"', choices='["a", "b"]', lowest='"root"'),
            Setting("adult", "choice", "b", Authority.ROOT, choices=("a", "b")),
            id="choice",
        ),
        pytest.param(setting(lowest='"platform"'), Setting("adult", "boolean", False, Authority.ROOT), id="2024-word"),
        pytest.param(
            setting(requires='"under_18 = false"', description='"Says it."'),
            Setting(
                "adult", "boolean", False, Authority.DEVELOPER, requires="under_18 = false", description="Says it."
            ),
            id="requires-and-description",
        ),
        pytest.param(
            'adult = {type = "boolean", default = false, lowest = "developer"}',
            Setting("adult", "boolean", False, Authority.DEVELOPER),
            id="inline",
        ),
    ],
)
def test_a_setting_is_read(block: str, wanted: Setting) -> None:
    (found,), problems = parse_settings(block, AT)
    assert problems == ()
    assert found == Setting(
        wanted.name,
        wanted.type,
        wanted.default,
        wanted.lowest,
        requires=wanted.requires,
        choices=wanted.choices,
        description=wanted.description,
        place=AT,
    )


@pytest.mark.parametrize(
    ("block", "what"),
    [
        pytest.param("adult", "this is not TOML", id="not-toml"),
        pytest.param("adult = 1", "is not a table; write [adult]", id="not-a-table"),
        pytest.param("[[adult]]", "is not a table", id="a-list-of-tables"),
        pytest.param("[adult]", "type must be one of boolean, integer, string, choice", id="empty"),
        pytest.param(setting(type='"bool"'), "type must be one of", id="unknown-type"),
        pytest.param(setting(type="1"), "type must be one of", id="number-type"),
        pytest.param(setting(type='["boolean"]'), "type must be one of", id="list-type"),
        pytest.param(setting(lowest=""), "lowest must be the lowest level", id="no-lowest"),
        pytest.param(setting(lowest='"everyone"'), "lowest must be the lowest level", id="unknown-lowest"),
        pytest.param(
            setting(lowest='"guideline"'), "lowest must be the lowest level", id="guideline-speaks-for-nobody"
        ),
        pytest.param(setting(lowest='"none"'), "lowest must be the lowest level", id="none-speaks-for-nobody"),
        pytest.param(setting(lowest="3"), "lowest must be the lowest level", id="number-lowest"),
        pytest.param(setting(default="1"), "default 1 is not a boolean", id="number-for-a-boolean"),
        pytest.param(setting(default='"no"'), "default 'no' is not a boolean", id="string-for-a-boolean"),
        pytest.param(setting(type='"integer"', default="true"), "default True is not a integer", id="boolean-for-one"),
        pytest.param(setting(type='"integer"', default="1.0"), "default 1.0 is not a integer", id="float"),
        pytest.param(setting(type='"integer"', default="2027-01-31"), "is not a integer", id="date"),
        pytest.param(setting(type='"integer"', default=f"{2**63}"), "larger number than can be kept", id="too-large"),
        pytest.param(setting(type='"integer"', default="0x" + "f" * 9000), "larger number than", id="far-too-large"),
        pytest.param(setting(type='"integer"', default="9" * 9000), "this is not TOML", id="too-many-digits"),
        pytest.param(setting(choices='["a"]'), "choices go with type = 'choice'", id="choices-of-a-boolean"),
        pytest.param(setting(type='"choice"', default='"a"'), "choices go with type = 'choice'", id="no-choices"),
        pytest.param(setting(type='"choice"', choices='"a"'), "choices must be a list", id="choices-a-string"),
        pytest.param(setting(type='"choice"', choices="[1]"), "choices must be a list of strings", id="number-choices"),
        pytest.param(
            setting(type='"choice"', default='"c"', choices='["a", "b"]'), "is not a choice of a, b", id="none-of-them"
        ),
        pytest.param(setting(requires="true"), "requires must be a string", id="requires-a-boolean"),
        pytest.param(setting(description="1"), "description must be a string", id="description-a-number"),
        pytest.param(setting(lowset='"user"'), "has no key 'lowset'; the keys are", id="unknown-key"),
        pytest.param(setting() + setting(), "this is not TOML", id="twice"),
        pytest.param("a = " + "[" * 5000, "this is not TOML", id="deep"),
        pytest.param("#" * 20_000, "more than 16384 characters", id="huge"),
    ],
)
def test_a_wrong_setting_is_a_problem(block: str, what: str) -> None:
    found, problems = parse_settings(block, AT)
    assert found == ()
    assert what in problems[0].what
    assert problems[0].kind == "settings"
    assert problems[0].place.file == "a.md"


def test_one_wrong_setting_leaves_none_of_its_block() -> None:
    found, problems = parse_settings(setting() + '[other]\ntype = "boolean"\n', AT)
    assert found == ()
    assert [(problem.place.line, problem.what[:15]) for problem in problems] == [(14, "setting 'other'")]


def test_a_problem_in_toml_says_its_line_and_column() -> None:
    _, (problem,) = parse_settings('[adult]\ntype = "boolean"\ndefault = nope\n', AT)
    assert problem.place == Place("a.md", 12, 11)
    assert "line" not in problem.what


WAIVER = 'reason = "pilot"\napproved_by = "legal"\nexpires = 2027-01-31\n'


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        pytest.param(WAIVER, Waiver("pilot", "legal", "2027-01-31"), id="date"),
        pytest.param(WAIVER.replace("2027-01-31", '"2027-01-31"'), Waiver("pilot", "legal", "2027-01-31"), id="string"),
        pytest.param(WAIVER.replace("2027-01-31", '"20270131"'), Waiver("pilot", "legal", "2027-01-31"), id="compact"),
        pytest.param(
            WAIVER.replace("2027-01-31", "2027-01-31T23:59:00Z"), Waiver("pilot", "legal", "2027-01-31"), id="date-time"
        ),
        pytest.param(WAIVER + 'scope = "beta"', Waiver("pilot", "legal", "2027-01-31", "beta"), id="scope"),
    ],
)
def test_a_waiver_is_read(block: str, wanted: Waiver) -> None:
    found, problems = parse_waiver(block, AT)
    assert problems == ()
    assert found == Waiver(wanted.reason, wanted.approved_by, wanted.expires, wanted.scope, AT)


@pytest.mark.parametrize(
    ("block", "what"),
    [
        pytest.param("", "reason is missing", id="empty"),
        pytest.param(WAIVER.replace("reason", "because"), "has no key 'because'", id="unknown-key"),
        pytest.param(WAIVER.replace('"pilot"', '"  "'), "reason is missing", id="blank-reason"),
        pytest.param(WAIVER.replace('approved_by = "legal"\n', ""), "approved_by is missing", id="approved-by-nobody"),
        pytest.param(WAIVER.replace("expires = 2027-01-31\n", ""), "expires is missing", id="for-ever"),
        pytest.param(WAIVER.replace("2027-01-31", '"never"'), "expires 'never' is no date", id="never"),
        pytest.param(WAIVER.replace("2027-01-31", '"2027-02-30"'), "is no date", id="no-such-day"),
        pytest.param(WAIVER.replace("2027-01-31", "2027-02-30"), "this is not TOML", id="no-such-day-in-toml"),
        pytest.param(WAIVER.replace("2027-01-31", "12:00:00"), "expires is missing", id="time-of-day"),
        pytest.param(WAIVER.replace("2027-01-31", "2027"), "expires is missing", id="year"),
        pytest.param(WAIVER + "scope = 3", "scope must be a string", id="number-scope"),
        pytest.param(WAIVER + "[more]", "has no key 'more'", id="table"),
    ],
)
def test_a_wrong_waiver_is_a_problem_and_no_waiver(block: str, what: str) -> None:
    found, problems = parse_waiver(block, AT)
    assert found is None
    assert what in problems[0].what
    assert problems[0].kind == "waiver"


def test_blocks_of_a_document_belong_to_their_clause_and_keep_their_places() -> None:
    text = f"# A {{#a authority=root}}\n\n~~~toml settings\n{setting()}~~~\n\n```toml waiver\n{WAIVER}```\n\n# B\n"
    a, b = parse(text, "a.md").sections
    assert [(each.name, each.place) for each in a.settings] == [("adult", Place("a.md", 4))]
    assert [(each.reason, each.place) for each in a.waivers] == [("pilot", Place("a.md", 11))]
    assert not b.settings
    assert not b.waivers


def test_a_wrong_block_of_a_document_is_a_problem_of_the_document() -> None:
    spec = parse("# A {#a authority=root}\n\n~~~toml settings\na = 1\n~~~\n\n~~~toml waiver\n~~~\n", "a.md")
    assert [(problem.kind, problem.place.line) for problem in spec.problems] == [
        ("settings", 4),
        *[("waiver", 8)] * 3,
    ]


toml = st.lists(
    st.sampled_from(
        ["[a]", "[[a]]", "a", ".b", "=", '"', "'", "type", "lowest", '"boolean"', '"root"', "\n", "1", "{", "}"]
    )
    | st.text(max_size=3),
    max_size=12,
).map("".join)


@settings(deadline=None, max_examples=300)
@given(toml)
def test_any_text_gives_settings_or_problems_and_never_both(text: str) -> None:
    found, problems = parse_settings(text, AT)
    assert not (found and problems)
    waiver, wrong = parse_waiver(text, AT)
    assert (waiver is None) == bool(wrong)
    for problem in (*problems, *wrong):
        assert problem.place.line >= AT.line


def test_no_block_takes_long() -> None:
    began = time.process_time()
    parse_settings("a" + ".a" * 8190 + "=1", AT)
    assert time.process_time() - began < 4
