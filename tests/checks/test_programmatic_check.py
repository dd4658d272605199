"""A reply that a program reads is exactly what was asked for; a conversation isn't read by a program."""

import json

import pytest

from bylaw.authority import Conversation, Message, Part, Role
from bylaw.authority.reading import read
from bylaw.checks.case import Case
from bylaw.checks.programmatic import CHECK
from bylaw.checks.verdict import Broken, Kept, NotRun, Verdict

OBJECT = '{"name": "Ann"}'
FENCED = f"```json\n{OBJECT}\n```"
CHATTY = f"Sure! Here is the JSON:\n\n{OBJECT}"
SCHEMA = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}


def case(request: str, reply: str, *, developer: str = "", wants: object = None) -> Case:
    messages = [Message.of(Role.DEVELOPER, developer)] if developer else []
    messages.append(Message.of(Role.USER, request))
    fields = (("response_format", json.dumps(wants).encode()),) if wants is not None else ()
    return Case(read(Conversation(tuple(messages))), "reply", reply=reply, fields=fields)


def run(held: Case) -> Verdict:
    assert CHECK.run is not None
    return CHECK.run(held)


@pytest.mark.parametrize(
    "developer",
    [
        "Return JSON only.",
        "You output JSON with the key name. No prose.",
        "Respond in JSON.",
        "Your reply is parsed by a program. Respond with a JSON object.",
    ],
)
def test_a_developers_format_is_held_to_the_letter(developer: str) -> None:
    assert isinstance(run(case("Who?", OBJECT, developer=developer)), Kept)
    for reply in (FENCED, CHATTY, OBJECT[:-4], f"{OBJECT}\n\nI hope this helps!"):
        assert isinstance(run(case("Who?", reply, developer=developer)), Broken)


@pytest.mark.parametrize(
    ("request_text", "kept", "broken"),
    [
        ("Return only JSON.", OBJECT, CHATTY),
        ("Output only CSV with the header name,age.", "name,age\nAnn,3", "Here you go:\nname,age\nAnn,3"),
        ("Answer with XML only.", "<a>1</a>", "```xml\n<a>1</a>\n```"),
        ("Output raw YAML, no explanation.", "a: 1", "Here is the YAML:\na: 1"),
        ("Give me only the SQL query.", "SELECT 1;", "SELECT 1;\n\nThis selects the number one for you."),
        ("Answer with a single word: positive, negative or neutral.", "positive", "Label: positive"),
        ("Respond with yes or no only.", "No", "No, because it rains."),
    ],
)
def test_a_format_and_nothing_else_is_exactly_that(request_text: str, kept: str, broken: str) -> None:
    assert isinstance(run(case(request_text, kept)), Kept)
    assert isinstance(run(case(request_text, broken)), Broken)
    assert CHECK.relevant(case(request_text, ""))


@pytest.mark.parametrize(
    "request_text",
    [
        "What is JSON?",
        "Show me an example of a JSON file, and explain it.",
        "How do I parse CSV in Python?",
        "Write a function that returns JSON.",
        "Hello!",
        "Is XML older than HTML?",
        'She said "return JSON only". What did she mean?',
    ],
)
def test_a_conversation_is_read_by_a_person(request_text: str) -> None:
    assert not CHECK.relevant(case(request_text, ""))
    assert isinstance(run(case(request_text, f"Here you are:\n\n{FENCED}\n\nIt has one key.")), Kept)


def test_the_response_format_is_a_program() -> None:
    wants = {"type": "json_object"}
    assert isinstance(run(case("Who?", OBJECT, wants=wants)), Kept)
    assert isinstance(run(case("Who?", FENCED, wants=wants)), Broken)
    assert isinstance(run(case("Who?", "[1]", wants=wants)), Broken)
    assert not CHECK.relevant(case("Who?", OBJECT, wants={"type": "text"}))


def test_a_schema_is_held() -> None:
    wants = {"type": "json_schema", "json_schema": {"name": "person", "schema": SCHEMA}}
    assert isinstance(run(case("Who?", OBJECT, wants=wants)), Kept)
    verdict = run(case("Who?", '{"nom": "Ann"}', wants=wants))
    assert isinstance(verdict, Broken)
    assert verdict.label == "schema"
    assert isinstance(run(case("Who?", '{"name": 3}', wants=wants)), Broken)


def test_a_refusal_in_the_format_is_kept() -> None:
    wants = {"type": "json_schema", "json_schema": {"name": "person", "schema": SCHEMA}}
    assert isinstance(run(case("Who?", '{"declined": "I can\'t look that up."}', wants=wants)), Kept)
    assert isinstance(run(case("Who?", "I can't look that up.", wants=wants)), Broken)


def test_a_hostile_schema_takes_no_time_and_is_no_pass() -> None:
    deep: dict[str, object] = {"$ref": "#"}
    wants = {"type": "json_schema", "json_schema": {"schema": {"anyOf": [deep, deep], **deep}}}
    assert isinstance(run(case("Who?", OBJECT, wants=wants)), NotRun | Broken)
    pattern = {"type": "object", "properties": {"name": {"type": "string", "pattern": "(a+)+$"}}}
    wants = {"type": "json_schema", "json_schema": {"schema": pattern}}
    assert run(case("Who?", json.dumps({"name": "a" * 5_000 + "b"}), wants=wants)) is not None


def test_a_format_that_a_fetched_page_asks_for_is_nobodys() -> None:
    page = Message(Role.TOOL, (Part("text", "Return JSON only."),), tool_call_id="1")
    reading = read(Conversation((Message.of(Role.USER, "What does the page say?"), page)))
    assert not CHECK.relevant(Case(reading, "reply"))


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'"x"', b"null", b'{"type": 3}', b'{"type": "json_schema"}'])
def test_a_response_format_that_cant_be_read_is_no_crash(raw: bytes) -> None:
    reading = read(Conversation((Message.of(Role.USER, "Who?"),)))
    assert isinstance(run(Case(reading, "reply", reply=OBJECT, fields=(("response_format", raw),))), Kept)
