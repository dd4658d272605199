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


_FORGED: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("<|",),
        r"<\|(?:im_start|im_end|start_header_id|end_header_id|eot_id|endoftext|system|user|assistant|end|start|message|"
        r"channel|return)\|>",
    ),
    (
        (
            "<start_of",
            "<end_of",
            "[inst",
            "[/inst",
            "<<sys",
            "<tool_res",
            "</tool_res",
            "<function_res",
            "</function_res",
        ),
        r"<(?:start|end)_of_turn>|\[/?inst\]|<</?sys>>|</?(?:tool_result|function_result|tool_response)s?>",
    ),
    (("###", "## "), r"#{2,3} ?(?:system|instruction|response|human|assistant)s?:"),
    (("human: ", "user: "), r"(?:^|[.!?>\"'\-] ?)(?:human|user): .{1,300}?[ .](?:assistant|ai): "),
    (("assistant: ",), r"assistant: .{1,200}?[ .](?:human|user): "),
    (('"role"',), r"\{\s?\"role\"\s?:\s?\"(?:system|developer|user|assistant)\""),
    (("[system]", "[assistant]", "[developer]"), r"\[(?:system|assistant|developer)\] ?\(#"),
    (
        ("</",),
        r"</(?:document|context|untrusted_text|data|input|user_input|email|article)>.{0,40}?"
        r"(?:<(?:system|instructions?|user)>|user:|system:)",
    ),
    (("<sys", "<ins", "<adm"), r"<(?:system|instructions?|system_prompt|admin)>.{3,}?(?:</|\Z)"),
    (
        ("end of ",),
        r"end of (?:the )?(?:document|input|context|file|text|data|email|mail|conversation)\b[ \-=*#.]{0,8}"
        r"(?:user|system|begin|new|now|next)\b",
    ),
)
"""What begins a forged turn, and how it goes on; a text that holds none of the first is looked at no closer."""
_OBJECTS = (
    r"(?:instructions?|prompts?|directions?|directives?|guidelines?|rules?|orders?|commands?|guidance|programming|"
    r"training|constraints|restrictions|policies)"
)
_FORGET = (
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
)
_ONLY = (
    r"\b(?:reply|respond|answer)\b (?:only|just|exclusively|solely|with (?:only|nothing but|just|a single|t"
    r"he (?:single )?"
    r"words?))\b",
    r"\b(?:drop|disregard|ignore|forget|leave|abandon)\b (?:all|everything|anything|whatever) (?:that )?(?:"
    r"you|was|were)\b",
    r"\b(?:ignore|disregard|disobey|forget|cancel|overlook)\b (?:the |your )?(?:current |present )?users?(?:'s?)?\b",
    r"\b(?:antworte|antworten sie|schreibe als antwort) (?:nur|ausschließlich)\b",
    r"\b(?:réponds|répondez) (?:seulement|uniquement|juste)\b|\b(?:responde|responda) (?:únicamente|solo|sólo|apenas|"
    r"somente)\b|\brispondi (?:solo|soltanto|unicamente)\b|(?:ответь|отвечай|ответьте) только",
    r"\b(?:ignorez?|oublie[zr]?|ignora|olvida|dimentica|desconsidere|ignore|vergiss|ignoriere)\b[^.!?|]{0,2"
    r"4}?(?:l'utilisateur"
    r"|usuario|l'utente|dell'utente|usuário|nutzers?|benutzers?)\b",
)
_REVEAL = (
    r"\b(?:reveal|print|show|repeat|output|display|leak|tell me|give me|disclose)\b[^.!?|\n]{0,20}?\b(?:system|hidde"
    r"n|"
    r"initial|secret|original|first) (?:prompt|instructions?|message)\b",
    r"\b(?:new|updated|real|actual|additional) (?:instructions?|task|system prompt)(?: for (?:the |you)\w*)?:",
)
_WHEN_ANSWERING = (
    r"\b(?:when|while|before|after|if) (?:answering|summari[sz]ing|you (?:answer|summari[sz]e))\b[^.!?|]{0"
    r",24}?\b(?:mention|say"
    r"|tell|state|point out|recommend|never|praise|leave out|insert|pretend)\b",
)
_NOW_ARE = (
    r"\byou are now in [^.!?|]{0,16}?mode\b",
    r"\byou are (?:now|no longer) (?:an? )?[^.!?|\n]{0,30}?\b(?:assistant|ai|bot|model|dan|jailbroken|unrestricted|f"
    r"ree|"
    r"terminal|pirate)\b",
)
_MODE = (
    r"\b(?:security|system|developer|admin\w*|debug|god|maintenance|override|training data)[ _](?:override|mode)\b[^"
    r".!?|\n]"
    r"{0,12}(?:[:>]|\b(?:on|activated|enabled|engaged|entering|is)\b)",
    r"\b(?:entering|enter|activate|enable)\b[^.!?|\n]{0,16}\b(?:override|developer|admin\w*|god|debug|jailbreak)[ _]"
    r"mode\b",
)
_EUROPEAN = (
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
    r"(?:систем\w+ (?:промпт|сообщени|инструкц)\w*|systemprompt|invite système|mensaje del sistema|prompt d[ei]l? si"
    r"stema|"
    r"prompt do sistema)",
)
_TO_MACHINES = (
    r"\b(?:assistant|ai|chatbot|llm)[:,] (?:please |kindly |you (?:must|should|have to) |now )?(?:forward|"
    r"delete|ignore|print|"
    r"transfer|execute|mention|rate|disregard|reveal|forget|output|invoke)\b",
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
)
_ASIAN = (
    # ar, he
    r"(?:تجاهل|انس|اهمل)[^.!?|\n]{0,30}?(?:التعليمات|الأوامر|القواعد|تعليمات)",
    r"(?:התעלם|שכח)[^.!?|\n]{0,30}?(?:הוראות|ההוראות|כללים)",
    # hi, ko
    r"(?:निर्देश|नियम)\S*[^.!?|\n]{0,24}?(?:अनदेखा|भूल)",
    r"(?:지시|명령|지침|규칙)\S{0,3}[^.!?|\n]{0,12}?(?:무시|잊)",
    # zh, ja
    r"(?:忽略|无视|無視|忘记|忘掉|忘記|不要理会|不要遵循|不要遵守|抛开)[^。!?|\n]{0,10}?(?:指示|指令|提示|规则|規則|要求|命令|设定|内容|问题|请求|用户)",
    r"(?:指示|命令|ルール|プロンプト|規則|設定|指令|質問|依頼)(?:を|は)?[^。!?|\n]{0,8}?(?:無視|忘れ|従わ)",
    r"(?:输出|显示|透露|告诉我|表示|出力|教えて)[^。!?|\n]{0,10}?(?:系统提示|提示词|システムプロンプト|系統提示)",
    r"(?:システムプロンプト|系统提示词?)[^。!?|\n]{0,10}?(?:表示|出力|教え|输出|显示|公开)",
)
_ASIAN_ADDRESSED = (
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


@dataclass(frozen=True, slots=True)
class _Group:
    kind: str
    pattern: re.Pattern[str]
    triggers: str
    """Words; only around one of them the pattern is searched."""
    needs: tuple[str, ...] = ("",)
    """One of these has to stand near the trigger."""


_GROUPS = (
    _Group(
        "override",
        _any(_FORGET),
        "ignore ignoring disregard disregarding forget override overrule bypass discard neglect aside attention obey "
        "follow following overlook drop",
    ),
    _Group(
        "override",
        _any(_REVEAL),
        "prompt instructions instruction task message",
        (
            "system",
            "hidden",
            "initial",
            "secret",
            "original",
            "first",
            "new ",
            "updated",
            "real ",
            "actual",
            "additional",
        ),
    ),
    _Group(
        "override",
        _any(_ONLY),
        """only just exclusively solely nothing single word words everything whatever user users nur
        ausschließlich seulement uniquement únicamente solo sólo apenas somente soltanto unicamente
        только utilisateur usuario utente usuário nutzers benutzers""",
        (
            "repl",
            "respon",
            "answer",
            "antwort",
            "répond",
            "rispond",
            "ответ",
            "отвечай",
            "ignor",
            "forget",
            "drop",
            "disregard",
            "disobey",
            "cancel",
            "leave",
            "oubli",
            "olvid",
            "dimentic",
            "desconsid",
            "vergiss",
            "overlook",
            "abandon",
        ),
    ),
    _Group(
        "addressed",
        _any(_WHEN_ANSWERING),
        "answering summarizing summarising summarize summarise",
        ("when", "while", "before", "after", "if "),
    ),
    _Group("override", _any(_NOW_ARE), "now longer", ("you are",)),
    _Group("override", _any(_MODE), "mode override"),
    _Group(
        "override",
        _any(_EUROPEAN),
        """ignoriere ignorieren vergiss vergessen missachte missachten negeer vergeet ignorez ignorer oublie
        oubliez ignora ignoren ignorar olvida olvide olviden haz haga desatiende ignorate ignorare
        dimentica dimenticate trascura ignoram esqueça esquece desconsidere desrespeite zignoruj
        zapomnij pomiń talimat talimatları komut komutları ignorera glöm игнорируй игнорируйте
        забудь забудьте внимания проигнорируй проигнорируйте ігноруй systemprompt invite sistema
        consignes instrucciones istruzioni instruções системный системное системные""",
    ),
    _Group(
        "addressed",
        _any(_TO_MACHINES),
        """ai assistant assistants chatbot chatbots llm llms bot bots gpt chatgpt claude copilot gemini
        summariser summarizer automated ki assistenten sprachmodelle sprachmodell ia asistente
        assistente modelo modello modèle artificielle artificial artificiale ии нейросети ассистента
        ассистенту языковой языковых бота""",
    ),
    _Group(
        "addressed", _any(_TO_MACHINES), "model models software machine", ("language", "ai ", "being read", "if you")
    ),
)
_FORGERIES = tuple((literals, re.compile(pattern, re.DOTALL)) for literals, pattern in _FORGED)
_IN_ASIA = (("override", _any(_ASIAN)), ("addressed", _any(_ASIAN_ADDRESSED)))
_NEAR, _BACK = 88, 72
"""Characters after and before a trigger that a phrase may take."""
_TURN = 400
"""Characters that a forged turn is looked for in."""
_MOST = 200
"""Triggers of a kind that are looked at in one text: its time stays linear."""
_ASIAN_LEADS = np.zeros(256, bool)
_ASIAN_LEADS[[*range(0xD6, 0xE2), *range(0xE3, 0xEF)]] = True
"""First bytes, in UTF-8, of Hebrew, Arabic and the scripts of Asia."""
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


@lru_cache(maxsize=1)
def _group_of_bucket() -> npt.NDArray[np.int8]:
    table = np.full(BUCKETS, -1, np.int8)
    for place, group in enumerate(_GROUPS):
        hashes = hash_words(group.triggers.split())
        table[(hashes >> np.uint64(64 - BUCKETS.bit_length() + 1)).astype(np.int64)] = place
    return table


def find_signs(read: Features) -> Iterator[Sign]:
    """Find plain signs of an attack in a text."""
    text = read.seen.text
    yield from _forged(text)
    data = None if text.isascii() else np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)
    if data is not None and bool(_ASIAN_LEADS[data].any()):
        for kind, pattern in _IN_ASIA:
            for found, _ in zip(pattern.finditer(text), range(_MOST), strict=False):
                yield Sign(found.start(), found.end(), kind, is_mentioned(text, found.start()))
    groups = _group_of_bucket()[read.word]
    hits = np.flatnonzero(groups >= 0)[:_MOST]
    seen_to: dict[str, int] = {}
    for start, place in zip(_characters(data, read.byte_starts[hits]), groups[hits].tolist(), strict=True):
        group = _GROUPS[place]
        if start < seen_to.get(group.kind, 0):
            continue
        near = text[max(0, start - _BACK) : start + _NEAR]
        if any(needed in near for needed in group.needs) and (match := group.pattern.search(near)):
            begin = max(0, start - _BACK)
            seen_to[group.kind] = begin + match.end()
            yield Sign(
                begin + match.start(), begin + match.end(), group.kind, is_mentioned(text, begin + match.start())
            )


def _forged(text: str) -> Iterator[Sign]:
    for literals, pattern in _FORGERIES:
        for literal in literals:
            at, looked = text.find(literal), 0
            while at >= 0 and looked < _MOST:
                begin = max(0, at - 2)
                turn = pattern.search(text, begin, at + _TURN)
                if turn:
                    yield Sign(turn.start(), turn.end(), "forged", is_mentioned(text, turn.start()))
                    at = max(at, turn.end() - 1)
                at, looked = text.find(literal, at + 1), looked + 1


def _characters(data: npt.NDArray[np.uint8] | None, places: npt.NDArray[np.int64]) -> list[int]:
    """Turn places in bytes into places in characters."""
    if data is None or not len(places):
        return [int(place) for place in places]
    begun = np.cumsum((data & 0xC0) != 0x80)
    return [int(begun[place]) - 1 for place in places]
