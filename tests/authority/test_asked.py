"""A request's `bylaw` member: read whole or refused, and written so that it reads the same."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority.asked import MOST_SAMPLES, Asked, Delegate, read_asked, write_asked
from bylaw.authority.levels import Authority
from bylaw.errors import ConversationError

texts = st.text(max_size=20)
values = st.booleans() | st.integers(-(2**63), 2**63 - 1) | texts
levels = st.sampled_from([Authority.USER, Authority.DEVELOPER])
delegates = st.builds(Delegate, levels, tool_call_id=texts, part=st.none() | st.integers(0, 99)) | st.builds(
    Delegate, levels, message=st.integers(0, 2**31 - 1), part=st.none() | st.integers(0, 99)
)
asked = st.builds(
    Asked,
    st.dictionaries(texts, values, max_size=4).map(lambda named: tuple(named.items())),
    st.lists(delegates, max_size=4).map(tuple),
    st.none() | st.integers(1, MOST_SAMPLES),
)


@settings(max_examples=300)
@given(asked)
def test_what_is_written_reads_the_same(wanted: Asked) -> None:
    assert read_asked(write_asked(wanted)) == wanted


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
members = st.fixed_dictionaries(
    {},
    optional={
        "settings": json,
        "delegate": st.lists(
            json
            | st.fixed_dictionaries(
                {}, optional={"tool_call_id": json, "message": json, "part": json, "authority": json}
            )
        ),
        "samples": json,
        "other": json,
    },
)
hostile = st.binary(max_size=40) | (members | json).map(lambda value: msgspec.json.encode(_small(value)))


def _small(value: object) -> object:
    """Numbers of more than 64 bits are written by hand below: the encoder has none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value % 2**63
    if isinstance(value, dict):
        return {name: _small(each) for name, each in value.items()}
    return [_small(each) for each in value] if isinstance(value, list) else value


@settings(max_examples=500)
@given(hostile)
def test_anything_is_read_or_refused_and_what_is_read_reads_the_same_again(raw: bytes) -> None:
    try:
        wanted = read_asked(raw)
    except ConversationError as error:
        refused = error
    else:
        assert read_asked(write_asked(wanted)) == wanted
        return
    assert refused.where.startswith("bylaw")
    assert refused.mend


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b'{"settings":' + b'{"a":' * 100_000, id="deep-settings"),
        pytest.param(b'{"delegate":' + b"[" * 100_000, id="deep-delegate"),
        pytest.param(b'{"settings":{"a":' + b"9" * 5_000 + b"}}", id="long-number"),
        pytest.param(b'{"settings":{"a":123456789012345678901234567890}}', id="number-of-97-bits"),
        pytest.param(b'{"delegate":[{"message":123456789012345678901234567890}]}', id="message-of-97-bits"),
        pytest.param(b'{"settings":{"a":1e999}}', id="endless-number"),
        pytest.param(b'{"settings":{"a":"\\ud800"}}', id="half-a-surrogate-pair"),
        pytest.param(b'{"settings":{"\xff":1}}', id="not-utf-8"),
        pytest.param(b'{"\xff":1}', id="name-not-utf-8"),
        pytest.param(b'{"samples":4} {"samples":64}', id="two"),
        pytest.param(b"\xef\xbb\xbf{}", id="byte-order-mark"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_hostile_json_is_refused_in_a_few_words(raw: bytes) -> None:
    with pytest.raises(ConversationError) as caught:
        read_asked(raw)
    assert caught.value.where.startswith("bylaw")
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("raw", "where", "said"),
    [
        (b'{"setings": {}}', "bylaw", "did you mean 'settings'?"),
        (b'{"authority": "root"}', "bylaw", "its members are settings, delegate, samples"),
        (b'{"samples": 0}', "bylaw.samples", ">= 1"),
        (b'{"samples": 65}', "bylaw.samples", "<= 64"),
        (b'{"samples": 2.5}', "bylaw.samples", "float"),
        (b'{"samples": true}', "bylaw.samples", "bool"),
        (b'{"settings": []}', "bylaw.settings", "array"),
        (b'{"settings": {"a": null}}', "bylaw.settings[...]", "null"),
        (b'{"settings": {"a": 1.5}}', "bylaw.settings[...]", "float"),
        (b'{"delegate": "call_1"}', "bylaw.delegate", "str"),
        (b'{"delegate": ["call_1", 7]}', "bylaw.delegate[1]", "int"),
        (b'{"delegate": [{"message": -1}]}', "bylaw.delegate[0].message", ">= 0"),
        (b'{"delegate": [{"message": 0, "as": "user"}]}', "bylaw.delegate[0]", "unknown field `as`"),
        (b'{"delegate": [{"message": 0, "authority": "system"}]}', "bylaw.delegate[0]", "'system'"),
        (b'{"delegate": ["a", {"message": 0, "authority": "root"}]}', "bylaw.delegate[1]", "'root'"),
        (b'{"delegate": [{}]}', "bylaw.delegate[0]", "give tool_call_id or message"),
        (b'{"delegate": [{"message": 0, "tool_call_id": "a"}]}', "bylaw.delegate[0]", "give tool_call_id or message"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(raw: bytes, where: str, said: str) -> None:
    with pytest.raises(ConversationError) as caught:
        read_asked(raw)
    assert caught.value.where == where
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"call_1"', Delegate(tool_call_id="call_1")),
        ('"messages[2]"', Delegate(message=2)),
        ('"messages[2].content[0]"', Delegate(message=2, part=0)),
        ('"messages[-1]"', Delegate(tool_call_id="messages[-1]")),
        ('{"tool_call_id": "messages[2]"}', Delegate(tool_call_id="messages[2]")),
        ('{"message": 2, "part": 1, "authority": "developer"}', Delegate(Authority.DEVELOPER, message=2, part=1)),
    ],
)
def test_a_delegate_is_a_call_or_a_place(written: str, read: Delegate) -> None:
    assert read_asked(f'{{"delegate": [{written}]}}'.encode()) == Asked(delegate=(read,))


def test_an_empty_member_asks_nothing() -> None:
    assert read_asked(b"{}") == Asked()
    assert write_asked(Asked()) == b"{}"
