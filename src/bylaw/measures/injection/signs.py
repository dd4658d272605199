"""Find plain signs of an attack that need no model: forged turns, and orders to forget one's orders, in many languages.

Works on a text as its reader sees it. Chinese, Japanese and Korean, whose words have no spaces between them, are known
by these phrases alone.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bylaw.measures.features import BUCKETS, Features, hash_words

__all__ = ["Sign", "find_signs", "is_mentioned"]


@dataclass(frozen=True, slots=True)
class Sign:
    """A phrase that speaks for an attack."""

    start: int
    """In the text as it is seen; `end` is one past the last."""
    end: int
    kind: str
    """`forged` turn, `override` of instructions, or `addressed` to a machine."""
    quoted: bool
    """Whether it is given as an example: in quotation marks, after a word such as `says` or `attack`."""


_FORGED = (
    r"<\|(?:im_start|im_end|start_header_id|end_header_id|eot_id|endoftext|system|user|assistant|end|start|message|"
    r"channel|return)\|>",
    r"<(?:start|end)_of_turn>|</?s>\s?\[inst\]|\[/?inst\]|<</?sys>>|<\/?(?:tool_result|function_results|tool_respons"
    r"e)s?>",
    r"#{2,3} ?(?:system|instruction|response|human|assistant)s?:",
    r"(?:^|[\n.!?>\"'] ?)(?:human|user): .{1,300}?[ \n](?:assistant|ai): ",
    r"\{\s?\"role\"\s?:\s?\"(?:system|developer|user|assistant)\"",
    r"\[(?:system|assistant|developer)\] ?\(#",
    r"</(?:document|context|untrusted_text|data|input|user_input|email|article)>.{0,40}?(?:<(?:system|instructions?|"
    r"user)>"
    r"|user:|system:)",
    r"<(?:system|instructions?|system_prompt|admin)>.{3,}?(?:</|\Z)",
    r"(?:^|[-=*#] ?)(?:end of (?:the )?(?:document|input|context|file|text|data|email|mail|conversation))\b[ \-=*#.]"
    r"{0,8}"
    r"(?:user|system|begin|new|now|next)\b",
)
_OBJECTS = (
    r"(?:instructions?|prompts?|directions?|directives?|guidelines?|rules?|orders?|commands?|guidance|programming|"
    r"training|constraints|restrictions|policies)"
)
_OVERRIDE = (
    r"\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|override|overrule|bypass|discard|neglect|drop|set aside|pay no at"
    r"tention"
    r" to|do not (?:follow|obey)|don't (?:follow|obey)|stop following|overlook)\b[^.!?|\n]{0,24}?\b(?:all|any|every|"
    r"your|"
    r"previous|prior|above|earlier|preceding|initial|original|former|old|these|those|system)\b[^.!?|\n]{0,24}?\b"
    + _OBJECTS
    + r"\b",
    r"\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget)\b (?:all |everything |anything )?(?:of )?(?:the )?(?:above|you ("
    r"?:were|"
    r"have been|know)|that (?:was|came) before|previous (?:text|conversation|messages|input))",
    r"\b(?:reveal|print|show|repeat|output|display|leak|tell me|give me|disclose)\b[^.!?|\n]{0,20}?\b(?:system|hidde"
    r"n|"
    r"initial|secret|original|first) (?:prompt|instructions?|message)\b",
    r"\b(?:new|updated|real|actual|additional) (?:instructions?|task|system prompt)(?: for (?:the |you)\w*)?:",
    r"\byou are (?:now|no longer) (?:an? )?[^.!?|\n]{0,30}?\b(?:assistant|ai|bot|model|dan|jailbroken|unrestricted|f"
    r"ree|"
    r"terminal|pirate)\b",
    r"\b(?:security|system|developer|admin\w*|debug|god|maintenance|override|training data)[ _](?:override|mode)\b[^"
    r".!?|\n]"
    r"{0,12}(?:[:>]|\b(?:on|activated|enabled|engaged|entering|is)\b)",
    r"\b(?:entering|enter|activate|enable)\b[^.!?|\n]{0,16}\b(?:override|developer|admin\w*|god|debug|jailbreak)[ _]"
    r"mode\b",
    # de, nl
    r"\b(?:ignorier\w*|vergiss|vergessen sie|missachte\w*)\b[^.!?|\n]{0,30}?\b(?:anweisung|instruktion|regel|befehl|"
    r"vorgabe|"
    r"text)\w*",
    r"\b(?:negeer|vergeet)\b[^.!?|\n]{0,30}?\b(?:instructie|opdracht|regel)\w*",
    # fr, es, it, pt
    r"\b(?:ignore[zr]?|oublie[zr]?|ne ten\w+ pas compte)\b[^.!?|\n]{0,30}?\b(?:instruction|consigne|règle|directive)"
    r"\w*",
    r"\b(?:ignor[ae]n?|ignorar|olvid[ae]n?|haz caso omiso|haga caso omiso|desatiende)\b[^.!?|\n]{0,34}?\b(?:instrucc"
    r"ion|"
    r"regla|indicacion|orden|anterior|previ)\w*",
    r"\b(?:ignora(?:te|re)?|dimentica(?:te)?|trascura)\b[^.!?|\n]{0,30}?\b(?:istruzion|regol|direttiv|ordin)\w*",
    r"\b(?:ignor[ae]m?|esque[çc]a|desconsidere|desrespeite)\b[^.!?|\n]{0,30}?\b(?:instruç|regra|ordens|pedido|comand"
    r"o)\w*",
    # pl, tr, sv
    r"\b(?:zignoruj|zapomnij|pomiń)\b[^.!?|\n]{0,30}?\b(?:polece|instrukc|zasad)\w*",
    r"\b(?:talimat|komut|yönerge)\w*[^.!?|\n]{0,24}?\b(?:yok say|unut|görmezden)\w*",
    r"\b(?:ignorera|glöm)\b[^.!?|\n]{0,30}?\b(?:instruktion|regl)\w*",
    # ru, uk
    r"(?:игнорир\w+|забуд\w+|не обращай\w* внимания|проигнорир\w+|ігноруй\w*)[^.!?|\n]{0,34}?(?:инструкц|указани|пра"
    r"вил|"
    r"команд|приказ|вказівк|інструкц)\w*",
    # ar, he
    r"(?:تجاهل|انس|اهمل)[^.!?|\n]{0,30}?(?:التعليمات|الأوامر|القواعد|تعليمات)",
    r"(?:התעלם|שכח)[^.!?|\n]{0,30}?(?:הוראות|ההוראות|כללים)",
    # hi, ko
    r"(?:निर्देश|नियम)\S*[^.!?|\n]{0,24}?(?:अनदेखा|भूल)",
    r"(?:지시|명령|지침|규칙)\S{0,3}[^.!?|\n]{0,12}?(?:무시|잊)",
    # zh, ja
    r"(?:忽略|无视|無視|忘记|忘掉|忘記|不要理会|不要遵循|不要遵守|抛开)[^。!?|\n]{0,10}?(?:指示|指令|提示|规则|規則|要求|命令|设定|内容)",
    r"(?:指示|命令|ルール|プロンプト|規則|設定|指令)(?:を|は)?[^。!?|\n]{0,8}?(?:無視|忘れ|従わ)",
    r"(?:输出|显示|透露|告诉我|表示|出力|教えて)[^。!?|\n]{0,10}?(?:系统提示|提示词|システムプロンプト|系統提示)",
    r"(?:システムプロンプト|系统提示词?)[^。!?|\n]{0,10}?(?:表示|出力|教え|输出|显示|公开)",
    r"(?:систем\w+ (?:промпт|сообщени|инструкц)\w*|systemprompt|invite système|mensaje del sistema|prompt d[ei]l? si"
    r"stema|"
    r"prompt do sistema)",
)
_ADDRESSED = (
    r"\b(?:message|note|notice|memo|instructions?|attention|warning|hello|hey|dear|hi|reminder|information|hint)\b"
    r"[ ,:]{0,2}(?:(?:to|for) )?(?:the |all |any |every |automated |our )?(?:ai|a\.i\.|assistant|chatbot|llm|languag"
    r"e models?|"
    r"bots?|gpt|chatgpt|claude|copilot|gemini|summari[sz]er|ai (?:model|assistant|agent|system|reviewer)s?|reviewers"
    r"? bots?)"
    r"s?\b",
    r"\bif (?:you are|you're|this is being read by|you happen to be|being read by) (?:an? )?(?:ai|llm|language model|"
    r"assistant|chatbot|bot|machine|software|automated \w+|large language model)\b",
    r"\bas an? (?:ai|large language model|language model|llm|chatbot)\b[^.!?|\n]{0,12}\byou\b",
    r"\b(?:nachricht|hinweis|mitteilung|anweisung) (?:an|für) (?:die |den |alle )?(?:ki|ki-\w+|assistent\w*|sprachmo"
    r"dell\w*)\b",
    r"\b(?:message|note|consigne)s? (?:à|pour|destinée? à) (?:l.)?(?:ia|assistant|intelligence artificielle|tout mod"
    r"èle)\b",
    r"\b(?:mensaje|nota|aviso|instrucción) (?:para|a) (?:la |el |los )?(?:ia|asistente|inteligencia artificial|model"
    r"o)\b",
    r"\b(?:messaggio|nota|avviso) (?:per|all) ?.?(?:l.)?(?:ia|assistente|intelligenza artificiale|modello)\b",
    r"\b(?:mensagem|nota|aviso) (?:para|à|ao) (?:a |o )?(?:ia|assistente|inteligência artificial|modelo)\b",
    r"(?:сообщение|внимание|инструкция|примечание)[,:]? (?:для |к )?(?:ии|нейросет\w+|ассистент\w*|языков\w+ модел\w"
    r"+|чат-?бот\w*)",
    r"(?:给|致|告诉|请)[^。!?|\n]{0,6}?(?:人工智能|ai助手|ai模型|语言模型|大模型|智能助手)[^。!?|\n]{0,6}?(?:的|:|,|请|必须)",
    r"(?:ai|人工知能|アシスタント|言語モデル)(?:へ|への|に告ぐ|宛)[^。!?|\n]{0,20}",
    # what the answer is to hold, where words have no spaces between them
    r"(?:在|把|将|用)[^。!?|\n]{0,8}?(?:回答|回复|答案|输出|答复)(?:中|里|时|末尾|的最后|的开头|写成|翻译)",
    r"(?:只|仅)(?:需|要|能)?(?:回答|输出|回复|说)",
    r"用\w{1,4}(?:语|文|字母)(?:写出|回答|回复|输出)",
    r"(?:写|创作|编写|讲)(?:一|出|个)?(?:首|个|篇|段|则)?[^。!?|\n]{0,8}?(?:诗|故事|文章|代码|笑话|程序|作文)",
    r"(?:回答|返答|返信|出力|応答|答え)(?:を|に|は|の)[^。!?|\n]{0,16}?(?:追加|書い|変換|翻訳|含め|入れ|置き換え|加え|逆)[^。!?|\n]{0,6}?(?:ください|しろ|せよ|こと"
    r"|して)",
    r"(?:とだけ|のみを?|だけを?)(?:出力|回答|答え|返信|表示)",
    r"(?:詩|物語|小説|コード|プログラム|ジョーク|作文)を[^。!?|\n]{0,4}?(?:書い|作っ|作成|創作)",
    r"(?:라고만|만) (?:답|출력|대답)",
    r"(?:不要|别)(?:总结|翻译|概括|回答)[^。!?|\n]{0,12}",
    r"(?:要約|翻訳|回答)(?:せず|しないで)",
)


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.DOTALL)


_PATTERNS = {"forged": _FORGED, "override": _OVERRIDE, "addressed": _ADDRESSED}
_COMPILED = {kind: _any(patterns) for kind, patterns in _PATTERNS.items()}
_OPENERS = ("<|", "<start_of", "<end_of", "[inst", "[/inst", "<<sys", "###", "## ", "<tool", "</", "<func", "<sys", "<ins",
            "<adm", "{\"role", "{ \"role", "[system", "[assistant", "[developer", "assistant: ", "ai: ", "end of ")  # fmt: skip
"""What a forged turn holds; a text without any of them is looked at no closer."""
_NEAR = 64
_BACK = 72
"""Characters after and before a trigger that a phrase may take."""
_MOST = 200
"""Triggers of a kind that are looked at in one text: its time stays linear."""
_TRIGGERS = {
    "override": """instruction instructions prompt prompts direction directions directive directives guideline
        guidelines rules orders commands guidance programming training constraints restrictions
        policies above everything now longer mode came know told message messages task ignoriere
        ignorieren vergiss vergessen missachte missachten negeer vergeet ignorez ignorer oublie
        oubliez ignora ignoren ignorar olvida olvide olviden haz haga desatiende ignorate ignorare
        dimentica dimenticate trascura ignoram esqueça esquece desconsidere desrespeite zignoruj
        zapomnij pomiń talimat talimatları komut komutları ignorera glöm игнорируй игнорируйте
        забудь забудьте внимания проигнорируй проигнорируйте ігноруй systemprompt invite sistema
        consignes instrucciones istruzioni instruções системный системное системные""",
    "addressed": """ai assistant assistants chatbot chatbots llm llms bot bots gpt chatgpt claude copilot gemini
        summariser summarizer models model software automated ki assistenten sprachmodelle
        sprachmodell ia asistente assistente modelo modello modèle artificielle artificial
        artificiale ии нейросети ассистента ассистенту языковой языковых бота""",
}
_ASIAN_FROM = 0xD6
"""First byte, in UTF-8, of Hebrew and of all scripts after it; European ones come before."""
_MENTION = re.compile(
    r"\b(?:attack\w*|injection\w*|example|examples|e\.g|such as|like|says?|said|writes?|wrote|words?|phrases?|senten"
    r"ces?|"
    r"contain\w*|hid(?:e|es|den)|phishing|malicious|called|reads?|text|tell(?:s|ing)?|prompt|jailbreak\w*|titled|nam"
    r"ed)\b"
    r"[^.!?]{0,80}$"
)
_SAID_HERE = 100


def is_mentioned(text: str, start: int) -> bool:
    """Whether what begins here is given as somebody's words: a quotation mark, and before it a word that introduces"
    " it.
    """
    mark = max(text.rfind(quote, max(0, start - 24), start + 1) for quote in "\"'`")
    return mark >= 0 and _MENTION.search(text, max(0, mark - _SAID_HERE), mark) is not None


@lru_cache(maxsize=2)
def _trigger_table(kind: str) -> npt.NDArray[np.bool_]:
    table = np.zeros(BUCKETS, bool)
    hashes = hash_words(_TRIGGERS[kind].split())
    table[(hashes >> np.uint64(64 - BUCKETS.bit_length() + 1)).astype(np.int64)] = True
    return table


def find_signs(read: Features) -> Iterator[Sign]:
    """Find plain signs of an attack in a text."""
    text = read.seen.text
    if any(opener in text for opener in _OPENERS):
        yield from _found(text, "forged", _COMPILED["forged"].finditer(text))
    data = None if text.isascii() else np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)
    if data is not None and bool((data >= _ASIAN_FROM).any()):
        for kind in ("override", "addressed"):
            yield from _found(text, kind, _COMPILED[kind].finditer(text))
        return
    for kind in ("override", "addressed"):
        hits = np.flatnonzero(_trigger_table(kind)[read.word])
        starts = _characters(data, read.byte_starts[hits[:_MOST]])
        seen_to = 0
        for start in starts:
            if start >= seen_to and (match := _COMPILED[kind].search(text, max(0, start - _BACK), start + _NEAR)):
                seen_to = match.end()
                yield from _found(text, kind, iter((match,)))


def _characters(data: npt.NDArray[np.uint8] | None, places: npt.NDArray[np.int64]) -> list[int]:
    """Turn places in bytes into places in characters."""
    if data is None or not len(places):
        return [int(place) for place in places]
    begun = np.cumsum((data & 0xC0) != 0x80)
    return [int(begun[place]) - 1 for place in places]


def _found(text: str, kind: str, matches: Iterator[re.Match[str]]) -> Iterator[Sign]:
    for match in matches:
        if match.end() > match.start():
            yield Sign(match.start(), match.end(), kind, is_mentioned(text, match.start()))
