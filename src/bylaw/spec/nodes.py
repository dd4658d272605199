"""The nouns of a document: nodes that hold its text, sections that view them, and the document itself.

A document is a flat run of nodes; every character of the source belongs to exactly one (`"".join(node.text)` is the
source). Sections, clauses and examples are views of that run. Nodes are msgspec structs because a lock stores them.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from typing import Literal, get_args

import msgspec

from bylaw.authority import AUTHORITY_WORDS, Authority, Dialogue, read_markup

__all__ = [
    "ACTIONS",
    "KINDS",
    "Action",
    "Attribute",
    "Commentary",
    "Example",
    "Footnote",
    "FrontMatter",
    "Heading",
    "Kind",
    "Node",
    "Place",
    "Problem",
    "Prose",
    "Reference",
    "Section",
    "Setting",
    "SettingType",
    "SettingsBlock",
    "Spec",
    "Waiver",
    "WaiverBlock",
    "slug",
]

Kind = Literal["objective", "rule", "default"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Action = Literal["refuse", "redact", "regenerate", "annotate", "flag"]
ACTIONS: tuple[Action, ...] = get_args(Action)
"""Strictest first."""
SettingType = Literal["boolean", "integer", "string", "choice"]


class Place(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Where something stands: the file as it was named, line and column from 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(msgspec.Struct, frozen=True, array_like=True):
    """Something in a document that can't be read; lint reports it, and a document with one can't be run."""

    kind: Literal["front", "attribute", "fence", "settings", "waiver"]
    what: str
    place: Place


class Attribute(msgspec.Struct, frozen=True, array_like=True):
    """One member of a heading's `{…}` block. `#id` has the name `id`."""

    name: str
    value: str
    place: Place


class Reference(msgspec.Struct, frozen=True, array_like=True):
    """A link to a section of the document: `[text](#target)`, or `BAD[#target]` in an example."""

    target: str
    text: str
    place: Place
    mark: bool = False
    """Whether it is an example's mark and not a link."""


class Footnote(msgspec.Struct, frozen=True, array_like=True):
    """A mark `[^id]`: the statement before it is tried by the prompts in `examples/id.md`."""

    id: str
    place: Place


class Setting(msgspec.Struct, frozen=True):
    """A switch of the document's context."""

    name: str
    type: SettingType
    default: bool | int | str | None
    lowest: Authority
    """The lowest level that may set it."""
    requires: str = ""
    """A condition on other settings, as `under_18 = false`."""
    choices: tuple[str, ...] = ()
    description: str = ""
    place: Place = Place("", 1)


class Waiver(msgspec.Struct, frozen=True):
    """An exception from one clause."""

    reason: str
    approved_by: str
    expires: str
    """ISO date; the last day it holds."""
    scope: str = ""
    place: Place = Place("", 1)


class _Text(msgspec.Struct, frozen=True, tag_field="node"):
    """What every node has."""

    place: Place
    text: str
    """The source, blank lines after it included."""


class FrontMatter(_Text, frozen=True, tag="front"):
    """The lines between `---` at the very top: `key: value`, a line each."""

    values: tuple[tuple[str, str], ...] = ()


class Heading(_Text, frozen=True, tag="heading"):
    """A heading and its attribute block."""

    level: int = 1
    """1 to 6."""
    title: str = ""
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, name: str) -> str | None:
        """Give the value of an attribute; None where the heading has none of that name."""
        return next((each.value for each in self.attributes if each.name == name), None)

    @property
    def id(self) -> str:
        """The id it gives, or else one made of its title."""
        return self.attribute("id") or slug(self.title)

    @property
    def authority(self) -> Authority | None:
        """The level of the clause; None where none is given or the word is unknown."""
        word = self.attribute("authority")
        return None if word is None else AUTHORITY_WORDS.get(word)


class Prose(_Text, frozen=True, tag="prose"):
    """Anything that is none of the others: paragraphs, lists, tables, code."""

    references: tuple[Reference, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


class Commentary(_Text, frozen=True, tag="commentary"):
    """A `!!! meta "Commentary"` block: for readers, instructs nobody."""

    title: str = ""
    references: tuple[Reference, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


class Example(_Text, frozen=True, tag="example"):
    """`**Example**: title` and the conversation that follows it."""

    title: str = ""
    markup: str | None = None
    """The conversation as it stands in the fence; None where no fence follows."""
    markup_line: int = 0
    """Line of the markup's first line in the file."""
    references: tuple[Reference, ...] = ()
    footnotes: tuple[Footnote, ...] = ()

    @property
    def dialogue(self) -> Dialogue:
        """The conversation, read anew; without a fence it has no steps and one problem."""
        return read_markup(self.markup or "")


class SettingsBlock(_Text, frozen=True, tag="settings"):
    """A `~~~toml settings` fence."""

    settings: tuple[Setting, ...] = ()


class WaiverBlock(_Text, frozen=True, tag="waiver"):
    """A `~~~toml waiver` fence."""

    waiver: Waiver | None = None


Node = FrontMatter | Heading | Prose | Commentary | Example | SettingsBlock | WaiverBlock


class Section(msgspec.Struct, frozen=True):
    """A heading and what stands under it, up to the next heading."""

    heading: Heading
    body: tuple[Node, ...] = ()
    parent: str = ""
    """Id of the section it stands in; empty at the top."""
    kind: Kind | None = None
    checks: tuple[str, ...] = ()
    action: Action | None = None
    settings: tuple[Setting, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def id(self) -> str:
        """The heading's."""
        return self.heading.id

    @property
    def title(self) -> str:
        """The heading's."""
        return self.heading.title

    @property
    def place(self) -> Place:
        """The heading's; its file is the document this section came from."""
        return self.heading.place

    @property
    def authority(self) -> Authority | None:
        """None: this is a section, which instructs nobody; else it is a clause."""
        return self.heading.authority

    @property
    def is_clause(self) -> bool:
        """Whether it has an authority."""
        return self.heading.authority is not None

    @property
    def examples(self) -> tuple[Example, ...]:
        """Its examples, in order."""
        return tuple(node for node in self.body if isinstance(node, Example))

    @property
    def prose(self) -> tuple[Prose, ...]:
        """Its own words that instruct: neither commentary nor examples."""
        return tuple(node for node in self.body if isinstance(node, Prose))


class Spec(msgspec.Struct, frozen=True):
    """A document."""

    file: str
    """As it was named; `builtin` for the one that ships."""
    front: FrontMatter | None
    preface: tuple[Node, ...]
    """What stands before the first heading."""
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...] = ()
    bases: tuple[str, ...] = ()
    """Files of the documents it was resolved over, nearest first."""

    @property
    def nodes(self) -> Iterator[Node]:
        """All its nodes in the order they stand; their texts joined are the document's."""
        if self.front is not None:
            yield self.front
        yield from self.preface
        for section in self.sections:
            yield section.heading
            yield from section.body

    @property
    def clauses(self) -> tuple[Section, ...]:
        """The sections that have an authority."""
        return tuple(section for section in self.sections if section.is_clause)

    @property
    def settings(self) -> tuple[Setting, ...]:
        """Every setting it declares."""
        return tuple(setting for section in self.sections for setting in section.settings)

    def section(self, section_id: str) -> Section | None:
        """Find a section or clause by id; the first one where the id is doubled."""
        return next((section for section in self.sections if section.id == section_id), None)

    def value(self, key: str) -> str | None:
        """Give a value of the front matter."""
        return None if self.front is None else dict(self.front.values).get(key)


def slug(title: str) -> str:
    """Make an id of a title, as the published documents spell theirs: `Be clear` gives `be_clear`.

    Letters of every script stay; a title without any gives an empty id.
    """
    return re.sub(r"[\W_]+", "_", title.lower().replace("'", "").replace("’", "")).strip("_")
