"""What stands beside a document that a program will read is found, whatever the document says."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.measures.programmatic import FORMATS, Format, beside

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(st.text(max_size=8), VALUES, min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("json", '{"a": 1}'),
        ("json", ' \n[1, 2, {"b": "```"}]\n'),
        ("json", '{"declined": "I can\'t help with that."}'),
        ("json", '{"note": "Here is the JSON:"}'),
        ("jsonl", '{"a": 1}\n{"a": 2}\n'),
        ("csv", "name,age\nAnn,3\nBob,4\n"),
        ("csv", 'name,note\nAnn,"a, b\nand c"\n'),
        ("csv", "name;age\nAnn;3"),
        ("tsv", "a\tb\n1\t2"),
        ("xml", "<a><b x='1'/>text</a>"),
        ("xml", '<?xml version="1.0"?>\n<a>here is the text:</a>'),
        ("html", "<!doctype html>\n<p>Hi</p>"),
        ("yaml", "name: Ann\npets:\n  - cat\n"),
        ("yaml", "# here is a comment\n- a\n- b"),
        ("sql", "SELECT * FROM t WHERE a = 'it''s (fine';"),
        ("sql", "-- all users\nWITH x AS (SELECT 1) SELECT * FROM x"),
        ("code", "def here_is():\n    return 1"),
        ("raw", "42"),
    ],
)
def test_a_document_alone_is_left_alone(form: Format, text: str) -> None:
    assert beside(text, form) == ()


@pytest.mark.parametrize(
    ("form", "text", "label"),
    [
        ("json", '```json\n{"a": 1}\n```', "fenced"),
        ("json", '```\n{"a": 1}', "fenced"),
        ("json", 'Here is the JSON:\n{"a": 1}', "prose_before"),
        ("json", '{"a": 1}\n\nLet me know if you need more.', "prose_after"),
        ("json", '{"a": 1} {"a": 2}', "prose_after"),
        ("json", '{"a": 1, "b": "tru', "truncated"),
        ("json", '{"a": [1, 2', "truncated"),
        ("json", "{'a': 1}", "malformed"),
        ("json", '{"a": 1,}', "malformed"),
        ("json", '{"a": NaN}', "malformed"),
        ("json", "I can't do that.", "prose"),
        ("json", "", "empty"),
        ("jsonl", '{"a": 1}\nThat was all.', "prose"),
        ("csv", "Here is the table:\nname,age\nAnn,3", "prose_before"),
        ("csv", "name,age\nAnn,3\n\nI hope this helps!", "prose_after"),
        ("csv", "name,age,town\nAnn,3,Rome\nBob,4", "truncated"),
        ("csv", 'name,age\n"Ann,3', "truncated"),
        ("xml", "<a><b></a>", "malformed"),
        ("xml", "<a><b>", "truncated"),
        ("xml", "Sure!\n<a/>", "prose_before"),
        ("yaml", "Here is the file:\nname: Ann", "prose_before"),
        ("yaml", "I can't help with that.", "prose"),
        ("sql", "SELECT * FROM (SELECT 1", "truncated"),
        ("sql", "This query does it: SELECT 1;", "prose"),
        ("sql", "SELECT 1;\n\nThis selects one.", "prose_after"),
        ("code", "Here is the code:\nx = 1", "prose_before"),
        ("code", "```python\nx = 1\n```", "fenced"),
        ("raw", "Sure! Here is the value:\n42", "prose_before"),
    ],
)
def test_what_stands_beside_a_document_is_marked(form: Format, text: str, label: str) -> None:
    assert label in {finding.label for finding in beside(text, form)}


@given(VALUES)
def test_every_json_document_is_exactly_that(value: object) -> None:
    assert beside(json.dumps(value), "json") == ()
    assert beside(json.dumps(value, ensure_ascii=False, indent=2), "json") == ()


@given(OBJECTS)
def test_words_or_a_fence_around_any_json_object_are_found(value: object) -> None:
    document = json.dumps(value)
    assert beside(f"The answer follows. {document}", "json")
    assert beside(f"{document}\nDone.", "json")
    assert {"fenced"} <= {each.label for each in beside(f"```json\n{document}\n```", "json")}


@given(OBJECTS, st.data())
def test_a_json_object_that_was_cut_off_is_found(value: object, data: st.DataObject) -> None:
    document = json.dumps(value)
    at = data.draw(st.integers(1, len(document) - 1))
    assert beside(document[:at], "json")


@given(st.text(max_size=200), st.sampled_from(FORMATS))
def test_any_text_is_read_and_findings_lie_in_it(text: str, form: Format) -> None:
    assert all(0 <= each.start <= each.end <= len(text) for each in beside(text, form))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "unit", ["[", "{", '"', "```\n", "\n", "<a>", "&a;", "/*", "-- ", "a,", "'", "(", "\ud800", "\0", "x: "]
)
def test_hostile_text_is_read_in_linear_time(form: Format, unit: str) -> None:
    text = unit * (200_000 // len(unit))  # in quadratic time these would not end
    assert all(each.end <= len(text) for each in beside(text, form))


def test_no_entity_of_a_document_type_is_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    assert beside(bomb, "xml") == ()
