"""Quantities: a number, its bounds in any wording, and what is counted.

One reader for every unit, so that "no more than a dozen commas", "3 to 5 bullet points" and "200 words minimum" differ
in the unit alone. A number nobody bounded is exact ("write 3 sentences"); about so many is nothing a program decides.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bylaw.authority.instructions.words import BOUND, UNITS, any_of

__all__ = ["Quantity", "bounds", "find_quantities"]

_UNIT = "|".join(f"(?P<{name}>{pattern})" for name, pattern in UNITS.items())
_PRE = "|".join(f"(?P<{name}>{BOUND[name]})" for name in ("ge", "le", "lt", "gt", "eq", "ap"))
_POST = (
    r"(?P<post_eq>,? ?no more(?: ,| and| or|) ?no (?:less|fewer)|,? ?no (?:less|fewer)(?: ,| and| or|) ?no more|"
    r"exactly|precisely|flat|on the dot)|"
    r"(?P<post_ge>or (?:more|above|greater|longer|over|higher|beyond)|plus|\+|and (?:up|above|over|more)|(?:as a |"
    r"is the |is my |is our |as the |is an? )?(?:absolute )?minimum|min|"
    r"at (?:the (?:very )?)?least|upwards)|"
    r"(?P<post_le>or (?:less|fewer|under|below|shorter|lower)|(?:as a )?(?:maximum|max)|at (?:the (?:very )?)?most|"
    r"tops|at the outside|at the outer limit|or so max|(?:, )?(?:and )?(?:no|not)(?: a| 1)?(?: single| word| "
    r"character| sentence)? more(?! than)|(?:is|"
    r"as|being|will be) (?:the|my|our|your|"
    r"an?) (?:absolute |hard |upper |strict )?(?:maximum|limit|max|cap|ceiling|most))"
)
_FILLER = any_of(
    "short|long|important|crucial|dash prefixed|complete|full|separate|distinct|different|total|entire|entire|"
    "markdown|main|key|unique|of the|of|"
    "very|brief|"
    "concise|english|and|or|single|additional|extra|individual|clear|well|developed|detailed|individually|new|more|"
    "such|in|"
    "spaces|text|named|labeled|labelled|titled|marked|simple|small|little|big|funny|whole|the|"
    "square|bracketed|\\( s \\)|type of|kinds of|crisp|tight|punchy|meaty|\\[\\d+"
)
_NUMBER = re.compile(
    rf"(?<= )(?:(?:{_PRE}) (?:the |a )?(?:(?:number|total|length|limit) (?:of |is )?)?)?"
    rf"(?:(?:(?P<between>between|from|in the range of|in the range|anywhere from|anywhere between|"
    rf"of between) )?(?P<low>\d+) (?P<link>to|and|or|through|thru) (?P<high>\d+)"
    rf"|(?P<only>\d+))(?P<ordinal>st|nd|rd|th)?(?= )(?: (?:{_POST})(?= ))?"
)
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(rf"(?: (?:{_FILLER})(?= )){{0,3}} (?:{_UNIT})(?= )")
_AFTER = re.compile(rf" (?:(?:long|in length|in total|total|overall) )?(?:{_POST})(?= )")
_BEFORE = re.compile(
    rf"(?<= )(?:(?:number of|amount of|count of|how many|total) (?:\w+ ){{0,2}}?(?:{_UNIT})|(?P<named>words?|"
    rf"sentences?|characters?|chars?|tokens?|"
    r"paragraphs?|bullets?|commas?) (?:count|limit|total|number|length|budget|cap|maximum|max|minimum|min|quota))"
)
_HEADED = re.compile(
    r"(?<= )(?P<unit>words|sentences|characters|tokens|paragraphs|bullets|bullet points|commas) (?::|=|≤|≥|<|>) "
)
_MOST = re.compile(r" or so at (?:the )?(?:very )?most ")
_REJECTED = re.compile(
    r"(?: \w+){0,3}? (?:(?:will|would) not (?:do|be read|fit|work|pass)|(?:is|are|will be|gets?|would be|counts? as) "
    r"(?:\w+ )?(?:truncated|trimmed|clipped|dropped|lost|thrown away|unread|invalid|over the limit|too (?:long|short|"
    r"much|many|few)|"
    r"not (?:\w+ )?(?:allowed|acceptable|accepted|permitted|ok|okay|fine)|rejected|unacceptable|forbidden|cut off|"
    r"ignored|discarded|disqualified|prohibited|banned|a no go|off limits))(?= )"
)
_EXCLUSIVE = {"ge": (0, None), "gt": (1, None), "lt": (None, 0), "le": (None, 1), "eq": (0, 1)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many of something."""

    start: int
    """On the tape, bound included; `end` is one past the unit, or past the number where none follows."""
    end: int
    low: int | None
    high: int | None
    """One past the most there may be."""
    unit: str
    bounded: bool
    """Whether a bound was said; a bare number is exact."""
    number: int
    """Where the number stands."""
    unit_start: int = -1
    op: str = "eq"
    about: bool = False

    def capped(self) -> "Quantity":
        """Give what it is where a verb makes it a limit: "limit yourself to 30 words"."""
        return _bounded(self, "le")

    def raised(self) -> "Quantity":
        """Give what it is where the sentence opens with "at a minimum"."""
        return _bounded(self, "ge")

    def turned(self) -> "Quantity":
        """Give what denying it leaves: not over 50 is at most 50."""
        match self.op:
            case "gt" if self.low is not None:
                return replace(self, low=None, high=self.low, op="le")
            case "lt" if self.high is not None:
                return replace(self, low=self.high, high=None, op="ge")
            case "ge" if self.low is not None:
                return replace(self, low=None, high=self.low, op="lt")
            case "le" if self.high is not None:
                return replace(self, low=self.high, high=None, op="gt")
            case _:
                return self


def bounds(quantity: Quantity) -> Iterator[tuple[str, int]]:
    """Give the relations it stands for, as IFEval words them."""
    if quantity.about:
        return
    if quantity.low is not None and not (quantity.low == 0 and quantity.high is not None):
        yield "at least", quantity.low
    if quantity.high is not None:
        yield "less than", quantity.high


def find_quantities(tape: str) -> tuple[Quantity, ...]:
    """Find every quantity on a tape, in order."""
    found: list[Quantity] = []
    if not _DIGIT.search(tape):
        return ()
    for match in _NUMBER.finditer(tape):
        quantity = _read(tape, match)
        if quantity is None:
            continue
        if found and not quantity.bounded and found[-1].bounded and quantity.unit:
            between = tape[found[-1].end : quantity.start]
            # "at least 3 paragraphs and 200 words": the bound is shared.
            if between in (" and ", " or ", " , and ") and found[-1].unit and found[-1].op in ("ge", "le", "lt", "gt"):
                quantity = _bounded(quantity, found[-1].op)
        if found and not quantity.unit and quantity.bounded and found[-1].unit:
            # "longer than 250 words but shorter than 300": the unit is shared.
            if tape[found[-1].end : quantity.start] in (" but ", " and ", " , but ", " , and ", " , ", " yet "):
                quantity = replace(quantity, unit=found[-1].unit)
        if found and quantity.unit and quantity.bounded and found[-1].bounded and not found[-1].unit:
            # "more than 100 but fewer than 200 words"
            if tape[found[-1].end : quantity.start] in (" but ", " and ", " , but ", " , and ", " , ", " yet "):
                found[-1] = replace(found[-1], unit=quantity.unit)
        found.append(quantity)
    return tuple(found)


def _bounded(quantity: Quantity, op: str) -> Quantity:
    number = quantity.low or 0
    low, high = _EXCLUSIVE[op]
    return replace(
        quantity,
        low=None if low is None else number + low,
        high=None if high is None else number + high,
        op=op,
        bounded=True,
    )


def _read(tape: str, match: re.Match[str]) -> Quantity | None:
    op = next((name for name in ("ge", "le", "lt", "gt", "eq", "ap") if match[name]), "")
    end = match.end()
    unit = unit_start = None
    counted = _COUNTED.match(tape, end)
    if counted:
        unit = next(name for name in UNITS if counted[name])
        unit_start = counted.start(unit)
        end = counted.end()
    post = next((name for name in ("ge", "le", "eq") if match[f"post_{name}"]), "")
    if not post:
        after = _AFTER.match(tape, end)
        if after:
            post = next(name for name in ("ge", "le", "eq") if after[f"post_{name}"])
            end = after.end()
    if match["only"]:
        number = int(match["only"])
        if op == "ap" or (
            op in ("", "eq")
            and not _MOST.match(tape, end)
            and tape.startswith((" or so", " ish", " or thereabouts"), end)
        ):
            return Quantity(
                match.start(), end, number, None, unit or "", True, match.start("only"), unit_start or -1, "ap", True
            )
        op = op if op and op != "eq" else post or ("le" if _MOST.match(tape, end) else op)
        low, high = _EXCLUSIVE[op or "eq"]
        made = Quantity(
            match.start(), end, None if low is None else number + low, None if high is None else number + high,
            unit or "", bool(op), match.start("only"), unit_start or -1, op or "eq",
        )  # fmt: skip
        # "Anything over 90 words is too long" is at most 90.
        return made.turned() if op in ("gt", "lt", "ge", "le") and _REJECTED.match(tape, end) else made
    first, last = int(match["low"]), int(match["high"])
    if match["link"] in ("and", "or") and not match["between"] and not (match["link"] == "or" and last == first + 1):
        return (
            None
            if unit is None
            else Quantity(match.start("high"), end, last, last + 1, unit, False, match.start("high"), unit_start or -1)
        )
    if last < first:
        first, last = last, first
    return Quantity(
        match.start(), end, first, last + 1, unit or "", True, match.start("low"), unit_start or -1, "range", op == "ap"
    )
