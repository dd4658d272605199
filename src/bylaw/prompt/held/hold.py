"""Compile constraints into what a decoder is held to while it writes.

Constraints that exclude one another, or whose grammar would be too large, are never an error: as many as can be are
held, the others are left to the verifier.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_

from bylaw.authority.constraints import Constraint
from bylaw.backend import Backend, Held
from bylaw.prompt.held.chars import ANY
from bylaw.prompt.held.compile import Wanted, compile_constraint, make_machines, make_plan
from bylaw.prompt.held.gbnf import write_gbnf
from bylaw.prompt.held.machine import Product, multiply

__all__ = ["Holding", "hold"]

_MOST_STATES = 16_000  # some three megabytes of grammar, which llama.cpp reads in a twentieth of a second
_MOST_WORK = 80_000  # states of all tries together: 3 s of one core
_MOST_TRIES = 12
_COUNTS = frozenset({"keywords:letter_frequency", "length_constraints:number_sentences"})


@dataclass(frozen=True, slots=True)
class Holding:
    """What the decoder is held to, and which constraints that keeps."""

    held: Held
    kept_by_decoder: tuple[Constraint, ...] = ()
    left: tuple[Constraint, ...] = ()
    """Those that only the verifier sees."""


def hold(
    constraints: Sequence[Constraint], *, backend: Backend, max_tokens: int | None = None, request: str = ""
) -> Holding:
    """Hold a reply to as many constraints as the backend's decoder can.

    Args:
        constraints: those that apply, the most important first, which is what counts where some don't go together.
        backend: what the engine's decoder can be held to.
        max_tokens: of one reply, where known: what has to be closed is then closed in time.
        request: the user's words, for a rule that the request be repeated.
    """
    asked = tuple(dict.fromkeys(constraints))
    if "grammar" not in backend.holds or not asked:
        return Holding(Held(), (), asked)
    return _held(asked, max_tokens, request)


@lru_cache(maxsize=64)
def _held(asked: tuple[Constraint, ...], max_tokens: int | None, request: str) -> Holding:
    search = _Search(max_tokens, request)
    plan = make_plan(asked, max_tokens=max_tokens, request=request)
    wanted = {constraint: compile_constraint(constraint, plan) for constraint in asked}
    kept = tuple(constraint for constraint in asked if wanted[constraint] is not None)
    product = search.product(kept, lean=False) or search.product(kept, lean=True)
    if product is None and len(kept) > 1:  # one by one, as many as go together; what costs least first
        able = sorted(kept[:_MOST_TRIES], key=lambda constraint: _rank(constraint, wanted[constraint]))
        kept = ()
        for constraint in able:
            tried = search.product((*kept, constraint), lean=True)
            if tried is not None:
                kept, product = (*kept, constraint), tried
    if product is None:
        return Holding(Held(), (), asked)
    left = tuple(constraint for constraint in asked if constraint not in kept)
    return Holding(Held(write_gbnf(product)), kept, left)


def _rank(constraint: Constraint, wanted: Wanted | None) -> int:
    """What only narrows the alphabet costs nothing; what counts up over the whole reply costs most, and often comes."""
    if wanted is not None and not wanted.machines and not wanted.dues and wanted.alphabet != ANY:
        return 0
    return 2 if constraint.family in _COUNTS else 1


class _Search:
    """Tries of one request, which may cost only so much together."""

    def __init__(self, max_tokens: int | None, request: str) -> None:
        self._max_tokens = max_tokens
        self._request = request
        self._work = _MOST_WORK

    def product(self, constraints: tuple[Constraint, ...], *, lean: bool) -> Product | None:
        """Build the product of one plan; None where there is none, or none that is affordable."""
        plan = make_plan(constraints, max_tokens=self._max_tokens, request=self._request, lean=lean)
        wanted = [compile_constraint(constraint, plan) for constraint in constraints]
        able = [each for each in wanted if each is not None]
        if not able or len(able) < len(wanted) or self._work <= 0:
            return None
        alphabet = reduce(and_, (each.alphabet for each in able), ANY)
        found = multiply(make_machines(able, plan), alphabet=alphabet, limit=min(_MOST_STATES, self._work))
        if isinstance(found, Product):
            self._work -= len(found.edges)
            return found
        self._work -= found
        return None
