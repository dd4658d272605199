"""Read a part as sentences of plain words, in which everything that doesn't speak is one opaque token.

Words are lower-case, contractions written out, punctuation a token of its own. A quoted span is the token `§7`, 7 being
its index among the conversation's spans: it may be what a sentence talks about, and never part of what it says.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bylaw.authority.spans import Span

__all__ = ["CUT", "LONGEST", "Sentence", "is_name", "read_sentences"]

LONGEST = 80
"""Words of a sentence; a longer one is read as several, so that no text costs more than its length."""

CUT = "…"
"""Stands first in what is only the rest of a sentence: such a one begins with no verb."""
_BOUNDARY = "\n"
_ENDS = frozenset(".!?")
_WRAP = 40  # characters: a shorter line was ended on purpose where the next begins with a capital letter
_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_ITEM = re.compile(r"(?:[-*+•–]|#{1,6}|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_EDGES = "\"'“”‘’«»„*_`~<>[]{}|#"
_STOPS = ".!?…"
_MARKS = ",;:()—–"
_NAME = re.compile(
    r"https?://[^\s]+|(?:[\w~.-]*[/\\])*[\w.-]*\w\.(?i:md|mdx|mdc|txt|rst|adoc|org|tex|pdf|docx?|odt|rtf|pptx?|xlsx?|csv|tsv|"
    r"html?|xml|json|jsonl|ya?ml|toml|ini|cfg|conf|log|eml|msg|ipynb|py|js|ts|sh|sql|png|jpe?g|gif|webp|svg|mp3|wav|ics)"
    r"|(?:README|AGENTS|CONTRIBUTING|CLAUDE|GEMINI|RUNBOOK|PLAYBOOK|HACKING|STYLEGUIDE|Makefile)"
)
_CONTRACTED = {
    "don't": "do not", "dont": "do not", "doesn't": "does not", "didn't": "did not", "can't": "can not",
    "cannot": "can not", "won't": "will not", "wouldn't": "would not", "shouldn't": "should not", "mustn't": "must not",
    "needn't": "need not", "couldn't": "could not", "isn't": "is not", "aren't": "are not", "wasn't": "was not",
    "i'd": "i would", "i'm": "i am", "i'll": "i will", "i've": "i have", "you're": "you are", "you'll": "you will",
    "you'd": "you would", "it's": "it is", "that's": "that is", "what's": "what is", "here's": "here is",
    "there's": "there is", "let's": "let us", "we're": "we are", "they're": "they are", "pls": "please",
    "plz": "please", "kindly": "please", "instr": "instructions", "whatever's": "whatever is", "ok": "okay",
    "e-mail": "email", "e-mails": "emails", "to-do": "todo", "to-dos": "todos", "todo's": "todos", "how's": "how is",
    "everything's": "everything is", "who's": "who is", "we'd": "we would", "haven't": "have not", "never": "never",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's tokens and where it stands."""

    tokens: tuple[str, ...]
    names: tuple[str, ...]
    """Names of files and addresses as they were written; the token is `¤` and the index here."""
    start: int
    """First character in the part's text."""
    end: int


def is_name(text: str) -> bool:
    """Say whether a text is a file's name or path, or an address, and nothing else."""
    return len(text) <= 300 and _NAME.fullmatch(text) is not None


def read_sentences(
    text: str, spans: Sequence[tuple[int, Span]], windows: Sequence[tuple[int, int]] | None = None
) -> Iterator[Sentence]:
    """Read a part's sentences.

    Args:
        text: the part's text.
        spans: its spans with their indices, in order.
        windows: the stretches to read, in order; all of it without.
    """
    tokens: list[str] = []
    names: list[str] = []
    start = -1
    end = 0
    for token, begin, stop in _tokens(text, spans, ((0, len(text)),) if windows is None else windows):
        if token == _BOUNDARY:
            if tokens:
                yield Sentence(tuple(tokens), tuple(names), start, end)
            tokens, names, start = [], [], -1
            continue
        if start < 0:
            start = begin
        end = stop
        if token[0] == "¤":
            names.append(token[1:])
            token = f"¤{len(names) - 1}"
        tokens.append(token)
        if token in _ENDS or len(tokens) >= LONGEST:
            yield Sentence(tuple(tokens), tuple(names), start, end)
            tokens, names, start = ([], [], -1) if token in _ENDS else ([CUT], [], begin)
    if tokens:
        yield Sentence(tuple(tokens), tuple(names), start, end)


def _tokens(
    text: str, spans: Sequence[tuple[int, Span]], windows: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, int, int]]:
    ahead = iter(windows)
    low, high = next(ahead, (len(text), len(text)))
    opened = False
    for index, span in spans:
        while span.end > low:
            if span.start >= high:
                low, high = next(ahead, (len(text) + 1, len(text) + 1))
                opened = False
                continue
            if not opened:
                opened = True
                yield _BOUNDARY, low, low
                if low and text[low - 1] != "\n" and text[low - 2 : low - 1] not in tuple(".!?"):
                    yield CUT, low, low
            if span.kind == "plain":
                yield from _plain(text, max(span.start, low), min(span.end, high), bound=span.start)
            else:
                yield from _opaque(text, index, span)
            if span.end <= high:
                break
            low, high = next(ahead, (len(text) + 1, len(text) + 1))
            opened = False


def _opaque(text: str, index: int, span: Span) -> Iterator[tuple[str, int, int]]:
    inner = text[span.start : span.end].strip(_EDGES + " \n.,:;") if span.end - span.start <= 302 else ""
    alone = text.find("\n", span.start, span.end - 1) >= 0
    if alone:
        yield _BOUNDARY, span.start, span.start
    yield (f"¤{inner}" if inner and is_name(inner) else f"§{index}"), span.start, span.end
    if alone or _ENDED.match(text, max(span.end - 4, span.start)):
        yield _BOUNDARY, span.end, span.end


def _plain(text: str, start: int, end: int, *, bound: int) -> Iterator[tuple[str, int, int]]:
    here, line = start, max(bound, text.rfind("\n", max(bound, start - _WRAP), start) + 1, start - _WRAP)
    for found in _BREAK.finditer(text, start, end):
        yield from _words(text, here, found.start())
        here = found.end()
        wrapped = found[0].count("\n") == 1 and found.start() > start and text[found.start() - 1] not in ".:;!?"
        short = text[here : here + 1].isupper() and found.start() - line < _WRAP
        if not wrapped or short or _ITEM.match(text, here):
            yield _BOUNDARY, found.start(), here
        line = here
    yield from _words(text, here, end)


_ENDED = re.compile(
    r".{0,3}?[.!?][\"'”’»*_]*\s+(?=[A-Z])|.{0,3}?[.!?][\"'”’»*_]*\n", re.DOTALL
)  # a quoted sentence ends the one it is in
_CHUNK = re.compile(r"\S+")
_DASHES = re.compile(r"(—|–|--+|\(|\)|…)")


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    item = _ITEM.match(text, start, end)
    for found in _CHUNK.finditer(text, item.end() if item else start, end):
        begin, stop = found.span()
        for piece in _DASHES.split(found[0]) if stop - begin < 300 else (found[0][:300],):
            if piece:
                yield from _word(piece, begin, stop)


def _word(piece: str, begin: int, stop: int) -> Iterator[tuple[str, int, int]]:
    piece = piece.strip(_EDGES)
    tail: list[str] = []
    while piece and piece[-1] in _STOPS + _MARKS + _EDGES:
        if piece[-1] not in _EDGES:
            tail.append(piece[-1])
        piece = piece[:-1]
    while piece and piece[0] in _STOPS + _MARKS + _EDGES and not is_name(piece):
        if piece[0] in _MARKS:
            yield piece[0], begin, stop
        piece = piece[1:]
    if piece:
        if is_name(piece):
            yield f"¤{piece}", begin, stop
        else:
            word = piece.lower().replace("’", "'").replace("§", "").replace("¤", "").replace("@", "")
            for each in _CONTRACTED.get(word, word).split():
                yield each, begin, stop
    for mark in reversed(tail):
        yield ("." if mark == "…" else mark), begin, stop
