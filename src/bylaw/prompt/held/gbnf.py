"""Write a product of machines in GBNF, llama.cpp's grammar language.

Every state is a rule and every rule refers to the next at its end, so llama.cpp's stacks never grow however long the
reply is.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.prompt.held.chars import Chars
from bylaw.prompt.held.machine import Product

__all__ = ["write_gbnf"]


def write_gbnf(product: Product) -> str:
    """Write a grammar whose texts are those the product allows."""
    classes: dict[Chars, str] = {}
    lines = []
    for at, edges in enumerate(product.edges):
        ways = []
        for chars, to in edges:
            spelled = classes.get(chars)
            if spelled is None:
                spelled = classes[chars] = _spell(chars)
            ways.append(f"{spelled} {_name(to)}")
        if product.accepting[at]:
            ways.append('""')
        lines.append(f"{_name(at)} ::= {' | '.join(ways)}")
    return "\n".join(lines) + "\n"


def _name(at: int) -> str:
    return f"s{at}" if at else "root"


def _spell(chars: Chars) -> str:
    plain, inverse = (f"{''.join(_range(low, high) for low, high in way.ranges)}]" for way in (chars, ~chars))
    return f"[^{inverse}" if len(inverse) < len(plain) else f"[{plain}"


def _range(low: int, high: int) -> str:
    return _code(low) if low == high else f"{_code(low)}-{_code(high)}"


def _code(code: int) -> str:
    if chr(code).isascii() and chr(code).isalnum():
        return chr(code)
    if code < 0x100:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
