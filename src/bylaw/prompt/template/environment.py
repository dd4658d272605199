"""Run a chat template, code from outside, in Jinja's sandbox: bounded in time and size, its own literals marked.

Filters, tags and globals are those that `transformers` gives a chat template, less what draws lots. The clock is the
caller's. Source: `transformers`, `chat_template_utils.py` (names, arguments, whitespace control).
"""
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: N802  # a visitor's methods are named after Jinja's nodes

import json
import operator
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from datetime import datetime
from string import Formatter
from types import BuiltinMethodType, MethodType
from typing import Any, TypeVar

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension, loopcontrols
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedFormatter
from jinja2.utils import Namespace
from markupsafe import Markup

from bylaw.prompt.template.own_text import OwnText, join, owned

__all__ = ["LimitError", "TemplateEnvironment"]

_LONGEST = 32 * 1024 * 1024  # characters of one value
_MOST_ITEMS = 1_000_000
_MOST_STEPS = 2_000_000  # turns of loops and calls of macros; published templates take some 4,000 for 200,000 tokens
_MOST_SECONDS = 2.0  # of this thread's own, so that a busy machine doesn't count
_LOOK_EVERY = 16  # steps between two looks at the clock: one step may build megabytes
_WIDEST = 10_000  # characters that a filter or a format may pad to
_MOST_BITS = 4096  # of a number that was multiplied
_LEFT_OUT = frozenset({"random", "urlize", "xmlattr"})
_OF_DICTS = frozenset(dir(dict))
_WIDTH = re.compile(r"\*|\d{5,}")


_Sized = TypeVar("_Sized", bound=Sized)


class LimitError(jinja2.TemplateRuntimeError):
    """A template asked for more time or room than it may have."""


class _Generator(CodeGenerator):
    """Compiles a template so that its literals are marked, and its loops counted."""

    environment: "TemplateEnvironment"

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:
        if isinstance(node.value, str):
            self.write(self.environment.remember(node.value))
        else:
            super().visit_Const(node, frame)

    def visit_TemplateData(self, node: nodes.TemplateData, frame: Frame) -> None:
        self.write(self.environment.remember(node.data))

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        node.body.insert(0, nodes.ExprStmt(nodes.EnvironmentAttribute("step")))
        super().visit_For(node, frame)

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:
        node.body.insert(0, nodes.ExprStmt(nodes.EnvironmentAttribute("step")))
        super().visit_Macro(node, frame)

    def visit_ExprStmt(self, node: nodes.ExprStmt, frame: Frame) -> None:
        super().visit_ExprStmt(node, frame)
        if isinstance(node.node, nodes.EnvironmentAttribute):
            self.write("()")

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return self.environment.remember("".join(group))


class _Generation(Extension):
    """The `generation` tag, which marks what a model is trained to write; nothing follows from it here."""

    tags = {"generation"}  # noqa: RUF012  # Jinja's own way to name them

    def parse(self, parser: Parser) -> list[nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox for one chat template."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"+", "*", "**", "%"})
    concat = staticmethod(join)

    def __init__(self) -> None:
        super().__init__(trim_blocks=True, lstrip_blocks=True, extensions=[_Generation, loopcontrols], cache_size=0)
        self.literals: list[str] = []
        self._known: dict[str, int] = {}
        self._steps = 0
        self._ends = 0.0
        self._now: datetime | None = None
        self.globals = {
            "range": self.globals["range"],
            "dict": _new_dict,
            "namespace": _Namespace,
            "cycler": self.globals["cycler"],
            "joiner": self.globals["joiner"],
            "raise_exception": _raise,
            "strftime_now": self._strftime,
        }
        self.filters = {name: each for name, each in self.filters.items() if name not in _LEFT_OUT}
        self.filters.update(tojson=_to_json, join=self._join, replace=self._replace, format=self._format)
        self.filters.update(indent=_indent, safe=_safe)
        for name in ("center", "indent", "wordwrap", "batch", "slice", "round", "truncate"):
            self.filters[name] = _narrow(self.filters[name])
        self.binop_table.update({"+": _plus, "*": _times, "**": _power, "%": _modulo})

    def remember(self, text: str) -> str:
        """Keep one of the template's literals, and give the code that names it."""
        at = self._known.setdefault(text, len(self.literals))
        if at == len(self.literals):
            self.literals.append(owned(text))
        return f"environment.literals[{at}]"

    def run(self, template: jinja2.Template, variables: Mapping[str, object], *, now: datetime | None) -> str:
        """Render a template of this environment."""
        self._steps, self._now = 0, now
        self._ends = time.thread_time() + _MOST_SECONDS
        pieces: list[str] = []
        size = 0
        for piece in template.root_render_func(template.new_context(dict(variables))):
            size += len(piece)
            if size > _LONGEST:
                raise LimitError(f"it writes more than {_LONGEST} characters")
            pieces.append(piece)
        return join(pieces)

    def step(self) -> None:
        """Count a turn of a loop."""
        self._steps += 1
        if self._steps % _LOOK_EVERY == 0:
            if self._steps > _MOST_STEPS:
                raise LimitError(f"it takes more than {_MOST_STEPS} steps")
            if time.thread_time() > self._ends:
                raise LimitError(f"it takes more than {_MOST_SECONDS:.0f} s of processor time")

    def joined(self, parts: Iterable[Any]) -> str:
        """Put values together, as `~` does."""
        return _bounded(join([str(part) for part in parts]))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give an attribute or an item; the quick way for what templates read most, a member of a message."""
        if type(obj) is dict and attribute in obj and attribute not in _OF_DICTS:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute with a bound on what comes out."""
        return self.binop_table[operator](left, right)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call something, with a bound on what a method of a string gives."""
        if isinstance(__obj, BuiltinMethodType | MethodType) and isinstance(__obj.__self__, str):
            _check_method(__obj.__self__, __obj.__name__, args)
        return super().call(__context, __obj, *args, **kwargs)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Give a `str.format` that stays in the sandbox, in bounds, and knows its own text."""
        usual = super().wrap_str_format(value)
        if usual is None:
            return None
        text: str = value.__self__

        def formatted(*args: Any, **kwargs: Any) -> str:
            if _WIDTH.search(text):
                raise LimitError("it formats too widely")
            if type(text) is OwnText and value.__name__ == "format":
                return _bounded(join(_formatted(self, text, args, kwargs)))
            return _bounded(str.__str__(usual(*args, **kwargs)))

        return formatted

    def _strftime(self, form: str) -> str:
        if self._now is None:
            raise jinja2.TemplateRuntimeError("it asks for the time, and was given none")
        return owned(self._now.strftime(str.__str__(form)))

    def _join(self, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
        made = list(value)
        if attribute is not None:
            made = [self.getitem(each, attribute) for each in made]
        return _bounded(join(_between([str(each) for each in made], d)))

    def _replace(self, value: Any, old: str, new: str, count: int | None = None) -> str:
        text = str(value)
        args = (str(old), str(new), -1 if count is None else count)
        _check_method(text, "replace", args)
        return text.replace(*args)

    def _format(self, value: Any, *args: Any, **kwargs: Any) -> str:
        return str(_modulo(str(value), kwargs or args))


class _Namespace(Namespace):
    """A namespace without Python's own names."""

    def __init__(*args: Any, **kwargs: Any) -> None:
        self, *rest = args
        attributes = dict(*rest, **kwargs)
        if any(str(name).startswith("_") for name in attributes):
            raise jinja2.TemplateRuntimeError("a namespace holds no name with a leading underscore")
        Namespace.__init__(self, attributes)

    def __setitem__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            raise jinja2.TemplateRuntimeError("a namespace holds no name with a leading underscore")
        super().__setitem__(name, value)


def _new_dict(*args: Any, **kwargs: Any) -> dict[Any, Any]:
    return dict(*args, **kwargs)


def _raise(message: object) -> None:
    raise jinja2.TemplateError(message if isinstance(message, str) else str(message))


def _to_json(
    value: Any,
    ensure_ascii: bool = False,
    indent: int | str | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    if isinstance(indent, int) and indent > 64:
        raise LimitError("it indents too far")
    made = json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)
    return _bounded(made)


def _safe(value: Any) -> Any:
    # Nothing is escaped here, so the mark says nothing; it would cost the template's own text its own.
    return value if isinstance(value, OwnText) else Markup(value)  # noqa: S704


def _indent(s: Any, width: int | str = 4, first: bool = False, blank: bool = False) -> str:
    margin = width if isinstance(width, str) else " " * width
    lines = (str(s) + "\n").splitlines()
    moved = [line if at == 0 or not (line or blank) else join((margin, line)) for at, line in enumerate(lines)]
    made = join(_between(moved, "\n"))
    return _bounded(join((margin, made)) if first else made)


def _formatted(
    environment: TemplateEnvironment, text: OwnText, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Iterator[str]:
    """Fill in a format of the template's own: what stands between the fields stays its own, and a whole text too."""
    formatter = SandboxedFormatter(environment)
    number = 0
    for literal, name, spec, conversion in Formatter().parse(str.__str__(text)):
        yield owned(literal)
        if name is None:
            continue
        if name == "" or name[0] in ".[":
            name, number = f"{number}{name}", number + 1
        value, _ = formatter.get_field(name, args, kwargs)
        if not spec and conversion is None and isinstance(value, str):
            yield value
        else:
            whole = "{0" + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"
            yield str.__str__(formatter.vformat(whole, (value,), kwargs))


def _plus(left: Any, right: Any) -> Any:
    made = left + right
    return _bounded(made) if isinstance(made, str | list | tuple) else made


def _times(left: Any, right: Any) -> Any:
    for some, times in ((left, right), (right, left)):
        longest = _LONGEST if isinstance(some, str) else _MOST_ITEMS
        if isinstance(some, str | list | tuple | bytes) and isinstance(times, int) and len(some) * times > longest:
            raise LimitError("it repeats something too often")
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > _MOST_BITS:
        raise LimitError("it computes too large a number")
    return left * right


def _power(left: Any, right: Any) -> Any:
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * abs(right) > _MOST_BITS:
        raise LimitError("it computes too large a number")
    return left**right


def _modulo(left: Any, right: Any) -> Any:
    if not isinstance(left, str):
        return left % right
    if _WIDTH.search(left):
        raise LimitError("it formats too widely")
    values = right if isinstance(right, tuple) else (right,)
    pieces = left.split("%s")
    if type(left) is OwnText and len(pieces) == len(values) + 1 and not any("%" in piece for piece in pieces):
        mixed = [pieces[0]]
        for value, piece in zip(values, pieces[1:], strict=True):
            mixed += [str(value), piece]
        return _bounded(join(mixed))
    return _bounded(operator.mod(str.__str__(left), right))


def _check_method(text: str, name: str, args: tuple[Any, ...]) -> None:
    """Refuse a call whose outcome would be too long; only those that make text longer need a look."""
    match name, args:
        case "replace", (str(old), str(new), *_) if len(new) > len(old):
            if len(text) + (text.count(old) if old else len(text) + 1) * (len(new) - len(old)) > _LONGEST:
                raise LimitError("it writes too long a text")
        case "center" | "ljust" | "rjust" | "zfill", (int(width), *_) if width > _WIDEST:
            raise LimitError("it pads too widely")
        case "expandtabs", (int(width), *_) if width > 64:
            raise LimitError("it pads too widely")
        case "join", (list() | tuple() as parts, *_):
            if sum(len(part) + len(text) for part in parts if isinstance(part, str)) > _LONGEST:
                raise LimitError("it writes too long a text")


def _narrow(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Keep a filter from padding, cutting or repeating beyond measure."""

    def narrow(*args: Any, **kwargs: Any) -> Any:
        if any(isinstance(each, int) and abs(each) > _WIDEST for each in (*args[1:], *kwargs.values())):
            raise LimitError("it pads too widely")
        return filter_(*args, **kwargs)

    for mark in ("jinja_pass_arg",):
        if hasattr(filter_, mark):
            setattr(narrow, mark, getattr(filter_, mark))
    return narrow


def _bounded(value: _Sized) -> _Sized:
    if len(value) > (_LONGEST if isinstance(value, str) else _MOST_ITEMS):
        raise LimitError("it makes too long a text or list")
    return value


def _between(parts: list[str], sep: str) -> list[str]:
    mixed = [str(sep)] * (2 * len(parts) - 1) if parts else []
    mixed[::2] = parts
    return mixed
