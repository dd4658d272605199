"""Find what a sentence mentions that may hold text: "the file below", "my boss's note", AGENTS.md, a quoted span.

A mention says which kinds of span it may mean, in which direction, and which words describe it. Which span it is gets
decided in `targets`.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass, replace
from typing import Literal

from bylaw.authority.delegation.sentences import Sentence

__all__ = ["Direction", "Mention", "calls", "find_mentions", "may_be_called"]

Direction = Literal["", "after", "before", "attached"]

_FILE = (
    "file document doc pdf attachment paper enclosure textfile upload download scan readme printout brochure leaflet "
    "fax contract handout worksheet spreadsheet slide slides deck"
)
_PROSE = (
    "mail email letter message note memo ticket post comment tweet page website webpage article text passage section "
    "paragraph content contents review complaint thread reply chat transcript issue notes blurb description entry "
    "announcement invitation reminder feedback form order excerpt extract snippet"
)
_CODE = "code codeblock fence snippet block script"
_QUOTE = "quote quotation blockquote citation"
_INSTRUCTIONS = (
    "instruction step direction directive rule guideline command order request task requirement procedure checklist "
    "recipe todo tasklist styleguide guide runbook playbook workflow protocol convention advice recommendation "
    "suggestion guidance policy brief briefing plan rulebook handbook manual prompt action demand stipulation spec "
    "specification work-order wish assignment exercise agenda"
)
_KINDS: dict[str, frozenset[str]] = {}
for _words, _kinds in (
    (_FILE, {"file"}), (_PROSE, {"prose", "file"}), (_CODE, {"code"}), (_QUOTE, {"quote"}), (_INSTRUCTIONS, {"any"}),
    ("json payload", {"json"}), ("yaml", {"yaml"}), ("xml tag tags element html", {"xml"}),
    ("output result results", {"tool"}), ("image picture photo screenshot photograph drawing diagram", {"image"}),
    ("audio recording voicemail", {"audio"}),
):  # fmt: skip
    for _word in _words.split():
        _KINDS[_word] = _KINDS.get(_word, frozenset()) | _kinds
_PAIRS = {
    ("code", "block"): "codeblock", ("code", "fence"): "codeblock", ("code", "snippet"): "codeblock",
    ("code", "blocks"): "codeblocks", ("block", "quote"): "blockquote", ("block", "quotes"): "blockquotes",
    ("style", "guide"): "styleguide", ("todo", "list"): "todo", ("todo", "lists"): "todos",
    ("task", "list"): "tasklist",
    ("check", "list"): "checklist", ("web", "page"): "page", ("web", "site"): "page", ("text", "file"): "file",
    ("tool", "output"): "output", ("tool", "result"): "result", ("tool", "results"): "results",
    ("tool", "response"): "output", ("tool", "outputs"): "outputs", ("search", "results"): "results",
    ("search", "result"): "result", ("json", "object"): "json", ("json", "file"): "json", ("yaml", "file"): "yaml",
    ("xml", "file"): "xml", ("xml", "block"): "xml", ("xml", "tag"): "xml", ("work", "order"): "work-order",
    ("voice", "message"): "recording", ("voice", "note"): "recording", ("bug", "report"): "ticket",
    ("style", "sheet"): "styleguide", ("action", "items"): "actions", ("action", "item"): "action",
    ("quoted", "text"): "quote", ("pull", "request"): "ticket",
}  # fmt: skip
_INSTRUCTIVE = frozenset(_INSTRUCTIONS.split())
_AFTER = frozenset("below following next underneath beneath subsequent".split())  # noqa: SIM905
_BEFORE = frozenset("above previous preceding earlier foregoing last latest aforementioned".split())  # noqa: SIM905
_ATTACHED = frozenset("attached enclosed uploaded included appended provided shared".split())  # noqa: SIM905
_PLACED = {
    **dict.fromkeys(_AFTER, "after"), **dict.fromkeys(_BEFORE, "before"), **dict.fromkeys(_ATTACHED, "attached"),
}  # fmt: skip
_DETERMINERS = frozenset("the this that these those my our his her their your its a an any each every all both".split())  # noqa: SIM905
_POINTING = frozenset("this these that those".split())  # noqa: SIM905
_CONTENTLESS = frozenset("the this that these those my our his her their your its a an of in".split())  # noqa: SIM905
_SENDS = frozenset(
    "attached attach pasted paste uploaded sent send shared gave give quoted forwarded wrote put provided added "  # noqa: SIM905
    "included "
    "provides attaches uploads pastes sends shares gives received got have posted".split()
)
# A word that can't stand between a determiner and its noun.
_ENDS_PHRASE = frozenset(
    "in of from on at by to for with and or but is are was were be been do does did not that which who what "  # noqa: SIM905
    "whatever how "
    "if whether as it they i you he she we me us them please then follow obey say says , ; : . ! ? ( ) — –".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Something a sentence mentions that may hold text."""

    kinds: frozenset[str]
    first: int
    """First token, and one past the last."""
    last: int
    noun: str = ""
    direction: Direction = ""
    words: frozenset[str] = frozenset()
    """What describes it, for comparing with labels and captions."""
    name: str = ""
    """A file's name, an address or a tool's name."""
    called: str = ""
    """The name that was said of it before: of "that page", its address."""
    span: int | None = None
    """A quoted span that stands in the sentence itself."""
    plural: bool = False
    instructive: bool = False
    """Whether the noun itself means instructions: a checklist, steps, a style guide."""
    pointing: bool = False
    """Whether it is pointed at: this note, these steps."""
    yours: bool = False
    """Whether it is said to be the assistant's or the speaker's own: your task, my instructions."""
    generic: bool = False
    """Whether it means no certain one: any file, tool outputs."""


_BY_ADDRESS = frozenset("page website article post thread entry content text section".split())  # noqa: SIM905
_BY_FILE = frozenset("file document doc pdf checklist readme".split())  # noqa: SIM905


def may_be_called(mention: Mention) -> bool:
    """Say whether a name said shortly before can be that of what is mentioned by a noun only."""
    if mention.name or mention.span is not None or mention.direction or mention.plural or mention.generic:
        return False
    return mention.noun in _BY_ADDRESS or mention.noun in _BY_FILE


def calls(earlier: Mention, mention: Mention) -> bool:
    """Say whether an earlier mention names what this one means: "read a.md and follow the steps in that file"."""
    if not earlier.name or earlier.direction:
        return False
    return mention.noun in (_BY_ADDRESS if "://" in earlier.name else _BY_FILE)


def find_mentions(sentence: Sentence) -> list[Mention]:
    """Find every mention, in order; none shares a token with another."""
    found: list[Mention] = []
    tokens = sentence.tokens
    at = floor = 0
    while at < len(tokens):
        token = tokens[at]
        if token[0] == "§":
            found.append(Mention(frozenset({"any"}), at, at + 1, span=int(token[1:])))
            at = floor = at + 1
            continue
        if token[0] == "¤":
            first = at
            while first > floor and tokens[first - 1] in ("the", "our", "your", "my", "this", "its"):
                first -= 1
            mention = Mention(frozenset({"any"}), first, at + 1, name=sentence.names[int(token[1:])])
            at = floor = at + 1
            if at < len(tokens) and (noun := _noun(tokens, at)) and noun[0] in ("file", "document", "doc", "readme"):
                at = floor = at + noun[1]
                mention = _with(mention, last=at)
            found.append(_after(mention, sentence))
            at = floor = found[-1].last
            continue
        noun = _noun(tokens, at)
        if noun is None:
            at += 1
            continue
        width = noun[1]
        # "the steps" of "the steps file" and the like: the last noun of a run is the head.
        if at + width < len(tokens) and (later := _noun(tokens, at + width)) and tokens[at + width] not in _ENDS_PHRASE:
            if later[0] not in (
                "order",
                "request",
                "form",
                "plan",
                "block",
                "issue",
                "post",
                "reply",
                "comment",
                "order",
            ):
                at += width
                continue
        mention = _phrase(tokens, at, noun, floor=floor)
        mention = _after(mention, sentence)
        found.append(mention)
        at = floor = mention.last
    return found


def _noun(tokens: tuple[str, ...], at: int) -> tuple[str, int, bool] | None:
    """Read a noun at a token: its singular, its width in tokens, whether it is plural."""
    width = 1
    word = tokens[at]
    if at + 1 < len(tokens) and (pair := _PAIRS.get((word, tokens[at + 1]))):
        word, width = pair, 2
    if word in _KINDS and word != "results":
        return word, width, word in ("tags", "slides", "notes", "contents")
    for ending, single in (("ies", "y"), ("s", "")):
        if word.endswith(ending) and (base := word.removesuffix(ending) + single) in _KINDS:
            return base, width, True
    return None


def _phrase(tokens: tuple[str, ...], at: int, found: tuple[str, int, bool], *, floor: int) -> Mention:
    noun, width, plural = found
    first = at
    for back in range(at - 1, max(floor, at - 6) - 1, -1):
        token = tokens[back]
        if token in _ENDS_PHRASE and token not in _POINTING:
            break
        if token in _DETERMINERS:
            first = back - (back > floor and tokens[back - 1] in ("all", "both", "each", "any"))
            break
        if token.endswith(("'s", "s'")) or (token in _PLACED and first == back + 1):
            first = back
    words = tokens[first:at]
    direction: Direction = ""
    for each in words:
        direction = _PLACED.get(each, direction)  # type: ignore[assignment]  # its values are directions
    lead = tokens[first] if first < at else ""
    return Mention(
        _KINDS[noun],
        first,
        at + width,
        noun,
        direction,
        frozenset(each.removesuffix("'s").rstrip("'") for each in (*words, noun) if each not in _CONTENTLESS),
        plural=plural,
        instructive=noun in _INSTRUCTIVE,
        pointing=lead in _POINTING,
        yours=lead in ("your", "my"),
        generic=lead in ("any", "each", "every", "a", "an", "all") or (plural and not lead),
    )


def _after(mention: Mention, sentence: Sentence) -> Mention:
    """Take in what follows a noun and says which one is meant."""
    tokens = sentence.tokens
    at = mention.last
    words = set(mention.words)
    direction, name = mention.direction, mention.name
    while at < len(tokens):
        token = tokens[at]
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        if token in ("(", ")") and (after in _PLACED or tokens[at - 1] in _PLACED):
            at += 1
        elif token in _PLACED and not (
            token in ("following", "included", "provided", "next", "last") and not _ends(after)
        ):
            direction, at = _PLACED[token], at + 1  # type: ignore[assignment]
        elif token in ("that", "which") and after in ("follows", "follow"):
            direction, at = "after", at + 2
        elif (
            token in ("further", "right", "directly", "just", "quoted", "pasted", "shown", "printed")
            and after in _PLACED
        ):
            at += 1
        elif token in ("called", "named", "titled") and after[:1] == "¤":
            name, at = sentence.names[int(after[1:])], at + 2
        elif token[0] == "¤" and not name:
            name, at = sentence.names[int(token[1:])], at + 1
        elif token in ("i", "you", "that", "which", "we", "he", "she", "they", "he's") and (here := _sent(tokens, at)):
            words.update(tokens[at:here])
            if tokens[here] not in ("have", "received", "got", "wrote"):
                direction = direction or "attached"
            at = here + 1
        elif token in ("the", "a") and after in ("user", "customer", "users") and (here := _sent(tokens, at + 1)):
            words.add("user")
            direction, at = direction or "attached", here + 1
        elif token == "from" and at + 1 < len(tokens) and after not in _ENDS_PHRASE:  # noqa: S105
            stop = at + 1
            while (
                stop < len(tokens)
                and stop < at + 4
                and tokens[stop] not in _ENDS_PHRASE
                and tokens[stop] not in _PLACED
            ):
                words.add(tokens[stop].removesuffix("'s"))
                stop += 1
            at = stop
        else:
            break
    return _with(mention, last=at, direction=direction, name=name, words=frozenset(words))


def _sent(tokens: tuple[str, ...], at: int) -> int:
    """Find the word that says somebody sent it, shortly after a subject: "the file I have just uploaded"; 0 if none."""
    for here in range(at + 1, min(at + 5, len(tokens))):
        if tokens[here] in _SENDS:
            return here
        if tokens[here] in _ENDS_PHRASE and tokens[here] not in ("i", "you", "he", "she", "we", "they"):
            break
    return 0


def _ends(token: str) -> bool:
    return not token or token in _ENDS_PHRASE


def _with(mention: Mention, **changed: object) -> Mention:
    return replace(mention, **changed)  # type: ignore[arg-type]
