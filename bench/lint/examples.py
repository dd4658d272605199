"""Defects in examples: marks, replies, tags, roles, footnotes."""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.lint.draft import Defect, Draft, Mutant, Shape, typo
from bylaw.authority import Comparison, Turn
from bylaw.spec import Example

__all__ = ["DEFECTS"]


@dataclass(frozen=True, slots=True)
class Reply:
    """A turn in the document's lines."""

    turn: Turn
    opens: int
    """Its tag's line; `closes` is that of the closing tag."""
    closes: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A comparison in the document's lines."""

    opens: int
    closes: int
    replies: tuple[Reply, ...]
    example: Example

    def of(self, verdict: str) -> list[Reply]:
        """Give the replies of one verdict."""
        return [reply for reply in self.replies if reply.turn.verdict == verdict]


def scenes(draft: Draft) -> Iterator[Scene]:
    """Give every comparison whose tags stand on lines of their own."""
    for section in draft.spec.sections:
        for example in section.examples:
            dialogue = example.dialogue
            if dialogue.problems:
                continue
            for step in dialogue.steps:
                if not isinstance(step, Comparison) or not step.turns:
                    continue
                replies = tuple(_reply(draft, example, turn) for turn in step.turns)
                opens = example.markup_line + step.line - 1
                closes = _closing(draft, "comparison", replies[-1].closes)
                yield Scene(opens, closes, replies, example)


def _reply(draft: Draft, example: Example, turn: Turn) -> Reply:
    opens = example.markup_line + turn.line - 1
    return Reply(turn, opens, _closing(draft, turn.message.wire_role, opens))


def _closing(draft: Draft, tag: str, start: int) -> int:
    return next(number for number in range(start, len(draft.lines) + 1) if f"</{tag}>" in draft.lines[number - 1])


def pick(draft: Draft, *verdicts: str, only_one: bool = True) -> Scene | None:
    """Pick a comparison that has all these verdicts."""
    found = []
    for scene in scenes(draft):
        counts = [len(scene.of(verdict)) for verdict in verdicts]
        if all(count == 1 if only_one else count for count in counts):
            found.append(scene)
    return draft.random.choice(found) if found else None


def remark(verdict: str, change: Callable[[str], str]) -> Shape:
    """Make a shape that changes every mark of one verdict in a comparison."""

    def shape(draft: Draft) -> Mutant | None:
        scene = pick(draft, "good", "bad", only_one=False)
        if scene is None:
            return None
        lines = list(draft.lines)
        for reply in scene.of(verdict):
            at = next(number for number in (reply.opens - 1, reply.opens) if "<!--" in lines[number])
            lines[at] = change(lines[at])
        return Mutant("\n".join(lines), scene.opens)

    return shape


def without(verdict: str) -> Shape:
    """Make a shape that takes out the replies of one verdict."""

    def shape(draft: Draft) -> Mutant | None:
        scene = pick(draft, "good", "bad", only_one=False)
        if scene is None:
            return None
        lines = list(draft.lines)
        for reply in sorted(scene.of(verdict), key=lambda each: each.opens, reverse=True):
            del lines[reply.opens - 1 : reply.closes]
        return Mutant("\n".join(lines), scene.opens)

    return shape


def added_scene(body: str) -> Shape:
    """Make a shape that adds an example with a comparison of its own."""

    def shape(draft: Draft) -> Mutant | None:
        clause = draft.clause()
        if clause is None:
            return None
        block = f"**Example**: an added one\n\n~~~xml\n<user>\nHow far is the moon?\n</user>\n{body}\n~~~\n"
        return draft.inserted(draft.end_of(clause), block, due=block[: block.index("<comparison>")].count("\n"))

    return shape


def mark_to(word: str) -> Callable[[str], str]:
    """Give a mark another word."""
    return lambda line: re.sub(r"<!--\s*(?:GOOD|BAD)(?:\[#[\w-]+\])?", f"<!-- {word}", line)


def copied(source: str, change: Callable[[str], str]) -> Shape:
    """Make a shape in which the reply of the other verdict says what the reply of `source` says."""

    def shape(draft: Draft) -> Mutant | None:
        scene = pick(draft, "good", "bad", only_one=False)
        if scene is None:
            return None
        target = "bad" if source == "good" else "good"
        kept, spoilt = draft.random.choice(scene.of(source)), draft.random.choice(scene.of(target))
        if kept.turn.message.recipient != spoilt.turn.message.recipient:
            return None
        lines = list(draft.lines)
        said = change(kept.turn.message.text).split("\n")
        lines[spoilt.opens : spoilt.closes - 1] = said
        if any("<!--" in line for line in draft.lines[spoilt.opens : spoilt.opens + 1]):
            return None
        due = min(spoilt.opens, kept.opens) if source == "bad" else spoilt.opens
        return Mutant("\n".join(lines), due, slack=len(said) + kept.closes - kept.opens + 40)

    return shape


def in_scene(change: Callable[[list[str], Scene, Draft], None]) -> Shape:
    """Make a shape that spoils the lines of an example; the finding is due within it."""

    def shape(draft: Draft) -> Mutant | None:
        scene = pick(draft, only_one=False)
        if scene is None:
            return None
        lines = list(draft.lines)
        change(lines, scene, draft)
        start = scene.example.place.line
        size = len(scene.example.text.split("\n"))
        return None if lines == draft.lines else Mutant("\n".join(lines), start + size // 2, slack=size // 2 + 3)

    return shape


def _user(lines: list[str], scene: Scene, closing: bool) -> int:
    first = scene.example.markup_line - 1
    tag = re.compile(r"</\w+>" if closing else r"<\w+[^>]*>")
    return next(at for at in range(first, scene.opens) if tag.match(lines[at].strip()))


def _drop_closing(lines: list[str], scene: Scene, draft: Draft) -> None:
    reply = draft.random.choice(scene.replies)
    lines[reply.closes - 1] = lines[reply.closes - 1].replace("</assistant>", "")


def _drop_user_closing(lines: list[str], scene: Scene, _: Draft) -> None:
    del lines[_user(lines, scene, closing=True)]


def _drop_user_opening(lines: list[str], scene: Scene, _: Draft) -> None:
    del lines[_user(lines, scene, closing=False)]


def _drop_opening(lines: list[str], scene: Scene, draft: Draft) -> None:
    del lines[draft.random.choice(scene.replies).opens - 1]


def _misspell_closing(lines: list[str], scene: Scene, draft: Draft) -> None:
    reply = draft.random.choice(scene.replies)
    wrong = typo("assistant", draft.random)
    lines[reply.closes - 1] = lines[reply.closes - 1].replace("</assistant>", f"</{wrong}>")


def _wrong_closing(lines: list[str], scene: Scene, draft: Draft) -> None:
    reply = draft.random.choice(scene.replies)
    lines[reply.closes - 1] = lines[reply.closes - 1].replace("</assistant>", "</user>")


def _drop_line(which: str) -> Callable[[list[str], Scene, Draft], None]:
    def change(lines: list[str], scene: Scene, _: Draft) -> None:
        del lines[(scene.opens if which == "opens" else scene.closes) - 1]

    return change


def _stray(lines: list[str], scene: Scene, draft: Draft) -> None:
    lines.insert(scene.opens - 1, draft.random.choice(["And then:", "TODO", "hello", "Assistant: hi"]))


def _nested(lines: list[str], scene: Scene, _: Draft) -> None:
    lines.insert(scene.opens, "<comparison>")


def _open_comment(lines: list[str], scene: Scene, draft: Draft) -> None:
    reply = draft.random.choice(scene.replies)
    lines[reply.opens - 1] = lines[reply.opens - 1].replace("-->", "")


def _open_tag(lines: list[str], scene: Scene, draft: Draft) -> None:
    reply = draft.random.choice(scene.replies)
    lines[reply.opens - 1] = lines[reply.opens - 1].replace(">", "", 1)


def _no_fence_end(lines: list[str], scene: Scene, _: Draft) -> None:
    at = next(at for at in range(scene.closes, len(lines)) if lines[at].startswith("~~~"))
    del lines[at]


def _emptied(lines: list[str], scene: Scene, draft: Draft) -> None:
    reply = draft.random.choice(scene.replies)
    del lines[reply.opens : reply.closes - 1]


def _role(name: str) -> Callable[[list[str], Scene, Draft], None]:
    def change(lines: list[str], scene: Scene, draft: Draft) -> None:
        reply = draft.random.choice(scene.replies)
        lines[reply.opens - 1] = re.sub(r"<assistant", f"<{name}", lines[reply.opens - 1])
        lines[reply.closes - 1] = lines[reply.closes - 1].replace("</assistant>", f"</{name}>")

    return change


def _turn_before(turn: str) -> Callable[[list[str], Scene, Draft], None]:
    def change(lines: list[str], scene: Scene, _: Draft) -> None:
        lines.insert(scene.example.markup_line - 1, turn)

    return change


def _turn_inside(turn: str) -> Callable[[list[str], Scene, Draft], None]:
    def change(lines: list[str], scene: Scene, _: Draft) -> None:
        lines.insert(scene.opens, turn)

    return change


def _first_role(name: str | None) -> Callable[[list[str], Scene, Draft], None]:
    def change(lines: list[str], scene: Scene, draft: Draft) -> None:
        at = _user(lines, scene, closing=False)
        role = re.match(r"<(\w+)", lines[at].strip())
        assert role is not None
        new = name or typo(role[1], draft.random)
        lines[at] = lines[at].replace(f"<{role[1]}", f"<{new}")
        end = next(after for after in range(at, len(lines)) if f"</{role[1]}>" in lines[after])
        lines[end] = lines[end].replace(f"</{role[1]}>", f"</{new}>")

    return change


def _marked_user(lines: list[str], scene: Scene, _: Draft) -> None:
    at = _user(lines, scene, closing=False)
    lines[at] = f"{lines[at].rstrip()} <!-- BAD -->"


def _misread(word: str) -> Shape:
    def shape(draft: Draft) -> Mutant | None:
        scene = pick(draft, "good", "bad", only_one=False)
        if scene is None:
            return None
        reply = draft.random.choice(scene.replies)
        line = draft.lines[reply.opens - 1]
        new = re.sub(r"<!--\s*(GOOD|BAD|OK)", lambda mark: f"<!-- {_spelt(mark[1], word, draft)}", line)
        return None if new == line else draft.replaced(reply.opens, new)

    return shape


def _spelt(mark: str, how: str, draft: Draft) -> str:
    return {
        "lower": mark.lower(),
        "title": mark.capitalize(),
        "typo": typo(mark, draft.random) if mark != "OK" else mark,
    }[how]


def _footnote(draft: Draft) -> Mutant | None:
    found = [
        (number, mark)
        for number, line in enumerate(draft.lines, start=1)
        for mark in re.finditer(r"\[\^(\w{4})\]", line)
    ]
    if not found:
        return None
    number, mark = draft.random.choice(found)
    line = draft.lines[number - 1]
    wrong = draft.random.choice(["zz9z", mark[1][::-1] + "x", mark[1][:3] + "q9"])
    return draft.replaced(number, f"{line[: mark.start(1)]}{wrong}{line[mark.end(1) :]}")


def _lost_file(draft: Draft) -> Mutant | None:
    found = [footnote for node in draft.spec.nodes for footnote in getattr(node, "footnotes", ())]
    if not found:
        return None
    mark = draft.random.choice(found)
    return Mutant(draft.text, mark.place.line, lost_example=mark.id)


def _new_footnote(draft: Draft) -> Mutant | None:
    clause = draft.clause()
    prose = draft.prose(clause) if clause else None
    return draft.appended(prose, "It says so plainly[^n0ne].") if prose else None


def _footnote_again(draft: Draft) -> Mutant | None:
    found = [footnote for node in draft.spec.nodes for footnote in getattr(node, "footnotes", ())]
    clause = draft.clause()
    prose = draft.prose(clause) if clause else None
    if not found or prose is None:
        return None
    mark = draft.random.choice(found)
    mutant = draft.appended(prose, f"It says so plainly[^{mark.id}].")
    return Mutant(mutant.text, max(mutant.line, mark.place.line))


def _unused_file(draft: Draft) -> Mutant | None:
    return Mutant(draft.text, 1, new_example="un0s")


def _mark_lost(draft: Draft) -> Mutant | None:
    found = [footnote for node in draft.spec.nodes for footnote in getattr(node, "footnotes", ())]
    if not found:
        return None
    mark = draft.random.choice(found)
    return Mutant(draft.text.replace(f"[^{mark.id}]", ""), 1)


def _no_examples(draft: Draft) -> Mutant | None:
    found = [clause for clause in draft.clauses() if clause.examples]
    if not found:
        return None
    clause = draft.random.choice(found)
    lines = list(draft.lines)
    for example in reversed(clause.examples):
        start = example.place.line - 1
        del lines[start : start + len(example.text.split("\n")) - 1]
    return Mutant("\n".join(lines), clause.place.line)


def _new_clause(draft: Draft) -> Mutant | None:
    level = draft.random.choice(["root", "developer", "user", "guideline"])
    text = f"## A new clause {{#a_new_clause authority={level}}}\n\nThe assistant should greet people.\n"
    clause = draft.clause()
    return None if clause is None else draft.inserted(draft.end_of(clause), text)


def _untitled(draft: Draft) -> Mutant | None:
    scene = pick(draft, only_one=False)
    if scene is None:
        return None
    line = scene.example.place.line
    new = draft.random.choice(["**Example**:", "", "*Example*: a title", "Example: a title", "**Exmaple**: a title"])
    mutant = draft.replaced(line, new)
    return Mutant(mutant.text, scene.example.markup_line - 1, slack=2)


def _other_fence(info: str) -> Shape:
    def shape(draft: Draft) -> Mutant | None:
        scene = pick(draft, only_one=False)
        if scene is None:
            return None
        mutant = draft.replaced(scene.example.markup_line - 1, f"~~~{info}")
        return Mutant(mutant.text, scene.example.place.line)

    return shape


def _torn_example(draft: Draft) -> Mutant | None:
    scene = pick(draft, only_one=False)
    if scene is None:
        return None
    mutant = draft.inserted(scene.example.markup_line - 1, "As follows.\n")
    return Mutant(mutant.text, scene.example.place.line)


_GOOD = "<assistant> <!-- GOOD -->\nSome 384,000 kilometres.\n</assistant>"
_BAD = "<assistant> <!-- BAD -->\nNobody knows.\n</assistant>"

DEFECTS = (
    Defect(
        "comparison without GOOD",
        ("MS046",),
        (
            remark("good", mark_to("BAD")),
            remark("good", mark_to("OK")),
            remark("good", lambda line: re.sub(r"\s*<!--.*-->", "", line)),
            remark("good", mark_to("good")),
            remark("good", mark_to("GODO")),
            without("good"),
            added_scene(f"<comparison>\n{_BAD}\n</comparison>"),
            added_scene("<comparison>\n</comparison>"),
        ),
    ),
    Defect(
        "comparison without BAD",
        ("MS047",),
        (
            remark("bad", mark_to("GOOD")),
            remark("bad", mark_to("OK")),
            remark("bad", lambda line: re.sub(r"\s*<!--.*-->", "", line)),
            remark("bad", mark_to("bad")),
            remark("bad", mark_to("BDA")),
            without("bad"),
            added_scene(f"<comparison>\n{_GOOD}\n</comparison>"),
            added_scene(f"<comparison>\n{_GOOD}\n{_GOOD}\n</comparison>"),
        ),
    ),
    Defect(
        "GOOD equal to BAD",
        ("MS048",),
        (
            copied("good", str),
            copied("bad", str),
            copied("good", str.upper),
            copied("good", lambda text: re.sub(r" ", "  ", text)),
            copied("good", lambda text: f"\n{text}\n\n"),
            copied("bad", lambda text: "\n".join(f" {line} " for line in text.split("\n"))),
            copied("good", lambda text: text.replace("'", "’").replace('"', "”")),
        ),
    ),
    Defect(
        "conversation that doesn't parse",
        ("MS043", "MS002"),
        (
            in_scene(_drop_closing),
            in_scene(_drop_user_closing),
            in_scene(_drop_user_opening),
            in_scene(_drop_opening),
            in_scene(_misspell_closing),
            in_scene(_wrong_closing),
            in_scene(_drop_line("opens")),
            in_scene(_drop_line("closes")),
            in_scene(_stray),
            in_scene(_nested),
            in_scene(_open_comment),
            in_scene(_open_tag),
            in_scene(_no_fence_end),
            in_scene(_emptied),
        ),
    ),
    Defect(
        "role that can't stand there",
        ("MS044",),
        (
            *(in_scene(_role(name)) for name in ("tool", "user", "developer", "system", "narrator", "human")),
            in_scene(_first_role("narrator")),
            in_scene(_first_role("customer")),
            in_scene(_first_role("User")),
            in_scene(_first_role(None)),
            in_scene(_turn_before("<tool>\n{}\n</tool>")),
            in_scene(_turn_before("<function>\nx\n</function>")),
            in_scene(_turn_inside("<user>\nAnd?\n</user>")),
            in_scene(_turn_inside('<tool name="lookup">\n{}\n</tool>')),
            in_scene(_turn_inside("<judge>\nGood.\n</judge>")),
        ),
    ),
    Defect("mark that isn't read", ("MS045",), (_misread("lower"), _misread("title"), _misread("typo"))),
    Defect("mark on a turn that isn't judged", ("MS049",), (in_scene(_marked_user),)),
    Defect("missing example file", ("MS050",), (_footnote, _lost_file, _new_footnote)),
    Defect("doubled footnote", ("MS051",), (_footnote_again,)),
    Defect("unused example file", ("MS052",), (_unused_file, _mark_lost)),
    Defect("clause without example", ("MS040",), (_no_examples, _new_clause)),
    Defect("untitled example", ("MS042",), (_untitled,)),
    Defect(
        "example without conversation",
        ("MS041",),
        (_other_fence(""), _other_fence("text"), _other_fence("html"), _torn_example),
    ),
)
