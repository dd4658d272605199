"""Train the model that finds orders to an assistant: `BYLAW_DATA=… python -m training injection [--folds FILE]`.

Every fold leaves out attack kinds and contexts, and trains on the others; its scores of what was left out give the
figures, the threshold and the second step. `--folds FILE` keeps those scores as JSON lines. The model that is written
is trained on everything. It holds weights of hashed features alone; no text can be read back from it.
"""
# SPDX-License-Identifier: Apache-2.0

import argparse
import json
import os
import random
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bylaw.measures.features import VERSION
from bylaw.measures.injection.model import Weights
from training.orders.fitting import Second, Weighed, fit_second, fit_windows, weigh
from training.orders.letters import write_letters
from training.orders.texts import (
    GENRES,
    POSITIONS,
    Attack,
    Context,
    Planted,
    our_attacks,
    our_documents,
    plant,
    python_texts,
    read_attacks,
    read_contexts,
    read_harmless,
    read_requests,
    read_spec,
)

__all__ = ["Outcome", "main", "run_folds"]

OUT = Path(__file__).parent.parent / "src/bylaw/measures/data/injection.npz"
FOLDS = 5
PER_ATTACK, PER_REQUEST = 6, 2
"""Texts that each order is planted in for training."""
DOCUMENTS, PARAGRAPHS, SOURCES = 500, 120, 150
"""Clean texts of each kind that are trained on; the second step sees the rest of the documents."""
LETTERS = 500
"""That people might write to one another; each step sees half of them."""
COUNTS = {"clean": 3.0, "attack": 1.0, "harmless": 3.0, "request": 1.0, "document": 1.0, "letter": 2.0, "alone": 10.0}
ALONE = ("override", "addressed to the machine", "tools and data", "forged turns")
"""Kinds of our orders that are attacks even where they are the whole text, if they speak of answers or orders."""
_SPEAKS, _OPENS_ALONE = 4, 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """A text that a fold left out, and what its model says."""

    kind: str
    """`clean`, `attack`, `harmless`, `request`, `document`, `letter` or `alone`."""
    group: str
    """The genre of its context, where it has one."""
    attack: str
    """The attack's kind, and what it is planted on: `code/Cookie Theft`."""
    position: str
    score: float
    """Log odds."""
    evidence: list[list[float]] = field(default_factory=list)


@dataclass(frozen=True)
class Material:
    """Everything that is trained on."""

    contexts: list[Context]
    attacks: list[Attack]
    requests: list[str]
    harmless: list[str]
    clean: list[str]
    documents: list[str]
    rest: list[str]
    """Documents that only the second step sees; so it is with `letters`."""
    letters: list[str]


def read_material(data: Path) -> Material:
    """Read the development data, our own texts and Python's."""
    documents, sources = python_texts()
    own = [text for _, text in our_documents()]
    letters = write_letters(LETTERS)
    clean = own * 3 + letters[: LETTERS // 2] + documents[:DOCUMENTS] + read_spec(data)[:PARAGRAPHS] + sources[:SOURCES]
    return Material(
        read_contexts(data),
        read_attacks(data),
        read_requests(data),
        read_harmless(data),
        clean,
        own + documents[:DOCUMENTS],
        documents[DOCUMENTS:],
        letters[LETTERS // 2 :],
    )


def fit_first(
    material: Material, contexts: Sequence[Context], attacks: Sequence[Attack], draw: random.Random
) -> Weights:
    """Fit the scores of windows on some contexts and attacks, and on everything of our own."""
    homes: dict[str, list[str]] = {genre: [each.text for each in contexts if each.genre == genre] for genre in GENRES}
    homes |= {"own": material.documents[: len(our_documents())], "document": material.documents[len(our_documents()) :]}
    orders = [(each.text, PER_ATTACK) for each in attacks] + [(text, PER_ATTACK) for _, text in our_attacks()]
    orders += [(text, PER_REQUEST) for text in material.requests]
    planted: list[Planted] = [
        plant(draw.choice(homes[draw.choice(tuple(homes))]), text, draw.choice(POSITIONS), draw)
        for text, times in orders
        for _ in range(times)
    ]
    return fit_windows(planted, [each.text for each in contexts] + material.clean)


def run_folds(material: Material, *, seed: int = 1) -> tuple[list[list[Outcome]], Second]:
    """Train with attack kinds and contexts left out; give what was left out with its scores, and the second step."""
    draw = random.Random(seed)
    kinds = sorted({(each.on, each.kind) for each in material.attacks})
    draw.shuffle(kinds)
    kinds.sort(key=lambda kind: kind[0])  # each fold gets its share of both
    of_kind = {kind: at % FOLDS for at, kind in enumerate(kinds)}
    order = list(range(len(material.contexts)))
    draw.shuffle(order)
    of_context = {context: at % FOLDS for at, context in enumerate(order)}
    left_out: list[list[Outcome]] = []
    for fold in range(FOLDS):
        print(f"fold {fold + 1} of {FOLDS}", file=sys.stderr, flush=True)
        inside = [each for at, each in enumerate(material.contexts) if of_context[at] != fold]
        outside = [each for at, each in enumerate(material.contexts) if of_context[at] == fold]
        known = [each for each in material.attacks if of_kind[each.on, each.kind] != fold]
        unknown = [each for each in material.attacks if of_kind[each.on, each.kind] == fold]
        weights = fit_first(material, inside, known, draw)
        left_out.append(list(_look(material, outside, unknown, weights, fold=fold, draw=draw)))
    scored = []
    for fold, outcomes in enumerate(left_out):
        second = fit_second(_weighed([each for at, some in enumerate(left_out) if at != fold for each in some]))
        scored.append(
            [
                Outcome(each.kind, each.group, each.attack, each.position, second.score(_table(each)), each.evidence)
                for each in outcomes
            ]
        )
    return scored, fit_second(_weighed([each for some in left_out for each in some]))


def _look(
    material: Material,
    contexts: Sequence[Context],
    attacks: Sequence[Attack],
    weights: Weights,
    *,
    fold: int,
    draw: random.Random,
) -> list[Outcome]:
    out = [Outcome("clean", each.genre, "", "", 0, weigh(each.text, weights).tolist()) for each in contexts]
    for attack in attacks:
        for genre in GENRES:
            homes = [each for each in contexts if each.genre == genre]
            for position in POSITIONS:
                for _ in range(2):
                    text = plant(draw.choice(homes).text, attack.text, position, draw).text
                    name = f"{attack.on}/{attack.kind}"
                    out.append(Outcome("attack", genre, name, position, 0, weigh(text, weights).tolist()))
    alone = [text for kind, text in our_attacks(by_rule=False) if kind in ALONE]
    for kind, texts in (
        ("harmless", material.harmless),
        ("request", material.requests),
        ("document", material.rest),
        ("letter", material.letters),
        ("alone", alone),
    ):
        out += [Outcome(kind, "", "", "", 0, weigh(text, weights).tolist()) for text in texts[fold::FOLDS]]
    return out


def _table(outcome: Outcome) -> npt.NDArray[np.float64]:
    return np.array(outcome.evidence, np.float64)


def _weighed(outcomes: Sequence[Outcome]) -> list[Weighed]:
    out = []
    for each in outcomes:
        table = _table(each)
        speaks = len(table) > 0 and table[0, _SPEAKS] > 0
        unsure = (each.kind == "alone" and not speaks) or (each.kind == "request" and speaks)
        if len(table) and not unsure:
            out.append(Weighed(table, each.kind in ("attack", "alone"), COUNTS[each.kind]))
    return out


def limit_of(outcomes: Sequence[Outcome]) -> float:
    """Give the log odds that at most 1 % of the clean contexts, and of the harmless requests, go beyond."""
    limits = []
    for kind in ("clean", "harmless"):
        scores = sorted((each.score for each in outcomes if each.kind == kind), reverse=True)
        limits.append(scores[len(scores) // 100])
    return max(limits) + 1e-6


def main(folds_to: Path | None) -> None:
    """Run the folds, fit the model on everything and write it."""
    if not os.environ.get("BYLAW_DATA"):
        sys.exit("training injection: set BYLAW_DATA to the folder of the development data")
    material = read_material(Path(os.environ["BYLAW_DATA"]))
    scored, second = run_folds(material)
    outcomes = [each for some in scored for each in some]
    limit = limit_of(outcomes)
    print(f"threshold {limit:.3f}", file=sys.stderr)
    for kind in COUNTS:
        some = [each.score >= limit for each in outcomes if each.kind == kind]
        print(f"{kind}: {np.mean(some):.4f} of {len(some)}", file=sys.stderr)
    if folds_to:
        folds_to.write_text("".join(json.dumps(asdict(each)) + "\n" for each in outcomes), encoding="utf-8")
    weights = fit_first(material, material.contexts, material.attacks, random.Random(2))
    places = np.flatnonzero(np.abs(weights.row) > 1e-4)
    note = {
        "licence": "weights: Apache-2.0; trained on BIPIA (MIT), RealGuardrails (MIT; IFEval prompts Apache-2.0), "
        "XSTest prompts (CC BY 4.0), CyberSecEval (MIT), Model Spec (CC0), Python's documentation (PSF-2.0), our texts",
        "made_by": "python -m training injection",
        "features": VERSION,
    }
    np.savez_compressed(
        OUT,
        places=places.astype(np.uint32),
        weights=weights.row[places].astype(np.float16),
        bias=np.float32(weights.bias),
        second=second.weights,
        second_bias=np.float64(second.bias),
        threshold=np.float64(1 / (1 + np.exp(-limit))),
        note=np.frombuffer(json.dumps(note).encode(), np.uint8),
    )
    print(f"{len(places)} weights, {OUT.stat().st_size / 1e6:.2f} MB", file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="training injection", description=main.__doc__)
    parser.add_argument("--folds", type=Path, help="where to keep the scores of what was left out, as JSON lines")
    main(parser.parse_args().folds)
