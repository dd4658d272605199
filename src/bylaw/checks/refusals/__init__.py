"""The words of a refusal: brief, judging nobody, with what can be done instead, in the language of the request."""
# SPDX-License-Identifier: Apache-2.0

import tomllib
from functools import cache
from importlib import resources

from bylaw.authority.constraints.verify.language import language_of

__all__ = ["LANGUAGES", "refusal_words"]

_OTHERWISE = "otherwise"
_UNCHECKED = "unchecked"
_WHAT = {
    "hazards": "harm",
    "lawfulness": "harm",
    "minors": "minors",
    "sexual": "content",
    "violence": "content",
    "hate": "people",
    "harassment": "people",
    "kindness": "people",
    "self_harm": "self_harm",
    "creators": "copy",
    "privileged": "confidential",
    "personal_data": "private",
}
"""What is withheld, by check; of the others nothing more can be said than that it can't be given."""
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "tr", "zh", "ja", "ko", "ar", "hi")
"""In which there are words; a request in another one is answered in English."""


def refusal_words(check: str, *, request: str, could_tell: bool = True) -> str:
    """Give the words that stand in place of a reply.

    Args:
        check: id of the check that stopped it.
        request: the user's words, whose language the refusal keeps.
        could_tell: whether the check found something; one that could not finish accuses nobody.
    """
    words = _words()
    said = words.get(language_of(request) or "en", words["en"])
    return said[_WHAT.get(check, _OTHERWISE) if could_tell else _UNCHECKED]


@cache
def _words() -> dict[str, dict[str, str]]:
    text = resources.files("bylaw.checks.refusals").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
