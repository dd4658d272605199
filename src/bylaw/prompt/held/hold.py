"""Compile constraints into what a decoder is held to while it writes.

Constraints that exclude one another, or whose grammar would be too large, are never an error: as many as can be are
held, the others are left to the verifier.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bylaw.authority.constraints import Constraint
from bylaw.backend import Backend, Held
from bylaw.prompt.held.chars import ANY
from bylaw.prompt.held.compile import compile_constraint, frame, make_plan
from bylaw.prompt.held.gbnf import write_gbnf
from bylaw.prompt.held.machine import Machine, multiply

__all__ = ["Holding", "hold"]

_MOST_STATES = 12_000  # about two megabytes of grammar, which llama.cpp reads in a fifth of a second
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
    able = tuple(constraint for constraint in asked if compile_constraint(constraint, plan) is not None)
    grammar = _grammar(able, max_tokens, request)
    kept = able
    if grammar is None:  # one by one, as many as go together
        kept = ()
        for constraint in able[:_MOST_TRIES]:
            tried = _grammar((*kept, constraint), max_tokens, request)
            if tried is not None:
                kept, grammar = (*kept, constraint), tried
    if grammar is None:
        return Holding(Held(), (), asked)
    return Holding(Held(grammar), kept, tuple(constraint for constraint in asked if constraint not in kept))


def _grammar(constraints: tuple[Constraint, ...], max_tokens: int | None, request: str) -> str | None:
    if not constraints:
        return None
    plan = make_plan(constraints, max_tokens=max_tokens, request=request)
    machines: list[Machine] = list(frame(plan))
    alphabet = ANY
    for constraint in constraints:
        wanted = compile_constraint(constraint, plan)
        if wanted is None:
            return None
        machines += wanted.machines
        alphabet &= wanted.alphabet
    product = multiply(machines, alphabet=alphabet, limit=_MOST_STATES)
    return None if product is None else write_gbnf(product)
