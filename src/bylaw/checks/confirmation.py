"""Ask the user for their word on a call, and know it when they give it.

The question is a tool-less turn of the assistant's. It names each call with all its arguments, and that very text is
what a later request is read against: nothing is stored, and a question that shows other arguments than those that are
then called confirms nothing. Only what a user says unquoted, right after the question and in full, is an answer.
"""
# SPDX-License-Identifier: Apache-2.0

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from bylaw.authority import Authority, Role, ToolCall
from bylaw.authority.reading import Reading
from bylaw.checks.case import Case
from bylaw.measures import Finding
from bylaw.measures.reader import as_seen

__all__ = ["agreed", "call_digest", "confirmation_text", "confirmed", "granted"]

_OPENING = "Before I do this I need your word, because it rests on text that isn't yours:"
_QUESTION = "Shall I go ahead? Please answer yes or no."
_LISTED = re.compile(r"\d{1,3}\. (\S{1,256}) with (.+)")
_TOKEN = re.compile(r"\(confirm ((?:[0-9a-f]{16} ?)+)\)")
_TOKEN_DIGITS = 16
_BECAUSE = {
    "ordered": "{what} comes from {where}, which asks for something itself",
    "unasked": "nobody here asked for this; {where} may have",
    "tainted": "{what} comes from {where}",
    "unknown": "{what} stands in none of what was said",
}
_SHOWN = 80
_LONGEST_QUESTION = 400


def confirmation_text(calls: Sequence[ToolCall], findings: Sequence[Finding]) -> str:
    """Write the turn that asks the user.

    Args:
        calls: those that need the user's word, or all of the reply's: calls without a finding are left out.
        findings: of `tool_taint`, whose `where` says which call each is about.
    """
    lines = [_OPENING, ""]
    tokens = []
    for index, call in enumerate(calls):
        own = [each for each in findings if each.where == f"tool_calls[{index}].arguments"]
        if not own:
            continue
        tokens.append(call_digest(call)[:_TOKEN_DIGITS])
        lines.append(f"{len(tokens)}. {_name(call.name)} with {_canonical(call.arguments)}")
        lines += [f"   - {each}" for each in dict.fromkeys(_because(call, finding) for finding in own)]
    return "\n".join([*lines, "", _QUESTION, f"(confirm {' '.join(tokens)})"])


def confirmed(case: Case) -> frozenset[str]:
    """Give the digests of those calls that the user's newest words allow, and that weren't made since."""
    return frozenset(granted(case))


def granted(case: Case) -> Counter[str]:
    """Count, by digest, how often each call may yet be made on the user's word."""
    messages = case.reading.conversation.messages
    at = _newest(case.reading)
    if at == 0 or messages[at - 1].role is not Role.ASSISTANT or messages[at - 1].tool_calls:
        return Counter()
    listed = _read_question(messages[at - 1].text)
    if not listed or not _says_yes(_spoken(case.reading, at)):
        return Counter()
    listed.subtract(call_digest(call) for message in messages[at + 1 :] for call in message.tool_calls)
    return +listed


def call_digest(call: ToolCall) -> str:
    """Give the digest of a call: its tool and its arguments, whatever the order and spacing of their JSON."""
    return _digest(_name(call.name), _canonical(call.arguments))


def _digest(name: str, arguments: str) -> str:
    return hashlib.sha256(f"{name}\0{arguments}".encode("utf-8", "surrogatepass")).hexdigest()


def _name(name: str) -> str:
    return (
        name if re.fullmatch(r"[\w./:-]{1,256}", name, re.ASCII) else _visible(json.dumps(name)).replace(" ", "\\u0020")
    )


@lru_cache(maxsize=64)
def _canonical(arguments: str) -> str:
    """Write arguments in one way, on one line, with nothing in it that can't be seen."""
    try:
        value = json.loads(arguments, object_pairs_hook=_members)
        return _visible(json.dumps(value, sort_keys=True, ensure_ascii=False))
    except (ValueError, RecursionError):
        return "the text " + _visible(json.dumps(arguments, ensure_ascii=False))


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name that is written twice: another reader may take the other one."""
    if len(pairs) != len({name for name, _ in pairs}):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _visible(text: str) -> str:
    """Spell out what can't be seen or turns the line around."""
    if text.isascii():
        return text
    return "".join(
        json.dumps(each)[1:-1] if unicodedata.category(each) in {"Cf", "Cc", "Cs", "Co", "Cn", "Zl", "Zp"} else each
        for each in text
    )


def _because(call: ToolCall, finding: Finding) -> str:
    value = _visible(json.dumps(call.arguments[finding.start : finding.end][:_SHOWN], ensure_ascii=False))
    where = finding.evidence or "text without authority"
    return _BECAUSE.get(finding.label, _BECAUSE["tainted"]).format(what=value, where=where)


def agreed(reading: Reading) -> list[str]:
    """Give the question of the assistant's that the user's newest words say yes to: at most one, and what it asks last.

    It says what is to be done, and not with whom: a link can hide an address from the user.
    """
    messages = reading.conversation.messages
    at = _newest(reading)
    if at == 0 or messages[at - 1].role is not Role.ASSISTANT or messages[at - 1].tool_calls:
        return []
    asked = messages[at - 1].text.rstrip()[-_LONGEST_QUESTION:].rpartition("\n\n")[2]
    return [asked] if asked.endswith("?") and _says_yes(_spoken(reading, at)) else []


def _newest(reading: Reading) -> int:
    """Give the index of the user's newest message; 0 where there is none before it to answer."""
    messages = reading.conversation.messages
    return next((at for at in range(len(messages) - 1, -1, -1) if messages[at].role is Role.USER), 0)


def _read_question(text: str) -> Counter[str]:
    """Give the digests of the calls that a question shows; none where it isn't one, word for word."""
    lines = text.strip().split("\n")
    token = _TOKEN.fullmatch(lines[-1])
    if token is None or len(lines) < 4 or lines[0] != _OPENING or lines[-2] != _QUESTION:
        return Counter()
    shown = [match for each in lines[2:-2] if (match := _LISTED.fullmatch(each))]
    others = [each for each in lines[2:-2] if each and not each.startswith("   - ") and not _LISTED.fullmatch(each)]
    digests = [_digest(match[1], match[2]) for match in shown]
    if others or [each[:_TOKEN_DIGITS] for each in digests] != token[1].split():
        return Counter()
    return Counter(digests)


def _spoken(reading: Reading, at: int) -> str:
    """Give what the user said unquoted in a message; nothing where it holds text of another sort, too."""
    spans = [span for span in reading.spans if span.message == at and span.end > span.start]
    parts = reading.conversation.messages[at].parts
    if any(span.kind not in {"plain", "quoted"} for span in spans):
        return ""
    return " ".join(
        (parts[span.part].text or "")[span.start : span.end]
        for span in spans
        if span.kind == "plain" and span.authority is Authority.USER and span.delegated_by is None
    )


_YES = (
    "yes|y|yeah|yep|yup|ye|sure|ok|okay|k|alright|all right|fine|correct|right|absolutely|definitely|certainly|exactly|"
    "of course|go ahead|go for it|go on|do it|do so|do that|do them|please do|proceed|continue|confirm|confirmed|"
    "i confirm|i approve|approved?|granted|agreed|i agree|send (?:it|them)|pay (?:it|them)|make it so|that'?s "
    "(?:right|correct|fine|ok|okay)|that is (?:right|correct|fine)|looks good|sounds good|lgtm|you may|you can|"
    "ja|jawohl|jep|klar|gerne|genau|mach das|mach es|bitte|einverstanden|bestätigt|ich bestätige|in ordnung|"
    "oui|ouais|d'accord|bien sûr|vas-y|allez-y|confirmé|je confirme|sí|si|claro|vale|adelante|de acuerdo|por supuesto|"
    "confirmo|confirmado|hazlo|sim|claro que sim|pode|va bene|certo|d'accordo|confermo|procedi|doe maar|akkoord|prima|"
    "zeker|tak|potwierdzam|ano|áno|da|igen|kyllä|joo|jah|jā|taip|evet|onaylıyorum|tamam|ναι|εντάξει|да|давай|"
    "подтверждаю|хорошо|так|はい|お願いします|どうぞ|是|是的|好|好的|可以|确认|確認|对|行|네|예|응|그래|좋아|확인|نعم|أجل|موافق|כן|"
    "हाँ|हां|जी|ठीक है|ใช่|ตกลง|vâng|đồng ý|có|ya|iya|setuju"
)
_FILLER = (
    "please|thanks|thank you|thx|now|then|both|all of (?:it|them)|it|danke|bitte|merci|gracias|por favor|"
    "grazie|obrigado|obrigada|s'il (?:te|vous) plaît"
)
_ANSWER = re.compile(
    rf"(?:(?:{_YES})[\s,.!;:、。！，👍✅]*)(?:(?:{_YES}|{_FILLER})[\s,.!;:、。！，👍✅]*){{0,6}}|[👍✅]+"
)
_LONGEST_ANSWER = 200


def _says_yes(answer: str) -> bool:
    """Say whether an answer is a yes and nothing else: a yes with a change is none."""
    said = as_seen(_TOKEN.sub(" ", answer[: 2 * _LONGEST_ANSWER])).text.strip()
    return len(answer) <= _LONGEST_ANSWER and _ANSWER.fullmatch(said) is not None
