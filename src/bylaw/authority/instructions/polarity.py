"""Polarity: whether a thing that is named is asked for or ruled out.

A denial (`no`, `avoid`, `never use`, `steer clear of`) holds for what follows it up to where the sentence turns; a
predicate can also deny what stands before it ("commas are not allowed"). Denying a word that denies affirms: "don't
forget to", "never leave out".
"""
# SPDX-License-Identifier: Apache-2.0

import re

from bylaw.authority.instructions.words import any_of

__all__ = ["is_denied", "turned_denials"]

_DENIAL = re.compile(
    " "
    + any_of(
        "not(?! (?:fewer|less|more|longer|shorter|only|just) )|no(?! (?:fewer|less|more|longer|shorter|greater|"
        "higher|bigger|larger|matter) )|never(?! (?:fewer|less|more) )|without|avoids?|avoiding|avoided|left out|"
        "skipped|omitted|refrain(?:s|ing)?(?: from)?|(?:steer|steering|stay|staying|keep|keeping|shy|shying|move|"
        "run|turn) (?:well )?(?:clear|away)(?: (?:of|from))?|free (?:of|from)|"
        "devoid|skip(?:ping)?|omit(?:ting)?|leav(?:e|ing) (?:out|off)|leav(?:e|ing)(?= (?:\\w+ ){1,4}out )|"
        "exclud(?:e|ing)|eliminat(?:e|ing)|abstain(?:ing)?|zero|0|none of|nor|neither|eschew|shun|ditch(?:ing)?|"
        "forgo|"
        "instead of|rather than|forbid|ban|prohibit|cut(?: out)?|minus|lacking|void|hold back on|lay off|"
        "dispense with|do away with|absent|remove|drop|lose|nix|hate|dislike|nothing(?! (?:but|except|other than|"
        "else) )|nowhere|"
        "except|get rid of|bypass|resist|sans|keep (?:\\w+ ){1,3}out|anything but|dodge|sidestep|non|shouldn|"
        "barring|can not stand|off limits(?= :)|reject|quit|spare me|stop|less|withhold|disallowed(?= :)|"
        "forbidden(?= (?:words?|:|terms?|languages?|phrases?))|banned(?= (?:words?|:|terms?|languages?|phrases?))|"
        "prohibited(?= (?:words?|:|terms?|languages?|phrases?))"
    )
    + "(?= )"
)
_FLIPPER = re.compile(
    r" (?:forget|fail|omit|skip|leave (?:out|off)|leave(?= (?:\w+ ){1,4}out )|avoid|neglect|miss|exclude|hesitate|"
    r"only(?= use| include| write)|drop|refrain)(?= )"
)
_TURN = re.compile(
    r" (?:but|however|instead|yet|except|save for|other than|besides|apart from|aside from|;|--|\.|!|\(|\))(?= )"
    r"|(?: ,)?(?: and|,| plus| as well as)(?: also| then| please| just)? (?:in|with|using|at|exactly|precisely|only|"
    r"all|entirely|everything|keep|between|under|fewer|more|over|up|max|minimum|maximum|"
    r"use|include|write|make|wrap|put|start|begin|end|finish|give|mention|contain|contains|have|has|add|highlight|"
    r"ensure|respond|reply|answer|keep|limit|repeat|must|should|it|the (?:response|answer|reply|output)|your|please|"
    r"do|avoid|no|never|not|without|as|\d+ (?:words|sentences|paragraphs|bullet|sections|placeholders|"
    r"characters))(?= )"
    r"| ,(?: in)? \w+ only(?= )"
)
_SAYS_NO = re.compile(
    r" (?:(?:must|should|shall|may|can|could|will|do|does|is|are|be|to|would|ought|has|have|need|needs|get|"
    r"go)(?: \w+){0,2}? (?:not|never)(?= )(?! only)|(?:is|are|be|being|stays?|remains?|considered|strictly|"
    r"absolutely|:|=) (?:\w+ly |all |also )?(?:forbidden|prohibited|banned|disallowed|off limits|off the table|"
    r"avoided|left out|omitted|excluded|out|unwelcome|taboo|unacceptable|"
    r"kept out|eliminated|a no go|no go|off|disabled|disallowed|no(?= (?:[.,;!)] )|$| $)|skipped|dropped|to be "
    r"avoided|removed|0|zero|verboten|barred|absent|not ok|"
    r"outlawed|nowhere|unwanted|vetoed|none)|not (?:allowed|permitted|acceptable|ok|okay|wanted|used|welcome|"
    r"tolerated)|"
    r"(?:has|have|needs?) no place|forbidden|prohibited|banned|not allowed|off limits|(?:never|nowhere) (?:appears?|"
    r"occurs?|shows?)|free(?= )(?! to)|0|none|out of (?:it|the \w+|your \w+)|out)(?= )"
)
_BREAK = re.compile(r" (?:[;.?!]|--|but|\()(?= )")


def is_denied(words: str, start: int, end: int, *, clause: tuple[int, int]) -> bool:
    """Say whether what stands at `words[start:end]` is ruled out there."""
    denied = False
    place = clause[0]
    last = -1
    for denial in _DENIAL.finditer(words, clause[0], start + 1):
        if denial.end() > start + 1:
            break
        if words.startswith(" no matter", denial.start()) or words.startswith(
            (" not only", " not just", " no longer than", " no other than"), denial.start()
        ):
            continue
        if words.startswith(" less", denial.start()) and not words.startswith(" less ", denial.start()):
            continue
        if (
            denied
            and last >= 0
            and _turn(words, last, denial.start()) is None
            and _FLIPPER.match(words, denial.start())
            and denial.start() - last < 24
        ):
            denied = False
            last = -1
            continue
        denied, last = True, denial.end()
    if denied:
        if _turn(words, last, start) is not None or (
            (flip := _FLIPPER.search(words, last, min(last + 16, start + 1))) and flip.start() <= last + 10
        ):
            denied = False
    if denied:
        return True
    stop = _BREAK.search(words, end, clause[1])
    after = words[end : stop.start() + 1 if stop else clause[1] + 1]
    no = _SAYS_NO.search(" " + after.lstrip())
    if no and place <= start:
        if no[0] == " free" and re.search(r" (?:and|,|but) $", after[: no.start() + 1]):
            return False  # "in lowercase and free of emojis"
        return _adjacent(after, no.start())
    return False


def _turn(words: str, start: int, end: int) -> int | None:
    found = _TURN.search(words, start, end)
    return found.start() if found else None


_PREDICATES = re.compile(
    r"(?: (?:and|or|,|the|any|other|punctuation|marks?|characters?|in|your|of|it|there|that|response|entire|reply|"
    r"output|answer|text|sentence|whatsoever|at|all|anywhere|words?|keywords?|letters?|points?|\"\d+|\[\d+|"
    r"\w+)){0,9}? $"
)
_NEW_VERB = re.compile(
    r" (?:and|,|while|with) (?:free|devoid|leave|cap|cut|drop|skip|limit|end|start|begin|stay|speak|answer|reply|"
    r"respond|let|give|put|add|"
    r"mention|say|sound|be|call|do|use|include|avoid|make|keep|no|never|write|must|should|the|it|please|your)(?= )"
)


def _adjacent(after: str, at: int) -> bool:
    """Whether only the subject's own words stand between it and the predicate that denies it."""
    return _NEW_VERB.search(" " + after.lstrip(), 0, at + 1) is None and at < 90


def turned_denials(words: str, start: int, *, clause: tuple[int, int]) -> bool:
    """Say whether a bound at `start` is denied there, as in "do not go over 50": then it means the opposite."""
    last = None
    for denial in _DENIAL.finditer(words, clause[0], start + 1):
        if denial.end() <= start + 1:
            last = denial
    if last is None or _turn(words, last.end(), start) is not None:
        return False
    between = words[last.end() : start]
    if _FLIPPER.match(words, last.end()):
        return False  # "don't forget to use at least 2"
    return (
        " and " not in between
        and len(between) < 70
        and not words.startswith((" less", " 0", " not only"), last.start())
    )
