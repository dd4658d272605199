"""Decide what is sent to the model. No I/O, no clock, no randomness: the same input gives the same Brief.

This version places the platform preamble; rulings, budgets and the review of replies build on the same two nouns.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import dataclass
from typing import Literal

from bylaw.authority import Conversation, Message, Role
from bylaw.prompt import Preamble
from bylaw.spec import Spec

__all__ = ["Brief", "Mode", "Policy", "prepare"]

Mode = Literal["enforce", "observe"]


@dataclass(frozen=True, slots=True)
class Policy:
    """A document made ready to govern with."""

    spec: Spec
    spec_hash: str
    preamble: Preamble
    mode: Mode = "enforce"

    def __post_init__(self) -> None:
        if not self.spec.clauses:
            raise ValueError("a policy holds at least one clause: an empty one would govern nothing")

    @property
    def opening(self) -> Message:
        """The platform's message: the preamble, with the operator's authority."""
        return Message.of(Role.SYSTEM, self.preamble.text)


@dataclass(frozen=True, slots=True)
class Brief:
    """What is sent to the model for one conversation."""

    messages: tuple[Message, ...]
    """The platform's preamble first, then what the caller sent, whole and in order."""


def prepare(conversation: Conversation, *, policy: Policy) -> Brief:
    """Say what the model reads.

    In `observe` mode the caller's messages go out as they came, so that what the policy would change can be measured
    on live traffic before it is enforced.
    """
    if policy.mode == "observe":
        return Brief(conversation.messages)
    return Brief((policy.opening, *conversation.messages))
