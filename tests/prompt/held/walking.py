"""Read a right-linear GBNF grammar and write random texts that it allows."""

import random
import re

__all__ = ["Grammar"]

_EDGE = re.compile(r"\[(\^?)((?:[^\]])*)\] (\w+)")
_CODE = re.compile(r"\\x([0-9A-F]{2})|\\u([0-9A-F]{4})|\\U([0-9A-F]{8})|([A-Za-z0-9])")
_LIKELY = '   eeetaoinshrdlu.,\nqwW*[]-"E1'


class Grammar:
    """What `write_gbnf` wrote, read back by other means than it was written with."""

    def __init__(self, text: str) -> None:
        self.edges: dict[str, list[tuple[bool, list[tuple[int, int]], str]]] = {}
        self.ends: set[str] = set()
        for line in text.splitlines():
            name, _, ways = line.partition(" ::= ")
            if ways.endswith('""'):
                self.ends.add(name)
            self.edges[name] = [(bool(no), _ranges(body), to) for no, body, to in _EDGE.findall(ways)]
        self._far = self._distances()

    def babble(self, draw: random.Random, *, longest: int = 4000) -> str:
        """Write at random; after a while head for the nearest end."""
        at, out = "root", ""
        patience = draw.randrange(20, 900)
        while True:
            if at in self.ends and (len(out) > patience or not self.edges[at]):
                return out
            ways = self.edges[at]
            if len(out) > patience:
                ways = [min(ways, key=lambda way: self._far[way[2]])]
            assert len(out) < longest, f"no end is reached: {out[-200:]!r}"
            no, ranges, to = draw.choice(ways)
            out += _any(no, ranges, draw)
            at = to

    def _distances(self) -> dict[str, int]:
        """Give every rule's distance from an end: each has one, or a decoder could get stuck."""
        sources: dict[str, list[str]] = {name: [] for name in self.edges}
        for name, ways in self.edges.items():
            for _, _, to in ways:
                sources[to].append(name)
        far = dict.fromkeys(self.ends, 0)
        waiting = list(self.ends)
        for name in waiting:
            for source in sources[name]:
                if source not in far:
                    far[source] = far[name] + 1
                    waiting.append(source)
        assert set(far) == set(self.edges), "a rule leads to no end"
        return far


def _any(no: bool, ranges: list[tuple[int, int]], draw: random.Random) -> str:
    likely = [char for char in _LIKELY if any(low <= ord(char) <= high for low, high in ranges) is not no]
    if likely:
        return draw.choice(likely)
    if no:
        return next(chr(code) for code in range(0x20, 0x10FFFF) if not any(low <= code <= high for low, high in ranges))
    low, high = draw.choice(ranges)
    return chr(draw.randint(low, min(high, low + 60)))


def _ranges(body: str) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(body):
        low, at = _code(body, at)
        if body[at : at + 1] == "-":
            high, at = _code(body, at + 1)
        else:
            high = low
        out.append((low, high))
    return out


def _code(body: str, at: int) -> tuple[int, int]:
    found = _CODE.match(body, at)
    assert found, body[at:]
    code = next((group for group in found.groups()[:3] if group), None)
    return (int(code, 16) if code else ord(found[4])), found.end()
