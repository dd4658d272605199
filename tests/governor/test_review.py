"""What becomes of replies: the first that keeps all is released, else the one that breaks least; none is patched."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority import Message, Part, Role, ToolCall
from bylaw.authority.constraints import FAMILIES, Constraint, keeps
from bylaw.backend import Backend, Choice, Completion, Prompt, Sampling, Usage
from bylaw.governor import Brief, Conduct, Policy, Release, Resample, prepare, refusal_of_inaction, review
from bylaw.prompt import estimate_tokens, write_preamble
from bylaw.spec import load, parse
from bylaw.spec.asks import spec_asks

SPEC = load("builtin")
PREAMBLE = write_preamble(SPEC, budget=200, count=estimate_tokens)
BACKEND = Backend("scripted", frozenset({"system", "user", "assistant", "tool"}))
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
RULES = "Use no commas. Use no digits."


def briefed(
    rules: str = RULES,
    *,
    sampling: Sampling | None = None,
    fields: tuple[tuple[str, bytes], ...] = (),
    **conduct: object,
) -> Brief:
    messages = (Message.of(Role.DEVELOPER, rules), Message.of(Role.USER, "What is tea?"))
    policy = Policy(SPEC, "abc", PREAMBLE, conduct=Conduct(**conduct))  # type: ignore[arg-type]
    prompt = Prompt(messages, sampling or Sampling(), fields=fields)
    return prepare(prompt, policy=policy, backend=BACKEND, now=NOON, nonce=bytes(16))


def said(*texts: str, ended: str = "stop", usage: Usage | None = Usage(10, 2, 12)) -> Completion:  # noqa: B008
    choices = tuple(Choice(at, Message.of(Role.ASSISTANT, text), ended) for at, text in enumerate(texts))
    return Completion("chatcmpl-1", "m", 0, choices, usage, raw=b'{"as": "it came"}')


def released(brief: Brief, *tries: Completion) -> Release:
    outcome = review(brief, tries)
    assert isinstance(outcome, Release)
    return outcome


def again(brief: Brief, *tries: Completion) -> Prompt:
    outcome = review(brief, tries)
    assert isinstance(outcome, Resample)
    return outcome.prompt


def texts(release: Release) -> list[str]:
    return [choice.message.text for choice in release.completion.choices]


def families(release: Release) -> list[list[str]]:
    return [[each.family for each in broken] for broken in release.broken]


def test_a_reply_that_keeps_everything_is_released_as_it_came() -> None:
    reply = said("A hot drink.")
    assert released(briefed(), reply) == Release(reply, (1,), ((),), "")
    assert reply.raw is not None


@pytest.mark.parametrize(
    ("temperature", "drawn_at"), [(None, 0.7), (0.0, 0.7), (0.3, 0.7), (0.7, 0.7), (1.2, 1.2)]
)  # fmt: skip
def test_a_broken_rule_draws_another_at_a_temperature_that_can_say_something_else(
    temperature: float | None, drawn_at: float
) -> None:
    brief = briefed(sampling=Sampling(temperature=temperature, seed=7))
    second = again(brief, said("Hot, wet."))
    assert (second.sampling.temperature, second.sampling.seed) == (drawn_at, 8)
    assert second.messages == brief.messages
    assert again(brief, said("Hot, wet."), said("Hot, wet.")).sampling.seed == 9


def test_a_retry_takes_no_seed_that_another_choice_has_had_and_none_that_is_too_large() -> None:
    assert again(briefed(sampling=Sampling(seed=7, n=3)), said("a, b", "c", "d")).sampling.seed == 10
    assert again(briefed(sampling=Sampling(seed=2**63 - 1)), said("a, b")).sampling.seed == 2**63 - 2
    assert again(briefed(), said("a, b")).sampling.seed is None


def test_the_first_reply_that_keeps_everything_wins() -> None:
    first, second, third = said("Hot, wet."), said("A hot drink."), said("Leaves in water.")
    release = released(briefed(), first, second)
    assert (texts(release), release.tries, families(release)) == (["A hot drink."], (2,), [[]])
    assert texts(released(briefed(samples=3), first, second, third)) == ["A hot drink."]


def test_where_none_keeps_everything_the_one_that_breaks_fewest_is_released_and_what_it_breaks_is_named() -> None:
    brief = briefed(samples=3)
    release = released(brief, said("Hot, 90 degrees."), said("Hot, wet."), said("At 90, or 95."))
    assert (texts(release), release.tries, families(release)) == (["Hot, wet."], (2,), [["punctuation:no_comma"]])
    assert release.completion.raw is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Hot.", "Hot, wet.", "At 90.", "At 90, wet.", ""]), min_size=1, max_size=8), st.data())
def test_tries_are_bounded_and_what_is_released_breaks_no_more_than_any_other(
    replies: list[str], data: st.DataObject
) -> None:
    brief = briefed(samples=data.draw(st.integers(1, 8)))
    breaks = [sum(keeps(each, reply) is False for each in brief.verify) for reply in replies]
    wanted = next((at for at, count in enumerate(breaks, 1) if not count), brief.samples)
    outcome = review(brief, [said(each) for each in replies])
    if len(replies) >= min(wanted, brief.samples):
        assert isinstance(outcome, Release)
        assert [len(each) for each in outcome.broken] == [min(breaks)]
        assert outcome.tries == (breaks.index(min(breaks)) + 1,)
    else:
        assert isinstance(outcome, Resample)


def test_of_several_choices_the_kept_ones_stay_and_the_rest_is_drawn_again() -> None:
    first, second = said("A hot drink.", "Hot, wet."), said("At 90.", "Leaves in water.")
    brief = briefed(sampling=Sampling(n=2))
    assert again(brief, first).sampling.n == 2
    release = released(brief, first, second)
    assert texts(release) == ["A hot drink.", "Leaves in water."]
    assert [choice.index for choice in release.completion.choices] == [0, 1]
    assert (release.tries, families(release)) == ((1, 2), [[], []])


def test_a_call_on_the_way_is_not_held_to_what_is_asked_of_the_reply() -> None:
    call = Message(Role.ASSISTANT, (Part("text", "One, two."),), tool_calls=(ToolCall("1", "f", '{"a": 1, "b": 2}'),))
    reply = Completion("1", "m", 0, (Choice(0, call, "tool_calls"),), raw=b"{}")
    assert released(briefed(), reply) == Release(reply, (1,), ((),), "")


def test_the_caller_is_told_of_every_token_that_was_spent() -> None:
    details = (("completion_tokens_details", b"{}"),)
    tries = said("a, b", usage=Usage(10, 2, 12)), said("c, d", usage=None), said("e", usage=Usage(11, 3, 14, details))
    assert released(briefed(), *tries).completion.usage == Usage(21, 5, 26, details)
    assert released(briefed(), said("a, b", usage=None), said("e", usage=None)).completion.usage is None


# -- over the budget

LIMITED = Sampling(max_tokens=100)
CUT = "Tea is a drink. It is made of lea"


def test_a_reply_that_was_cut_off_ends_at_its_last_whole_sentence_and_still_says_so() -> None:
    release = released(briefed(sampling=LIMITED), said(CUT, ended="length"))
    assert (texts(release), release.budget, release.completion.raw) == (["Tea is a drink."], "closed", None)
    assert release.completion.choices[0].finish_reason == "length"


@pytest.mark.parametrize(
    ("text", "ended", "budget"),
    [
        pytest.param("Tea is a drink. It is", "stop", "kept", id="not-cut-off"),
        pytest.param("Tea is a drink.", "length", "cut", id="ends-whole-already"),
        pytest.param("Tea is a dri", "length", "cut", id="no-whole-sentence"),
        pytest.param("", "length", "cut", id="nothing"),
    ],
)
def test_a_reply_that_need_not_end_sooner_stays_byte_for_byte(text: str, ended: str, budget: str) -> None:
    reply = said(text, ended=ended)
    assert released(briefed("Be kind.", sampling=LIMITED), reply) == Release(reply, (1,), ((),), budget)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param((("response_format", b'{"type": "json_object"}'),), id="response-format"),
        pytest.param((("logprobs", b"true"),), id="logprobs"),
        pytest.param((("top_logprobs", b"2"),), id="top-logprobs"),
    ],
)
def test_json_and_token_probabilities_are_never_closed(fields: tuple[tuple[str, bytes], ...]) -> None:
    reply = said(CUT, ended="length")
    assert released(briefed(sampling=LIMITED, fields=fields), reply) == Release(reply, (1,), ((),), "cut")


def test_a_format_that_is_plain_text_is_closed() -> None:
    fields = (("response_format", b'{"type": "text"}'),)
    assert released(briefed(sampling=LIMITED, fields=fields), said(CUT, ended="length")).budget == "closed"


def test_a_reply_that_was_asked_for_in_json_is_never_closed() -> None:
    reply = said('{"a": "Tea is hot. It i', ended="length")
    release = released(briefed("Reply in JSON only.", sampling=LIMITED, samples=1), reply)
    assert (release.completion, release.budget) == (reply, "cut")


def test_a_call_that_was_cut_off_is_never_closed() -> None:
    call = Message(Role.ASSISTANT, (Part("text", CUT),), tool_calls=(ToolCall("1", "f", '{"a'),))
    reply = Completion("1", "m", 0, (Choice(0, call, "length"),), raw=b"{}")
    assert released(briefed(sampling=LIMITED), reply) == Release(reply, (1,), ((),), "cut")


def test_what_is_verified_is_what_is_released() -> None:
    short = briefed("Write at least 6 words.", sampling=LIMITED, samples=1)
    assert families(released(short, said(CUT, ended="length"))) == [["length_constraints:number_words"]]
    comma = briefed("Use no commas.", sampling=LIMITED)
    release = released(comma, said("Tea is a drink. Hot, w", ended="length"))
    assert (texts(release), families(release), release.budget) == (["Tea is a drink."], [[]], "closed")


def test_asking_again_draws_a_shorter_reply() -> None:
    brief = briefed("Be kind.", sampling=LIMITED, over_budget="ask again")
    assert brief.whole
    second = again(brief, said(CUT, ended="length"))
    assert "at most 100 tokens" in brief.messages[-1].text
    assert "at most 50 tokens" in second.messages[-1].text
    assert second.sampling.max_tokens == 100
    release = released(brief, said(CUT, ended="length"), said("Tea is hot."))
    assert (texts(release), release.budget, release.tries) == (["Tea is hot."], "asked again", (2,))


def test_asking_again_in_vain_gives_the_first_as_it_is() -> None:
    brief = briefed("Be kind.", sampling=LIMITED, over_budget="ask again", samples=2)
    release = released(brief, said(CUT, ended="length"), said("Tea. And", ended="length"))
    assert (texts(release), release.budget, release.tries) == ([CUT], "cut", (1,))
    finished = released(brief, said("Tea is hot."))
    assert finished.budget == "kept"


def test_where_the_caller_set_no_limit_there_is_no_shorter_reply_to_ask_for() -> None:
    reply = said(CUT, ended="length")
    assert released(briefed("Be kind.", over_budget="ask again"), reply) == Release(reply, (1,), ((),), "")


def test_a_reply_drawn_again_for_a_rule_was_not_asked_again_for_its_length() -> None:
    brief = briefed("Use no commas.", sampling=LIMITED)
    release = released(brief, said("Hot, wet. An", ended="length"), said("Tea is hot."))
    assert (texts(release), release.budget) == (["Tea is hot."], "kept")


def test_a_short_reply_without_a_whole_sentence_is_asked_for_again_and_shorter() -> None:
    brief = briefed(sampling=Sampling(max_tokens=32))
    again = review(brief, [said("Tea, a hot dri", ended="length")])
    assert isinstance(again, Resample)
    assert "16 tokens" in again.prompt.messages[-1].text
    release = released(brief, said("Tea, a hot dri", ended="length"), said("Tea is hot."))
    assert (texts(release), release.budget, brief.whole) == (["Tea is hot."], "asked again", True)
    closed = released(brief, said(CUT, ended="length"))
    assert (texts(closed), closed.budget) == (["Tea is a drink."], "closed")


def test_a_cut_off_reply_stays_where_the_policy_says_so() -> None:
    reply = said(CUT, ended="length")
    assert released(briefed(sampling=LIMITED, over_budget="cut"), reply) == Release(reply, (1,), ((),), "cut")


# -- what can't be decided, and what nobody may do


@pytest.mark.parametrize("family", ["scope:forbidden_topics", "scope:only_topics", "style:tone", "tools:permission"])
def test_what_only_a_judge_can_say_is_not_verified(family: str) -> None:
    example = {"text": "x", "texts": ("x",), "flag": True}
    constraint = Constraint.of(family, {name: example[kind] for name, kind in FAMILIES[family].items()})  # type: ignore[misc]
    assert keeps(constraint, "") is None
    brief = briefed("Be formal.")
    assert (brief.verify, brief.whole, brief.samples) == ((), False, 1)


def test_where_two_root_clauses_exclude_each_other_every_choice_says_which() -> None:
    spec = parse("# One {#one authority=root}\n\nNo commas.\n\n# Two {#two authority=root}\n\nUse at least 3 commas.\n")
    policy = Policy(spec, "abc", write_preamble(spec, budget=200, count=estimate_tokens), asks=spec_asks(spec))
    prompt = Prompt((Message.of(Role.USER, "What is tea?"),), Sampling(n=2))
    brief = prepare(prompt, policy=policy, backend=BACKEND, now=NOON, nonce=bytes(16))
    refusal = refusal_of_inaction(brief, completion_id="chatcmpl-1", at=NOON)
    assert [choice.index for choice in refusal.choices] == [0, 1]
    for choice in refusal.choices:
        assert "'one'" in choice.message.text
        assert "'two'" in choice.message.text
        assert choice.finish_reason == "stop"
