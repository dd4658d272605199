"""What a judge says, through the whole turn: one call a stage, and nothing it leaves open is a pass."""

import asyncio
from collections.abc import Sequence

import pytest

from bylaw.checks import Case, Check, Kept, Verdict
from bylaw.checks.question import Answer, Question
from bylaw.engines.scripted import Reply, ScriptedEngine
from bylaw.errors import EngineError
from bylaw.turn import EngineJudge, JudgeLimits
from tests.governor.screen_support import Run, asked, desk_of, policy_of, streamed, verdicts, whole
from tests.governor.test_screens import clause

KIND = Check("kind", "It is kind.", ("reply",), None, tier="judge")
FAIR = Check("fair", "It is fair.", ("reply",), None, tier="judge")
MEANT = Check("meant", "It is meant well.", ("input",), None, tier="judge")


def judge(*answers: Reply | str, limits: JudgeLimits | None = None) -> tuple[EngineJudge, ScriptedEngine]:
    engine = ScriptedEngine(answers)
    return EngineJudge(engine, limits=limits), engine


@pytest.mark.parametrize("run", [whole, streamed])
async def test_all_open_clauses_of_a_stage_are_one_call(run: Run) -> None:
    policy = policy_of(clause("kind", "refuse") + clause("fair", "flag"), (KIND, FAIR))
    asks, engine = judge("S1: kept\nS2: broken")
    desk, _, store = desk_of(policy, ["Fine."], judge=asks)
    assert await run(asked(), desk) == (("Fine.", b"null", (), "stop"),)
    assert len(engine.prompts) == 1
    assert verdicts(store) == [("fair", "broken", "flagged")]


@pytest.mark.parametrize("run", [whole, streamed])
@pytest.mark.parametrize(
    ("answer", "action", "released"),
    [
        ("S1: broken", "refuse", False),
        ("S1: kept", "refuse", True),
        ("gibberish", "refuse", False),
        ("gibberish", "flag", True),
        ("S1: broken", "flag", True),
        ("S1: broken", "redact", False),
    ],
)
async def test_a_clause_only_a_judge_decides_has_its_action_taken(
    run: Run, answer: str, action: str, released: bool
) -> None:
    asks, _ = judge(answer)
    desk, _, _ = desk_of(policy_of(clause("kind", action), (KIND,)), ["You fool."], judge=asks)
    ((said, refused, _, _),) = await run(asked(), desk)
    assert (said == "You fool.") == released
    assert (refused == b"null") == released


@pytest.mark.parametrize("run", [whole, streamed])
async def test_a_reply_that_a_judge_finds_broken_is_drawn_again_and_judged_again(run: Run) -> None:
    asks, engine = judge("S1: broken", "S1: kept")
    desk, model, _ = desk_of(policy_of(clause("kind", "regenerate"), (KIND,)), ["You fool.", "My friend."], judge=asks)
    ((said, *_),) = await run(asked(), desk)
    assert said == "My friend."
    assert (len(model.prompts), len(engine.prompts)) == (2, 2)


@pytest.mark.parametrize("run", [whole, streamed])
async def test_a_request_is_judged_before_the_model_is_asked(run: Run) -> None:
    asks, _ = judge("unsafe\nS1")
    desk, model, store = desk_of(policy_of(clause("meant", "refuse"), (MEANT,)), ["Sure."], judge=asks)
    ((said, refused, _, reason),) = await run(asked(), desk)
    assert (said, reason, model.prompts) == ("", "content_filter", [])
    assert refused != b"null"
    assert verdicts(store) == [("meant", "broken", "refused")]


@pytest.mark.parametrize(
    ("answer", "limits", "reason"),
    [
        (Reply(fail_after=0, error=EngineError("it is down", mend="start it")), None, "the judge failed (EngineError)"),
        (Reply(fail_after=0, error=RuntimeError("boom")), None, "the judge failed (RuntimeError)"),
        (Reply("S1: kept", delay_s=5), JudgeLimits(timeout_s=0.05), "the judge gave no answer within 0.05 s"),
        (Reply("S1: kept"), JudgeLimits(usd_per_million_out=1000, max_usd=0.01), "the judge's call may cost"),
        (Reply("no idea"), None, "the judge's answer can't be read"),
        (Reply("S2: kept"), None, "the judge gave no answer on this clause"),
    ],
)
async def test_a_judge_that_gives_no_answer_in_its_limits_is_not_run(
    answer: Reply, limits: JudgeLimits | None, reason: str
) -> None:
    asks, _ = judge(answer, limits=limits)
    desk, _, store = desk_of(policy_of(clause("kind", "flag"), (KIND,)), ["Fine."], judge=asks)
    assert await whole(asked(), desk) == (("Fine.", b"null", (), "stop"),)
    decision = store.records[0].decision
    assert decision is not None
    (row,) = decision.verdicts
    assert (row.verdict, row.effect) == ("not_run", "flagged")
    assert row.reason.startswith(reason)


async def test_a_judge_decides_only_in_doubt_where_a_check_has_a_first_word() -> None:
    def run(case: Case) -> Verdict:
        return Kept(0.5 if "perhaps" in case.reply else 0.1)

    check = Check("hazards", "It is safe.", ("reply",), run, doubt=(0.4, 0.6))
    for reply, calls, released in (("All well.", 0, True), ("perhaps not", 1, False)):
        asks, engine = judge("S1: broken")
        policy = policy_of(clause("hazards", "refuse") + clause("kind", "flag"), (check, KIND))
        desk, _, _ = desk_of(policy, [reply], judge=asks)
        if not calls:
            asks, engine = judge("S1: kept")  # the other clause alone is asked of
            desk, _, _ = desk_of(policy, [reply], judge=asks)
        ((said, *_),) = await whole(asked(), desk)
        assert (said == reply) == released
        assert ("S2" in engine.prompts[0].messages[1].text) == bool(calls)


async def test_observing_asks_the_judge_and_changes_nothing() -> None:
    asks, _ = judge("S1: broken")
    desk, _, store = desk_of(policy_of(clause("kind", "refuse"), (KIND,), mode="observe"), ["You fool."], judge=asks)
    assert await streamed(asked(), desk) == (("You fool.", b"null", (), "stop"),)
    assert verdicts(store) == [("kind", "broken", "refused")]


async def test_a_caller_who_leaves_while_the_judge_thinks_is_recorded() -> None:
    asks, _ = judge(Reply("S1: kept", delay_s=30))
    desk, _, store = desk_of(policy_of(clause("kind", "refuse"), (KIND,)), ["Fine."], judge=asks)
    task = asyncio.create_task(whole(asked(), desk))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [record.outcome for record in store.records] == ["cancelled"]


class Silent:
    """A judge that answers nothing."""

    async def ask(self, questions: Sequence[Question]) -> tuple[Answer, ...]:
        return ()


@pytest.mark.parametrize("nobody", [None, Silent()])
@pytest.mark.parametrize("run", [whole, streamed])
async def test_a_question_that_nobody_answers_is_asked_once_and_is_no_pass(run: Run, nobody: Silent | None) -> None:
    desk, model, store = desk_of(policy_of(clause("kind", "refuse"), (KIND,)), ["Fine."], judge=nobody)
    ((said, refused, _, _),) = await run(asked(), desk)
    assert (said, len(model.prompts)) == ("", 1)
    assert refused != b"null"
    decision = store.records[0].decision
    assert decision is not None
    assert [row.reason for row in decision.verdicts] == ["no judge answered"]
