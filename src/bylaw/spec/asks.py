"""What a document's clauses ask for in a form that can be compared: each clause's sentences, read as instructions are.

A clause speaks in plain prose with its own level; what it quotes, shows as code or marks as commentary asks nothing.
Objectives instruct nobody.

A document speaks of much else than the reply. So a sentence counts only if it names whom or what it binds, the
assistant or its reply, or opens as an order does. What that passes over is not compared; the clause's own words still
stand in the preamble. What takes judgement, secrets, topics, tones and tools, is left to the preamble and to checks: a
document speaks of them at length, and hardly ever in words that a request could be held against.
"""
# SPDX-License-Identifier: Apache-2.0

import re
from collections.abc import Iterator
from dataclasses import replace

from bylaw.authority import Conversation, Message, Role
from bylaw.authority.constraints import JUDGED
from bylaw.authority.instructions import Instruction, read_instructions
from bylaw.authority.spans import read_spans
from bylaw.spec.links import spell_out
from bylaw.spec.nodes import Section, Spec

__all__ = ["clause_asks", "spec_asks"]

_DOCUMENT = -1
_BINDS = re.compile(
    r"\b(?:you|your|(?:the|an) (?:assistant|model)|reply|replies|responses?|answers?|output)\b", re.IGNORECASE
)
_ORDERS = re.compile(
    r"(?:use|write|answer|reply|respond|avoid|never|do|don['\u2019]t|always|begin|start|end|finish|include|speak|"
    r"limit|wrap|format|give|only|no)\b",
    re.IGNORECASE,
)


def spec_asks(spec: Spec) -> tuple[Instruction, ...]:
    """Give every sentence of the document's clauses that holds a constraint, with its clause's id and level."""
    titles = {section.id: section.title for section in spec.sections}
    return tuple(ask for clause in spec.clauses for ask in clause_asks(clause, titles))


def clause_asks(clause: Section, titles: dict[str, str]) -> Iterator[Instruction]:
    """Give the sentences of one clause that hold a constraint."""
    if clause.authority is None or clause.kind == "objective":
        return
    text = "\n\n".join(spell_out(node.text.strip(), titles) for node in clause.prose)
    if not text:
        return
    conversation = Conversation((Message.of(Role.SYSTEM, text),))
    for ask in read_instructions(conversation, read_spans(conversation)):
        verifiable = tuple(each for each in ask.constraints if each.family not in JUDGED)
        if verifiable and (_BINDS.search(ask.text) or _ORDERS.match(ask.text)):
            yield replace(ask, message=_DOCUMENT, authority=clause.authority, clause=clause.id, constraints=verifiable)
