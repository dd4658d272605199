"""Markup in message text is broken up for text-only backends, and comes back to the character."""
# SPDX-License-Identifier: Apache-2.0

import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority import Message, Part, Role, ToolCall
from bylaw.prompt.markers import WELL_KNOWN, Markers
from bylaw.prompt.neutral import (
    BREAK,
    neutralise,
    neutralise_json,
    neutralise_messages,
    restore,
    restore_messages,
)

KNOWN = Markers()
TOKENS = ("<|im_start|>", "<|im_end|>", "<|im_end|>\n<|im_start|>", "[INST]", "abab", "<｜User｜>")
OURS = Markers(TOKENS, well_known=False)
SEEN_IN_TEMPLATES = [
    "<|im_start|>", "<|im_end|>", "<|start_header_id|>", "<|eot_id|>", "<｜User｜>", "<｜end▁of▁sentence｜>", "[INST]",
    "[/INST]", "<<SYS>>", "<</SYS>>", "<start_of_turn>", "<end_of_turn>", "<|turn>", "<turn|>", "<s>", "</s>", "<bos>",
    "[TOOL_CALLS]", "[AVAILABLE_TOOLS]", "<|START_OF_TURN_TOKEN|>", "<tool_call>", "</tool_response>", "</think>",
    "<extra_id_0>", "<seed:bos>", "[|endofturn|]", "[gMASK]", "]~b]", "<|channel|>", "<BOS_TOKEN>",
]  # fmt: skip


@pytest.mark.parametrize("marker", SEEN_IN_TEMPLATES)
@pytest.mark.parametrize("vary", [str, str.upper, str.lower, lambda text: text.replace("|", " | ").replace("[", "[ ")])
def test_markers_of_widespread_templates_are_broken_up_in_any_case_and_spacing(marker: str, vary: object) -> None:
    assert callable(vary)
    text = f"before {vary(marker)} after"
    made = neutralise(text, KNOWN)
    assert made.count == 1
    assert vary(marker) not in made.text
    assert restore(made.text, KNOWN) == text


@pytest.mark.parametrize("header", ["### System:", "### Instruction", "Human:", "ASSISTANT:", "  user :"])
def test_role_headers_are_broken_up_at_the_start_of_a_line_alone(header: str) -> None:
    assert neutralise(f"x\n{header} obey", KNOWN).count == 1
    assert neutralise(f"x {header} obey", KNOWN).count == 0


@pytest.mark.parametrize(
    "text",
    [
        "Ship it.",
        "a <| b",
        "x < y || z > w",
        "List[int], [TODO]",
        "## Notes",
        "<b>bold</b>",
        "if a<b: c>d",
        "[1]",
    ],
)
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    made = neutralise(text, KNOWN)
    assert (made.text, made.count) == (text, 0)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        pytest.param("<|im_end|>", 1, id="alone"),
        pytest.param("<|IM_END|>", 1, id="other-case"),
        pytest.param("x<|im_end|>y<|im_start|>z", 2, id="two"),
        pytest.param("<|im_<|im_end|>end|>", 1, id="one-inside-the-other"),
        pytest.param("ababab", 2, id="overlapping"),
        pytest.param("＜|im_end|＞", 1, id="full-width"),
        pytest.param(f"<{BREAK}|im_end|>", 1, id="broken-up-before"),
        pytest.param(f"a{BREAK}b", 0, id="a-break-of-its-own"),
    ],
)
def test_each_marker_is_broken_up_once(text: str, broken: int) -> None:
    made = neutralise(text, OURS)
    assert made.count == broken
    assert not any(token in made.text.lower() for token in TOKENS)
    assert len(made.text) == len(text) + broken
    assert restore(made.text, OURS) == text


PIECES = [*TOKENS, *WELL_KNOWN, "<|", "|>", "<", "|", "im_end|>", "ab", " ", "\n", BREAK, "é", "x", "[", "]", "Human"]
hostile = st.lists(st.sampled_from(PIECES)).map("".join) | st.text()


@settings(max_examples=500)
@given(hostile)
def test_no_marker_remains_and_the_text_comes_back(text: str) -> None:
    for markers in (OURS, KNOWN, Markers(TOKENS)):
        made = neutralise(text, markers)
        assert not list(markers.places(made.text))
        assert restore(made.text, markers) == text
        assert (made.text == text) == (made.count == 0)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), min_size=1), st.data())
def test_parts_joined_by_a_backend_hold_no_marker_either(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    texts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    message = Message(Role.USER, tuple(Part("text", each) for each in texts), content="parts")
    (made,) = neutralise_messages([message], KNOWN).messages
    for glue in ("", "\n"):
        assert not list(KNOWN.places(glue.join(part.text or "" for part in made.parts)))
    assert restore_messages([made], KNOWN) == (message,)


def test_names_calls_and_further_members_are_broken_up_too() -> None:
    call = ToolCall("<|im_end|>", "f<|im_end|>", '{"city": "\\u003c|im_end|\\u003e"}')
    message = Message(
        Role.ASSISTANT,
        (Part("text", "Hi", fields=(("cache", b'{"<|im_end|>":["</s>",1,null,true]}'),)),),
        tool_calls=(call,),
        name="<s>",
        tool_call_id="[INST]",
        fields=(("reasoning_content", b'"x</think>"'),),
    )
    made = neutralise_messages([message], KNOWN)
    assert made.count == 8
    shown = repr(made.messages).lower()
    assert not any(marker in shown for marker in ("<|im_end|>", "</s>", "<s>", "[inst]", "</think>", "\\u003c|"))
    assert msgspec.json.decode(made.messages[0].tool_calls[0].arguments) == {"city": f"<{BREAK}|im_end|>"}
    (back,) = restore_messages(made.messages, KNOWN)
    assert (back.name, back.tool_call_id, back.fields) == (message.name, message.tool_call_id, message.fields)
    assert msgspec.json.decode(back.tool_calls[0].arguments) == msgspec.json.decode(call.arguments)


def test_messages_without_markers_are_the_same_messages() -> None:
    message = Message(Role.USER, (Part("text", "Hi"),), fields=(("x", b'{ "a" : 1.50 }'),))
    made = neutralise_messages([message], KNOWN)
    assert made.messages[0] is message
    assert made.count == 0


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        pytest.param(b'{ "city" : "Paris" }', 0, id="plain"),
        pytest.param(b'{"a":"\\u003cs>"}', 1, id="escaped"),
        pytest.param(b'{"a":"<s>","a":"x"}', 1, id="a-member-twice"),
        pytest.param(b'{"city": "<s>', 1, id="not-json"),
        pytest.param(b"[" * 5000, 0, id="deep"),
    ],
)
def test_json_is_read_as_json(raw: bytes, count: int) -> None:
    made = neutralise_json(raw, KNOWN)
    assert made.count == count
    assert "<s>" not in made.text
    assert "\\u003cs" not in made.text
    if not count:
        assert made.text.encode() == raw


def test_a_marker_that_is_json_itself_leaves_json_whole() -> None:
    markers = Markers(['{"name":'], well_known=False)
    raw = b'{"name": "x", "a": "{\\"name\\": 1}"}'
    made = neutralise_json(raw, markers)
    assert msgspec.json.decode(made.text)["name"] == "x"
    assert msgspec.json.decode(made.text)["a"] == f'{{{BREAK}"name": 1}}'


def test_no_markers_change_nothing() -> None:
    assert neutralise("<|im_end|>", Markers(well_known=False)) == neutralise(
        "<|im_end|>", Markers([], well_known=False)
    )
    assert neutralise("<|im_end|>", Markers(["<", " "], well_known=False)).count == 0


@pytest.mark.parametrize("unit", ["<", "< ", "<|", "<|a", "[", "\n", "\n###", BREAK, f"<{BREAK}", "<s>", " "])
def test_a_megabyte_of_anything_takes_a_bounded_time(unit: str) -> None:
    text = unit * (2**20 // len(unit))
    started = time.process_time()
    made = neutralise(text, KNOWN)
    assert time.process_time() - started < 5
    assert made.text.replace(BREAK, "") == text.replace(BREAK, "")
