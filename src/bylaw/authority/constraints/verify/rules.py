"""Tell whether a reply keeps a constraint: one rule a family, in one table.

For IFEval's families the rules mean what its checkers mean in their strict form, save that a keyword is literal text
and never a pattern, and that a letter may be any character. A reply of white space keeps nothing.
"""
# SPDX-License-Identifier: Apache-2.0

import json
import re
from collections.abc import Callable

from bylaw.authority.constraints.families import FAMILIES
from bylaw.authority.constraints.nouns import Constraint
from bylaw.authority.constraints.verify import marks, words
from bylaw.authority.constraints.verify.characters import has_digits, has_emoji
from bylaw.authority.constraints.verify.language import LANGUAGES, language_of
from bylaw.authority.constraints.verify.phrases import has_word

__all__ = ["MY_ANSWERS", "keeps", "says_option"]

MY_ANSWERS = ("My answer is yes.", "My answer is no.", "My answer is maybe.")
"""The replies IFEval's constrained response allows."""

_Rule = Callable[[Constraint, str], bool | None]


def keeps(constraint: Constraint, reply: str, *, request: str = "") -> bool | None:
    """Tell whether `reply` keeps `constraint`; None where no program can tell.

    Args:
        constraint: what was asked.
        reply: the whole reply, as released.
        request: what the reply answers, for a constraint that refers to it.
    """
    if constraint.family == "combination:repeat_prompt":
        return _repeats(constraint.text("prompt_to_repeat") or request, reply)
    if constraint.family == "detectable_content:absent":
        return _absent(constraint.text("of"), reply, request) if reply.strip() else False
    rule = _RULES.get(constraint.family)
    if rule is None:
        return None
    return rule(constraint, reply) if reply.strip() else False


def _repeats(prompt: str, reply: str) -> bool | None:
    prompt = prompt.strip().lower()
    if not prompt:
        return None
    return reply.strip().lower().startswith(prompt)


def _in_range(constraint: Constraint, count: int, bound: str, relation: str = "relation") -> bool:
    limit = constraint.count(bound)
    return count >= limit if constraint[relation] == "at least" else count < limit


# Case and language


def _capital_word_frequency(constraint: Constraint, reply: str) -> bool:
    return _in_range(constraint, words.capital_words(reply), "capital_frequency", "capital_relation")


def _english_capital(_: Constraint, reply: str) -> bool:
    return reply.isupper() and language_of(reply) in ("en", None)


def _english_lowercase(_: Constraint, reply: str) -> bool:
    return reply.islower() and language_of(reply) in ("en", None)


def _response_language(constraint: Constraint, reply: str) -> bool | None:
    language, asked = language_of(reply), _code(constraint)
    return language == asked if language is not None and asked in LANGUAGES else None


def _forbidden_language(constraint: Constraint, reply: str) -> bool | None:
    language, barred = language_of(reply), _code(constraint)
    return language != barred if language is not None and barred in LANGUAGES else None


def _code(constraint: Constraint) -> str:
    return constraint.text("language").strip().lower().partition("-")[0]  # zh-cn is zh


# Length


def _number_words(constraint: Constraint, reply: str) -> bool:
    return _in_range(constraint, words.words(reply), "num_words")


def _number_sentences(constraint: Constraint, reply: str) -> bool:
    return _in_range(constraint, words.sentences(reply), "num_sentences")


def _number_characters(constraint: Constraint, reply: str) -> bool:
    return _in_range(constraint, len(reply.strip()), "num_characters")


def _number_tokens(constraint: Constraint, reply: str) -> bool | None:
    # Whatever the tokenizer, a token holds a byte or more, and some put one before the text.
    limit, most = constraint.count("num_tokens"), len(reply.encode("utf-8", "surrogatepass")) + 1
    if most >= limit:
        return None
    return constraint["relation"] == "less than"


def _number_paragraphs(constraint: Constraint, reply: str) -> bool:
    paragraphs = [paragraph.strip() for paragraph in reply.split("***")]
    if not all(paragraphs[1:-1]):
        return False
    return sum(map(bool, paragraphs)) == constraint.count("num_paragraphs")


def _nth_paragraph_first_word(constraint: Constraint, reply: str) -> bool:
    wanted, nth = constraint.count("num_paragraphs"), constraint.count("nth_paragraph")
    paragraphs = reply.split("\n\n")
    count = sum(1 for paragraph in paragraphs if paragraph.strip())
    if not 1 <= nth <= count or (wanted and count != wanted):
        return False
    opening = paragraphs[nth - 1].split(maxsplit=1)  # empty paragraphs have a number too
    if not opening:
        return False
    first = re.split(r"[.,?!'\"]", opening[0].lstrip("'").lstrip('"'), maxsplit=1)[0]
    return first.lower() == constraint.text("first_word").lower()


# Keywords and characters


def _existence(constraint: Constraint, reply: str) -> bool:
    reply = reply.lower()
    return all(keyword.lower() in reply for keyword in constraint.texts("keywords"))


def _forbidden_words(constraint: Constraint, reply: str) -> bool:
    reply = reply.lower()
    return not any(has_word(reply, word.lower()) for word in constraint.texts("forbidden_words"))


def _frequency(constraint: Constraint, reply: str) -> bool | None:
    keyword = constraint.text("keyword").strip().lower()
    return _in_range(constraint, reply.lower().count(keyword), "frequency") if keyword else None


def _letter_frequency(constraint: Constraint, reply: str) -> bool | None:
    letter = constraint.text("letter").lower()
    return _in_range(constraint, reply.lower().count(letter), "let_frequency", "let_relation") if letter else None


def _no_comma(_: Constraint, reply: str) -> bool:
    return "," not in reply


def _no_digits(_: Constraint, reply: str) -> bool:
    return not has_digits(reply)


def _no_emoji(_: Constraint, reply: str) -> bool:
    return not has_emoji(reply)


# Start and end


def _end_checker(constraint: Constraint, reply: str) -> bool:
    return reply.strip().strip('"').lower().endswith(constraint.text("end_phrase").strip().lower())


def _start_checker(constraint: Constraint, reply: str) -> bool:
    phrase = constraint.text("start_phrase").strip().lower()
    reply = reply.strip().lower()
    return reply.startswith(phrase) or reply.strip('"').startswith(phrase)


def _quotation(_: Constraint, reply: str) -> bool:
    return _is_quoted(reply)


def _is_quoted(reply: str) -> bool:
    reply = reply.strip()
    return len(reply) > 1 and reply[0] == reply[-1] == '"'


def _postscript(constraint: Constraint, reply: str) -> bool:
    marker, reply = constraint.text("postscript_marker").strip().lower(), reply.lower()
    if marker in ("p.p.s", "p.p.s."):
        return re.search(r"p\.\s?p\.\s?s", reply) is not None
    if marker == "p.s.":
        return re.search(r"p\.\s?s\.", reply) is not None
    return marker in reply


# Format


def _number_placeholders(constraint: Constraint, reply: str) -> bool:
    return marks.placeholders(reply) >= constraint.count("num_placeholders")


def _number_bullet_lists(constraint: Constraint, reply: str) -> bool:
    return marks.bullets(reply) == constraint.count("num_bullets")


def _number_highlighted_sections(constraint: Constraint, reply: str) -> bool:
    return marks.highlights(reply) >= constraint.count("num_highlights")


def _multiple_sections(constraint: Constraint, reply: str) -> bool | None:
    splitter = constraint.text("section_spliter").strip()
    return marks.sections(reply, splitter) >= constraint.count("num_sections") if splitter else None


def _title(_: Constraint, reply: str) -> bool:
    return marks.has_title(reply)


def _json_format(_: Constraint, reply: str) -> bool:
    return _is_json(reply)


def _is_json(reply: str) -> bool:
    reply = reply.strip()
    for fence in ("```json", "```Json", "```JSON", "```"):
        reply = reply.removeprefix(fence)
    try:
        json.loads(reply.removesuffix("```").strip())
    except (ValueError, RecursionError):
        return False
    return True


def _constrained_response(_: Constraint, reply: str) -> bool:
    return any(answer in reply for answer in MY_ANSWERS)


def _two_responses(_: Constraint, reply: str) -> bool:
    responses = [response.strip() for response in reply.split("******")]
    if not all(responses[1:-1]):
        return False
    responses = list(filter(None, responses))
    return len(responses) == 2 and responses[0] != responses[1]


def _options(constraint: Constraint, reply: str) -> bool:
    return any(says_option(option, reply) for option in constraint.texts("options"))


def says_option(option: str, reply: str) -> bool:
    """Tell whether `reply` is `option`; one said in lower case may come in any case, and a full stop may follow."""
    option, reply = option.strip(), reply.strip()
    if option == option.lower():
        reply = reply.lower()
    return reply in (option, f"{option}.")


def _code_only(_: Constraint, reply: str) -> bool | None:
    if marks.is_fenced(reply):
        return True
    return False if "```" in reply else None  # without a fence, code can't be told from prose


def _list(constraint: Constraint, reply: str) -> bool:
    return marks.list_items(reply, constraint.text("style")) > 0


def _number_list_items(constraint: Constraint, reply: str) -> bool:
    return _in_range(constraint, marks.list_items(reply, "numbered"), "num_items")


def _plain_text(_: Constraint, reply: str) -> bool:
    return not marks.has_markdown(reply)


def _table(_: Constraint, reply: str) -> bool:
    return marks.has_table(reply)


# What only a judge can say, save in the one case that shows on the page


def _confidential(constraint: Constraint, reply: str) -> bool | None:
    what = constraint.text("what").strip().lower()
    return False if what and has_word(reply.lower(), what) else None


def _conditional(constraint: Constraint, reply: str) -> bool | None:
    said = (constraint.text("say"), constraint.text("otherwise"))
    if not all(phrase.strip() for phrase in said):
        return None
    return None if any(phrase.strip().lower() in reply.lower() for phrase in said) else False


# What must not be there


def _absent(of: str, reply: str, request: str) -> bool | None:
    """Tell whether a reply holds nothing of what a family asks for."""
    match of:
        case "combination:repeat_prompt":
            repeats = _repeats(request, reply)
            return None if repeats is None else not repeats
        case "combination:two_responses":
            return sum(1 for response in reply.split("******") if response.strip()) < 2
        case "detectable_content:postscript":
            return _A_POSTSCRIPT.search(reply) is None
        case "detectable_content:number_placeholders":
            return marks.placeholders(reply) == 0
        case "detectable_format:code_only":  # without a fence, code can't be told from prose
            return False if "```" in reply else None
        case "detectable_format:constrained_response":
            return not any(answer in reply for answer in MY_ANSWERS) and _A_BARE_ANSWER.fullmatch(reply) is None
        case "detectable_format:json_format":  # a bare number or word is JSON that nobody would call so
            return not (reply.lstrip().startswith(("{", "[", "`")) and _is_json(reply))
        case "detectable_format:list":
            return marks.list_items(reply, "any") == 0 and marks.bullets(reply) == 0
        case "detectable_format:multiple_sections":
            return not marks.has_sections(reply)
        case "detectable_format:number_highlighted_sections":
            return marks.highlights(reply) == 0
        case "detectable_format:plain_text":  # who asks for Markdown doesn't ask for marks in one line
            return True if marks.has_markdown(reply) else None
        case "detectable_format:table":
            return not marks.has_table(reply)
        case "detectable_format:title":
            return not (marks.has_title(reply) or marks.opens_with_heading(reply))
        case _:
            return not _is_quoted(reply)


_A_POSTSCRIPT = re.compile(
    r"p\.\s?s\.|p\.\s?p\.\s?s|^[^\w\n]{0,8}(?:p\.?p?\.?s\b\.?|post-?script) ?:", re.IGNORECASE | re.MULTILINE
)
_A_BARE_ANSWER = re.compile(r"\s*(?:yes|no|maybe)\s*[.!]?\s*", re.IGNORECASE)

_RULES: dict[str, _Rule] = {
    "change_case:capital_word_frequency": _capital_word_frequency,
    "change_case:english_capital": _english_capital,
    "change_case:english_lowercase": _english_lowercase,
    "combination:two_responses": _two_responses,
    "conditional:reply": _conditional,
    "detectable_content:number_placeholders": _number_placeholders,
    "detectable_content:postscript": _postscript,
    "detectable_format:code_only": _code_only,
    "detectable_format:constrained_response": _constrained_response,
    "detectable_format:json_format": _json_format,
    "detectable_format:list": _list,
    "detectable_format:multiple_sections": _multiple_sections,
    "detectable_format:number_bullet_lists": _number_bullet_lists,
    "detectable_format:number_highlighted_sections": _number_highlighted_sections,
    "detectable_format:number_list_items": _number_list_items,
    "detectable_format:options": _options,
    "detectable_format:plain_text": _plain_text,
    "detectable_format:table": _table,
    "detectable_format:title": _title,
    "keywords:existence": _existence,
    "keywords:forbidden_words": _forbidden_words,
    "keywords:frequency": _frequency,
    "keywords:letter_frequency": _letter_frequency,
    "language:forbidden_language": _forbidden_language,
    "language:response_language": _response_language,
    "length_constraints:nth_paragraph_first_word": _nth_paragraph_first_word,
    "length_constraints:number_characters": _number_characters,
    "length_constraints:number_paragraphs": _number_paragraphs,
    "length_constraints:number_sentences": _number_sentences,
    "length_constraints:number_tokens": _number_tokens,
    "length_constraints:number_words": _number_words,
    "punctuation:no_comma": _no_comma,
    "punctuation:no_digits": _no_digits,
    "punctuation:no_emoji": _no_emoji,
    "scope:confidential": _confidential,
    "startend:end_checker": _end_checker,
    "startend:quotation": _quotation,
    "startend:start_checker": _start_checker,
}
"""The rules; a family without one (tone, topics, persona, tasks, tools) is for a judge."""

assert set(_RULES) < set(FAMILIES)
