"""A random editor: makes known edits to a document, so that a test can ask whether each of them is found."""

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bylaw.authority import AUTHORITY_WORDS, Authority
from bylaw.spec import Commentary, Example, Node, Prose, Section, parse

__all__ = ["Edited", "edit", "reformat"]

Row = tuple[str, str]  # kind, clause


@dataclass
class Block:
    """A section that can be edited."""

    id: str
    level: int
    title: str
    attributes: dict[str, str]
    nodes: list[tuple[type[Node], str]]
    kind: str | None = None

    @classmethod
    def of(cls, section: Section) -> "Block":
        heading = section.heading
        attributes = {each.name: each.value for each in heading.attributes}
        nodes = [(type(node), node.text.rstrip() + "\n\n") for node in section.body]
        return cls(section.id, heading.level, heading.title, {"id": section.id, **attributes}, nodes, section.kind)

    def heading(self, order: Callable[[list[str]], list[str]]) -> str:
        written = [
            f"#{self.attributes['id']}" if name == "id" else f'{name}="{value}"'
            for name, value in self.attributes.items()
        ]
        return f"{'#' * self.level} {self.title} {{{' '.join(order(written))}}}\n\n"

    @property
    def authority(self) -> Authority:
        return AUTHORITY_WORDS.get(self.attributes.get("authority", ""), Authority.NONE)

    def at(self, wanted: type[Node], *, holds: str = "") -> list[int]:
        return [at for at, (kind, text) in enumerate(self.nodes) if kind is wanted and re.search(holds, text)]


@dataclass
class Edited:
    """A document after its edits, and what they were."""

    text: str
    expected: Counter[Row] = field(default_factory=Counter)


class _Editor:
    def __init__(self, text: str, chance: random.Random) -> None:
        spec = parse(text)
        self.chance = chance
        self.preface = "".join(node.text for node in (*([spec.front] if spec.front else []), *spec.preface))
        self.blocks = [Block.of(section) for section in spec.sections]
        self.free = [block.id for block in self.blocks]
        self.chance.shuffle(self.free)
        self.expected: Counter[Row] = Counter()
        self.serial = 0

    def take(self, suits: Callable[[Block], bool] = lambda block: True) -> Block | None:
        """Take a section that no other edit has touched."""
        for block_id in self.free:
            block = next(block for block in self.blocks if block.id == block_id)
            if suits(block):
                self.free.remove(block_id)
                return block
        return None

    def word(self) -> str:
        self.serial += 1
        return f"zq{self.serial}{self.chance.choice(['am', 'or', 'ix', 'el'])}"

    def insert_word(self, block: Block, at: int, pattern: str) -> None:
        kind, text = block.nodes[at]
        places = [match.end() for match in re.finditer(pattern, text, re.MULTILINE)]
        place = self.chance.choice(places)
        block.nodes[at] = (kind, f"{text[:place]} {self.word()}{text[place:]}")

    def render(self, order: Callable[[list[str]], list[str]] = lambda written: written) -> str:
        written = [self.preface]
        for block in self.blocks:
            written += [block.heading(order), *(text for _, text in block.nodes)]
        return "".join(written)


# A word of a line that starts like a sentence, and isn't followed by markup.
_PROSE_WORD = r"^[A-Z][a-z]+(?: [a-z]+){2,}(?= [a-z])"
_COMMENT_WORD = r"^    [A-Z][a-z]+(?: [a-z]+){2,}(?= [a-z])"


def reword_prose(editor: _Editor) -> None:
    if block := editor.take(lambda block: bool(block.at(Prose, holds="(?m)" + _PROSE_WORD))):
        editor.insert_word(block, editor.chance.choice(block.at(Prose, holds="(?m)" + _PROSE_WORD)), _PROSE_WORD)
        editor.expected["reworded", block.id] += 1


def reword_commentary(editor: _Editor) -> None:
    if block := editor.take(lambda block: bool(block.at(Commentary, holds="(?m)" + _COMMENT_WORD))):
        at = editor.chance.choice(block.at(Commentary, holds="(?m)" + _COMMENT_WORD))
        editor.insert_word(block, at, _COMMENT_WORD)
        editor.expected["reworded", block.id] += 1


def reword_example(editor: _Editor) -> None:
    if block := editor.take(lambda block: bool(block.at(Example, holds="(?m)" + _PROSE_WORD))):
        editor.insert_word(block, editor.chance.choice(block.at(Example, holds="(?m)" + _PROSE_WORD)), _PROSE_WORD)
        editor.expected["reworded", block.id] += 1


def reword_everything(editor: _Editor) -> None:
    """Replace a section's prose by other prose; its examples stay where they stood."""
    if block := editor.take(lambda block: bool(block.at(Prose))):
        first, *others = block.at(Prose)
        block.nodes[first] = (Prose, f"{editor.word().title()} {editor.word()} {editor.word()}.\n\n")
        for at in reversed(others):
            del block.nodes[at]
        editor.expected["reworded", block.id] += 1


def retitle(editor: _Editor) -> None:
    if block := editor.take():
        block.title += f" {editor.word()}"
        editor.expected["retitled", block.id] += 1


def rename(editor: _Editor) -> None:
    titles = Counter(block.title for block in editor.blocks)
    if block := editor.take(lambda block: titles[block.title] == 1):
        block.attributes["id"] = f"{block.id}_{editor.word()}"
        editor.expected["retitled", block.attributes["id"]] += 1


def change_authority(editor: _Editor) -> None:
    if block := editor.take():
        words = [word for word, level in AUTHORITY_WORDS.items() if level is not block.authority]
        if block.authority is not Authority.NONE:
            words.append("")
        before = block.authority
        word = editor.chance.choice(words)
        if word:
            block.attributes["authority"] = word
        else:
            del block.attributes["authority"]
        editor.expected["raised" if block.authority > before else "lowered", block.id] += 1


def add_section(editor: _Editor) -> None:
    new = f"new_{editor.word()}"
    text = f"Whoever reads {editor.word()} and {editor.word()} should {editor.word()} the {editor.word()}.\n\n"
    example = _example(editor)
    nodes: list[tuple[type[Node], str]] = [(Prose, text), (Example, example)]
    block = Block(
        new, editor.chance.randint(1, 3), f"Mind the {editor.word()}", {"id": new, "authority": "user"}, nodes
    )
    editor.blocks.insert(editor.chance.randint(0, len(editor.blocks)), block)
    editor.expected["added", new] += 1


def remove_section(editor: _Editor) -> None:
    if block := editor.take():
        editor.blocks.remove(block)
        editor.expected["removed", block.id] += 1


def add_example(editor: _Editor) -> None:
    if block := editor.take():
        block.nodes.insert(editor.chance.randint(0, len(block.nodes)), (Example, _example(editor)))
        editor.expected["example_added", block.id] += 1


def remove_example(editor: _Editor) -> None:
    if block := editor.take(lambda block: bool(block.at(Example))):
        del block.nodes[editor.chance.choice(block.at(Example))]
        editor.expected["example_removed", block.id] += 1


def flip_example(editor: _Editor) -> None:
    marked = r"<!-- (?:GOOD|BAD)"
    if block := editor.take(lambda block: bool(block.at(Example, holds=marked))):
        at = editor.chance.choice(block.at(Example, holds=marked))
        other = {"GOOD": "BAD", "BAD": "GOOD"}
        text = re.sub(r"(?<=<!-- )(GOOD|BAD)", lambda word: other[word[1]], block.nodes[at][1])
        block.nodes[at] = (Example, text)
        editor.expected["example_flipped", block.id] += 1


def change_setting(editor: _Editor) -> None:
    if block := editor.take():
        text = f'~~~toml settings\n[{editor.word()}]\ntype = "boolean"\ndefault = false\nlowest = "developer"\n~~~\n\n'
        block.nodes.insert(editor.chance.randint(0, len(block.nodes)), (Prose, text))
        editor.expected["setting_changed", block.id] += 1


def add_waiver(editor: _Editor) -> None:
    if block := editor.take():
        said = f'reason = "{editor.word()}"\napproved_by = "Ada"\nexpires = 2031-01-31'
        block.nodes.insert(editor.chance.randint(0, len(block.nodes)), (Prose, f"~~~toml waiver\n{said}\n~~~\n\n"))
        editor.expected["binding_changed", block.id] += 1


def bind(editor: _Editor) -> None:
    if block := editor.take(lambda block: block.authority is not Authority.NONE):
        name, value = editor.chance.choice(
            [("check", editor.word()), ("action", "redact"), ("kind", "objective"), ("tags", editor.word())]
        )
        if value not in (block.attributes.get(name), block.kind):
            block.attributes[name] = value
            editor.expected["binding_changed", block.id] += 1


def move_section(editor: _Editor) -> None:
    """Take one section out, without what stands in it, and put it past at least two others."""
    if (block := editor.take()) and len(editor.blocks) > 4:
        at = editor.blocks.index(block)
        places = [to for to in range(len(editor.blocks)) if abs(to - at) > 1]
        editor.blocks.remove(block)
        editor.blocks.insert(editor.chance.choice(places), block)
        editor.expected["moved", block.id] += 1


_EDITS = (
    reword_prose,
    reword_commentary,
    reword_example,
    reword_everything,
    retitle,
    rename,
    change_authority,
    add_section,
    remove_section,
    add_example,
    remove_example,
    flip_example,
    change_setting,
    add_waiver,
    bind,
)


def edit(text: str, *, seed: int, edits: int = 8) -> Edited:
    """Make edits to a document, each to another section; its white space is made anew as well."""
    chance = random.Random(seed)
    editor = _Editor(text, chance)
    if seed % 3 == 0:  # what moved past what is plain only where no other section came or went
        chosen = [make for make in _EDITS if make not in (add_section, remove_section)]
        move_section(editor)
    else:
        chosen = list(_EDITS)
    for make in chance.choices(chosen, k=edits):
        make(editor)
    return Edited(_respaced(editor.render(lambda names: chance.sample(names, len(names))), chance), editor.expected)


def reformat(text: str, *, seed: int) -> str:
    """Change a document's white space, line ends and order of attributes, and nothing else."""
    chance = random.Random(seed)
    return _respaced(_Editor(text, chance).render(lambda names: chance.sample(names, len(names))), chance)


def _respaced(text: str, chance: random.Random) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        if line and lines and not lines[-1] and chance.random() < 0.2:
            lines.append("")
        spaced = re.sub(r"(?<=[a-z,]) (?=[a-z])", lambda _: " " * chance.choice([1, 1, 1, 2, 3]), line)
        lines.append(spaced + " " * chance.choice([0, 0, 0, 1]) if spaced and not spaced.startswith("#") else spaced)
    return chance.choice(["\n", "\r\n"]).join(lines)


def _example(editor: _Editor) -> str:
    said = [editor.word() for _ in range(6)]
    return (
        f"**Example**: about {said[0]}\n\n~~~xml\n<user>\nWhat is {said[1]}?\n</user>\n<comparison>\n"
        f"<assistant> <!-- GOOD -->\n{said[2].title()} is {said[3]}.\n</assistant>\n"
        f"<assistant> <!-- BAD: {said[4]} -->\nNo {said[5]}.\n</assistant>\n</comparison>\n~~~\n\n"
    )
