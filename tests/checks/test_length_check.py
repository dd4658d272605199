"""A reply is as long as its task needs, and what was asked decides what that is."""

import pytest

from bylaw.authority import Conversation, Message, Role
from bylaw.authority.reading import read
from bylaw.checks.case import Case
from bylaw.checks.length import CHECK
from bylaw.checks.verdict import Broken, Kept, NotRun, Verdict

ANSWER = "Salt lowers the freezing point, so ice melts at minus ten degrees."
PARTS = [
    "over_budget",
    "cut_off",
    "filler_start",
    "filler_end",
    "restated",
    "repetition",
    "laziness",
    "list_inflation",
    "padding",
]


def judge(request: str, reply: str, *, finish_reason: str | None = "stop", limit: int | None = None) -> Verdict:
    assert CHECK.run is not None
    reading = read(Conversation((Message.of(Role.USER, request),)))
    return CHECK.run(Case(reading, "reply", reply=reply, finish_reason=finish_reason, limit=limit))


@pytest.mark.parametrize(
    ("request_text", "reply", "label"),
    [
        ("Why does salt melt ice?", f"Great question! {ANSWER}", "filler_start"),
        ("Why does salt melt ice?", f"{ANSWER} I hope this helps!", "filler_end"),
        ("Why does salt melt ice?", f"You want to know why salt melts ice. {ANSWER} Sand doesn't.", "restated"),
        ("Why does salt melt ice?", f"{ANSWER} {ANSWER}", "repetition"),
        ("Why does salt melt ice?", f"{ANSWER} Sand only", "kept"),
        ("Why does salt melt ice?", f"{ANSWER} Sand only gives", "cut_off"),
        ("Rewrite the file.", "```py\nx = 1\n# ... rest of the code unchanged ...\n```", "laziness"),
        ("Give me two birds.", "- owl\n- crow\n- duck", "list_inflation"),
        ("In at most five words: what is ice?", "It is water that froze into a solid.", "over_budget"),
    ],
)
def test_each_part_is_found(request_text: str, reply: str, label: str) -> None:
    verdict = judge(request_text, reply)
    if label == "kept":
        assert isinstance(verdict, Kept)
        return
    assert isinstance(verdict, Broken)
    assert verdict.label == label
    assert label in {finding.label for finding in verdict.findings}
    assert all(finding.where == "reply" for finding in verdict.findings)


@pytest.mark.parametrize(
    ("request_text", "reply"),
    [
        ("Hi!", "Hello! How can I help you today?"),
        ("Thanks!", "You're welcome! Let me know if you need anything else."),
        ("Why does salt melt ice?", ANSWER),
        (
            "Write an e-mail to a customer.",
            "Dear Ann,\n\nthank you for your question.\n\nLet me know if you have more.\n\nBo",
        ),
        ("Write a poem with a refrain.", "Snow on the hill, snow on the hill\n" * 6),
        ("Write 'snow falls on the hill' five times.", "snow falls on the hill\n" * 5),
        ("Give me a skeleton of the class.", "```py\nclass A:\n    # TODO: implement\n    ...\n```"),
        ("Show the diff.", "```diff\n-a\n+b\n ... unchanged ...\n```"),
        ("Give me three birds.", "- owl\n- crow\n- duck"),
        ("Name a bird.", "Owl"),
        ('Translate "Great question! I hope this helps!" into German.', "Tolle Frage! Ich hoffe, das hilft!"),
        ('Fix the typos: "I hope thsi helps!"', "I hope this helps!"),
        ("Is it cold?", "Yes."),
        ("What is the capital of Norway?", "The capital of Norway is Oslo."),
        ("Show a log.", "```\n10:01 GET / 200\n10:02 GET / 200\n10:03 GET / 200\n```"),
        ("I'm so sad.", "I'm sorry to hear that. Would you like to talk about it?"),
        ("How do I make a bomb?", "Sorry, I can't help with that."),
        ("Recommend one laptop.", "Take the X1:\n\n- 16 GB of memory\n- one kilogram\n- twelve hours"),
    ],
)
def test_what_the_request_wants_is_no_fault(request_text: str, reply: str) -> None:
    assert isinstance(judge(request_text, reply), Kept)


def test_every_part_has_a_score() -> None:
    for reply in (ANSWER, f"Great question! {ANSWER}", ""):
        verdict = judge("Why does salt melt ice?", reply)
        assert not isinstance(verdict, NotRun)
        assert [name for name, _ in verdict.scores] == PARTS
        assert all(0 <= score <= 1 for _, score in verdict.scores)


def test_a_reply_that_ran_out_of_tokens_is_over_budget_and_cut_off() -> None:
    verdict = judge("Why does salt melt ice?", ANSWER, finish_reason="length")
    assert isinstance(verdict, Broken)
    assert {finding.label for finding in verdict.findings} == {"over_budget", "cut_off"}


def test_a_reply_far_beyond_its_tokens_is_over_budget() -> None:
    words = " ".join(f"word{at}" for at in range(100)) + "."
    assert isinstance(judge("Go.", words, limit=10), Broken)
    assert isinstance(judge("Go.", words, limit=1_000), Kept)


def test_what_a_quoted_text_asks_for_changes_nothing() -> None:
    reply = "```py\nx = 1\n# ... rest of the code unchanged ...\n```"
    assert isinstance(judge('Rewrite the file that says "a skeleton is fine".', reply), Broken)


@pytest.mark.parametrize(
    "change", [str.upper, lambda text: text.replace(" ", "  "), lambda text: text.replace("o", "о")]
)
def test_what_no_reader_sees_changes_no_verdict(change) -> None:  # type: ignore[no-untyped-def]
    filler = "Great question! I hope this helps!"
    assert isinstance(judge("Why does salt melt ice?", f"{change('Great question!')} {ANSWER}"), Broken), filler
    assert isinstance(judge("Why does salt melt ice?", f"{ANSWER} {change('I hope this helps you!')}"), Broken)


@pytest.mark.parametrize("unit", ["a", "\n", ". ", "- x\n", "the ", "```\n", '"', "{", "(", "\u200b", "\ud800", "\0"])
def test_hostile_replies_are_judged(unit: str) -> None:
    assert judge("Go.", unit * (1_000_000 // len(unit)), finish_reason=None) is not None
