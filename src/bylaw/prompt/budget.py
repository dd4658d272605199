"""Tell a model how long its reply may be, in words it can act on.

A model can't count its own tokens, but it can aim at a number of words or sentences. Told nothing, it runs out in
mid-sentence; told a bare limit, it stops short for fear of it. So the line gives both, and says when there is room.

Where it stands: at the end of the notes that are written anew for every request. Each turn of a tool loop is a request
of its own, so the line is said again there, with what is left.
"""
# SPDX-License-Identifier: Apache-2.0

__all__ = ["budget_line", "words_for"]

# Words a token in prose, rounded down: OpenAI's rule of thumb is 0.75 for English, and vocabularies hold fewer words of
# other languages whole.
_WORDS_PER_TOKEN = {
    "en": 0.7,
    "de": 0.5,
    "es": 0.55,
    "fr": 0.55,
    "it": 0.5,
    "nl": 0.5,
    "pt": 0.55,
    "pl": 0.35,
    "ru": 0.35,
}
_ELSEWHERE = 0.4
_CHARACTERS_PER_TOKEN = {"zh": 0.8, "ja": 0.8, "ko": 0.8, "th": 0.8}
"""Languages that are counted in characters: between their words stands no space, or a word is a whole phrase."""
_WORDS_PER_SENTENCE = 15
_FEW_WORDS = 120  # up to here sentences are easier to aim at than words
_ROOMY = 1_000  # tokens


def words_for(tokens: int, language: str = "en") -> int:
    """Estimate how many words fit into so many tokens, rather too few.

    Chinese, Japanese, Korean and Thai are counted in characters.

    Args:
        tokens: what the reply may have.
        language: a code such as `en` or `pt-BR`.
    """
    code = language.partition("-")[0].lower()
    ratio = _CHARACTERS_PER_TOKEN.get(code) or _WORDS_PER_TOKEN.get(code, _ELSEWHERE)
    return int(max(tokens, 0) * ratio)


def budget_line(limit_tokens: int | None, *, context_left: int | None = None, language: str = "en") -> str:
    """Say what the reply may have; empty where nothing limits it.

    Args:
        limit_tokens: what the caller allows, `max_completion_tokens`; None where it sets no limit.
        context_left: tokens the model has left after everything it reads; None where that isn't known.
        language: what the reply is written in, for the estimate.
    """
    limits = [limit for limit in (limit_tokens, context_left) if limit is not None]
    if not limits:
        return ""
    tokens = max(min(limits), 0)
    words = words_for(tokens, language)
    unit = "character" if language.partition("-")[0].lower() in _CHARACTERS_PER_TOKEN else "word"
    said = f"Your reply may have at most {_counted(tokens, 'token')}, about {_counted(words, unit)}"
    if tokens >= _ROOMY:
        return f"{said}. That is room enough: answer in full, and end before it is used up."
    if unit == "word" and words <= _FEW_WORDS:
        sentences = words // _WORDS_PER_SENTENCE
        said += f" or {_counted(sentences, 'sentence')}" if sentences else ": a few words, not a whole sentence"
    return f"{said}. Use what the answer needs of it, and end with a finished sentence." if words else f"{said}."


def _counted(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"
