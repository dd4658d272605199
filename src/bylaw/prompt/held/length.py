"""Hold a reply to its budget: it ends with a whole sentence before its tokens run out.

A grammar can't count tokens, but it counts words. From half the budget on the reply may end, but begin no new sentence;
somewhat later no word begins, so that only a stop can follow. A reply that ends earlier by itself is not touched. Where
words are shorter than in English prose the tokens may still run out first: then the reply is cut, as without.
"""
# SPDX-License-Identifier: Apache-2.0

from functools import lru_cache

from bylaw.backend import Backend, Held
from bylaw.prompt.held.chars import ANY
from bylaw.prompt.held.frame import Ending
from bylaw.prompt.held.gbnf import write_gbnf
from bylaw.prompt.held.machine import Product, multiply
from bylaw.prompt.held.text import Tidy

__all__ = ["hold_length"]

# Words a token: English replies of SmolLM2 of 60 tokens and more have 0.73 at the lower quartile, 0.80 at the median.
_SOFTLY, _FIRMLY = 0.50, 0.66
_MOST_TOKENS = 1500  # beyond that the grammar is large and a cut is rare
_MOST_STATES = 20_000


def hold_length(max_tokens: int, *, backend: Backend) -> Held:
    """Hold prose to a number of tokens; to nothing where the backend takes no grammar or the number is too large."""
    if "grammar" not in backend.holds or not 4 <= max_tokens <= _MOST_TOKENS:
        return Held()
    return Held(_grammar(max_tokens))


@lru_cache(maxsize=16)
def _grammar(max_tokens: int) -> str | None:
    softly, firmly = max(1, int(max_tokens * _SOFTLY)), max(2, int(max_tokens * _FIRMLY))
    product = multiply([Tidy(8, signs=0), Ending(softly, firmly)], alphabet=ANY, limit=_MOST_STATES)
    return write_gbnf(product) if isinstance(product, Product) else None
