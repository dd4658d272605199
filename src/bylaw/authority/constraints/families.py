"""Every family of constraint an instruction can be parsed into, with its arguments: the one list of them.

Twenty-five are the public IFEval rule set's, under its own ids, argument names and meanings (Zhou et al. 2023,
"Instruction-Following Evaluation for Large Language Models"; the checkers in lm-eval). The rest are ours. IFEval knows
two relations, `at least` and `less than`; "at most 5" is `less than` 6, and "exactly 5" is one constraint of each.
"""
# SPDX-License-Identifier: Apache-2.0

from typing import Literal, get_args

__all__ = ["BANNED", "FAMILIES", "IFEVAL_FAMILIES", "JUDGED", "RELATIONS", "ArgumentKind", "Relation"]

Relation = Literal["at least", "less than"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

ArgumentKind = Literal["count", "relation", "text", "texts", "flag", "family"]
"""A whole number from 0; a relation; one text; a list of texts in the order given; true or false; one of `BANNED`."""

BANNED = (
    "combination:repeat_prompt",
    "combination:two_responses",
    "detectable_content:number_placeholders",
    "detectable_content:postscript",
    "detectable_format:code_only",
    "detectable_format:constrained_response",
    "detectable_format:json_format",
    "detectable_format:list",
    "detectable_format:multiple_sections",
    "detectable_format:number_highlighted_sections",
    "detectable_format:plain_text",
    "detectable_format:table",
    "detectable_format:title",
    "startend:quotation",
)
"""Families whose construct a reply can be forbidden, by `detectable_content:absent`; of what is counted, none is less
than one: no bullets, no numbered list, no words in capitals and no commas are said by families of their own."""

IFEVAL_FAMILIES: dict[str, dict[str, ArgumentKind]] = {
    "change_case:capital_word_frequency": {"capital_frequency": "count", "capital_relation": "relation"},
    "change_case:english_capital": {},
    "change_case:english_lowercase": {},
    "combination:repeat_prompt": {"prompt_to_repeat": "text"},  # "" where the sentence says only "the request"
    "combination:two_responses": {},
    "detectable_content:number_placeholders": {"num_placeholders": "count"},  # at least
    "detectable_content:postscript": {"postscript_marker": "text"},
    "detectable_format:constrained_response": {},  # My answer is yes. / no. / maybe.
    "detectable_format:json_format": {},
    "detectable_format:multiple_sections": {"section_spliter": "text", "num_sections": "count"},  # at least
    "detectable_format:number_bullet_lists": {"num_bullets": "count"},  # exactly; 0 forbids them
    "detectable_format:number_highlighted_sections": {"num_highlights": "count"},  # at least
    "detectable_format:title": {},  # <<title>>
    "keywords:existence": {"keywords": "texts"},
    "keywords:forbidden_words": {"forbidden_words": "texts"},
    "keywords:frequency": {"keyword": "text", "frequency": "count", "relation": "relation"},
    "keywords:letter_frequency": {"letter": "text", "let_frequency": "count", "let_relation": "relation"},
    "language:response_language": {"language": "text"},  # ISO 639-1
    "length_constraints:nth_paragraph_first_word": {
        "num_paragraphs": "count",  # 0 where the sentence doesn't say how many there are
        "nth_paragraph": "count",
        "first_word": "text",
    },
    "length_constraints:number_paragraphs": {"num_paragraphs": "count"},  # exactly, set apart by ***
    "length_constraints:number_sentences": {"num_sentences": "count", "relation": "relation"},
    "length_constraints:number_words": {"num_words": "count", "relation": "relation"},
    "punctuation:no_comma": {},
    "startend:end_checker": {"end_phrase": "text"},
    "startend:quotation": {},
}

_OURS: dict[str, dict[str, ArgumentKind]] = {
    "conditional:reply": {"say": "text", "when": "text", "otherwise": "text"},  # otherwise: "" where not said
    "detectable_content:absent": {"of": "family"},  # the reply has nothing of what that family asks for
    "detectable_format:code_only": {},
    "detectable_format:list": {"style": "text"},  # bulleted, numbered or any
    "detectable_format:number_list_items": {"num_items": "count", "relation": "relation"},  # of a numbered list
    "detectable_format:options": {"options": "texts"},  # the whole reply is one of them
    "detectable_format:plain_text": {},  # no Markdown
    "detectable_format:table": {},
    "language:forbidden_language": {"language": "text"},
    "length_constraints:number_characters": {"num_characters": "count", "relation": "relation"},
    "length_constraints:number_tokens": {"num_tokens": "count", "relation": "relation"},
    "punctuation:no_digits": {},
    "punctuation:no_emoji": {},
    "scope:confidential": {"what": "text"},
    "scope:forbidden_topics": {"topics": "texts"},
    "scope:only_topics": {"topics": "texts"},
    "startend:start_checker": {"start_phrase": "text"},
    "style:persona": {"name": "text"},
    "style:tone": {"tone": "text"},  # the adjective as said, lower-cased: formal, friendly, sarcastic
    "task:input_as_data": {"operation": "text"},  # translate, classify, extract, summarise, correct, rewrite, …
    "tools:permission": {"tool": "text", "allowed": "flag"},  # tool "*" is every tool
}

FAMILIES: dict[str, dict[str, ArgumentKind]] = {**IFEVAL_FAMILIES, **_OURS}

JUDGED: frozenset[str] = frozenset(
    {"conditional:reply", "scope:confidential", "scope:forbidden_topics", "scope:only_topics"}
    | {"style:persona", "style:tone", "task:input_as_data", "tools:permission"}
)
"""Families that take judgement: rulings compare them where they can, and no program verifies a reply against them."""
