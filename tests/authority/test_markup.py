"""Conversations in the document's own tags: read, judged, written back."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bylaw.authority import (
    ROLES,
    Comparison,
    Dialogue,
    Message,
    Part,
    Role,
    ToolCall,
    Turn,
    read_chat,
    read_markup,
    write_markup,
)
from bylaw.errors import ConversationError

law = settings(deadline=None, max_examples=300)


def turns(dialogue: Dialogue) -> Iterator[Turn]:
    for step in dialogue.steps:
        yield from step.turns if isinstance(step, Comparison) else (step,)


def only(text: str) -> Turn:
    dialogue = read_markup(text)
    assert dialogue.problems == ()
    (turn,) = dialogue.steps
    assert isinstance(turn, Turn)
    return turn


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<user>\nhello\n</user>", "hello", id="on-lines-of-its-own"),
        pytest.param("<user>hello</user>", "hello", id="on-one-line"),
        pytest.param("<user>  hello  </user>", "hello", id="on-one-line-with-spaces"),
        pytest.param("<user></user>", "", id="empty"),
        pytest.param("<user>\n\n</user>", "", id="blank"),
        pytest.param("<user>\n  indented\n</user>", "  indented", id="indented"),
        pytest.param("<user>  \n  indented\n</user>", "  indented", id="spaces-after-the-tag"),
        pytest.param("<user>\n\none\n\ntwo\n\n</user>", "\none\n\ntwo", id="blank-lines"),
        pytest.param("<user>\r\nhello\r\nyou\r\n</user>\r\n", "hello\nyou", id="crlf"),
        pytest.param("<user>\rhello\r</user>\r", "hello", id="cr"),
        pytest.param("<user>a < b && c > d</user>", "a < b && c > d", id="not-xml"),
        pytest.param("<user><b>bold</b> <br/></user>", "<b>bold</b> <br/>", id="html"),
        pytest.param("<user><assistant>x</assistant></user>", "<assistant>x</assistant>", id="another-turns-tags"),
        pytest.param("<user><comparison></comparison></user>", "<comparison></comparison>", id="comparison-tags"),
        pytest.param("<user>a <user> b</user>", "a <user> b", id="its-own-opening-tag-in-a-line"),
        pytest.param("<user>a <!-- b --></user>", "a <!-- b -->", id="a-comment-after-text"),
        pytest.param("<user>&lt;user&gt;</user>", "&lt;user&gt;", id="entities-stay"),
    ],
)
def test_only_a_turns_own_closing_tag_ends_it(markup: str, text: str) -> None:
    turn = only(markup)
    assert turn.message == Message(Role.USER, (Part("text", text),), wire_role="user")


@pytest.mark.parametrize(
    ("comment", "verdict", "clause", "note"),
    [
        pytest.param("", None, None, "", id="none"),
        pytest.param("<!-- GOOD -->", "good", None, "", id="good"),
        pytest.param("<!--GOOD-->", "good", None, "", id="without-spaces"),
        pytest.param("\n<!-- BAD -->", "bad", None, "", id="on-the-next-line"),
        pytest.param("  \n  <!-- BAD -->", "bad", None, "", id="on-the-next-line-indented"),
        pytest.param("<!-- OK -->", "neutral", None, "", id="ok"),
        pytest.param("<!-- GOOD: says it -->", "good", None, "says it", id="note"),
        pytest.param("<!-- GOOD : says it -->", "good", None, "says it", id="space-before-colon"),
        pytest.param("<!-- GOOD, given the doubt -->", "good", None, "given the doubt", id="comma"),
        pytest.param("<!-- BAD - too long -->", "bad", None, "too long", id="dash"),
        pytest.param("<!-- BAD — too long -->", "bad", None, "too long", id="long-dash"),
        pytest.param("<!-- BAD (too long) -->", "bad", None, "(too long)", id="brackets"),
        pytest.param("<!-- BAD: one\n  two: three -->", "bad", None, "one\n  two: three", id="lines"),
        pytest.param("<!-- BAD[#be_clear] -->", "bad", "be_clear", "", id="clause"),
        pytest.param("<!-- BAD[#be_clear]: muddled -->", "bad", "be_clear", "muddled", id="clause-and-note"),
        pytest.param("<!-- in Korean -->", None, None, "in Korean", id="a-note-and-no-verdict"),
        pytest.param("<!-- good -->", None, None, "good", id="lower-case-is-a-note"),
        pytest.param("<!-- OKAY then -->", None, None, "OKAY then", id="a-word-that-starts-like-one"),
        pytest.param("<!-- -->", None, None, "", id="empty-comment"),
        pytest.param("<!-- GOOD: a > b -- c -->", "good", None, "a > b -- c", id="almost-closed"),
    ],
)
def test_a_comment_after_the_tag_is_the_documents_word_on_the_turn(
    comment: str, verdict: str | None, clause: str | None, note: str
) -> None:
    turn = only(f"<assistant> {comment}\nhello\n</assistant>")
    assert (turn.verdict, turn.clause, turn.note) == (verdict, clause, note)
    assert turn.message.text == "hello"


@pytest.mark.parametrize(
    ("tag", "name", "recipient", "fields"),
    [
        pytest.param('tool name="browser"', "browser", None, (), id="name"),
        pytest.param("tool name='browser'", "browser", None, (), id="single-quotes"),
        pytest.param("tool name='say \"hi\"'", 'say "hi"', None, (), id="quotes-in-quotes"),
        pytest.param('tool name="it\'s"', "it's", None, (), id="apostrophe-in-quotes"),
        pytest.param('tool name = "a > b"', "a > b", None, (), id="a-sign-in-quotes"),
        pytest.param('tool name=""', "", None, (), id="empty"),
        pytest.param('tool\n  name="a"\n  recipient="b"', "a", "b", (), id="over-lines"),
        pytest.param(
            'tool end_turn="false" x-y="é"', None, None, (("end_turn", b'"false"'), ("x-y", None)), id="others"
        ),
    ],
)
def test_attributes_of_a_tag_are_kept(
    tag: str, name: str | None, recipient: str | None, fields: tuple[tuple[str, bytes | None], ...]
) -> None:
    message = only(f"<{tag}>x</tool>").message
    assert (message.name, message.recipient) == (name, recipient)
    assert [key for key, _ in message.fields] == [key for key, _ in fields]


@pytest.mark.parametrize(
    ("markup", "problems"),
    [
        pytest.param("", ["there is no turn"], id="nothing"),
        pytest.param("hello", ["text outside", "there is no turn"], id="no-tags"),
        pytest.param("<user>a", ["<user> is never closed"], id="unclosed"),
        pytest.param("<user>a\n<assistant>b</assistant>", ["<user> is never closed"], id="unclosed-before-another"),
        pytest.param(
            "<user>\na\n<assistant>\nb\n</assistant>\n<user>\nc\n</user>",
            ["<user> is opened again before it is closed"],
            id="unclosed-before-one-of-its-own",
        ),
        pytest.param("<user>a</user></user>", ["</user> closes nothing"], id="closed-twice"),
        pytest.param("<user>a</user></comparison>", ["</comparison> closes nothing"], id="comparison-closed-only"),
        pytest.param("<comparison><assistant>a</assistant>", ["<comparison> is never closed"], id="open-comparison"),
        pytest.param(
            "<comparison><comparison><assistant>a</assistant></comparison></comparison>",
            ["a <comparison> stands inside another", "</comparison> closes nothing"],
            id="comparison-in-comparison",
        ),
        pytest.param(
            "<comparison><user>a</user></comparison>", ["<user> can't stand in a comparison"], id="user-in-one"
        ),
        pytest.param("<user>a</user> and more", ["text outside any turn: 'and more'"], id="text-after"),
        pytest.param(
            "<User>a</User>", ["<User> is no role", "text outside", "</User> closes", "no turn"], id="capital"
        ),
        pytest.param("<ai>a</ai>", ["<ai> is no role", "text outside", "</ai> closes", "no turn"], id="unknown-role"),
        pytest.param("<user>a</user><!-- b -->", ["a comment stands outside"], id="comment-between"),
        pytest.param("<!-- <user>a</user> --><user>b</user>", ["a comment stands outside"], id="turn-in-a-comment"),
        pytest.param("<user>a</user><!-- <user>b</user>", ["a comment stands outside"], id="open-comment-between"),
        pytest.param("<assistant><!-- GOOD\na</assistant>", ["the comment is never closed"], id="open-mark"),
        pytest.param(
            "<assistant> <!-- GOOD\na\n</assistant>\n<assistant> <!-- BAD -->\nb\n</assistant>",
            ["the comment is never closed"],
            id="open-mark-closed-by-the-next-turns",
        ),
        pytest.param("<assistant><!-- GOOD or BAD -->a</assistant>", ["this mark can't be read"], id="two-verdicts"),
        pytest.param(
            "<assistant><!-- BAD[be_kind] -->a</assistant>", ["this mark can't be read"], id="clause-without-hash"
        ),
        pytest.param("<user>a</user>\n[...]\n* <assistant>b</assistant>", [], id="left-out-turns-and-a-stray-star"),
    ],
)
def test_what_cannot_be_right_is_a_problem(markup: str, problems: list[str]) -> None:
    found = [problem.what for problem in read_markup(markup).problems]
    assert len(found) == len(problems), found
    assert all(said in what for said, what in zip(problems, found, strict=True)), found


def test_an_open_comment_does_not_swallow_the_next_turn() -> None:
    first, second = read_markup(
        "<assistant> <!-- GOOD\na\n</assistant>\n<assistant> <!-- BAD -->\nb\n</assistant>"
    ).steps
    assert isinstance(first, Turn)
    assert isinstance(second, Turn)
    assert (first.verdict, first.message.text) == (None, "<!-- GOOD\na")
    assert (second.verdict, second.message.text) == ("bad", "b")


def test_problems_and_turns_say_their_line_and_column() -> None:
    dialogue = read_markup("<user>\na\n</user>\n\n <ai>\n <comparison>\n  <assistant>b</assistant>\n oops</comparison>")
    assert [(problem.line, problem.column, problem.kind) for problem in dialogue.problems] == [
        (5, 2, "role"),
        (8, 2, "syntax"),
    ]
    user, comparison = dialogue.steps
    assert isinstance(comparison, Comparison)
    assert [(step.line, step.column) for step in (user, comparison, *comparison.turns)] == [(1, 1), (6, 2), (7, 3)]


FRAGMENTS = [
    *(f"<{close}{role}>" for role in ("user", "assistant", "tool", "system", "platform", "ai") for close in ("", "/")),
    *('<tool name="a">', "<tool name='\"'>", "<assistant recipient=x>", "<user a='1' b=\"2\">", '<user a="1" a="2">'),
    *("<comparison>", "</comparison>", "<!-- GOOD -->", "<!-- BAD[#x]: no -->", "<!--", "-->", "<!-- note -->"),
    *(
        "<!-- OK: -->",
        "<!-- GOOD,a -->",
        "<!-- -->",
        "[...]",
        "*",
        "text",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "<",
        ">",
        '"',
    ),
    *("\n\n", "  \n", "\x00", "\u2028", "\x0c", "é", "🙂", "&amp;", "</user", "<user >", "</ user>", "\u00a0"),
]
markups = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=14).map("".join)


@law
@given(markups)
@example("<user><!-- --><!-- b --></user>")
@example("<user>\n<!-- x\n</user>")
@example('<tool name="a\'">x</tool>')
def test_any_text_is_read_and_what_was_read_is_written_back_equal(markup: str) -> None:
    dialogue = read_markup(markup)
    again = read_markup(write_markup(dialogue))
    assert again == dialogue
    assert write_markup(again) == write_markup(dialogue)


@law
@given(markups)
def test_every_place_points_into_the_text(markup: str) -> None:
    dialogue = read_markup(markup)
    lines = markup.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for each in (*dialogue.problems, *dialogue.steps, *turns(dialogue)):
        assert 1 <= each.line <= len(lines)
        assert 1 <= each.column <= len(lines[each.line - 1]) + 1
    for turn in turns(dialogue):
        assert lines[turn.line - 1][turn.column - 1 :].startswith(f"<{turn.message.wire_role}")


contents = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=30).map(str.rstrip)


@law
@given(st.lists(st.tuples(st.sampled_from(list(Role)), contents), min_size=1, max_size=4))
def test_texts_without_their_own_closing_tag_can_be_written(said: list[tuple[Role, str]]) -> None:
    dialogue = Dialogue(tuple(Turn(Message.of(role, text)) for role, text in said))
    back = [(turn.message.role, turn.message.text) for turn in turns(read_markup(write_markup(dialogue)))]
    assert back == said


@pytest.mark.parametrize(
    "turn",
    [
        pytest.param(Turn(Message.of(Role.USER, "a </user> b")), id="its-own-closing-tag"),
        pytest.param(Turn(Message.of(Role.USER, "a  ")), id="white-space-at-the-end"),
        pytest.param(Turn(Message(Role.USER, (Part("image_url"),), "parts")), id="an-image"),
        pytest.param(Turn(Message(Role.USER, (Part("text", "a"), Part("text", "b")), "parts")), id="two-texts"),
        pytest.param(Turn(Message(Role.ASSISTANT, tool_calls=(ToolCall("c", "f", "{}"),))), id="a-tool-call"),
        pytest.param(Turn(Message(Role.TOOL, (Part("text", "a"),), tool_call_id="c")), id="a-call-id"),
        pytest.param(Turn(Message(Role.TOOL, (Part("text", "a"),), name="'\"")), id="both-quotes"),
        pytest.param(Turn(Message(Role.TOOL, (Part("text", "a"),), fields=(("n", b"1"),))), id="a-number"),
        pytest.param(Turn(Message.of(Role.ASSISTANT, "a"), note="GOOD: it is"), id="a-note-that-reads-as-a-verdict"),
        pytest.param(Turn(Message.of(Role.ASSISTANT, "a"), "good", "a --> b"), id="a-note-that-ends-its-comment"),
        pytest.param(Turn(Message.of(Role.ASSISTANT, "a"), "bad", clause="a b"), id="a-clause-with-a-space"),
    ],
)
def test_what_the_markup_cannot_say_is_refused_and_not_lost(turn: Turn) -> None:
    with pytest.raises(ConversationError, match="step 2: ") as refused:
        write_markup(Dialogue((Turn(Message.of(Role.USER, "fine")), turn)))
    assert refused.value.mend


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_request_gains_no_authority_when_written_as_markup(role: str) -> None:
    (message,) = read_chat(f'[{{"role":"{role}","content":"a"}}]'.encode())
    (turn,) = turns(read_markup(write_markup(Dialogue((Turn(message),)))))
    assert turn.message.role is message.role


LONG = 1_000_000


def repeated(text: str) -> str:
    return (text * (LONG // len(text) + 1))[:LONG]


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(repeated("<user>\n"), id="opened"),
        pytest.param(repeated("<user>\n\n\n\n\n\n\n\n"), id="opened-and-blank-lines"),
        pytest.param(repeated("</user>"), id="closed"),
        pytest.param(repeated("<user>\n<assistant>\n"), id="two-roles-opened"),
        pytest.param(repeated("<user>\n<user>\n</user>\n"), id="opened-again"),
        pytest.param(repeated("<comparison>"), id="comparisons"),
        pytest.param(repeated("<user><!--</user>\n"), id="open-marks"),
        pytest.param(repeated("<!-- "), id="open-comments"),
        pytest.param(repeated("<a b='\" "), id="open-attributes"),
        pytest.param("<user" + repeated(" ") + "x", id="spaces-in-a-tag"),
        pytest.param("<user><!-- GOOD" + repeated(" ") + "x --></user>", id="spaces-in-a-mark"),
        pytest.param("<user>" + repeated("\n"), id="line-ends"),
    ],
)
def test_time_is_linear_in_the_text(markup: str) -> None:
    began = time.process_time()
    read_markup(markup)
    assert time.process_time() - began < 8, "1 MB takes a second or two; were it quadratic, minutes"
