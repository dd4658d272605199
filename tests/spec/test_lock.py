"""A lock holds the document, its hashes and its history; what is torn, edited or changed is told apart."""

import datetime
import json
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.errors import LockError
from bylaw.spec import load, parse
from bylaw.spec.canonical import spec_hash
from bylaw.spec.diff import diff
from bylaw.spec.lock import Approval, Lock, Source, is_lock, load_locked, lock, lock_path, read_lock, sources_of
from bylaw.spec.lock.file import write_lock
from tests.spec.spec_editor import edit

SAMPLE = Path(__file__).parent / "samples" / "wording-2024.md"
NOW = datetime.datetime(2026, 5, 4, 3, 2, 1, tzinfo=datetime.UTC)
TEXT = """\
# Tea {#tea}

## Serve it hot {#hot authority=user check="length"}

Tea is served hot.

!!! meta "Commentary"
    Cold tea is another drink: "iced", not \\"tea\\".

~~~toml settings
[iced]
type = "boolean"
default = false
lowest = "user"
~~~

## Ask about milk {#milk authority=developer}

The assistant asks about milk \u2014 \u4e00\u676f.
"""


def locked(path: Path, text: str, *, why: str = "", approved_by: str = "", effective: str = "") -> Lock:
    spec = parse(text, "tea.md")
    sources = (Source("tea.md", "0" * 64),)
    return lock(spec, path, sources=sources, approval=Approval(why, approved_by, effective), now=NOW)[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tea.md.lock"


def test_a_locked_document_is_loaded_as_it_was(path: Path) -> None:
    spec = parse(TEXT, "tea.md")
    made = locked(path, TEXT)
    assert load_locked(path) == spec
    assert read_lock(path) == made
    assert made.sha256 == spec_hash(spec)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=15, deadline=None)
def test_any_document_survives_its_lock(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    spec = parse(edit(SAMPLE.read_text(encoding="utf-8"), seed=seed, edits=4).text)
    path = tmp_path_factory.mktemp("lock") / "any.lock"
    lock(spec, path, sources=(), approval=Approval(), now=NOW)
    assert load_locked(path) == spec


@pytest.mark.parametrize("source", ["builtin", str(SAMPLE)])
def test_a_resolved_and_bound_document_survives_its_lock(path: Path, source: str) -> None:
    spec = load(source)
    lock(spec, path, sources=sources_of(spec), approval=Approval(), now=NOW)
    assert load_locked(path) == spec


@pytest.mark.data
def test_published_documents_survive_their_locks(path: Path, data: Path) -> None:
    for file in sorted((data / "model_spec").glob("model_spec-*.md")):
        spec = load(file)
        lock(spec, path, sources=sources_of(spec), approval=Approval("another version"), now=NOW)
        assert load_locked(path) == spec


def test_a_lock_is_json_with_a_readable_head_and_a_node_a_line(path: Path) -> None:
    locked(path, TEXT)
    text = path.read_text(encoding="utf-8")
    found = json.loads(text)
    assert list(found) == [
        "format",
        "seal",
        "parser",
        "canonical",
        "file",
        "sources",
        "sha256",
        "clauses",
        "log",
        "document",
    ]
    assert [clause["id"] for clause in found["clauses"]] == ["", "tea", "hot", "milk"]
    lines = text.splitlines()
    assert sum('{"node":' in line for line in lines) == len(list(parse(TEXT).nodes))
    assert all(line.count('{"node":') <= 1 for line in lines)


def test_the_first_lock_needs_no_reason_and_says_so_in_the_log(path: Path) -> None:
    made = locked(path, TEXT, approved_by="Ada")
    (entry,) = made.log
    assert (entry.kind, entry.clause, entry.approved_by) == ("locked", "", "Ada")
    assert (entry.time, entry.effective) == ("2026-05-04T03:02:01+00:00", "2026-05-04")


def test_locking_a_changed_document_asks_why_and_names_the_clauses(path: Path) -> None:
    locked(path, TEXT)
    before = path.read_bytes()
    with pytest.raises(LockError, match=r"#hot, #milk changed; say why, with --why"):
        locked(path, TEXT.replace("served hot", "served warm").replace("developer", "root"), why="  ")
    assert path.read_bytes() == before


def test_the_log_goes_on_from_lock_to_lock(path: Path) -> None:
    first = locked(path, TEXT)
    warm = TEXT.replace("served hot", "served warm")
    second = locked(path, warm, why="burnt tongues", approved_by="Ada", effective="2026-06-01")
    third = locked(path, warm.replace("authority=developer", "authority=root"), why="too many milks")
    assert second.log[:1] == first.log
    assert third.log[:2] == second.log
    assert [(each.clause, each.kind, each.why, each.approved_by, each.effective) for each in third.log[1:]] == [
        ("hot", "reworded", "burnt tongues", "Ada", "2026-06-01"),
        ("milk", "raised", "too many milks", "", "2026-05-04"),
    ]
    assert [each.sha256 for each in third.log] == [first.sha256, second.sha256, third.sha256]
    assert third.log[2].what == "developer -> root"


def test_locking_an_unchanged_document_again_adds_nothing(path: Path) -> None:
    first = locked(path, TEXT)
    assert locked(path, TEXT.replace("\n\n", "\n\n\n")).log == first.log
    assert locked(path, TEXT, why="for good measure").log == first.log


@pytest.mark.parametrize("effective", ["tomorrow", "2026-13-01", "01.06.2026"])
def test_an_effective_date_is_a_date(effective: str) -> None:
    with pytest.raises(LockError, match="write it as 2027-01-31"):
        Approval(effective=effective)


@pytest.mark.parametrize("cut", [0.999, 0.5, 0.1])
def test_a_torn_lock_is_told(path: Path, cut: float) -> None:
    locked(path, TEXT)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    with pytest.raises(LockError, match="torn"):
        load_locked(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("served hot", "served warm", id="document"),
        pytest.param('"why":""', '"why":"because"', id="log"),
        pytest.param('"parser": 1', '"parser": 2', id="version"),
        pytest.param('{"node":"prose"', ' {"node":"prose"', id="white-space"),
    ],
)
def test_an_edited_lock_is_told(path: Path, old: str, new: str) -> None:
    locked(path, TEXT)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LockError, match="its seal is not that of its contents"):
        load_locked(path)


def test_a_seal_made_anew_over_another_document_is_told_by_the_hashes(path: Path) -> None:
    made = locked(path, TEXT)
    other = parse(TEXT.replace("served hot", "served warm"), "tea.md")
    write_lock(path, msgspec.structs.replace(made, document=other))
    with pytest.raises(LockError, match="its hashes are not those of the document in it"):
        load_locked(path)


def test_a_lock_that_version_control_gave_other_line_ends_is_whole(path: Path) -> None:
    locked(path, TEXT)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert is_lock(path)
    assert load_locked(path) == parse(TEXT, "tea.md")


def test_what_is_no_lock_is_told(path: Path, tmp_path: Path) -> None:
    with pytest.raises(LockError, match="there is no such lock; make one"):
        load_locked(path)
    path.write_text("{}\n", encoding="utf-8")
    with pytest.raises(LockError, match="this is no lock"):
        load_locked(path)
    with pytest.raises(LockError, match="it can't be read"):
        load_locked(tmp_path)
    locked(path.with_name("other"), TEXT)
    data = path.with_name("other").read_bytes()
    path.write_bytes(data.replace(b"bylaw-lock/1", b"bylaw-lock/7"))
    with pytest.raises(LockError, match="its format is 7"):
        load_locked(path)
    path.write_bytes(data.replace(b'"seal": "', b'"seal": "zz'))
    with pytest.raises(LockError, match="its first lines are torn or edited"):
        load_locked(path)


def test_a_lock_of_another_parser_is_told_and_can_be_made_anew_with_its_log(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = locked(path, TEXT)
    old = msgspec.structs.replace(made, parser=0)
    write_lock(path, old)
    with pytest.raises(LockError, match=r"made by parser version 0 .* lock the document again, with --why"):
        load_locked(path)
    with pytest.raises(LockError, match="what changed since can't be told; say why"):
        locked(path, TEXT)
    again = locked(path, TEXT, why="the parser reads tables now")
    assert again.log[:1] == made.log
    assert (again.log[1].kind, again.log[1].why) == ("parser", "the parser reads tables now")
    assert load_locked(path) == parse(TEXT, "tea.md")


def test_a_lock_that_cannot_be_read_is_never_written_over(path: Path) -> None:
    locked(path, TEXT)
    torn = path.read_bytes()[:-100]
    path.write_bytes(torn)
    with pytest.raises(LockError, match="torn"):
        locked(path, TEXT, why="a try")
    assert path.read_bytes() == torn
    path.write_text("my shopping list\n", encoding="utf-8")
    with pytest.raises(LockError, match="this is no lock"):
        locked(path, TEXT, why="a try")
    assert path.read_text(encoding="utf-8") == "my shopping list\n"


def test_a_write_that_fails_leaves_the_old_lock_and_no_litter(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked(path, TEXT)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(LockError, match="it can't be written: no space left on device"):
        locked(path, TEXT.replace("served hot", "served warm"), why="a full disk")
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_lock_in_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LockError, match="there is no such folder"):
        locked(tmp_path / "none" / "tea.md.lock", TEXT)


def test_writers_at_the_same_time_lose_no_line_of_the_log(path: Path) -> None:
    locked(path, TEXT)
    texts = [TEXT.replace("served hot", f"served at {degrees} degrees") for degrees in range(60, 76)]
    threads = [threading.Thread(target=locked, args=(path, text), kwargs={"why": text[40:90]}) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read_lock(path).log) == 1 + len(texts)


def test_sources_are_the_documents_file_and_those_of_its_bases(tmp_path: Path) -> None:
    base, child = tmp_path / "base.md", tmp_path / "child.md"
    base.write_text(TEXT, encoding="utf-8")
    child.write_text(
        "---\nextends: base.md\n---\n\n# More {#more authority=user}\n\nThere is more.\n", encoding="utf-8"
    )
    spec = load(child)
    found = sources_of(spec)
    assert [source.file for source in found] == [str(child), str(base)]
    path = lock_path(child)
    lock(spec, path, sources=found, approval=Approval(), now=NOW)
    assert {section.place.file for section in load_locked(path).sections} == {str(child), str(base)}
    base.write_text(TEXT.replace("served hot", "served warm"), encoding="utf-8")
    assert [(each.kind, each.clause) for each in diff(load_locked(path), load(child))] == [("reworded", "hot")]


def test_loading_a_lock_reads_no_markdown(path: Path) -> None:
    locked(path, TEXT)
    code = (
        "import sys\nfrom bylaw.spec.lock.file import load_locked\n"
        f"load_locked({str(path)!r})\nassert 'markdown_it' not in sys.modules, 'the Markdown parser was imported'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
