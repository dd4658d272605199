"""The one configuration: flags over environment over file over defaults."""

from pathlib import Path

import pytest

from bylaw.cli.config import Config, key_of, resolve
from bylaw.errors import ConfigError

OPENAI = {"engine": "openai", "base_url": "http://127.0.0.1:9/v1"}


@pytest.fixture(autouse=True)
def an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_nothing_given_is_the_default() -> None:
    assert resolve({"spec": None}, environ={}).config == Config()


def test_flags_go_before_the_environment_and_that_before_the_file() -> None:
    Path("bylaw.toml").write_text('port = 1\nhost = "file"\nspec = "file"\nkeep_content = false\n')
    environ = {"BYLAW_PORT": "2", "BYLAW_HOST": "environment"}
    resolved = resolve({"port": 3}, environ=environ)
    config = resolved.config
    assert (config.port, config.host, config.spec, config.keep_content) == (3, "environment", "file", False)
    assert resolved.origins == {
        "port": "--port", "host": "BYLAW_HOST", "spec": "bylaw.toml: spec", "keep_content": "bylaw.toml: keep_content"
    }  # fmt: skip


def test_the_environment_says_numbers_and_truth_in_text() -> None:
    config = resolve({}, environ={"BYLAW_MAX_BODY_MIB": "0.5", "BYLAW_KEEP_CONTENT": "false"}).config
    assert (config.max_body_mib, config.keep_content) == (0.5, False)


def test_port_is_read_from_its_own_variable_too() -> None:
    assert resolve({}, environ={"PORT": "81"}).config.port == 81
    assert resolve({}, environ={"PORT": "81", "BYLAW_PORT": "82"}).config.port == 82
    assert resolve({}, environ={"PORT": "", "BYLAW_PORT": ""}).config.port == 8000


def test_variables_of_other_programs_are_let_be() -> None:
    assert resolve({}, environ={"BYLAW_DATA": "/x", "BYLAW_GATEWAY_BENCH": "/y"}).config == Config()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("prot = 1", "bylaw.toml: no setting is called 'prot'; did you mean 'port'?"),
        ('base-url = ""', "bylaw.toml: no setting is called 'base-url'; did you mean 'base_url'?"),
        ("zebra = 1", "bylaw.toml: no setting is called 'zebra'; there are spec, engine,"),
        ("port = true", "bylaw.toml: port: True can't stand here; give a whole number from 0 up to 65535"),
        ('mode = "Enforce"', "bylaw.toml: mode: 'Enforce' can't stand here; give one of enforce, observe"),
        ("max_body_mib = 0", "bylaw.toml: max_body_mib: 0 can't stand here; give a number over 0 up to 1024"),
        ("keep_content = 1", "bylaw.toml: keep_content: 1 can't stand here; give true or false"),
        ("port = ", "bylaw.toml: this is not TOML"),
    ],
)
def test_a_slip_in_the_file_is_told_with_what_would_be_right(file: str, said: str) -> None:
    Path("bylaw.toml").write_text(file)
    with pytest.raises(ConfigError) as caught:
        resolve({}, environ={})
    assert str(caught.value).startswith(said)


def test_what_is_shown_names_origins_and_no_secret() -> None:
    flags = {**OPENAI, "base_url": "http://me:tulip@127.0.0.1:9/v1?key=rose", "key_env": "MY_KEY"}
    shown = " ".join(resolve(flags, environ={"MY_KEY": "sk-daisy"}).shown())
    assert "base_url=http://127.0.0.1:9/v1 (--base-url)" in shown
    assert "key_env=MY_KEY [secure] (--key-env)" in shown
    assert "preamble_tokens=1000" in shown
    assert not any(secret in shown for secret in ("tulip", "rose", "daisy"))
    assert "precision" not in shown  # which only the embedded engine reads


def test_a_key_leaves_for_the_server_it_is_named_for_only() -> None:
    environ = {"OPENAI_API_KEY": "sk-daisy", "OTHER": "sk-rose"}
    assert key_of(Config(engine="openai", base_url="https://api.openai.com/v1"), environ) == "sk-daisy"
    assert key_of(Config(engine="openai", base_url="http://openai.com.example/v1"), environ) == ""
    assert key_of(Config(**OPENAI), environ) == ""  # type: ignore[arg-type]
    assert key_of(Config(**OPENAI, key_env="OTHER"), environ) == "sk-rose"  # type: ignore[arg-type]


def test_records_have_a_place_unless_they_are_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert Config().records_path == tmp_path / "bylaw" / "records.sqlite"
    assert Config(records="off").records_path is None
    assert Config(records="~/r.jsonl").records_path == Path.home() / "r.jsonl"
