"""Find IP addresses that are out on the internet. Those of private, loopback and documentation ranges count less.

A version, a section's number and a network in prefix notation look alike and are none. Source: RFC 6890, RFC 5737.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address

from bylaw.measures.finding import Finding
from bylaw.measures.personal_data.degrees import CERTAIN, FICTIONAL, LIKELY, PUBLIC

__all__ = ["find_v6", "host_at"]

_V4 = re.compile(r"[0-9](?<![\w.][0-9])[0-9]{0,2}(?:\.[0-9]{1,3}){3}(?!\w|\.[0-9]|/[0-9])")
_V6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:%\w{1,15})?(?![\w:]|/[0-9])")
_COLONS = re.compile(r":(?::|[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:)")
_NOT_A_HOST = re.compile(
    r"(?:\bv|version|ver\.|release|build|firmware|section|§|chapter|kapitel|clause|article|rev\.?|update"
    r"|upgrade\w* to|[a-z]/|==|>=|driver|kernel|sdk|oid|android|windows|ios)\W{0,3}(?:to |of |is |from )?$",
    re.IGNORECASE,
)
_A_HOST = re.compile(
    r"\bip\b|ipv?[46]|address|host|server|ping|ssh|://|dns|router|login|logged|from|@|\bnode|\bpeer|\bclient",
    re.IGNORECASE,
)
_RESOLVERS = frozenset(
    {
        "8.8.8.8",
        "8.8.4.4",
        "1.1.1.1",
        "1.0.0.1",
        "9.9.9.9",
        "149.112.112.112",
        "208.67.222.222",
        "208.67.220.220",
        "4.2.2.2",
        "2001:4860:4860::8888",
        "2001:4860:4860::8844",
        "2606:4700:4700::1111",
    }
)


def host_at(text: str, start: int) -> Finding | None:
    """Read an IPv4 address whose first digit stands at `start`."""
    found = _V4.match(text, start)
    score = _v4(text, found) if found else None
    return Finding("ip-address", start, found.end(), score) if found and score is not None else None


def find_v6(text: str) -> Iterator[Finding]:
    """Find IPv6 addresses."""
    done = 0
    for sign in _COLONS.finditer(text):
        if sign.start() >= done:
            found = _V6.search(text, max(done, sign.start() - 32), sign.end() + 42)
            if found and found.end() > sign.start():
                done = found.end()
                score = _v6(found[0])
                if score is not None:
                    yield Finding("ip-address", found.start(), found.end(), score)


def _v4(text: str, found: re.Match[str]) -> float | None:
    try:
        address = IPv4Address(found[0])
    except ValueError:
        return None
    if found[0] in _RESOLVERS:
        return PUBLIC
    if not address.is_global or address.is_multicast:
        return FICTIONAL
    before = text[max(0, found.start() - 24) : found.start()]
    if _NOT_A_HOST.search(before):
        return None
    # 5.1.2.3 may number a section or a release; somebody has to say that it is an address.
    numbers_something = (
        max(address.packed) < 40 or found[0].endswith(".0") or found[0].startswith(("0.", "1.0.", "2.0."))
    )
    if numbers_something and not _A_HOST.search(before):
        return None
    return CERTAIN


def _v6(found: str) -> float | None:
    try:
        address = IPv6Address(found)
    except ValueError:
        return None
    if str(address).split("%")[0] in _RESOLVERS:
        return PUBLIC
    if not address.is_global or address.is_multicast:
        return FICTIONAL
    groups = [each for each in found.split("%", maxsplit=1)[0].split(":") if each]
    if len(groups) < 3 or not any(each.isdigit() for each in found):
        return None
    return LIKELY
