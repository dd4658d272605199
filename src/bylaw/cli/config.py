"""One configuration for serve, ask, chat and doctor: flags over environment over `bylaw.toml` over defaults.

Read once, at the edge. Keys are never part of it: it names the variable that holds one. A name nobody knows is an error
with a hint, in the file and, where it is close to a known one, in the environment (other programs may have variables
there that start with BYLAW_).
"""
# SPDX-License-Identifier: Apache-2.0

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Literal, cast, get_args, get_type_hints
from urllib.parse import urlsplit

import msgspec
import platformdirs
from msgspec import Meta

from bylaw.errors import ConfigError

__all__ = [
    "CONFIG_FILE",
    "OFF",
    "Config",
    "EngineName",
    "Resolved",
    "default_records",
    "judge_key_of",
    "key_of",
    "resolve",
]

CONFIG_FILE = "bylaw.toml"
"""Read from the working directory where it is there."""

OFF = "off"
"""As `records`: keep none."""

EngineName = Literal["embedded", "openai", "scripted"]
_ENGINE_NAMES = {
    "embedded": ("model", "precision", "cache", "context", "slots", "threads"),
    "openai": ("model", "base_url", "key_env", "timeout_s", "context", "tokenizer", "template"),
    "scripted": ("context",),
}
"""What only some engines have a use for."""
_LEFT_TO_ENGINE = frozenset({"context", "threads"})
"""Where 0 stands for the engine's own choice."""
_FLAGS = {"keep_content": "--no-content"}
"""Flags that are not named after what they set."""
_OPENAI_KEY = "OPENAI_API_KEY"
_VARIABLE = "BYLAW_"


@dataclass(frozen=True, slots=True)
class Config:
    """What a run is set up with."""

    spec: str = "builtin"
    """A document's path, or `builtin`."""
    engine: EngineName = "embedded"
    model: str = ""
    """Of `embedded`, a GGUF file; of `openai`, the upstream's name for `default`. Empty: the engine's own choice."""
    base_url: str = ""
    """Of `openai`: the upstream, up to and with /v1."""
    key_env: str = ""
    """Of `openai`: the variable that holds the key. Empty: none, save OPENAI_API_KEY for openai.com itself."""
    tokenizer: str = ""
    """Of `openai`: the model's tokenizer, a Hugging Face folder or a GGUF file, where the upstream takes token ids."""
    template: str = ""
    """Of `openai`: the model's chat template. Empty: the one that comes with the tokenizer."""
    timeout_s: Annotated[float, Meta(gt=0)] = 600
    """Of `openai`: the longest silence within an answer."""
    precision: Literal["f16", "q4_1"] = "f16"
    """Of `embedded`: which copy of the fetched weights; docs/evidence/weights.md."""
    cache: str = ""
    """Of `embedded`: the folder of fetched weights. Empty: the user's cache directory."""
    context: Annotated[int, Meta(ge=0)] = 0
    """Tokens of one conversation with its reply. 0: 4096 embedded, and unknown elsewhere."""
    slots: Annotated[int, Meta(ge=1, le=256)] = 4
    """Of `embedded`: conversations at once."""
    threads: Annotated[int, Meta(ge=0, le=1024)] = 0
    """Of `embedded`. 0: as many as this process may use, up to 8."""
    mode: Literal["enforce", "observe"] = "enforce"
    preamble: Literal["titles", "summaries", "clauses"] = "titles"
    """A line a clause, its first sentence, or its own words, for large models."""
    preamble_tokens: Annotated[int, Meta(ge=0)] = 0
    """Tokens the preamble may have. 0: 200 embedded; elsewhere 1000, of summaries 3000, of clauses 8000."""
    on_misaligned: Literal["drop", "annotate", "keep"] = "annotate"
    """Sentences that don't hold: left out where they are only a rule, said not to hold, or left as they are."""
    spotlight: Literal["none", "delimit", "datamark", "encode"] = "delimit"
    """How text without authority is marked for the model."""
    placement: Literal["none", "start", "end", "both"] = "end"
    """Where the rules that hold for the reply are said once more."""
    samples: Annotated[int, Meta(ge=1, le=64)] = 4
    """Tries at most, where a reply breaks a rule that can be verified. A request's own `bylaw.samples` goes first."""
    hold: bool = True
    """Whether the decoder is held to what it can be held to; embedded."""
    over_budget: Literal["close", "ask again", "cut"] = "close"
    """A reply that its limit cuts off: ended at its last whole sentence, asked for again and shorter, or left cut."""
    budget_line: bool = True
    """Whether the model is told how long its reply may be."""
    pseudonymise: bool = False
    """Whether the model reads placeholders in place of personal data; replies have the data again."""
    presidio: bool = False
    """Whether personal data is also looked for with presidio's patterns; takes the extra `presidio`."""
    works: str = ""
    """An index of registered works, from `bylaw works add`. Empty: the check `creators` knows none."""
    judge_url: str = ""
    """An OpenAI-compatible server whose model judges what no program can, up to and with /v1. Empty: none."""
    judge_model: str = ""
    """Its name there; a general model or a guard model."""
    judge_key_env: str = ""
    """The variable that holds its key."""
    judge_schema: bool = False
    """Whether it can be held to a JSON schema."""
    judge_timeout_s: Annotated[float, Meta(gt=0)] = 20
    """What one call may take; after that its clauses count as not run."""
    judge_max_usd: Annotated[float, Meta(ge=0)] = 0
    """What one call may cost, by the two prices below; 0 sets no limit."""
    judge_usd_in: Annotated[float, Meta(ge=0)] = 0
    """Price of a million tokens that it reads."""
    judge_usd_out: Annotated[float, Meta(ge=0)] = 0
    """Price of a million tokens that it writes."""
    check_timeout_s: Annotated[float, Meta(gt=0)] = 2
    """What the fast checks of one stage may take; after that they count as not run."""
    records: str = ""
    """A file for decision records, or `off`. Empty: one in the user's data directory."""
    keep_content: bool = True
    """Off: records hold hashes, and no text."""
    host: Annotated[str, Meta(min_length=1)] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535)] = 8000
    """0 lets the system choose."""
    max_body_mib: Annotated[float, Meta(gt=0, le=1024)] = 16
    grace_s: Annotated[float, Meta(ge=0)] = 5
    """What running requests get when the gateway is told to stop."""

    def __post_init__(self) -> None:
        if not self.judge_url and (self.judge_model or self.judge_key_env or self.judge_schema):
            raise ConfigError(
                "a judge needs a server", where="--judge-url", mend="name it, as --judge-url http://127.0.0.1:8081/v1"
            )
        if self.engine == "openai":
            if not self.base_url:
                raise ConfigError(
                    "the openai engine needs to know its upstream",
                    where="--base-url",
                    mend="name it, as --base-url http://127.0.0.1:8080/v1",
                )
            return
        for name in ("base_url", "key_env", "tokenizer", "template"):
            if getattr(self, name):
                mend = "add --engine openai, or leave it out"
                raise ConfigError(f"the {self.engine} engine has no use for it", where=_flag(name), mend=mend)

    @property
    def preamble_budget(self) -> int:
        """Tokens the preamble may have, with the default for this engine filled in."""
        if self.preamble_tokens:
            return self.preamble_tokens
        if self.engine == "embedded":
            return 200
        return {"titles": 1000, "summaries": 3000, "clauses": 8000}[self.preamble]

    @property
    def shown_url(self) -> str:
        """The base URL without what may be a secret."""
        parts = urlsplit(self.base_url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl().rstrip("/")

    @property
    def records_path(self) -> Path | None:
        """The file of decision records; None where none are kept."""
        if self.records == OFF:
            return None
        return Path(self.records).expanduser() if self.records else default_records()


@dataclass(frozen=True, slots=True)
class Resolved:
    """A configuration and where each value came from."""

    config: Config
    origins: Mapping[str, str] = field(default_factory=dict)
    """Name -> the flag, variable or file; names that aren't there have their default."""

    def shown(self) -> list[str]:
        """Give what matters to this engine as `name=value`, with the origin of what isn't the default."""
        config = self.config
        others = {name for names in _ENGINE_NAMES.values() for name in names} - set(_ENGINE_NAMES[config.engine])
        values = {each.name: getattr(config, each.name) for each in fields(Config) if each.name not in others}
        values |= {"preamble_tokens": config.preamble_budget, "records": str(config.records_path or OFF)}
        if "base_url" in values:
            values["base_url"] = config.shown_url
        shown = []
        for name, value in values.items():
            if value == "" or (value == 0 and name in _LEFT_TO_ENGINE):
                continue
            if name.startswith("judge_") and not config.judge_url:
                continue
            said = f"{value:g}" if isinstance(value, float) else str(value)
            if isinstance(value, bool):
                said = said.lower()
            if name in ("key_env", "judge_key_env"):
                said += " [secure]"
            shown.append(f"{name}={said}" + (f" ({self.origins[name]})" if name in self.origins else ""))
        return shown


def default_records() -> Path:
    """Name the file that records are kept in where nobody names one: in the user's data directory."""
    return platformdirs.user_data_path("bylaw") / "records.sqlite"


def resolve(flags: Mapping[str, object], *, environ: Mapping[str, str], file: Path | None = None) -> Resolved:
    """Read the configuration.

    Args:
        flags: what the command line gave, by name; None stands for a flag that wasn't given.
        environ: the environment.
        file: a configuration file that must be there; None reads `bylaw.toml` where it is there.

    Raises:
        ConfigError: a name nobody knows, a value that can't be, or a key that isn't where it should be.
    """
    known = get_type_hints(Config, include_extras=True)
    values: dict[str, object] = {}
    origins: dict[str, str] = {}

    def put(name: str, value: object, origin: str) -> None:
        values[name] = _converted(value, known[name], origin)
        origins[name] = origin

    path = file if file is not None else Path(CONFIG_FILE)
    if file is not None or path.is_file():
        for name, value in _table(path).items():
            if name not in known:
                raise ConfigError(f"no setting is called {name!r}", where=str(path), mend=_hint(name, known))
            put(name, value, f"{path}: {name}")
    if environ.get("PORT"):
        put("port", environ["PORT"], "PORT")
    variables = {f"{_VARIABLE}{name.upper()}": name for name in known}
    for variable, value in environ.items():
        if variable in variables:
            if value:
                put(variables[variable], value, variable)
        elif variable.startswith(_VARIABLE) and (close := difflib.get_close_matches(variable, variables, 1, 0.8)):
            raise ConfigError("no setting has this variable", where=variable, mend=f"did you mean {close[0]}?")
    for name, value in flags.items():
        if value is not None:
            put(name, value, _flag(name))
    config = msgspec.convert(values, Config)
    key_of(config, environ)
    judge_key_of(config, environ)
    return Resolved(config, origins)


def key_of(config: Config, environ: Mapping[str, str]) -> str:
    """Give the upstream's key; empty where none is needed.

    OPENAI_API_KEY goes to openai.com alone, unless it is named: a key must not leave for a host by default.

    Raises:
        ConfigError: the variable that was named is not set.
    """
    if config.key_env:
        if not (key := environ.get(config.key_env, "")):  # not named: it may be the key itself, given by mistake
            mend = "give a variable's name and export it, as --key-env OPENAI_API_KEY"
            raise ConfigError("no variable of that name holds a key", where="--key-env", mend=mend)
        return key
    return _own_key(config.base_url, environ)


def judge_key_of(config: Config, environ: Mapping[str, str]) -> str:
    """Give the judge's key; empty where none is needed.

    Raises:
        ConfigError: the variable that was named is not set.
    """
    if config.judge_key_env:
        if not (key := environ.get(config.judge_key_env, "")):
            mend = "give a variable's name and export it, as --judge-key-env JUDGE_KEY"
            raise ConfigError("no variable of that name holds a key", where="--judge-key-env", mend=mend)
        return key
    return _own_key(config.judge_url, environ)


def _own_key(url: str, environ: Mapping[str, str]) -> str:
    host = urlsplit(url).hostname or ""
    if host == "openai.com" or host.endswith(".openai.com"):
        return environ.get(_OPENAI_KEY, "")
    return ""


def _flag(name: str) -> str:
    return _FLAGS.get(name) or f"--{name.replace('_', '-')}"


def _table(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError("there is no such file", where=str(path), mend="check --config") from None
    except OSError as error:
        raise ConfigError(f"it can't be read: {(error.strerror or '').lower()}", where=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"this is not TOML: {error}", where=str(path), mend="mend it there") from None


def _converted(value: object, kind: object, origin: str) -> object:
    strict = not isinstance(value, str)  # the environment has text alone: "8000", "true"
    try:
        return msgspec.convert(value, type=cast("type[object]", kind), strict=strict)
    except msgspec.ValidationError:
        shown = repr(value)[:60]
        raise ConfigError(f"{shown} can't stand here", where=origin, mend=f"give {_wanted(kind)}") from None


def _wanted(kind: object) -> str:
    choices = get_args(kind)
    if choices and isinstance(choices[0], str):
        return f"one of {', '.join(choices)}"
    base = choices[0] if choices else kind
    if base is bool:
        return "true or false"
    if base is str:
        return "a text"
    ends = [
        f"{word} {end:g}"
        for meta in choices[1:]
        for word, end in (("from", meta.ge), ("over", meta.gt), ("up to", meta.le))
        if end is not None
    ]
    return " ".join(["a whole number" if base is int else "a number", *ends])


def _hint(name: str, known: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(name.replace("-", "_").lower(), known, 1)
    return f"did you mean {close[0]!r}?" if close else f"there are {', '.join(known)}"
