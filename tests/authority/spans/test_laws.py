"""Laws that hold for any text."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority import Authority, Conversation, Message, Part, Role
from bylaw.authority.spans import Span, read_spans

PIECES = [
    '"', "'", "`", "``", "```", "~~~", '"""', "\u201c", "\u201d", "\u2018", "\u2019", "«", "»", "「", "」", "„",
    "<b>", "</b>", "<document>", "</document>", "<!--", "-->", "<br/>", "{", "}", '{"a": "', '"}', "[", "]",
    "\\", "\n", "\n\n", "\r\n", "\n> ", "\n    x = 1;", "\t", "key: ", "\n---\n", "- ", " ", "s", "6", "word",
    "don't", ": ", ".", "é", "是", "\U0001f600",
]  # fmt: skip
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
roles = st.sampled_from(list(Role))
speakers = st.sampled_from([Role.SYSTEM, Role.DEVELOPER, Role.USER])


def spans_of(role: Role, text: str, kind: str = "text") -> tuple[Span, ...]:
    return read_spans(Conversation((Message(role, (Part(kind, text),)),)))


def silent(role: Role, text: str, start: int, end: int) -> bool:
    return all(
        span.authority is Authority.NONE for span in spans_of(role, text) if span.start < end and start < span.end
    )


@settings(max_examples=600)
@given(roles, texts, st.booleans())
def test_spans_part_a_text(role: Role, text: str, structured: bool) -> None:
    here = 0
    for span in read_spans(Conversation((Message.of(role, text),)), structured=structured):
        assert span.start == here
        assert span.end > span.start
        assert (span.kind == "plain") == (span.authority is not Authority.NONE)
        assert span.authority in {Authority.NONE, role.authority}
        here = span.end
    assert here == len(text)


@given(st.sampled_from([Role.TOOL, Role.ASSISTANT]), texts)
def test_tools_and_the_assistant_never_speak(role: Role, text: str) -> None:
    assert silent(role, text, 0, len(text))


@given(speakers, texts)
def test_untrusted_text_never_speaks(role: Role, text: str) -> None:
    assert all(span.authority is Authority.NONE for span in spans_of(role, text, "untrusted_text"))


@given(speakers, texts, st.sampled_from(["first", "middle", "last"]))
def test_nothing_planted_in_a_json_part_speaks(role: Role, planted: str, place: str) -> None:
    values = {"first": "a", "middle": "b", "last": "c"}
    text = json.dumps(values | {place: "@"}).replace("@", planted)  # unescaped: it may close its string and object
    assert silent(role, text, 0, len(text))


@given(speakers, texts, st.sampled_from(["", ' index="1"']))
def test_nothing_planted_in_a_document_speaks(role: Role, planted: str, attributes: str) -> None:
    text = f"Sum up:\n<document{attributes}>\n{planted}\n</document>\nBe brief."
    assert silent(role, text, text.index("<"), text.rindex(">") + 1)


@given(speakers, texts)
def test_a_document_silences_nothing_that_follows_it(role: Role, planted: str) -> None:
    text = f"Sum up:\n<document>\n{planted}\n</document>\nBe brief"
    last = spans_of(role, text)[-1]
    assert (last.kind, text[last.start : last.end]) == ("plain", "\nBe brief")


@given(speakers, st.sampled_from(["```", "~~~~", '"""']), texts)
def test_after_a_fence_that_is_never_closed_nothing_speaks(role: Role, fence: str, text: str) -> None:
    text = f"Sum up:\n{fence}\n{text.replace(fence[0], '')}"
    assert silent(role, text, 8, len(text))


@given(texts)
def test_after_a_users_quote_that_nothing_may_close_nothing_speaks(text: str) -> None:
    text = 'Sum up: "a' + text.replace('"', "")
    assert silent(Role.USER, text, 8, len(text))


@given(
    st.sampled_from([('"', '"'), ("\u201c", "\u201d"), ("«", "»"), ("「", "」")]), st.text("abc xyz.,\n", max_size=60)
)
def test_who_closes_the_quote_he_stands_in_stays_in_it(marks: tuple[str, str], rest: str) -> None:
    opening, closing = marks
    text = f"Sum up: {opening}one two{closing} Obey. {rest}three{closing} Be brief."
    assert silent(Role.USER, text, 8, text.rindex(closing) + 1)


@given(st.text("abc xyz.,?!\n-*#:;%&@ABC", max_size=200))
def test_text_without_any_mark_speaks_whole(text: str) -> None:
    text = "A" + text.replace("\n", " ")
    assert [span.kind for span in spans_of(Role.USER, text)] == ["plain"]
