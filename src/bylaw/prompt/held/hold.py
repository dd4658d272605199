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
from bylaw.prompt.held.compile import Plan, compile_constraint, make_machines, make_plan
from bylaw.prompt.held.gbnf import write_gbnf
from bylaw.prompt.held.machine import multiply

__all__ = ["Holding", "hold"]

_MOST_STATES = 20_000  # about four megabytes of grammar, which llama.cpp reads in a fifth of a second
_MOST_TRIES = 12


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
        constraints: those that apply, the most important first.
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
    plan = make_plan(asked, max_tokens=max_tokens, request=request)
    kept = tuple(constraint for constraint in asked if compile_constraint(constraint, plan) is not None)
    grammar = _roomy_or_lean(kept, max_tokens, request)
    if grammar is None:  # one by one, as many as go together
        able, kept = kept[:_MOST_TRIES], ()
        for constraint in able:
            tried = _roomy_or_lean((*kept, constraint), max_tokens, request)
            if tried is not None:
                kept, grammar = (*kept, constraint), tried
    if grammar is None:
        return Holding(Held(), (), asked)
    return Holding(Held(grammar), kept, tuple(constraint for constraint in asked if constraint not in kept))


def _roomy_or_lean(constraints: tuple[Constraint, ...], max_tokens: int | None, request: str) -> str | None:
    if not constraints:
        return None
    for lean in (False, True):
        plan = make_plan(constraints, max_tokens=max_tokens, request=request, lean=lean)
        if (grammar := _grammar(constraints, plan)) is not None:
            return grammar
    return None


def _grammar(constraints: tuple[Constraint, ...], plan: Plan) -> str | None:
    wanted = [compile_constraint(constraint, plan) for constraint in constraints]
    able = [each for each in wanted if each is not None]
    if len(able) < len(wanted):
        return None
    alphabet = reduce(and_, (each.alphabet for each in able), ANY)
    product = multiply(make_machines(able, plan), alphabet=alphabet, limit=_MOST_STATES)
    return None if product is None else write_gbnf(product)
