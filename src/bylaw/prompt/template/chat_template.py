"""A model's chat template, compiled: what it writes for messages, with its own text marked."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cached_property
from threading import Lock
from types import MappingProxyType
from weakref import WeakKeyDictionary

import jinja2
from jinja2 import meta, nodes

from bylaw.backend import Tokenizer
from bylaw.errors import TemplateError
from bylaw.prompt.template.environment import LimitError, TemplateEnvironment
from bylaw.prompt.template.own_text import OwnText, own_stretches, owned
from bylaw.prompt.template.structure import BREAKS, Structure, find_structure

__all__ = ["ChatTemplate", "MessageObject", "OutOfBoundsError"]

MessageObject = Mapping[str, object]
"""A message as a template reads it: plain JSON, its role the template's own."""

_LONGEST_SOURCE = 1024 * 1024
_SAMPLE_TIME = datetime(2000, 1, 1)
_SAMPLE: tuple[MessageObject, ...] = tuple(
    {"role": owned(role), "content": text}
    for role, text in (("user", "Qw1Sample"), ("assistant", "Qw2Sample"), ("user", "Qw3Sample"))
)
_SAMPLE_SYSTEM: tuple[MessageObject, ...] = ({"role": owned("system"), "content": "Qw0Sample"}, *_SAMPLE)
_SAMPLE_TOOLS: tuple[MessageObject, ...] = (
    {"role": owned("user"), "content": "Qw1Sample"},
    {
        "role": owned("assistant"),
        "content": "",
        "tool_calls": [
            {"id": "Qw3Sampl1", "type": "function", "function": {"name": "Qw2Sample", "arguments": {"a": "Qw4Sample"}}}
        ],
    },
    {"role": owned("tool"), "content": "Qw5Sample", "tool_call_id": "Qw3Sampl1", "name": "Qw2Sample"},
    {"role": owned("assistant"), "content": "Qw6Sample"},
)


class OutOfBoundsError(TemplateError):
    """A template took more time or room than it may have: no other way to send the conversation is worth a try."""


class ChatTemplate:
    """A Jinja chat template, as Hugging Face folders and GGUF files hold it."""

    def __init__(
        self, source: str, *, special_tokens: Mapping[str, str] = MappingProxyType({}), where: str = ""
    ) -> None:
        """Compile a template.

        Args:
            source: the template.
            special_tokens: what it knows by name, as `bos_token`; of the tokenizer it goes with.
            where: the file it came from, for error messages.

        Raises:
            TemplateError: it can't be compiled.
        """
        if len(source) > _LONGEST_SOURCE:
            raise TemplateError("the chat template is longer than 1 MiB", where=where, mend="check the file")
        self.source = source
        self._where = where
        self._named = {name: owned(text) for name, text in special_tokens.items()}
        self._environment = TemplateEnvironment()
        self._structures: WeakKeyDictionary[Tokenizer, Structure] = WeakKeyDictionary()
        self._breaks: WeakKeyDictionary[Tokenizer, str] = WeakKeyDictionary()
        self._lock = Lock()  # the environment counts the steps of one run at a time
        try:
            tree = self._environment.parse(source)
            self.literals = _literals(tree)
            self._reads = frozenset(meta.find_undeclared_variables(tree))
            self._template = self._environment.from_string(source)
        except (jinja2.TemplateError, RecursionError, SyntaxError, OverflowError) as error:
            line = getattr(error, "lineno", None)
            place = f"{where}:{line}" if where and line else where
            raise TemplateError(
                f"the chat template can't be read ({str(error)[:200]})", where=place, mend="correct the template"
            ) from error

    def write(
        self,
        messages: Sequence[MessageObject],
        *,
        tools: Sequence[object] | None = None,
        documents: Sequence[object] | None = None,
        add_generation_prompt: bool = True,
        now: datetime | None = None,
        params: Mapping[str, object] = MappingProxyType({}),
    ) -> str:
        """Give what the template writes, its own text marked.

        Raises:
            TemplateError: it can't render these messages, refuses them, or runs too long.
        """
        variables = {
            **self._named,
            **params,
            "messages": list(messages),
            "tools": None if tools is None else list(tools),
            "documents": None if documents is None else list(documents),
            "add_generation_prompt": add_generation_prompt,
        }
        try:
            with self._lock:
                return self._environment.run(self._template, variables, now=now)
        except LimitError as error:
            raise OutOfBoundsError(
                f"the chat template is out of bounds: {error}", where=self._where, mend="use another template"
            ) from error
        except jinja2.UndefinedError as error:
            raise self._refused("it reads what these messages don't have") from error
        except jinja2.TemplateError as error:
            raise self._refused(_own_words(error)) from error
        except Exception as error:  # the template is foreign code: it may raise anything
            raise self._refused(f"it fails with {type(error).__name__}") from error

    @property
    def special_tokens(self) -> Mapping[str, str]:
        """What it knows by name."""
        return {name: str.__str__(text) for name, text in self._named.items()}

    def reads(self, variable: str) -> bool:
        """Tell whether it looks at a variable."""
        return variable in self._reads

    def names(self, word: str) -> bool:
        """Tell whether a word stands in its literals, as a role it knows would."""
        return any(word in literal for literal in self.literals)

    @cached_property
    def structure(self) -> Structure:
        """The markers that tell its parts from one another."""
        written = []
        for sample in (_SAMPLE, _SAMPLE_SYSTEM, _SAMPLE_TOOLS):
            try:
                written.append(self.write(sample, now=_SAMPLE_TIME))
            except OutOfBoundsError:
                raise
            except TemplateError:
                continue  # a role it lacks has no markers
        return find_structure(self.literals, written, tuple(self._named.values()))

    def structure_for(self, tokenizer: Tokenizer) -> Structure:
        """The markers that are no control tokens of a tokenizer, and so have to be broken up in content."""
        found = self._structures.get(tokenizer)
        if found is None:
            found = self._structures[tokenizer] = self.structure.without(tokenizer.control_tokens)
        return found

    def break_for(self, tokenizer: Tokenizer) -> str:
        """What to break a marker up with: the first that the tokenizer doesn't drop."""
        found = self._breaks.get(tokenizer)
        if found is None:
            whole = tuple(tokenizer.encode("<s"))
            kept = [mark for mark in BREAKS if tuple(tokenizer.encode(f"<{mark}s")) != whole]
            found = self._breaks[tokenizer] = kept[0] if kept else BREAKS[-1]
        return found

    def _refused(self, why: str) -> TemplateError:
        return TemplateError(
            f"the chat template can't render this conversation: {why}",
            where=self._where or "messages",
            mend="send it in the order and the roles that the model knows",
        )


def _literals(tree: nodes.Template) -> tuple[str, ...]:
    found = {each.data for each in tree.find_all(nodes.TemplateData)}
    found |= {each.value for each in tree.find_all(nodes.Const) if isinstance(each.value, str)}
    return tuple(sorted(found))


def _own_words(error: jinja2.TemplateError) -> str:
    """Give what a template says when it refuses, less what isn't its own: that may be a prompt."""
    said = error.args[0] if error.args else None
    if type(said) is OwnText:
        return "…".join(str.__str__(said[start:end]) for start, end in own_stretches(said))[:300]
    return type(error).__name__
