"""Measure what is found and what is taken for it, beside presidio's pattern recognisers, and what both cost.

    python -m bench personal_data

A datum counts as found if a finding from the threshold on overlaps it, whatever the finding calls it; a text without
one as a false alarm if it has any such finding. presidio-analyzer runs without a language model: its pattern
recognisers and its telephone recogniser, each as it comes. Where it isn't installed, its columns are left out.
"""
# SPDX-License-Identifier: Apache-2.0

import importlib.util
import sys
import timeit
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.lint.run import wilson
from bench.personal_data.corpus import Text, load, make
from bylaw.measures.personal_data import PRIVATE, SURE, find_personal_data

__all__ = ["main"]

Finder = Callable[[str], list[tuple[int, int, float]]]
_ROOT = Path(__file__).parent.parent.parent
_FRESH = 9001


def main() -> int:
    """Print the tables."""
    finders: dict[str, tuple[Finder, float, float]] = {"bylaw": (_ours, SURE, PRIVATE)}
    if importlib.util.find_spec("presidio_analyzer"):
        theirs = _presidio()
        finders |= {f"presidio >= {least}": (theirs, least, least) for least in (0.01, 0.4, 0.5)}
    else:
        print("presidio-analyzer isn't installed, so its columns are missing\n")
    print(f"The frozen set:\n\n{_table(load(), finders)}\n")
    print(f"The same templates drawn anew (seed {_FRESH}):\n\n{_table(make(_FRESH), finders)}\n")
    print(_cost({name: finder for name, (finder, _, _) in finders.items() if name in ("bylaw", "presidio >= 0.4")}))
    return 0


def _ours(text: str) -> list[tuple[int, int, float]]:
    return [(each.start, each.end, each.score) for each in find_personal_data.__wrapped__(text)]


def _table(texts: list[Text], finders: dict[str, tuple[Finder, float, float]]) -> str:
    kinds = list(dict.fromkeys(each.kind for each in texts))
    positive = [kind for kind in kinds if kind not in ("none", "public")]
    rows = [f"| kind | n | {' | '.join(finders)} |", f"|---|---|{'---|' * len(finders)}"]
    found = {name: dict.fromkeys(enumerate(each.kind for each in texts), False) for name in finders}
    for name, (finder, least, private) in finders.items():
        for at, each in enumerate(texts):
            least_here = private if each.kind == "public" else least
            hits = [hit for hit in finder(each.text) if hit[2] >= least_here]
            if each.kind in positive:
                hits = [hit for hit in hits if hit[0] < each.end and each.start < hit[1]]
            found[name][at, each.kind] = bool(hits)
    for label, group in [
        *((kind, {kind}) for kind in positive),
        ("**all data**", set(positive)),
        ("**false alarms**", {"none"}),
        ("**of offices and places**", {"public"}),
    ]:
        cells = []
        for name in finders:
            results = [hit for (_, kind), hit in found[name].items() if kind in group]
            low, high = wilson(sum(results), len(results))
            cells.append(f"{sum(results)} ({sum(results) / len(results):.3f}, {low:.3f} to {high:.3f})")
        rows.append(f"| {label} | {sum(each.kind in group for each in texts)} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cost(finders: dict[str, Finder]) -> str:
    prose = (_ROOT / "src" / "bylaw" / "spec" / "builtin.md").read_text(encoding="utf-8")
    mixed = " ".join(each.text for each in load() if each.kind != "secret")
    # Ordinary mixed text: nine parts of prose to one of texts with data and near misses.
    ordinary = prose[20_000:25_400] + mixed[:600]
    samples = {
        "prose": prose[20_000:26_000],
        "ordinary mixed": ordinary,
        "nothing but data": mixed[:6_000],
        "a window of prose": prose[20_000:20_768],
    }
    rows = [
        f"| text | characters | {' | '.join(f'{name}, ms' for name in finders)} |",
        f"|---|---|{'---|' * len(finders)}",
    ]
    for name, text in samples.items():
        times = [min(timeit.repeat(partial(finder, text), number=1, repeat=60)) * 1e3 for finder in finders.values()]
        rows.append(f"| {name} | {len(text)} | {' | '.join(f'{each:.3f}' for each in times)} |")
    return "Cost, the best of 60 runs, nothing cached but telephone numbers already parsed:\n\n" + "\n".join(rows)


def _presidio() -> Finder:
    import presidio_analyzer
    import tldextract
    from presidio_analyzer import predefined_recognizers

    # Its mail recogniser fetches the list of public suffixes; the copy that comes with tldextract does as well here.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    recognisers: list[Any] = []
    for name in sorted(predefined_recognizers.__all__):
        kind = getattr(predefined_recognizers, name)
        if isinstance(kind, type) and name not in ("UrlRecognizer", "DateRecognizer"):
            if name == "PhoneRecognizer" or issubclass(kind, presidio_analyzer.PatternRecognizer):
                recognisers.append(kind())

    def find(text: str) -> list[tuple[int, int, float]]:
        return [
            (result.start, result.end, float(result.score))
            for each in recognisers
            for result in each.analyze(text=text, entities=each.supported_entities, nlp_artifacts=None) or ()
        ]

    return find


if __name__ == "__main__":
    sys.exit(main())
