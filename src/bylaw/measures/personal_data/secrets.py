"""Find keys, tokens and passwords: by their issuer's prefix, by their form, or by the word they stand behind.

Sources: the issuers' own descriptions of their formats (AWS, GitHub, GitLab, Slack, Stripe, Google, OpenAI and others),
RFC 7519 (JWT), RFC 7468 (PEM), RFC 3986 (a password in a URL). Nothing is tried out.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator

from bylaw.measures.finding import Finding
from bylaw.measures.personal_data.degrees import CERTAIN, FICTIONAL, LIKELY

__all__ = ["LONG", "find_secrets"]

_ISSUED: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (literals, re.compile(rf"(?<![\w]){pattern}(?![A-Za-z0-9])"))
    for literals, pattern in (
        (("AKIA", "ASIA", "AROA", "AIDA"), r"A(?:KI|SI|RO|ID)A[A-Z0-9]{16}"),
        (("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), r"gh[pousr]_[A-Za-z0-9]{30,251}"),
        (("github_pat_",), r"github_pat_\w{40,251}"),
        (("glpat-", "gldt-", "glrt-"), r"gl(?:pat|dt|rt)-[\w-]{20,64}"),
        (("xox", "xapp-"), r"(?:xox[abeoprs]|xapp)-[\w-]{10,250}"),
        (("hooks.slack.com/services/",), r"(?:https?://)?hooks\.slack\.com/services/[\w/]{20,80}"),
        (("/api/webhooks/",), r"(?:https?://)?discord(?:app)?\.com/api/webhooks/[0-9]{10,25}/[\w-]{40,90}"),
        (("k_live_", "k_test_"), r"[sr]k_(?:live|test)_[A-Za-z0-9]{16,128}"),
        (("whsec_",), r"whsec_[A-Za-z0-9+/=]{20,80}"),
        (("AIza",), r"AIza[\w-]{30,45}"),
        (("GOCSPX-",), r"GOCSPX-[\w-]{20,40}"),
        (("ya29.",), r"ya29\.[\w-]{30,400}"),
        (("sk-",), r"sk-(?:proj-|svcacct-|or-v1-|ant-[a-z0-9]{3,8}-)?[A-Za-z0-9][\w-]{19,200}"),
        (("hf_",), r"hf_[A-Za-z0-9]{30,40}"),
        (("npm_",), r"npm_[A-Za-z0-9]{36}"),
        (("pypi-",), r"pypi-A[\w-]{40,250}"),
        (("SG.",), r"SG\.[\w-]{16,32}\.[\w-]{32,64}"),
        ((":AA",), r"[0-9]{8,10}:AA[\w-]{30,40}"),
        (("dop_v1_", "shpat_", "shpss_", "lin_api_", "sq0atp-", "sq0csp-", "key-", "rubygems_"),
         r"(?:dop_v1_|shpat_|shpss_|lin_api_|sq0atp-|sq0csp-|key-|rubygems_)[A-Za-z0-9_-]{22,80}"),
        (("AGE-SECRET-KEY-1",), r"AGE-SECRET-KEY-1[0-9A-Z]{58}"),
        (("eyJ",), r"eyJ[\w-]{8,2000}\.eyJ[\w-]{4,8000}(?:\.[\w-]{0,2000})?"),
    )
)  # fmt: skip
_LONGEST_PEM = 12_000
_PEM_START = "-----BEGIN "
_PEM = re.compile(r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_PEM_END = re.compile(r"-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----")

LONG = 16
"""Characters without a space that any key has."""
_PASS_WORDS = ("pass", "pw", "kennwort", "clave", "senha", "wachtwoord")
_PASS_WORDS_BEYOND_ASCII = ("contraseña", "hasło", "lösenord", "パスワード", "密码")
_KEY_WORDS = ("key", "token", "secret", "authorization")
_SAYS = (
    r"[\"'`*)\]]{0,3}\s{0,2}(?:[:：=]>?|(?:is|was|are|ist|lautet|est|es|è|é|jest|är)\b"
    r"|は)\s{0,2}(?:Bearer\s)?[\"'`*]{0,3}"
)
_PASSWORD = re.compile(
    r"(?:passw(?:or[dt]|d)|passphrase|passcode|passe|pwd|pass|pw|kennwort|contraseña|clave|senha|hasło|wachtwoord"
    r"|lösenord|パスワード|密码)"
    rf"{_SAYS}(?P<value>[^\s\"'`<>,;]{{6,128}})",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"(?:key|token|secret|authorization)(?:_?id|_?base64)?"
    rf"(?:{_SAYS}|\s)(?P<value>[A-Za-z0-9+/_][A-Za-z0-9+/_.=~-]{{15,511}})",
    re.IGNORECASE,
)
_BEARER = re.compile(r"bearer\s{1,2}(?P<value>[A-Za-z0-9+/_.=~-]{16,2000})", re.IGNORECASE)
_IN_URL = re.compile(r"://[^\s/:@\"'<>]{0,64}:(?P<value>[^\s/@\"'<>]{3,128})@(?P<host>[\w.\[-]+)")

_STAND_IN = re.compile(
    r"x{4,}|\*{3,}|\.{3}|…|<|>|\$\{|\$\(|\{\{|%\(|your|example|placeholder|change.?me|dummy|sample|redacted|hidden"
    r"|12345|abcdef|qwert|letmein|hunter2|insert|replace|passw|p@ssw|secret|testtest|mytoken|foobar|lorem",
    re.IGNORECASE,
)
_CODE = re.compile(r"[()\[\]{}]|^\$|^%|os\.|env\b|::|^self\.|^config\.|->")
_WELL_KNOWN = ("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIi",)
"""The token that jwt.io shows every visitor."""


def find_secrets(text: str, lower: str, long: str) -> Iterator[Finding]:
    """Find keys, tokens and passwords.

    Args:
        text: folded.
        lower: the same in lower case.
        long: its words of `LONG` characters and more, with spaces between.
    """
    if long:
        for literals, pattern in _ISSUED:
            for literal in literals:
                if literal in long:
                    for found in pattern.finditer(text):
                        yield Finding("secret", found.start(), found.end(), _surety(found[0]))
                    break
        yield from _keys(text, lower)
    if _PEM_START in text:
        for begin in _PEM.finditer(text):
            end = _PEM_END.search(text, begin.end(), begin.end() + _LONGEST_PEM)
            following = text.find(_PEM_START, begin.end())
            stop = end.end() if end else following if following >= 0 else min(len(text), begin.end() + _LONGEST_PEM)
            if stop - begin.end() > 60 or end is None:
                yield Finding("secret", begin.start(), stop, CERTAIN)
    if "://" in text and "@" in text:
        for found in _IN_URL.finditer(text):
            yield Finding("secret", found.start("value"), found.end("value"), _in_url(found))
    words = _PASS_WORDS if text.isascii() else _PASS_WORDS + _PASS_WORDS_BEYOND_ASCII
    for at in _places(lower, words):
        if said := _PASSWORD.match(text, at):
            value = said["value"].rstrip(".:?)*\\")
            if _is_password(value):
                yield Finding("secret", said.start("value"), said.start("value") + len(value), LIKELY)


def _keys(text: str, lower: str) -> Iterator[Finding]:
    for pattern, words in ((_BEARER, ("bearer",)), (_KEY, _KEY_WORDS)):
        for at in _places(lower, words):
            if found := pattern.match(text, at):
                value = found["value"].rstrip(".")
                if _is_random(value):
                    yield Finding("secret", found.start("value"), found.start("value") + len(value), LIKELY)


def _places(lower: str, words: tuple[str, ...]) -> Iterator[int]:
    for word in words:
        at = lower.find(word)
        while at >= 0:
            yield at
            at = lower.find(word, at + len(word))


def _surety(found: str) -> float:
    if _STAND_IN.search(found) or found.startswith(_WELL_KNOWN) or len(set(found)) < 9:
        return FICTIONAL
    return CERTAIN


def _is_password(value: str) -> bool:
    """Tell a password from a word, a type, a call and a stand-in: it mixes letters with digits or marks."""
    if len(value) < 6 or _STAND_IN.search(value) or _CODE.search(value):
        return False
    letters = sum(each.isalpha() for each in value)
    digits = sum(each.isdigit() for each in value)
    marks = len(value) - letters - digits
    if value.count("_") + value.count("-") + value.count(".") == marks and not digits:
        return False
    return letters >= 2 and len(set(value)) >= 5 and (digits > 0 or marks > 0)


def _is_random(value: str) -> bool:
    """Tell what was drawn at random from a name: many different characters, letters and digits mixed."""
    value = value.rstrip("=")
    if len(value) < 16 or _STAND_IN.search(value) or "/" in value[:1] or value.count("/") > 4 or value.count(".") > 3:
        return False
    digits = sum(each.isdigit() for each in value)
    return digits >= 2 and len(value) - digits >= 4 and len(set(value)) >= min(10, len(value) // 2)


def _in_url(found: re.Match[str]) -> float:
    value = found["value"]
    user = found[0][3:].split(":", 1)[0]
    plain = value.lower() in {
        "pass",
        "password",
        "pwd",
        "secret",
        "postgres",
        "root",
        "admin",
        "guest",
        "test",
        user.lower(),
    }
    if plain or _STAND_IN.search(value) or _CODE.search(value) or "example." in found["host"]:
        return FICTIONAL
    return CERTAIN
