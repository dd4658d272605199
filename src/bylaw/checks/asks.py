"""Find the sentence that asks for text to be transformed: translated, summed up, classified, edited, described.

Reads only the opening and the end of a stretch that speaks: an order in the middle of a long text is the text's own.
"Continue this", "answer this" and "follow this" ask for new text, not for this one in another form.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["ASKS", "FOLLOWS_UP", "Ask", "Bounds", "find_ask"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far is looked, in characters."""

    head: int = 800
    tail: int = 500
    sentence: int = 500
    """An ask that doesn't end within so many is closed where the stretch ends."""
    follow_up_characters: int = 80


ASKS = Bounds()


@dataclass(frozen=True, slots=True)
class Ask:
    """Where a text asks for a transformation."""

    start: int
    end: int
    """One past what closes it: what follows may be the text meant."""
    closed: str
    """The character that closes it; empty where the stretch ends before."""
    points: bool
    """Whether it points to a text: this, the following, my letter."""


_OPENERS = (
    r"(?:please|pls|kindly|now|then|and|next|first|also|just|so|ok|okay|hi|hey|hello|sure|thanks|quickly|briefly|"
    r"(?:can|could|would|will) you|i(?:'d| would) (?:like|love) you to|i (?:want|need) (?:you )?to|help me(?: to)?|"
    r"(?:your|the) (?:task|job) is to|you (?:must|should|are to|need to)|task|there|claude|gpt|chatgpt|assistant)"
)
_STRONG = (
    r"translat(?:e|ion)|summari[sz]e|sum up|classify|categori[sz]e|label|proof-?read|paraphrase|rephrase|reword|"
    r"rewrite|re-write|reformat|shorten|condense|transcribe|transliterate|redact|anonymi[sz]e|moderate|spell-?check|annotate|"
    r"tl;?dr|eli5|copy-?edit|punctuate|recap|back-?translate"
)
_WEAK = (
    r"extract|pull out|edit|correct|fix|polish|improve|format|trim|cut|simplify|analy[sz]e|assess|evaluate|rate|grade|"
    r"score|review|critique|describe|explain|interpret|parse|convert|turn|make|count|identify|detect|find|list|tag|check|"
    r"decode|encode|sort|restructure|clean up|tidy up|tighten|go over|look over|quote|repeat|put|change|flag|"
    r"break down|compare|render|caption|screen|give me (?:the gist|your thoughts)|"
    r"tell me (?:what|whether|if|the|who|how)"
)
_NOUNS = (
    r"summary|translation|transcript(?:ion)?|paraphrase|analysis|classification|rewrite|edit|critique|proof-?read|"
    r"overview|synopsis|abstract|label|outline|digest|breakdown|version|rendering|rating"
)
_NAMED = (
    r"text|message|e-?mail|letter|article|paragraph|sentence|passage|post|comment|review|essay|poem|story|document|file|"
    r"attachment|note|transcript|tweet|abstract|speech|song|lyrics|code|log|contract|thread|chat|conversation|quote|"
    r"report|statement|draft|excerpt|screenshot|image|photo|picture|csv|table|data|content|cover letter|cv|"
    r"resume|resum\xe9"
)
_POINTS = (
    rf"(?:\b(?:this|these|that|those|it|them|the following|following|the above|above|below|attached|"
    rf"my (?:\w+ ){{0,2}}(?:{_NAMED})s?|the (?:\w+ ){{0,2}}(?:{_NAMED})s?|"
    rf"(?:his|her|their|our|your|each|every|all) (?:\w+ )?(?:{_NAMED})s?)\b)"
)
_QUESTIONS = (
    rf"(?:what(?:'s| is| are)|describe|identify) the (?:\w+ )?(?:tone|sentiment|mood|intent|language|topic|theme|gist|"
    rf"meaning|message|main (?:idea|point)s?) (?:of|in|behind)|what does (?:{_POINTS}|[\"'“«])|"
    rf"what(?:'s| is) (?:wrong with|in) {_POINTS}|what do(?:es)? {_POINTS}|"
    rf"how (?:do|would|can|should) (?:you|i|we|one) (?:say|translate|phrase|spell|pronounce|write)|"
    rf"(?:is|are|does|do|would) (?:this|these|the following|that|my|the (?:above|attached))(?:,? (?:{_NAMED})\b| "
    r"(?:sound|read|seem|contain|violate|count|mean|hateful|toxic|spam|offensive|sarcas|harass|grammatical|correct|"
    r"rude|polite|appropriate|positive|negative|neutral|an? (?:threat|insult|slur|scam|joke)))"
)
_ENGLISH = re.compile(
    rf"(?:{_OPENERS}[\s,:!.]{{1,3}}){{0,6}}"
    rf"(?:(?P<strong>(?:{_STRONG})\b)|(?P<weak>(?:{_WEAK})\b)|(?P<question>{_QUESTIONS})|"
    rf"(?P<noun>(?:write|give|make|provide|produce|create|do|prepare|draft|need|i need|get|send)(?: me| us)?"
    rf"(?: an?| the| your)?(?: [\w-]{{1,20}}){{0,3}} (?:{_NOUNS}) (?:of|for|from)))",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:\A|[\n.!?:;,(])[\s*_#>-]{0,6}([^\W\d_]+)")
"""A sentence or a part of one begins: its first word."""
_FIRST_WORDS = frozenset(
    re.findall(
        r"[a-z]+",
        re.sub(r"\(\?:[^()]*\)\??|\[[^]]*\]", " ", f"{_STRONG}|{_WEAK}|{_OPENERS}") + " summarise summarize classify "
        "categorise categorize anonymise anonymize analyse analyze translate translation what how is are does do would "
        "write give make provide produce create prepare draft need get send i can could will the your you tl tldr tell "
        "describe identify help",
    )
)
"""Of openings that may ask; others are passed over without a closer look."""
_WORDS = (
    # German, Dutch, Swedish; French, Spanish, Italian, Portuguese
    "übersetz zusammenfass klassifizier kategorisier korrigier korrekturles überarbeit umschreib umformulier kürze "
    "vereinfach extrahier analysier bewerte lektorier transkribier fasse formuliere paraphrasier prüfe_diese "
    "schreib_das schreib_diese schreibe_das schreibe_diese vertaal samenvat classificeer corrigeer herschrijf "
    "parafraseer analyseer vereenvoudig vat_dit vat_de översätt sammanfatta rätta_d "
    "tradui résum classe_ classez classifie corrige reformul réécri extrais extrayez raccourci simplifie transcri "
    "relis_ relisez paraphras analyse_ce analysez traduc traduzca resume_e resuma_ resumir clasific reescrib extrae "
    "extraiga analiza_ analice acorta acorte revisa_e parafrase riassum classifica correggi riscriv riformul estrai "
    "estrarre analizza accorcia semplific trascriv traduz corrija reescrev encurt analise_ extraia "
    # Polish, Czech, Russian, Ukrainian, Turkish, Indonesian, Vietnamese
    "przetłumacz streść podsumuj sklasyfikuj popraw_ przepisz przeredaguj przeanalizuj wyodrębnij přelož shrň oprav_ "
    "перевед перевест переклад перескаж сократи суммир резюмир классифиц исправь перепиш перефраз проанализ извлек "
    "отредакт стисло çevir özetle sınıflandır düzelt terjemah ringkas klasifikasi perbaiki dịch_ tóm_tắt phân_loại "
    "viết_lại"
)
_STEMS = tuple(each.replace("_", " ") for each in _WORDS.split())
"""Verbs as they begin, where an order stands anywhere in its sentence."""
_SIGNS = (
    "ترجم لخص لخّص صنف صنّف صحح صياغة حلل अनुवाद सारांश वर्गीकृत संक्षेप "
    "翻译 翻譯 总结 總結 概括 归纳 歸納 分类 分類 改写 改寫 润色 潤色 校对 校對 修改 提取 缩短 "
    "縮短 摘要 简化 简述 转录 译成 譯成 訳して 翻訳 要約 まとめて 校正 添削 書き換え 言い換え 抽出 分析 直して "
    "번역 요약 분류 교정 다듬어 추출 분석 바꿔"
)
_CHARACTERS = tuple(_SIGNS.split())
"""Of scripts whose words have no beginning that can be seen, or take letters in front."""
_POINTING = re.compile(_POINTS, re.IGNORECASE)
_DENIED = re.compile(
    r"(?:\b(?:nicht|ne|no|non|não|nie|не|niet|inte|jangan|đừng|لا)|不要|别|別|不用)\s{0,2}\Z", re.IGNORECASE
)
_FORWARD = re.compile(r"[:：\n.?!。？！]")
_WITHOUT_OBJECT = re.compile(r"\s{0,3}(?:(?:in|into|to|as|for|please)\b|[.!?:]|\Z)", re.IGNORECASE)
"""Translate to French: what was sent before is meant."""
_COLONS = frozenset({":", "：", ""})

_LIGHT = (
    r"(?:ok|okay|thanks|thank you|great|good|nice|perfect|and|now|then|please|also|what about|how about|same|but|try|"
    r"do|it|that|this|could you|can you|make|a bit|a little|much|even|slightly|more|less|again)"
)
FOLLOWS_UP = re.compile(
    rf"\W{{0,4}}(?:{_LIGHT}[\s,.!]{{1,3}}){{0,6}}(?:(?:in|into|to|as|for|auf|en|em|in het|på|på|по-|на) [^\n.]{{1,40}}|"
    rf"(?:short|long|simpl|formal|informal|polit|casual|concis|brief|clear|natural|literal)\w*(?:,? please)?|again|"
    rf"once more|the rest|continue|go on|keep going|weiter|kürzer|sigue|continúa|继续|続けて)\W{{0,4}}\Z",
    re.IGNORECASE,
)
"""A whole short message that can only take up what was asked before."""


@lru_cache(maxsize=256)
def find_ask(text: str) -> Ask | None:
    """Find the first sentence of a stretch that asks for a transformation; None where none does."""
    if len(text) <= ASKS.head + ASKS.tail:
        return _find(text, 0, len(text))
    return _find(text, 0, ASKS.head) or _find(text, len(text) - ASKS.tail, len(text))


def _find(text: str, start: int, end: int) -> Ask | None:
    return _in_english(text, start, end) or _in_others(text, start, end)


def _in_english(text: str, start: int, end: int) -> Ask | None:
    for begins in _BEGINS.finditer(text, start, end):
        if begins[1].lower() not in _FIRST_WORDS:
            continue
        found = _ENGLISH.match(text, begins.start(1))
        if found is None:
            continue
        closed, ends = _close(text, found.end())
        points = found["question"] is not None or _POINTING.search(text, found.start(), ends) is not None
        points = points or (found["strong"] is not None and _WITHOUT_OBJECT.match(text, found.end()) is not None)
        if points or closed in _COLONS or not found["weak"]:
            return Ask(found.start(), ends, closed, points)
    return None


def _in_others(text: str, start: int, end: int) -> Ask | None:
    lowered = text[start:end].lower()
    if len(lowered) != end - start:
        lowered = text[start:end]  # some letter has a longer lower case, and places would shift
    places = [_place(lowered, stem) for stem in _STEMS if stem in lowered]
    if not lowered.isascii():
        places += [lowered.find(each) for each in _CHARACTERS if each in lowered]
    at = min((each for each in places if each >= 0), default=-1)
    if at < 0 or _DENIED.search(lowered, max(0, at - 12), at):
        return None
    closed, ends = _close(text, start + at)
    return Ask(start + at, ends, closed, True)


def _place(text: str, stem: str) -> int:
    """Find where a word begins so; -1 where that stands inside a word."""
    at = text.find(stem)
    return at if at == 0 or not text[at - 1].isalpha() else -1


def _close(text: str, at: int) -> tuple[str, int]:
    """Give what closes the sentence, and one past it."""
    closing = _FORWARD.search(text, at, at + ASKS.sentence)
    if closing is None:
        return "", min(len(text), at + ASKS.sentence)
    return closing[0], closing.end()
