"""`bylaw doctor`: whether what a start needs is there, and what mends it where it isn't.

Fetches nothing and leaves nothing behind; with the openai engine it asks the upstream for its models.
"""
# SPDX-License-Identifier: Apache-2.0

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bylaw.cli.console import FINDINGS, out, print_json
from bylaw.cli.options import BaseUrl, Cache, ConfigFile, EngineOption, Json, KeyEnv, Model, Port, Records, SpecOption
from bylaw.errors import BylawError

if TYPE_CHECKING:
    from bylaw.cli.config import Config

__all__ = ["Finding", "doctor"]

_MIB = 2**20
_NOT_CONFIG = frozenset({"json", "config"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str
    ok: bool
    what: str
    mend: str = ""


def doctor(
    call: typer.Context,
    *,
    spec: SpecOption = None,
    engine: EngineOption = None,
    model: Model = None,
    base_url: BaseUrl = None,
    key_env: KeyEnv = None,
    cache: Cache = None,
    records: Records = None,
    port: Port = None,
    config: ConfigFile = None,
    json: Json = False,
) -> None:
    """Check set-up, document, model, disk and port, and say what mends a problem. Exit 1 if there is one.

    Examples: `bylaw doctor`, `bylaw doctor --port 8080 --json`
    """
    from bylaw.cli.config import Config, resolve

    flags = {name: value for name, value in call.params.items() if name not in _NOT_CONFIG}
    settled, findings = Config(), []
    try:
        resolved = resolve(flags, environ=os.environ, file=config)
        settled = resolved.config
        given = ", ".join(sorted(set(resolved.origins.values()))) or "all defaults"
        findings.append(Finding("config", True, given))
    except BylawError as error:
        findings.append(_problem("config", error))
    if not json:
        _say(findings[0])
    for finding in _look(settled):
        findings.append(finding)
        if not json:
            _say(finding)
    if json:
        print_json(findings)
    raise typer.Exit(0 if all(finding.ok for finding in findings) else FINDINGS)


def _say(finding: Finding) -> None:
    out.print("[green]ok[/green]      " if finding.ok else "[red]problem[/red] ", end=" ")
    out.print(f"{finding.check:10} {finding.what}", markup=False)
    if finding.mend:
        out.print(f"{'':20}-> {finding.mend}", markup=False, style="yellow")


def _problem(check: str, error: BylawError) -> Finding:
    where = f"{error.where}: " if error.where else ""
    return Finding(check, False, f"{where}{error.what}", error.mend)


def _look(config: "Config") -> Iterator[Finding]:
    checks: list[tuple[str, Callable[[Config], Finding]]] = [
        ("python", _python),
        ("spec", _spec),
        *([("llama.cpp", _llama), ("model", _model), ("disk", _disk)] if config.engine == "embedded" else []),
        *([("upstream", _upstream)] if config.engine == "openai" else []),
        ("records", _records),
        ("port", _port),
    ]
    for name, check in checks:
        try:
            yield check(config)
        except BylawError as error:
            yield _problem(name, error)


def _python(config: "Config") -> Finding:
    from bylaw import __version__

    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", True, f"{version} at {sys.executable}, bylaw {__version__} in {Path(__file__).parents[1]}")


def _spec(config: "Config") -> Finding:
    from bylaw.cli.desk import read_spec

    document = read_spec(config.spec)
    what = f"{document.spec.file}: {len(document.spec.clauses)} clauses, {document.lock}"
    if document.lock == "differs from its lock":
        return Finding("spec", False, what, f"`bylaw spec verify {config.spec}` says what changed")
    return Finding("spec", True, what)


def _llama(config: "Config") -> Finding:
    from importlib import metadata

    try:
        import xllamacpp  # type: ignore[import-untyped]  # noqa: F401 - whether its library loads here
    except ImportError as error:
        why = str(error).splitlines()[0]
        mend = f"{sys.executable} -m pip install --force-reinstall xllamacpp"
        return Finding("llama.cpp", False, f"xllamacpp can't be loaded: {why}", mend)
    return Finding("llama.cpp", True, f"xllamacpp {metadata.version('xllamacpp')}")


def _model(config: "Config") -> Finding:
    from bylaw.engines.weights import cache_folder, fetch_weights, local_weights

    if config.model:
        return Finding("model", True, str(local_weights(Path(config.model).expanduser()).path))
    path = _weights_path(config)
    stamp = path.with_name(f"{path.name}.stamp.json")  # without it a start would make the file anew
    if not path.exists() or not stamp.exists():
        return Finding("model", True, f"{path} is not there yet; the first start fetches it")
    weights = fetch_weights(cache_folder(config.cache), precision=config.precision)
    if (found := _sha256(path)) != weights.sha256:
        what = f"{path} was changed: expected SHA-256 {weights.sha256}, got {found}"
        return Finding("model", False, what, f"delete {path}; the next start makes it anew")
    return Finding("model", True, f"{path}, SHA-256 {found[:16]}…")


def _disk(config: "Config") -> Finding:
    from bylaw.engines.weights import SMOLLM2, cache_folder

    folder = _existing(cache_folder(config.cache))
    free = shutil.disk_usage(folder).free
    there = bool(config.model) or _weights_path(config).exists()
    fetched = 2 * SMOLLM2.wheel_bytes + SMOLLM2.gguf_bytes + (SMOLLM2.f16_bytes if config.precision == "f16" else 0)
    needed = 0 if there else fetched
    if free < needed:
        what = f"{folder}: {free // _MIB} MiB are free, and fetching the model takes {needed // _MIB} MiB"
        return Finding("disk", False, what, "free some, or name a folder on another disk with --cache FOLDER")
    if not there and not _writable(folder):
        return Finding("disk", False, f"{folder} can't be written", "name a folder that can with --cache FOLDER")
    return Finding("disk", True, f"{folder}: {free // _MIB} MiB free")


def _upstream(config: "Config") -> Finding:
    import asyncio

    import msgspec

    from bylaw.cli.desk import engine_config
    from bylaw.engines.upstream import Upstream, UpstreamConfig

    wanted = engine_config(config, os.environ)

    async def models() -> bytes:
        upstream = Upstream(
            UpstreamConfig(wanted.base_url.rstrip("/"), config.shown_url, key=wanted.key, read_timeout_s=10)
        )
        try:
            return await upstream.get("/models")
        finally:
            await upstream.aclose()

    try:
        said = msgspec.json.decode(asyncio.run(models()), type=dict[str, object])
    except (msgspec.DecodeError, UnicodeDecodeError):
        mend = "check the base URL: it mostly ends in /v1"
        return Finding("upstream", False, f"{config.shown_url}/models is not a list of models", mend)
    listed = said.get("data")
    names = [each.get("id") for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    if config.model and config.model not in names:
        mend = f"it lists {', '.join(map(str, names[:5])) or 'none'}; name one with --model"
        return Finding("upstream", False, f"{config.shown_url} lists no model {config.model!r}", mend)
    if not config.model and len(names) != 1:
        what = f"{config.shown_url} lists {len(names)} models, so `default` names none of them"
        return Finding("upstream", False, what, "name the one to use with --model NAME")
    return Finding("upstream", True, f"{config.shown_url} answers with {len(names)} models")


def _records(config: "Config") -> Finding:
    from bylaw.records import open_reader

    path = config.records_path
    if path is None:
        return Finding("records", True, "none are kept")
    if path.exists():
        with open_reader(path):
            pass
    # SQLite writes files beside it, so the folder counts as well.
    if not _writable(_existing(path.parent)) or (path.exists() and not os.access(path, os.W_OK)):
        return Finding("records", False, f"{path} can't be written", "name another file with --records FILE")
    return Finding("records", True, f"{path}{'' if path.exists() else ' will be made'}")


def _port(config: "Config") -> Finding:
    from bylaw.gateway import bind, bylaw_at

    where = f"{config.host}:{config.port}"
    if bylaw_at(config.host, config.port):
        return Finding("port", True, f"{where}: Bylaw runs here")
    bind(config.host, config.port).close()
    return Finding("port", True, f"{where} is free")


def _weights_path(config: "Config") -> Path:
    from bylaw.engines.weights import SMOLLM2, cache_folder

    return cache_folder(config.cache) / "models" / f"{SMOLLM2.name}-{config.precision}.gguf"


def _sha256(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _writable(folder: Path) -> bool:
    """Try it: what permissions say isn't all, with a read-only disk or as root."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _existing(folder: Path) -> Path:
    """The nearest folder above that is there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder
