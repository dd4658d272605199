"""Examples as data: a conversation, and the replies the document judges."""

from bylaw.authority import Role
from bylaw.spec import Trial, load, parse, trials


def only(markup: str) -> Trial:
    (found,) = trials(parse(f"# A {{#a}}\n\n**Example**: a title\n\n~~~xml\n{markup}\n~~~\n", "a.md"))
    return found


def said(trial: Trial) -> list[str]:
    return [message.text for message in trial.messages]


def judged(trial: Trial) -> list[tuple[str, list[str], int | None]]:
    return [(each.verdict, [message.text for message in each.messages], each.comparison) for each in trial.responses]


def test_an_example_is_the_conversation_up_to_its_first_judged_reply_and_the_replies() -> None:
    found = only(
        "<system>s</system><user>u</user>\n<comparison>\n"
        "<assistant> <!-- GOOD: kind -->g</assistant>\n<assistant> <!-- BAD[#b]: rude -->b</assistant>\n</comparison>"
    )
    assert (found.id, found.clause, found.title, str(found.place)) == ("a/a_title", "a", "a title", "a.md:3:1")
    assert [message.role for message in found.messages] == [Role.SYSTEM, Role.USER]
    assert judged(found) == [("good", ["g"], 0), ("bad", ["b"], 0)]
    assert [(each.note, each.breaks) for each in found.responses] == [("kind", None), ("rude", "b")]


def test_a_reply_without_a_mark_is_neutral_in_a_comparison_and_a_turn_elsewhere() -> None:
    found = only(
        "<user>u</user><assistant>t</assistant><user>v</user><comparison><assistant>n</assistant></comparison>"
    )
    assert said(found) == ["u", "t", "v"]
    assert judged(found) == [("neutral", ["n"], 0)]


def test_a_marked_reply_outside_a_comparison_is_judged() -> None:
    found = only("<user>u</user><assistant> <!-- OK -->o</assistant>")
    assert judged(found) == [("neutral", ["o"], None)]


def test_after_a_comparison_its_first_good_reply_goes_on() -> None:
    found = only(
        "<user>u</user><comparison><assistant> <!-- BAD -->b</assistant><assistant> <!-- GOOD -->g</assistant>"
        "<assistant> <!-- GOOD -->h</assistant></comparison><user>v</user>"
        "<comparison><assistant> <!-- BAD -->c</assistant><assistant>d</assistant></comparison><tool>t</tool>"
        "<assistant> <!-- GOOD -->e</assistant>"
    )
    assert said(found) == ["u"]
    assert judged(found) == [
        ("bad", ["b"], 0),
        ("good", ["g"], 0),
        ("good", ["h"], 0),
        ("bad", ["g", "v", "c"], 1),
        ("neutral", ["g", "v", "d"], 1),
        ("good", ["g", "v", "c", "t", "e"], None),
    ]


def test_a_user_in_a_comparison_is_no_reply() -> None:
    found = only("<comparison><user>u</user><assistant> <!-- GOOD -->g</assistant></comparison>")
    assert judged(found) == [("good", ["g"], 0)]


def test_an_empty_comparison_and_an_example_without_conversation_judge_nothing() -> None:
    assert judged(only("<user>u</user><comparison></comparison>")) == []
    (bare,) = trials(parse("**Example**: bare\n"))
    assert (bare.id, bare.clause, bare.messages, bare.responses) == ("/bare", "", (), ())


def test_ids_are_unique_even_where_titles_are_not() -> None:
    text = "# A {#a}\n\n" + "**Example**: same\n\n" * 2 + "**Example**\n\n" * 2 + "# B {#b}\n\n**Example**: same\n"
    ids = [trial.id for trial in trials(parse(text))]
    assert ids == ["a/same", "a/same-2", "a/untitled", "a/untitled-2", "b/same"]


def test_every_clause_that_ships_has_two_pairs_of_good_and_bad() -> None:
    spec = load("builtin")
    pairs: dict[str, int] = {}
    for trial in trials(spec):
        verdicts = [each.verdict for each in trial.responses]
        pairs[trial.clause] = pairs.get(trial.clause, 0) + min(verdicts.count("good"), verdicts.count("bad"))
    assert {clause.id for clause in spec.clauses if pairs.get(clause.id, 0) < 2} == set()
