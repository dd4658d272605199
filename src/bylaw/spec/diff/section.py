"""Compare one section with what it became: heading, bindings, settings, words, examples."""
# SPDX-License-Identifier: Apache-2.0

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bylaw.authority import AUTHORITY_WORDS, Authority
from bylaw.spec.canonical import (
    CanonicalBody,
    CanonicalSection,
    CanonicalSetting,
    CanonicalWaiver,
    canonical_body,
    is_prose,
)
from bylaw.spec.diff.change import Change, ChangeKind, Part
from bylaw.spec.diff.examples import Known, known, match_examples, rewrite
from bylaw.spec.diff.order import kept
from bylaw.spec.diff.words import Edit, word_diff
from bylaw.spec.nodes import Commentary, Example, Node, Place, Section

__all__ = ["Named", "compare_bodies", "compare_sections"]


@dataclass(frozen=True, slots=True)
class Named:
    """Whose changes they are."""

    clause: str
    title: str
    authority: str = ""
    was: str = ""
    place_before: Place | None = None
    place_after: Place | None = None

    @classmethod
    def of(
        cls, now: CanonicalSection, was: CanonicalSection | None = None, *, places: tuple[Place | None, Place | None]
    ) -> "Named":
        """Name a section, and what it was."""
        old_id = was.id if was is not None and was.id != now.id else ""
        return cls(now.id, now.title, now.authority, old_id, *places)

    def change(
        self,
        kind: ChangeKind,
        before: str | None,
        after: str | None,
        *,
        part: Part = "section",
        name: str = "",
        words: tuple[Edit, ...] = (),
        nodes: tuple[Node | None, Node | None] = (None, None),
    ) -> Change:
        """Make a change of it; `nodes` say a nearer place than the heading's."""
        places = [
            node.place if node is not None else place
            for node, place in zip(nodes, (self.place_before, self.place_after), strict=True)
        ]
        return Change(
            kind,
            self.clause,
            before,
            after,
            title=self.title,
            authority=self.authority,
            part=part,
            name=name,
            was=self.was,
            words=words,
            place_before=places[0],
            place_after=places[1],
        )


def compare_sections(
    before: Section, after: Section, *, was: CanonicalSection, now: CanonicalSection
) -> Iterator[Change]:
    """List what changed in one section, where it stands left aside; `was` and `now` are the canonical forms."""
    named = Named.of(now, was, places=(before.place, after.place))
    if was.title != now.title:
        yield named.change("retitled", was.title, now.title)
    elif was.id != now.id:
        yield named.change("retitled", f"#{was.id}", f"#{now.id}")
    yield from _authority(named, was.authority, now.authority)
    # A section has no kind: where it turned into a clause or back, its kind came or went with that.
    says_kind = before.heading.attribute("kind") != after.heading.attribute("kind")
    if (says_kind or (was.authority and now.authority)) and was.kind != now.kind:
        yield _binding(named, "kind", was.kind, now.kind)
    yield from _bindings(named, was, now)
    yield from _waivers(named, was.waivers, now.waivers)
    yield from _settings(named, was.settings, now.settings)
    yield from _bodies(named, (before.body, after.body), was.body, now.body)


def compare_bodies(named: Named, before: Sequence[Node], after: Sequence[Node]) -> Iterator[Change]:
    """List what changed in nodes that stand under no heading."""
    yield from _bodies(named, (before, after), canonical_body(before), canonical_body(after))


def _authority(named: Named, was: str, now: str) -> Iterator[Change]:
    if was == now:
        return
    old, new = (AUTHORITY_WORDS.get(word, Authority.NONE) for word in (was, now))
    if old == new:  # neither word names a level
        yield _binding(named, "authority", was, now)
    else:
        kind: ChangeKind = "raised" if new > old else "lowered"
        yield named.change(kind, was or "none", now or "none", part="attribute", name="authority")


def _bindings(named: Named, was: CanonicalSection, now: CanonicalSection) -> Iterator[Change]:
    old = {"check": ", ".join(was.checks), "action": was.action, **dict(was.attributes)}
    new = {"check": ", ".join(now.checks), "action": now.action, **dict(now.attributes)}
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield _binding(named, name, old.get(name), new.get(name))


def _binding(named: Named, name: str, was: str | None, now: str | None) -> Change:
    return named.change("binding_changed", was or None, now or None, part="attribute", name=name)


def _waivers(named: Named, was: Sequence[CanonicalWaiver], now: Sequence[CanonicalWaiver]) -> Iterator[Change]:
    gone, come = Counter(was) - Counter(now), Counter(now) - Counter(was)
    for old, new in zip_longest(sorted(gone.elements()), sorted(come.elements())):
        said = [None if each is None else _waiver(each) for each in (old, new)]
        yield named.change("binding_changed", said[0], said[1], part="waiver", name="waiver")


def _waiver(waiver: CanonicalWaiver) -> str:
    scope = f", for {waiver.scope}" if waiver.scope else ""
    return f"{waiver.reason} (approved by {waiver.approved_by}, until {waiver.expires}{scope})"


def _settings(named: Named, was: Sequence[CanonicalSetting], now: Sequence[CanonicalSetting]) -> Iterator[Change]:
    for name in dict.fromkeys(each.name for each in (*was, *now)):
        old, new = ([each for each in settings if each.name == name] for settings in (was, now))
        if old != new:
            yield named.change("setting_changed", _setting(old), _setting(new), part="setting", name=name)


def _setting(settings: Sequence[CanonicalSetting]) -> str | None:
    return "\n".join(map(_one_setting, settings)) or None


def _one_setting(setting: CanonicalSetting) -> str:
    default = setting.default
    said = {
        "type": setting.type,
        "choices": ", ".join(setting.choices),
        "default": str(default).lower() if isinstance(default, bool | None) else str(default),
        "lowest": setting.lowest,
        "requires": setting.requires,
        "description": setting.description,
    }
    return "; ".join(f"{key} {value}" for key, value in said.items() if value)


_Bodies = tuple[Sequence[Node], Sequence[Node]]  # before, after


def _bodies(named: Named, nodes: _Bodies, was: CanonicalBody, now: CanonicalBody) -> Iterator[Change]:
    if was == now:
        return
    before, after = nodes
    if was.prose != now.prose:
        yield _reworded(named, "prose", _only(nodes, is_prose), (was.prose, now.prose))
    if was.commentary != now.commentary:
        comments = _only(nodes, lambda node: isinstance(node, Commentary))
        yield _reworded(named, "commentary", comments, (was.commentary, now.commentary))
    old = [node for node in before if isinstance(node, Example)]
    new = [node for node in after if isinstance(node, Example)]
    yield from _examples(named, old, new, was, now)


def _only(nodes: _Bodies, wanted: Callable[[Node], bool]) -> _Bodies:
    return [node for node in nodes[0] if wanted(node)], [node for node in nodes[1] if wanted(node)]


def _reworded(named: Named, part: Part, nodes: _Bodies, said: tuple[bytes, bytes]) -> Change:
    texts = ["".join(node.text for node in each).strip() or None for each in nodes]
    first = (nodes[0][0] if nodes[0] else None, nodes[1][0] if nodes[1] else None)
    words = word_diff(said[0].decode(), said[1].decode())
    return named.change("reworded", texts[0], texts[1], part=part, words=words, nodes=first)


def _examples(
    named: Named, before: Sequence[Example], after: Sequence[Example], was: CanonicalBody, now: CanonicalBody
) -> Iterator[Change]:
    old, new = known(before, was.examples), known(after, now.examples)
    matches = match_examples(old, new)
    for at in matches.removed:
        node = before[at]
        yield named.change(
            "example_removed", node.text.strip(), None, part="example", name=node.title, nodes=(node, None)
        )
    for at in matches.added:
        node = after[at]
        yield named.change(
            "example_added", None, node.text.strip(), part="example", name=node.title, nodes=(None, node)
        )
    shuffled = 0
    line = [at for at, _ in sorted(matches.pairs, key=lambda pair: pair[1])]
    stayed = {line[at] for at in kept(line, weights=[old[at].words.total() for at in line])}
    for at, to in matches.pairs:
        nodes = (before[at], after[to])
        if at not in stayed:
            shuffled += 1
            said = (f"example {at + 1} of {len(old)}", f"example {to + 1} of {len(new)}")
            yield named.change("moved", *said, part="example", name=after[to].title, nodes=nodes)
        if old[at].canonical != new[to].canonical:
            yield from _rewritten(named, old[at], new[to])
    if shuffled or was.prose != now.prose or was.commentary != now.commentary:
        return
    if _interleaved(was, {at: at for at, _ in matches.pairs}) != _interleaved(
        now, {to: at for at, to in matches.pairs}
    ):
        yield named.change("moved", "its parts in another order", "its parts in this order", part="prose")


def _interleaved(body: CanonicalBody, known_as: Mapping[int, int]) -> list[tuple[int | str, int, int]]:
    """Say where examples and commentary stand among the prose, without the examples that only one side has."""
    order: list[tuple[int | str, int, int]] = []
    at = 0
    for what, said, noted in body.order:
        if what != "example":
            order.append((what, said, noted))
            continue
        if at in known_as:
            order.append((known_as[at], said, noted))
        at += 1
    return order


def _rewritten(named: Named, old: Known, new: Known) -> Iterator[Change]:
    before, after = nodes = (old.node, new.node)
    how = rewrite(old, new)
    if how.flips:
        was = "; ".join(f"reply {flip.reply}: {flip.before or 'no verdict'}" for flip in how.flips)
        now = "; ".join(f"reply {flip.reply}: {flip.after or 'no verdict'}" for flip in how.flips)
        yield named.change("example_flipped", was, now, part="example", name=after.title, nodes=nodes)
    if how.reordered:
        said = ("replies in another order", "replies in this order")
        yield named.change("moved", *said, part="example", name=after.title, nodes=nodes)
    if how.reworded:
        texts = (before.text.strip(), after.text.strip())
        yield named.change(
            "reworded", *texts, part="example", name=after.title, words=word_diff(old.said, new.said), nodes=nodes
        )
