"""Make a recorded turn's brief again: what a record says was sent is what its request gives.

An auditor compares `hash_json(write_chat(brief.messages))` with the record's `sent_hash`. The model is not asked.
"""
# SPDX-License-Identifier: Apache-2.0

from dataclasses import replace

import msgspec

from bylaw.authority import Fields, read_chat
from bylaw.authority.asked import Asked, read_asked
from bylaw.backend import Backend, Prompt, Sampling
from bylaw.errors import ConversationError, RecordError
from bylaw.governor import Brief, Conduct, Mode, Policy, prepare
from bylaw.records.record import Record

__all__ = ["replayed"]

_object: msgspec.json.Decoder[dict[str, msgspec.Raw]] = msgspec.json.Decoder(dict[str, msgspec.Raw])
_DRAWN = ("temperature", "top_p", "seed", "stop", "n")


def replayed(record: Record, *, policy: Policy, backend: Backend) -> Brief:
    """Prepare a recorded request once more, as it was prepared then.

    Args:
        record: with its content.
        policy: made of the document that governed; mode and conduct are the record's own.
        backend: what the model could read and its decoder be held to.

    Raises:
        RecordError: the record doesn't hold what that takes, or another document governed.
    """
    conversation, decision = record.conversation or record.sent, record.decision
    if decision is None:
        raise _cannot(record, "it was made before decisions were recorded", "replay records of schema 2")
    if conversation is None or record.request is None:
        raise _cannot(record, "its content was not kept", "keep records with their content to replay them")
    if record.spec_hash != policy.spec_hash:
        mend = f"give {record.spec_file} as it was then"
        raise _cannot(record, f"the document {record.spec_hash[:16]} governed, not {policy.spec_hash[:16]}", mend)
    try:
        conduct = msgspec.convert(decision.conduct, Conduct)
        messages = read_chat(bytes(conversation)).messages
        asked = Asked() if record.asked is None else read_asked(bytes(record.asked))
        sampling, fields = _steered(record.request)
        return prepare(
            Prompt(messages, sampling, record.model, fields, asked),
            policy=replace(policy, mode=msgspec.convert(record.mode, Mode), conduct=conduct),
            backend=backend,
            now=record.at,
            nonce=bytes.fromhex(decision.nonce),
        )
    except (ValueError, RecursionError, ConversationError) as error:  # msgspec's errors are ValueErrors
        mend = "if a later version of bylaw wrote it, replay it with that one"
        raise _cannot(record, str(error), mend) from None


def _steered(request: msgspec.Raw) -> tuple[Sampling, Fields]:
    """Tell how the reply was drawn from what was only passed on."""
    members = _object.decode(request)
    given = {name for name, raw in members.items() if bytes(raw) != b"null"}
    limit = "max_completion_tokens" if "max_completion_tokens" in given else "max_tokens"
    drawn = {name: members.pop(name) for name in _DRAWN if name in given}
    drawn["limit_field"] = msgspec.Raw(msgspec.json.encode(limit if limit in given else "max_completion_tokens"))
    if limit in given:
        drawn["max_tokens"] = members.pop(limit)
    sampling = msgspec.json.decode(msgspec.json.encode(drawn), type=Sampling)
    return sampling, tuple((name, bytes(raw)) for name, raw in members.items())


def _cannot(record: Record, what: str, mend: str) -> RecordError:
    return RecordError(f"the record can't be replayed: {what}", where=record.id, mend=mend)
