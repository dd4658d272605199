"""Run llama.cpp inside this process, and stop it again without a hang.

llama.cpp's own threads do the work, so nothing here holds the interpreter or an event loop. We speak HTTP to it over a
Unix socket in a folder only this user can enter, behind a random key: it opens no port that would lead past the
gateway. (Its Python calls need the same listener, and offer neither tokens nor slots.)

Measured with xllamacpp 2026.10: it crashes without a listener, it goes on writing for a caller who left unless the
reply is streamed, and its destructor holds the interpreter's lock until the last client has left. So `close` hangs up
on its clients, waits with the lock free until no slot works any more, and only then lets go of the server.
"""
# SPDX-License-Identifier: Apache-2.0

import contextlib
import ctypes
import http.client
import os
import secrets
import shutil
import socket
import stat
import tempfile
import time
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from bylaw.engines.upstream import UpstreamConfig
from bylaw.errors import EngineError, ModelError

__all__ = ["LlamaConfig", "LlamaServer"]

# Prompts are read in batches, and a caller that leaves is noticed between two of them: 0.9 s on two cores.
_BATCH_TOKENS = 256
_DEEPEST = 70
_SOCKET = "engine.sock"
_SILENT = -1
_PATIENCE_S = 10.0


class _Slot(msgspec.Struct):
    is_processing: bool


@dataclass(frozen=True, slots=True)
class LlamaConfig:
    """How llama.cpp runs a model."""

    model: Path
    name: str
    context: int
    """Tokens one conversation may have, its reply included."""
    slots: int
    """Conversations at once."""
    threads: int
    chat_template: str = ""
    """Used in place of the model's own; empty leaves that."""


class LlamaServer:
    """One running llama.cpp. Making one loads the model and blocks for as long: do it in a thread."""

    def __init__(self, config: LlamaConfig) -> None:
        deep = len(tempfile.gettempdir()) > _DEEPEST  # a socket's path has 107 bytes at most
        self.folder = Path(tempfile.mkdtemp(prefix="bylaw-engine-", dir="/tmp" if deep else None))  # noqa: S108  # mode 0700
        key = secrets.token_urlsafe(32)
        unix = hasattr(socket, "AF_UNIX") and os.name == "posix"
        try:
            server = _start(
                config, host=str(self.folder / _SOCKET) if unix else "127.0.0.1", key=key, folder=self.folder
            )
        except EngineError:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        except RuntimeError as error:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise ModelError(
                "llama.cpp can't load this model: it is torn, too large for the memory, or of a kind it doesn't know",
                where=str(config.model),
                mend="fetch the file again, lower --context, or try another model",
            ) from error
        self.upstream = UpstreamConfig(
            "http://engine" if unix else server.listening_address,
            f"embedded:{config.name}",
            key=key,
            socket_path=str(self.folder / _SOCKET) if unix else "",
        )
        # The box is the only thing that holds the server, so emptying it is what stops it; if nobody closed it, the
        # finalizer does so before the interpreter goes.
        self._stop = weakref.finalize(self, _stop, [server], self.folder, self.upstream)

    def close(self) -> None:
        """Hang up on every client, stop the threads, free the memory. Blocks for a batch or two: do it in a thread."""
        self._stop()


class _Line(http.client.HTTPConnection):
    """A blocking connection to the server, for the end, when there may be no event loop any more."""

    def __init__(self, upstream: UpstreamConfig) -> None:
        super().__init__(upstream.base_url.removeprefix("http://"), timeout=_PATIENCE_S)
        self._socket_path = upstream.socket_path

    def connect(self) -> None:
        if not self._socket_path:
            super().connect()
            return
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._socket_path)


def _start(config: LlamaConfig, *, host: str, key: str, folder: Path) -> Any:
    # OpenMP's threads wait for one another by spinning. On a machine that does other work too, each then spins away the
    # time the other needs. This many turns cost 3 % on two idle cores, and save nearly all where both are busy.
    os.environ.setdefault("GOMP_SPINCOUNT", "1000")
    try:
        import xllamacpp  # type: ignore[import-untyped]  # 100 MB: loaded where a model is run, not where it is named
    except ImportError as error:
        raise EngineError(
            f"llama.cpp can't be loaded ({error})",
            where="xllamacpp",
            mend="install what it misses: on Debian, 'apt-get install libgomp1'",
        ) from error

    params = xllamacpp.CommonParams()
    params.model.path = str(config.model)
    params.model_alias = {config.name}
    params.n_ctx = config.context * config.slots
    params.n_parallel = config.slots
    params.n_batch = params.n_ubatch = _BATCH_TOKENS
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = config.threads
    params.hostnames = [host]
    params.api_keys = [key]
    params.slot_save_path = f"{folder}{os.sep}"
    params.cache_ram_mib = 0  # a second cache of whole prompts, 8 GiB unless told
    params.prefill_assistant = False  # an assistant message at the end is a turn, not the start of the reply
    params.ui = False
    params.verbosity = _SILENT
    if config.chat_template:
        params.chat_template = config.chat_template
    return xllamacpp.Server(params)


def _stop(box: list[Any], folder: Path, upstream: UpstreamConfig) -> None:
    if upstream.socket_path:
        _hang_up(upstream.socket_path)
    if not _idle(upstream):
        # Its destructor would wait, and the whole program with it: it is left standing until the process ends.
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(box[0]))
    box.clear()
    shutil.rmtree(folder, ignore_errors=True)


def _idle(upstream: UpstreamConfig) -> bool:
    """Wait until no slot works any more; False if one still does when patience ends."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        line = _Line(upstream)
        try:
            line.request("GET", "/slots", headers={"Authorization": f"Bearer {upstream.key}", "Connection": "close"})
            slots = msgspec.json.decode(line.getresponse().read(), type=list[_Slot])
        except (OSError, http.client.HTTPException, msgspec.DecodeError):
            return False
        finally:
            line.close()
        if not any(slot.is_processing for slot in slots):
            return True
        time.sleep(0.02)
    return False


def _hang_up(path: str) -> None:
    """Shut down every connection of this process to the socket at `path`, whoever holds it."""
    try:
        descriptors = [int(name) for name in os.listdir("/dev/fd")]
    except OSError:
        return
    for descriptor in descriptors:
        with contextlib.suppress(OSError):
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                continue
            with socket.socket(fileno=os.dup(descriptor)) as end:
                if end.family == socket.AF_UNIX and path == end.getpeername():
                    end.shutdown(socket.SHUT_RDWR)
