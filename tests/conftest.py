"""What many tests need: the development data, where it is."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BESIDE = ROOT.parent / "shared" / "data"

if "BYLAW_DATA" not in os.environ and (BESIDE / "README.md").is_file():
    os.environ["BYLAW_DATA"] = str(BESIDE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    data = os.environ.get("BYLAW_DATA")
    if data and (Path(data) / "README.md").is_file():
        return
    reason = "needs the development data: set BYLAW_DATA to its folder"
    for item in items:
        if item.get_closest_marker("data"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the development data; only for tests marked `data`."""
    return Path(os.environ["BYLAW_DATA"])


@pytest.fixture(scope="session")
def published(data: Path) -> dict[str, str]:
    """The published documents, by version: `2025-12-18` and so on."""
    files = sorted((data / "model_spec").glob("model_spec-*.md"))
    return {file.stem.removeprefix("model_spec-"): file.read_text(encoding="utf-8") for file in files}
