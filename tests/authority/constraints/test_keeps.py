"""A reply keeps a constraint, breaks it, or no program can tell."""
# SPDX-License-Identifier: Apache-2.0

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.constraints.replies import draw, lean, write
from bylaw.authority.constraints import BANNED, FAMILIES, Constraint, Value, keeps

_LONG = "The old ferry leaves the harbour every morning before the sun comes up."
_LANGUAGES = {
    "ar": "تغادر العبارة الميناء كل صباح قبل شروق الشمس وينتظر الناس على الضفة",
    "bg": "Корабът тръгва всяка сутрин преди изгрев и хората чакат на брега на реката.",
    "bn": "নৌকাটি প্রতিদিন সকালে সূর্য ওঠার আগে ছেড়ে যায়",
    "de": "Die alte Fähre verlässt jeden Morgen vor Sonnenaufgang den Hafen.",
    "en": _LONG,
    "es": "El viejo barco sale del puerto todas las mañanas antes del amanecer.",
    "fa": "کشتی قدیمی هر روز صبح پیش از طلوع آفتاب بندر را ترک می‌کند و مردم منتظر می‌مانند",
    "fi": "Vanha lautta lähtee satamasta joka aamu ennen auringonnousua.",
    "fr": "Le vieux bac quitte le port tous les matins avant le lever du soleil.",
    "gu": "જૂની હોડી દરરોજ સવારે સૂર્યોદય પહેલાં બંદર છોડે છે",
    "hi": "पुरानी नाव हर सुबह सूरज निकलने से पहले बंदरगाह से निकलती है और लोग इंतज़ार करते हैं",
    "it": "Il vecchio traghetto lascia il porto ogni mattina prima dell'alba.",
    "ja": "古い渡し船は毎朝日の出前に港を出ます。",
    "kn": "ಹಳೆಯ ದೋಣಿ ಪ್ರತಿದಿನ ಬೆಳಿಗ್ಗೆ ಸೂರ್ಯೋದಯಕ್ಕೆ ಮುನ್ನ ಬಂದರನ್ನು ಬಿಡುತ್ತದೆ",
    "ko": "낡은 배는 매일 아침 해가 뜨기 전에 항구를 떠납니다.",
    "mr": "जुनी बोट दररोज सकाळी सूर्योदयापूर्वी बंदर सोडते आणि लोक तिची वाट पाहत असतात",
    "ne": "पुरानो डुङ्गा हरेक बिहान सूर्योदय हुनुअघि बन्दरगाह छोड्छ र मानिसहरू पर्खिरहेका हुन्छन्",
    "pa": "ਪੁਰਾਣੀ ਕਿਸ਼ਤੀ ਹਰ ਸਵੇਰ ਸੂਰਜ ਚੜ੍ਹਨ ਤੋਂ ਪਹਿਲਾਂ ਬੰਦਰਗਾਹ ਛੱਡਦੀ ਹੈ",
    "pt": "A velha balsa deixa o porto todas as manhãs antes do nascer do sol, e as pessoas não esperam.",
    "ru": "Старый паром каждое утро до восхода солнца покидает гавань, и люди ждут его на берегу.",
    "sw": "Mashua ya zamani huondoka bandarini kila asubuhi kabla ya jua kuchomoza.",
    "ta": "பழைய படகு தினமும் காலையில் சூரிய உதயத்திற்கு முன் துறைமுகத்தை விட்டு வெளியேறுகிறது",
    "te": "పాత పడవ ప్రతిరోజూ ఉదయం సూర్యోదయానికి ముందు ఓడరేవును వదిలి వెళుతుంది",
    "th": "เรือข้ามฟากเก่าออกจากท่าเรือทุกเช้าก่อนพระอาทิตย์ขึ้น",
    "ur": "پرانی کشتی ہر صبح سورج نکلنے سے پہلے بندرگاہ سے روانہ ہوتی ہے اور لوگ اس کا انتظار کرتے ہیں",
    "vi": "Chiếc phà cũ rời bến cảng mỗi buổi sáng trước khi mặt trời mọc.",
    "zh": "旧渡轮每天早上在日出之前离开港口。",
}

_AT_LEAST_TWO: dict[str, Value] = {"num_sentences": 2, "relation": "at least"}


def _nth(paragraphs: int, word: str) -> dict[str, Value]:
    return {"num_paragraphs": paragraphs, "nth_paragraph": 2, "first_word": word}


def _capitals(count: int, relation: str = "at least") -> dict[str, Value]:
    return {"capital_frequency": count, "capital_relation": relation}


def _sections(splitter: str, count: int) -> dict[str, Value]:
    return {"section_spliter": splitter, "num_sections": count}


_ABSENT: tuple[tuple[str, str, bool | None], ...] = (
    ("combination:two_responses", "One.\n******\n", True),
    ("combination:two_responses", "One.\n******\nTwo.\n******\nThree.", False),
    ("detectable_content:number_placeholders", "Dear Ann", True),
    ("detectable_content:number_placeholders", "Dear [name]", False),
    ("detectable_content:postscript", "It ended at 3 p.m. Steps follow.", True),
    ("detectable_content:postscript", "Bye.\n\nP. S. Write soon.", False),
    ("detectable_content:postscript", "Bye.\n**PS: write soon.", False),
    ("detectable_content:postscript", "Bye.\nPostscript: write soon.", False),
    ("detectable_format:code_only", "Use it so:\n```\nprint(1)\n```", False),
    ("detectable_format:code_only", "Use it so.", None),
    ("detectable_format:constrained_response", "It depends on the tide.", True),
    ("detectable_format:constrained_response", "Yes, on most days.", True),
    ("detectable_format:constrained_response", "My answer is yes.", False),
    ("detectable_format:constrained_response", " Yes.", False),
    ("detectable_format:json_format", "42", True),
    ("detectable_format:json_format", "{no json}", True),
    ("detectable_format:json_format", '```json\n{"a": 1}\n```', False),
    ("detectable_format:list", "One, two - three.", True),
    ("detectable_format:list", "1. one\n2. two", False),
    ("detectable_format:list", "-one", False),
    ("detectable_format:multiple_sections", "Part of it.\n\nA chapter.", True),
    ("detectable_format:multiple_sections", "SECTION 1\nOne.", False),
    ("detectable_format:multiple_sections", "Hm.\n**Part 2**\nOne.", False),
    ("detectable_format:multiple_sections", "## One\nIt.", False),
    ("detectable_format:number_highlighted_sections", "3 * 4 is 12", True),
    ("detectable_format:number_highlighted_sections", "A **bold** move", False),
    ("detectable_format:plain_text", "A **bold** move", True),
    ("detectable_format:plain_text", "A move", None),
    ("detectable_format:table", "a | b", True),
    ("detectable_format:table", "| a | b |\n|---|---|", False),
    ("detectable_format:title", "The ferry leaves at nine.", True),
    ("detectable_format:title", "It has <<a title>>", False),
    ("detectable_format:title", "\n# The Ferry\nIt leaves.", False),
    ("detectable_format:title", "**Title:** The Ferry\nIt leaves.", False),
    ("startend:quotation", 'He said "go"', True),
    ("startend:quotation", '"Go"', False),
)

_CASES: list[tuple[str, dict[str, Value], str, bool | None]] = [
    ("change_case:capital_word_frequency", _capitals(2), "DON'T go.", True),
    ("change_case:capital_word_frequency", _capitals(2), "ANNA-MARIA", False),
    ("change_case:capital_word_frequency", _capitals(1, "less than"), "Nothing.", True),
    ("change_case:english_capital", {}, _LONG.upper(), True),
    ("change_case:english_capital", {}, _LONG, False),
    ("change_case:english_capital", {}, _LANGUAGES["de"].upper(), False),
    ("change_case:english_lowercase", {}, _LONG.lower(), True),
    ("change_case:english_lowercase", {}, "yes.", True),
    ("change_case:english_lowercase", {}, _LANGUAGES["fr"].lower(), False),
    ("combination:repeat_prompt", {"prompt_to_repeat": "Say hello. "}, " say hello. Hello!", True),
    ("combination:repeat_prompt", {"prompt_to_repeat": "Say hello."}, '"Say hello." Hello!', False),
    ("combination:repeat_prompt", {"prompt_to_repeat": ""}, "Anything", None),
    ("combination:two_responses", {}, "One.\n******\nTwo.", True),
    ("combination:two_responses", {}, "One.******One.", False),
    ("combination:two_responses", {}, "One.******Two.******", True),
    ("combination:two_responses", {}, "One.************Two.", False),
    ("conditional:reply", {"say": "Yes", "when": "it rains", "otherwise": "No"}, "Perhaps", False),
    ("conditional:reply", {"say": "Yes", "when": "it rains", "otherwise": "No"}, "Yes", None),
    ("conditional:reply", {"say": "Yes", "when": "it rains", "otherwise": ""}, "Perhaps", None),
    ("detectable_content:number_placeholders", {"num_placeholders": 2}, "[name] lives at [address]", True),
    ("detectable_content:number_placeholders", {"num_placeholders": 2}, "[[name] at [\naddress]", False),
    ("detectable_content:postscript", {"postscript_marker": "P.S."}, "Bye.\np. s. Write soon.", True),
    ("detectable_content:postscript", {"postscript_marker": "P.P.S"}, "Bye.\nP.S. Write soon.", False),
    ("detectable_content:postscript", {"postscript_marker": "PS:"}, "Bye.\nps: write soon.", True),
    ("detectable_format:code_only", {}, "```python\nprint(1)\n```", True),
    ("detectable_format:code_only", {}, "Here:\n```python\nprint(1)\n```", False),
    ("detectable_format:code_only", {}, "print(1)", None),
    ("detectable_format:constrained_response", {}, "My answer is maybe.", True),
    ("detectable_format:constrained_response", {}, "my answer is maybe.", False),
    ("detectable_format:json_format", {}, '```json\n{"a": [1]}\n```', True),
    ("detectable_format:json_format", {}, 'Sure: {"a": [1]}', False),
    ("detectable_format:json_format", {}, "[" * 100_000, False),
    ("detectable_format:list", {"style": "numbered"}, "1. one\n2) two", True),
    ("detectable_format:list", {"style": "bulleted"}, "1. one\n2) two", False),
    ("detectable_format:multiple_sections", _sections("Section", 2), "Section 1 a Section2", True),
    ("detectable_format:multiple_sections", _sections("Section", 2), "SECTION 1\nSECTION 2", False),
    ("detectable_format:multiple_sections", _sections("(Part", 1), "(Part 1", True),
    ("detectable_format:number_bullet_lists", {"num_bullets": 3}, "* one\n  - two\n\n-three\n**bold**", True),
    ("detectable_format:number_bullet_lists", {"num_bullets": 0}, "No list.", True),
    ("detectable_format:number_bullet_lists", {"num_bullets": 0}, "- a list", False),
    ("detectable_format:number_highlighted_sections", {"num_highlights": 2}, "*one* and **two**", True),
    ("detectable_format:number_highlighted_sections", {"num_highlights": 1}, "** ** and *one\ntwo*", False),
    ("detectable_format:number_list_items", {"num_items": 2, "relation": "less than"}, "1. one", True),
    ("detectable_format:options", {"options": ("Yes", "No")}, " Yes.\n", True),
    ("detectable_format:options", {"options": ("Yes", "No")}, "yes", False),
    ("detectable_format:options", {"options": ("yes", "no")}, "Yes", True),
    ("detectable_format:options", {"options": ("yes", "no")}, "Yes, it is", False),
    ("detectable_format:plain_text", {}, "1. One thing.\n2. Two_things, 3 > 2.", True),
    ("detectable_format:plain_text", {}, "This is **bold**.", False),
    ("detectable_format:plain_text", {}, "# Heading\nText.", False),
    ("detectable_format:table", {}, "| a | b |\n|---|:-:|\n| 1 | 2 |", True),
    ("detectable_format:table", {}, "a | b\nc | d", False),
    ("detectable_format:title", {}, "<<The Ferry>>\nText", True),
    ("detectable_format:title", {}, "<< >> and <<open\n>>", False),
    *(("detectable_content:absent", dict[str, Value](of=of), reply, kept) for of, reply, kept in _ABSENT),
    ("keywords:existence", {"keywords": ("Ferry", "port (old)")}, "the FERRY in port (old).", True),
    ("keywords:existence", {"keywords": ("ferry", "bridge")}, "the ferry", False),
    ("keywords:forbidden_words", {"forbidden_words": ("fish",)}, "Fishing for catfish.", True),
    ("keywords:forbidden_words", {"forbidden_words": ("fish",)}, "No FISH!", False),
    ("keywords:frequency", {"keyword": "fish", "frequency": 2, "relation": "at least"}, "Fishing for catfish.", True),
    ("keywords:frequency", {"keyword": "fish", "frequency": 2, "relation": "less than"}, "fish fish", False),
    ("keywords:letter_frequency", {"letter": "E", "let_frequency": 2, "let_relation": "at least"}, "Eve", True),
    ("keywords:letter_frequency", {"letter": "!", "let_frequency": 2, "let_relation": "less than"}, "No!!", False),
    ("language:response_language", {"language": "en"}, "ok", None),
    ("language:forbidden_language", {"language": "en"}, _LONG, False),
    ("language:forbidden_language", {"language": "en"}, _LANGUAGES["fr"], True),
    ("length_constraints:nth_paragraph_first_word", _nth(2, "Then"), 'First.\n\n"then, we left.', True),
    ("length_constraints:nth_paragraph_first_word", _nth(3, "then"), "First.\n\nThen we left.", False),
    ("length_constraints:nth_paragraph_first_word", _nth(0, "then"), "First.\n\nThen we left.\n\nLast.", True),
    ("length_constraints:nth_paragraph_first_word", _nth(2, "then"), "First.\nThen we left.", False),
    ("length_constraints:number_characters", {"num_characters": 5, "relation": "less than"}, " four ", True),
    ("length_constraints:number_paragraphs", {"num_paragraphs": 2}, "One\n***\nTwo\n***\n", True),
    ("length_constraints:number_paragraphs", {"num_paragraphs": 2}, "One\n***\n***\nTwo", False),
    ("length_constraints:number_sentences", _AT_LEAST_TWO, "It was 3.5 m, e.g. long. Go!", True),
    ("length_constraints:number_sentences", _AT_LEAST_TWO, "Dr. Reed saw J. Hale", False),
    ("length_constraints:number_tokens", {"num_tokens": 100, "relation": "less than"}, "Short.", True),
    ("length_constraints:number_tokens", {"num_tokens": 100, "relation": "at least"}, "Short.", False),
    ("length_constraints:number_tokens", {"num_tokens": 3, "relation": "at least"}, "Short.", None),
    ("length_constraints:number_words", {"num_words": 4, "relation": "at least"}, "It's a ferry", True),
    ("punctuation:no_comma", {}, "One, two", False),
    ("punctuation:no_digits", {}, "Two of ٣", False),
    ("punctuation:no_emoji", {}, "Fine \u2764\ufe0f", False),
    ("punctuation:no_emoji", {}, "Fine © 2026 → ok #1", True),
    ("scope:confidential", {"what": "Falcon"}, "The name is falcon.", False),
    ("scope:confidential", {"what": "Falcon"}, "I can't say.", None),
    ("startend:end_checker", {"end_phrase": "Any questions?"}, 'Text. any questions?"\n', True),
    ("startend:end_checker", {"end_phrase": "Any questions?"}, "Any questions? Yes", False),
    ("startend:quotation", {}, ' "Text." ', True),
    ("startend:quotation", {}, '"', False),
    ("startend:start_checker", {"start_phrase": "Dear all"}, '"dear all, welcome"', True),
    ("startend:start_checker", {"start_phrase": "Dear all"}, "Oh dear all", False),
    ("style:tone", {"tone": "formal"}, "Hey", None),
    ("scope:only_topics", {"topics": ("bread",)}, "Bread", None),
]


@pytest.mark.parametrize(("family", "args", "reply", "kept"), _CASES)
def test_a_reply_keeps_or_breaks_what_was_asked(
    family: str, args: dict[str, Value], reply: str, kept: bool | None
) -> None:
    assert keeps(Constraint.of(family, args), reply) is kept


def test_the_request_is_what_must_be_repeated_where_the_sentence_gives_no_other() -> None:
    repeat = Constraint.of("combination:repeat_prompt", {"prompt_to_repeat": ""})
    assert keeps(repeat, "Write a poem. Roses…", request="Write a poem.") is True
    assert keeps(repeat, "Roses…", request="Write a poem.") is False


def test_a_request_that_must_not_be_repeated_may_be_spoken_of() -> None:
    absent = Constraint.of("detectable_content:absent", {"of": "combination:repeat_prompt"})
    assert keeps(absent, "Write a poem. Roses…", request="Write a poem.") is False
    assert keeps(absent, "Roses… (Write a poem. Done.)", request="Write a poem.") is True
    assert keeps(absent, "Roses…") is None


@settings(deadline=None)
@given(st.integers(0, 2**40), st.sampled_from(BANNED))
def test_what_holds_a_thing_that_is_asked_for_isnt_without_it(seed: int, of: str) -> None:
    dice = random.Random(seed)
    asked = draw(of, dice)
    reply = lean(write(dice), asked, dice)
    bare = of == "detectable_format:json_format" and not reply.lstrip().startswith(("{", "[", "`"))
    request = str(dict(asked.args).get("prompt_to_repeat", ""))
    if keeps(asked, reply, request=request) and not bare:
        assert not keeps(Constraint.of("detectable_content:absent", {"of": of}), reply, request=request)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_a_reply_is_in_its_own_language_and_in_no_other(language: str) -> None:
    told = [
        other
        for other in _LANGUAGES
        if keeps(Constraint.of("language:response_language", {"language": other}), _LANGUAGES[language])
    ]
    assert told == [language]


@settings(deadline=None)  # the first use of languages loads their model
@given(st.text(max_size=200), st.randoms(use_true_random=False), st.sampled_from(sorted(FAMILIES)))
def test_no_reply_is_too_strange(reply: str, dice: random.Random, family: str) -> None:
    constraint = draw(family, dice)
    kept = keeps(constraint, reply, request="Go on.")
    assert kept in (True, False, None)
    assert kept is keeps(constraint, reply, request="Go on.")


@settings(deadline=None)
@given(st.sampled_from(sorted(FAMILIES)), st.randoms(use_true_random=False), st.text(" \n\t", max_size=5))
def test_white_space_keeps_nothing(family: str, dice: random.Random, blank: str) -> None:
    assert not keeps(draw(family, dice), blank, request="Go on.")


@pytest.mark.parametrize(
    "piece", ["[", "*", "* ", "<<", "!", "p. ", '"', "\n", "-\n", "`", "|-", "a ", ":", "_", "n't", "``` "]
)
def test_every_rule_takes_linear_time(piece: str) -> None:
    dice = random.Random(7)
    constraints = [
        draw(family, dice) for family in FAMILIES if not family.startswith(("language", "change_case:english"))
    ]

    def spent(times: int) -> float:
        reply = piece * times + "x"
        started = time.thread_time()
        for constraint in constraints:
            keeps(constraint, reply)
        return time.thread_time() - started

    spent(1_000)
    assert spent(80_000) < 16 * spent(20_000) + 0.2  # four times the text; quadratic would be sixteen at the least
