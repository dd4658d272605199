"""Find text that a chat template or a tokenizer would read as markup, in any case, spacing or width.

Knows no role and changes nothing: text in, places out. A marker's letters match in either case, its parts may stand
apart, and full-width forms count as their ASCII twins, since a tokenizer's normaliser may fold all three.
Sources: the chat templates of the model families that are named below, as published with their weights.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterable, Iterator

__all__ = ["WELL_KNOWN", "Markers", "markers_of"]

_TAGS = (
    "s /s bos eos pad unk mask BOS_TOKEN EOS_TOKEN start_of_turn end_of_turn end_of_utterance end_of_text "
    "start_of_role end_of_role start_of_image end_of_image image_soft_token tool_call /tool_call tool_response "
    "/tool_response tools /tools think /think function_calls /function_calls fim_prefix fim_middle fim_suffix eoh "
    "eoa eot eos_token sep cls"
)
_BRACKETS = (
    "INST /INST AVAILABLE_TOOLS /AVAILABLE_TOOLS TOOL_CALLS TOOL_RESULTS /TOOL_RESULTS TOOL_CONTENT SYSTEM_PROMPT "
    "/SYSTEM_PROMPT ARGS CALL_ID THINK /THINK IMG IMG_END gMASK sMASK MASK CLS SEP UNK PAD BOS EOS"
)
_HEADERS = "system user human assistant instruction input response tool"

WELL_KNOWN = (
    *(f"<{name}>" for name in _TAGS.split()),
    *(f"[{name}]" for name in _BRACKETS.split()),
    *("<<SYS>>", "<</SYS>>", "]~b]", "]~!b[", "[e~["),
    *(f"\n### {name}" for name in _HEADERS.split()),
    *(f"\n{name}:" for name in ("system", "user", "human", "assistant")),
)
"""Markers of widespread templates; one that begins with a line's end counts at the start of a line alone."""

# `<|x|>`, `<|x>` and `<x|>`, `[|x|]`, and numbered tags: a family invents new ones faster than a list can follow.
_GENERIC = (
    ("<", r"\s*+\|[^|<>\n]{1,80}+\|?\s*+>"),
    ("<", r"[^|<>\n\u200b]{1,80}+\|\s*+>"),
    ("[", r"\s*+\|[^|\[\]\n]{1,80}+\|\s*+\]"),
    ("<", r"\s*+(?:extra_id|unused|reserved|special|tokens_unused|seed)\s*+[_:]?+\s*+\w{1,40}+\s*+>"),
)
"""First characters and what follows them."""
_TAG = re.compile(r"</?\|?[^<>|\s]{1,80}+\|?>")
_PIECE = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
_WORD = re.compile(r"[^\W_]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_Trie = dict[str, "_Trie"]
_END = ""


class Markers:
    """A set of markers, ready to be found."""

    __slots__ = ("_anywhere", "_lines")

    def __init__(self, markers: Iterable[str] = (), *, well_known: bool = True) -> None:
        """Take markers in.

        Args:
            markers: of one template or vocabulary. One character alone is passed over: nothing can break it up, and it
                opens no turn.
            well_known: add those of widespread templates, and what looks like one.
        """
        anywhere, lines = _Trie(), _Trie()
        for marker in (*markers, *(WELL_KNOWN if well_known else ())):
            body = marker.strip()
            if len(body) > 1:
                starts_line = "\n" in marker[: len(marker) - len(marker.lstrip())]
                _grow(lines if starts_line else anywhere, body)
        # Each pattern takes in the first character of a marker, and looks at what follows: markers may overlap.
        starts = [*(_GENERIC if well_known else ()), *_starts(anywhere)]
        self._anywhere = _compiled("", starts)
        self._lines = _compiled(r"\n[^\S\n]*+", _starts(lines))

    def places(self, text: str) -> Iterator[int]:
        """Give the place of each marker's first character, in order; they may overlap."""
        folded = text if text.isascii() else text.translate(_FULL_WIDTH)
        found = [match.end() - 1 for match in self._anywhere.finditer(folded)] if self._anywhere else []
        if self._lines:
            found += [match.end() - 2 for match in self._lines.finditer(f"\n{folded}")]
        yield from sorted(set(found))


def markers_of(template: str, tokens: Iterable[str] = ()) -> Markers:
    """Take the markers of one model: its control tokens, and what its chat template writes and is markup by its looks.

    Args:
        template: the chat template, Jinja.
        tokens: spellings of the vocabulary's control tokens.
    """
    lowered = template.lower()
    known = (marker for marker in WELL_KNOWN if marker.strip().lower() in lowered)
    return Markers([*tokens, *_TAG.findall(template), *known], well_known=False)


def _grow(trie: _Trie, body: str) -> None:
    """Add a marker, piece by piece, its first character a piece of its own."""
    body = body.translate(_FULL_WIDTH)
    for piece in (body[0], *_PIECE.findall(body[1:])):
        key = " " if piece.isspace() else piece.lower() if piece.isascii() else piece
        trie = trie.setdefault(key, {})
    trie[_END] = {}


def _starts(trie: _Trie) -> list[tuple[str, str]]:
    """Give each first character, and a pattern of what follows it."""
    return [(first, _after(rest, first)) for first, rest in sorted(trie.items())]


def _compiled(before: str, starts: list[tuple[str, str]]) -> re.Pattern[str] | None:
    """Compile one pattern; a set of characters stands first, since `re` skips quickly to one of a set."""
    if not starts:
        return None
    first = "".join(sorted({re.escape(first) for first, _ in starts}))
    branches = "|".join(f"(?<={re.escape(first)})(?={rest})" for first, rest in starts)
    return re.compile(f"{before}[{first}](?:{branches})", re.IGNORECASE)


def _after(trie: _Trie, before: str) -> str:
    """Write what follows a piece. White space may stand between two pieces, save where both are letters."""
    if _END in trie:  # a shorter marker ends here: what follows doesn't matter
        return ""
    branches = []
    for piece, rest in sorted(trie.items()):
        if piece == " ":
            branches.append(r"\s*+" + _after(rest, piece))
            continue
        apart = before != " " and not (_WORD.match(before[-1]) and _WORD.match(piece))
        branches.append((r"\s*+" if apart else "") + re.escape(piece) + _after(rest, piece))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
