"""Everything a turn needs is opened, or nothing is."""

import threading
from pathlib import Path

import pytest

from bylaw.authority import Message, Role
from bylaw.backend import Prompt
from bylaw.cli.config import Config
from bylaw.cli.desk import open_desk, read_spec
from bylaw.engines import ScriptedEngine
from bylaw.errors import ConfigError, LockError, ModelError
from bylaw.turn import complete


def threads() -> set[str]:
    return {thread.name for thread in threading.enumerate()}


async def test_a_desk_answers_and_closes_what_it_opened(tmp_path: Path) -> None:
    config = Config(engine="scripted", records=str(tmp_path / "r.sqlite"))
    async with open_desk(config, read_spec("builtin"), environ={}) as desk:
        assert isinstance(desk.engine, ScriptedEngine)
        await complete(Prompt((Message.of(Role.USER, "Hi"),)), desk=desk)
        assert desk.engine.prompts[0].messages[0].text.startswith(desk.policy.preamble.text)
        assert "bylaw-records" in threads()
    assert desk.engine.closed
    assert "bylaw-records" not in threads()


async def test_records_are_closed_where_the_model_cannot_be_had(tmp_path: Path) -> None:
    config = Config(model=str(tmp_path / "none.gguf"), records=str(tmp_path / "r.sqlite"))
    with pytest.raises(ModelError):
        async with open_desk(config, read_spec("builtin"), environ={}):
            pass
    assert "bylaw-records" not in threads()


async def test_all_is_closed_where_no_clause_fits_the_preamble(tmp_path: Path) -> None:
    config = Config(engine="scripted", records=str(tmp_path / "r.sqlite"), preamble_tokens=1)
    with pytest.raises(ConfigError, match="no clause"):
        async with open_desk(config, read_spec("builtin"), environ={}):
            pass
    assert "bylaw-records" not in threads()


@pytest.mark.parametrize(
    ("config", "budget"),
    [
        (Config(), 200),
        (Config(engine="scripted"), 1000),
        (Config(engine="scripted", preamble="clauses"), 8000),
        (Config(preamble_tokens=64), 64),
    ],
)
def test_the_preambles_budget_depends_on_the_model(config: Config, budget: int) -> None:
    assert config.preamble_budget == budget


def test_a_torn_lock_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "tea.md").write_text("# Tea {#tea authority=user}\n\nServe it hot.\n")
    (tmp_path / "tea.md.lock").write_text("{")
    with pytest.raises(LockError):
        read_spec(str(tmp_path / "tea.md"))
