"""Load a document to be run or compared: read, resolved over its base, bound.

The only module of `spec` that opens files of the user's.
"""
# SPDX-License-Identifier: Apache-2.0

import os
import sys
from importlib import resources
from pathlib import Path

from bylaw.authority import AUTHORITY_WORDS
from bylaw.errors import InheritanceError, SpecError
from bylaw.spec.bindings import bind, is_bound_by, read_bindings
from bylaw.spec.inherit import resolve
from bylaw.spec.nodes import Place, Spec
from bylaw.spec.parse import parse

__all__ = ["BUILTIN", "base_of", "load", "read_document", "require_sound"]

BUILTIN = "builtin"
"""Names the document that ships."""

_STANDARD_INPUT = "-"
_MAX_BASES = 32
_MAX_BYTES = 16 * 2**20  # the largest published document has 0.3 MB; a mistaken path shouldn't fill the memory


def load(source: str | Path, *, strict: bool = True) -> Spec:
    """Load a document.

    Args:
        source: a path, `builtin`, or `-` for standard input.
        strict: refuse a document that can't be run: one with problems, doubled ids or no clause.

    Raises:
        SpecError: it can't be read, or may not be run.
        InheritanceError: it may not change its base that way.
    """
    spec = _resolved(str(source), ())
    if strict:
        require_sound(spec)
    return spec


def base_of(spec: Spec) -> Spec | None:
    """Load what a document extends, itself resolved; None where it extends nothing."""
    extends = spec.value("extends")
    return None if extends is None else _resolved(_beside(spec.file, extends), (spec.file,))


def read_document(source: str) -> str:
    """Read the text of a document.

    Raises:
        SpecError: it isn't there, isn't text, or is empty.
    """
    if source == BUILTIN:
        return resources.files("bylaw.spec").joinpath("builtin.md").read_text(encoding="utf-8")
    try:
        if source == _STANDARD_INPUT:
            data = sys.stdin.buffer.read(_MAX_BYTES + 1)
        else:
            with Path(source).open("rb") as file:
                data = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        mend = f"check the path, or name `{BUILTIN}` for the document that ships"
        raise SpecError("there is no such file", where=source, mend=mend) from None
    except IsADirectoryError:
        raise SpecError("this is a folder", where=source, mend="name the document inside it") from None
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise SpecError(f"it can't be read: {why}", where=source, mend="check the path and its permissions") from None
    except ValueError:
        raise SpecError("it can't be read: no path holds a null", where=repr(source), mend="check the path") from None
    if len(data) > _MAX_BYTES:
        raise SpecError("it has more than 16 MB", where=source, mend="check that this is a Model Spec")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        where = f"{source}:{len(lines)}:{len(lines[-1]) + 1}"
        raise SpecError(f"byte 0x{data[error.start]:02x} is not UTF-8", where=where, mend="save it as UTF-8") from None
    if not text.removeprefix("\ufeff").strip():
        raise SpecError("it is empty", where=source, mend="start one with `bylaw spec new NAME`")
    return text


def require_sound(spec: Spec) -> None:
    """Refuse a document that can't be run.

    Raises:
        SpecError: it has problems, doubled ids or settings, clauses of unknown authority, or no clause at all.
    """
    wrong = [(problem.place, problem.what) for problem in spec.problems]
    seen: dict[str, str] = {}
    for section in spec.sections:
        if section.id in seen:
            wrong.append((section.place, f"id {section.id!r} is already that of {seen[section.id]}"))
        seen.setdefault(section.id, str(section.place))
        wrong += (
            (said.place, f"no authority is called {said.value!r}; there are {', '.join(AUTHORITY_WORDS)}")
            for said in section.heading.attributes
            if said.name == "authority" and section.authority is None
        )
    declared: dict[str, Place] = {}
    for setting in spec.settings:
        if setting.name in declared:
            wrong.append((setting.place, f"setting {setting.name!r} is already declared at {declared[setting.name]}"))
        declared.setdefault(setting.name, setting.place)
    if wrong:
        place, what = wrong[0]
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise SpecError(f"{what}{more}", where=str(place), mend=f"`bylaw spec lint {place.file}` lists all")
    if not spec.clauses:
        raise SpecError(
            "it holds no clause, so it would govern nothing",
            where=spec.file,
            mend="give a heading an authority, as `## Be kind {#be_kind authority=user}`",
        )


def _resolved(source: str, above: tuple[str, ...]) -> Spec:
    if any(_identity(source) == _identity(each) for each in above):
        chain = " extends ".join((*above, source))
        raise InheritanceError(f"documents extend each other: {chain}", where=source, mend="break the circle")
    if len(above) > _MAX_BASES:
        raise InheritanceError(f"more than {_MAX_BASES} documents extend each other", where=source, mend="join some")
    spec = parse(read_document(source), source)
    extends = spec.value("extends")
    named = spec.value("bindings")
    if named is None:
        published = read_bindings("openai")
        if extends is None and is_bound_by(spec, published):
            spec = bind(spec, published)
    elif named != "none":
        spec = bind(spec, read_bindings(named, beside=Path(source).parent))
    if extends is None:
        return spec
    try:
        base = _resolved(_beside(source, extends), (*above, source))
    except InheritanceError:
        raise
    except SpecError as error:
        where = str(_place_of_extends(spec))
        raise SpecError(f"its base can't be read: {error}", where=where, mend="mend `extends:`") from None
    return resolve(spec, base)


def _beside(source: str, extends: str) -> str:
    return extends if extends == BUILTIN else str(Path(source).parent / extends)


def _identity(source: str) -> str:
    return source if source in {BUILTIN, _STANDARD_INPUT} else os.path.realpath(source)


def _place_of_extends(spec: Spec) -> Place:
    lines = () if spec.front is None else spec.front.text.split("\n")
    return Place(spec.file, next((at for at, line in enumerate(lines, start=1) if line.startswith("extends")), 1))
