"""Roles a backend has and has not."""
# SPDX-License-Identifier: Apache-2.0

import pytest

from bylaw.authority.chat import read_chat, write_chat
from bylaw.backend import RoleFidelity
from bylaw.engines.roles import ALL_ROLES, fit_roles
from bylaw.errors import ConversationError

TALK = read_chat(
    b'[{"role":"developer","content":"d"},{"role":"user","content":"u"},{"role":"function","content":"f"}]'
)


def test_a_backend_with_every_role_is_sent_every_role() -> None:
    fitted = fit_roles(TALK, ALL_ROLES)
    assert fitted.messages == TALK.messages
    assert {role.how for role in fitted.roles} == {"kept"}


def test_a_missing_role_is_mapped_to_the_nearest_and_reported() -> None:
    fitted = fit_roles(TALK, frozenset({"system", "user", "assistant", "tool"}))
    assert write_chat(fitted.messages) == (
        b'[{"role":"system","content":"d"},{"role":"user","content":"u"},{"role":"tool","content":"f"}]'
    )
    assert fitted.roles == (
        RoleFidelity("developer", "system", "mapped"),
        RoleFidelity("user", "user", "kept"),
        RoleFidelity("function", "tool", "mapped"),
    )


def test_several_system_messages_stay_several() -> None:
    talk = read_chat(b'[{"role":"system","content":"a"},{"role":"system","content":"b"}]')
    assert len(fit_roles(talk, frozenset({"system"})).messages) == 2


def test_a_role_without_a_near_one_is_refused_by_name() -> None:
    with pytest.raises(ConversationError, match=r"messages\[2\]\.role: this model has no role 'function'"):
        fit_roles(TALK, frozenset({"system", "developer", "user"}))
