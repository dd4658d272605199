"""Start `bylaw` as a user does: a process of its own, with a home of its own."""

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

BYLAW = (sys.executable, "-c", "from bylaw.cli import main; main()")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Give an environment in which nothing of the user's own is read or written."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BYLAW_") and name != "PORT"}
    homes = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache")}
    return {**kept, **homes, "PYTHONUNBUFFERED": "1", "COLUMNS": "120", **more}


@dataclass
class Started:
    """A running `bylaw serve`."""

    process: subprocess.Popen[str]
    lines: "queue.Queue[str]" = field(default_factory=queue.Queue)
    said: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.said)

    @property
    def url(self) -> str:
        """Without /v1."""
        found = re.search(r"http://[\d.]+:\d+", self.wait_for(r"serves http"))
        assert found is not None
        return found[0]

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def wait_for(self, pattern: str, *, seconds: float = 30) -> str:
        """Give the first line, said already or to come, in which a pattern is found."""
        for line in self.said:
            if re.search(pattern, line):
                return line
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                line = self.lines.get(timeout=left)
            except queue.Empty:
                break
            if not line:
                break
            self.said.append(line)
            if re.search(pattern, line):
                return line
        raise AssertionError(f"no line matches {pattern!r} in:\n{self.text}")

    def stop(self, number: int = signal.SIGTERM, *, seconds: float = 10) -> int:
        """Send a signal and give the exit code."""
        self.process.send_signal(number)
        return self.process.wait(seconds)


@contextmanager
def serving(*arguments: str, home: Path, **more: str) -> Iterator[Started]:
    """Run `bylaw serve` with these arguments, on any free port."""
    process = subprocess.Popen(
        [*BYLAW, "serve", "--port", "0", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, cwd=home,
        env=environment(home, **more),
    )  # fmt: skip
    started = Started(process)
    assert process.stdout is not None
    stdout = process.stdout

    def read() -> None:
        for line in stdout:
            started.lines.put(line)
        started.lines.put("")

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        yield started
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
        reader.join(10)
        stdout.close()


def bylaw(*arguments: str, home: Path, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run any verb to its end."""
    return subprocess.run(
        [*BYLAW, *arguments], input=stdin, capture_output=True, text=True, cwd=home, env=environment(home, **more),
        timeout=60, check=False,
    )  # fmt: skip
