"""Tell llama.cpp what to hold its decoder to.

A format that the caller asked for, and a tool's schema, are grammars already: llama.cpp takes one, and theirs goes
first. The caller's own biases go before ours as well.
"""
# SPDX-License-Identifier: Apache-2.0

import math

import msgspec

from bylaw.backend import Held

__all__ = ["hold_decoder"]

# A small model kept from what it would write next goes round in circles. Measured with SmolLM2-135M on 16 sets of
# rules: with this, replies are a third shorter and take up more of the task, and as many keep the rules.
_PENALTY = 1.1
_GRAMMARS = ("response_format", "json_schema", "grammar")


def hold_decoder(sampling: dict[str, object], held: Held, *, free: bool) -> list[str]:
    """Add to `sampling` what the decoder is held to.

    Args:
        sampling: the request's members, changed here.
        held: from the prompt.
        free: whether no tools bring a grammar of their own.

    Returns:
        What could not be held, as a member of the request would be named: `held.grammar` or nothing.
    """
    if held.logit_bias:
        sampling["logit_bias"] = [*_pairs(sampling.get("logit_bias")), *map(_pair, held.logit_bias)]
    if held.grammar is None:
        return []
    if not free or any(name in sampling for name in _GRAMMARS):
        return ["held.grammar"]
    sampling["grammar"] = held.grammar
    sampling.setdefault("repeat_penalty", _PENALTY)
    return []


def _pair(bias: tuple[int, float]) -> list[object]:
    token, by = bias
    return [token, False if by == -math.inf else by]  # JSON has no infinity; llama.cpp bans on `false`


def _pairs(given: object) -> list[list[object]]:
    """Read the caller's own biases, {"id": bias} or [[id, bias], …]."""
    if given is None:
        return []
    read = msgspec.json.decode(given) if isinstance(given, msgspec.Raw) else given
    if isinstance(read, dict):
        return [[int(token) if token.isdigit() else token, by] for token, by in read.items()]
    return list(read) if isinstance(read, list) else []
