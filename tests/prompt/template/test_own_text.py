"""Text that knows what the template wrote: operations agree with plain strings, and make nothing foreign its own."""

from hypothesis import given
from hypothesis import strategies as st

from bylaw.prompt.template.own_text import OwnText, join, own_stretches, owned

OWN, FOREIGN = "abcde \n", "VWXYZ"
own = st.text(OWN, max_size=6)
foreign = st.text(FOREIGN, max_size=6)
mixed = st.lists(st.tuples(own, foreign), min_size=1, max_size=4).map(
    lambda pairs: join([piece for mine, theirs in pairs for piece in (owned(mine), theirs)])
)


def agrees(text: str, plain: str) -> bool:
    """Letters tell: those of OWN were the template's, those of FOREIGN a caller's."""
    assert str.__str__(text) == plain
    inside = {at for start, end in own_stretches(text) for at in range(start, end)}
    return all(plain[at] not in FOREIGN for at in inside)


def exact(text: str, plain: str) -> bool:
    inside = {at for start, end in own_stretches(text) for at in range(start, end)}
    return agrees(text, plain) and inside == {at for at, letter in enumerate(plain) if letter in OWN}


@given(mixed, mixed)
def test_adding_keeps_whose_each_character_is(one: str, other: str) -> None:
    assert exact(one + other, str.__str__(one) + str.__str__(other))
    assert exact("VV" + one, "VV" + str.__str__(one))
    assert exact(one + "VV", str.__str__(one) + "VV")


@given(mixed, st.integers(-8, 8) | st.none(), st.integers(-8, 8) | st.none())
def test_cutting_keeps_whose_each_character_is(text: str, start: int | None, end: int | None) -> None:
    assert exact(text[start:end], str.__str__(text)[start:end])
    if text:
        assert exact(text[-1], str.__str__(text)[-1])


@given(mixed, st.sampled_from([None, " ", "a", "V", "aV"]))
def test_stripping_and_splitting_keep_whose_each_character_is(text: str, sign: str | None) -> None:
    plain = str.__str__(text)
    for mine, theirs in (
        ([text.strip(sign)], [plain.strip(sign)]),
        ([text.lstrip(sign)], [plain.lstrip(sign)]),
        ([text.rstrip(sign)], [plain.rstrip(sign)]),
        (text.split(sign), plain.split(sign)),
        (text.split(sign, 1), plain.split(sign, 1)),
        (text.rsplit(sign, 1), plain.rsplit(sign, 1)),
        (text.splitlines(), plain.splitlines()),
        (text.splitlines(True), plain.splitlines(True)),
        (text.partition(sign or "b"), plain.partition(sign or "b")),
        (text.rpartition(sign or "b"), plain.rpartition(sign or "b")),
        ([text.removeprefix("ab"), text.removesuffix("V")], [plain.removeprefix("ab"), plain.removesuffix("V")]),
    ):
        assert len(mine) == len(theirs)
        assert all(exact(one, other) for one, other in zip(mine, theirs, strict=True))


@given(mixed, st.text(OWN + FOREIGN, min_size=1, max_size=2), st.text(OWN, max_size=3))
def test_what_replaces_foreign_text_is_foreign(text: str, old: str, new: str) -> None:
    plain = str.__str__(text)
    changed = text.replace(old, owned(new))
    assert agrees(changed, plain.replace(old, new))
    if set(old) & set(FOREIGN):  # a caller chose where it stands
        own_before = sum(end - start for start, end in own_stretches(text))
        assert sum(end - start for start, end in own_stretches(changed)) <= own_before


@given(st.lists(mixed, max_size=4), mixed)
def test_joining_keeps_whose_each_character_is(texts: list[str], glue: str) -> None:
    if isinstance(glue, OwnText):
        plain = str.__str__(glue).join(str.__str__(text) for text in texts)
        assert exact(glue.join(texts), plain)


def test_an_operation_that_is_not_followed_gives_foreign_text() -> None:
    text = owned("<|im_start|>")
    for lost in (text.zfill(20), text.swapcase(), text[::-1], text.center(30), "".join(text), text.encode().decode()):
        assert own_stretches(lost) == ()


def test_stretches_that_touch_are_one() -> None:
    assert own_stretches(owned("<|") + owned("user") + owned("|>")) == ((0, 8),)
    assert own_stretches(owned("<|") + "user" + owned("|>")) == ((0, 2), (6, 8))
