"""`python -m bench` knows every measurement, and says why one isn't run."""

from pathlib import Path

import pytest

from bench.__main__ import HERE, NEEDS_DATA, main

FOLDERS = sorted(each.name for each in HERE.iterdir() if each.is_dir() and any(each.glob("*.py")))
BY_HAND = sorted(name for name in FOLDERS if not (HERE / name / "run.py").is_file())


def test_every_folder_is_a_measurement(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no such"]) == 2
    assert capsys.readouterr().err.strip().endswith(f"there are {', '.join(FOLDERS)}")


@pytest.mark.parametrize("name", BY_HAND)
def test_what_asks_the_model_for_long_says_how_it_is_run(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([name]) == 0
    assert f"python -m bench.{name}.measure" in capfd.readouterr().out
    assert f"bench.{name}.measure" in (HERE.parent / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(NEEDS_DATA))
def test_what_needs_data_says_so_without_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for value in ("", str(tmp_path)):
        monkeypatch.setenv("BYLAW_DATA", value)
        assert main([name]) == 0
        assert "not run: set BYLAW_DATA" in capfd.readouterr().out
