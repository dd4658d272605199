"""What a document's hash hangs on, and what it doesn't."""

import hashlib

import pytest

from bylaw.spec import Spec, parse
from bylaw.spec.canonical import canonical_section, section_hashes, spec_hash, whole_hash

TEXT = """\
---
title: Tea
---

Before the first heading.

# Tea {#tea}

## Serve it hot {#hot authority=user check="length, judge" action=flag tags=kitchen}

Tea is served hot. It is never
boiled twice.

!!! meta "Commentary"
    Cold tea is another drink.

    So is warm milk.

**Example**: a cold cup

~~~xml
<user>
My tea is cold.
</user>
<comparison>
<assistant> <!-- GOOD -->
I'll make another.
</assistant>
<assistant> <!-- BAD: argues -->
It isn't.
</assistant>
</comparison>
~~~

~~~toml settings
[iced]
type = "boolean"
default = false
lowest = "user"

[strength]
type = "integer"
default = 3
lowest = "developer"
~~~

~~~toml waiver
reason = "the kettle is broken"
approved_by = "Ada"
expires = 2031-01-31
~~~

It comes in a cup.
"""

SAME = {
    "white space": (
        "Tea is served hot. It is never\nboiled twice.",
        "Tea  is served hot.\nIt is\tnever boiled twice. ",
    ),
    "line ends": ("\n", "\r\n"),
    "blank lines": ("\n\n", "\n\n\n\n"),
    "the order of attributes": (
        '{#hot authority=user check="length, judge" action=flag tags=kitchen}',
        '{tags=kitchen action=flag check="length, judge" authority=user #hot}',
    ),
    "quotes around an attribute": ("authority=user", 'authority="user"'),
    "the order of checks": ("length, judge", "judge length"),
    "how a fence is opened": ("~~~xml", "~~~   xml"),
    "how TOML is written": ("default = false\nlowest = 'user'", "lowest = 'user' # a comment\ndefault = false"),
}
DIFFERENT = {
    "id": ("#hot", "#warm"),
    "title": ("## Serve it hot", "## Serve it very hot"),
    "level": ("## Serve", "### Serve"),
    "authority": ("authority=user", "authority=root"),
    "no authority": ("authority=user ", ""),
    "an unknown authority": ("authority=user", "authority=usr"),
    "kind": ("authority=user", "authority=user kind=default"),
    "checks": ("length, judge", "length"),
    "action": ("action=flag", "action=refuse"),
    "another attribute": ("tags=kitchen", "tags=bar"),
    "prose": ("served hot", "served warm"),
    "a no-break space": ("served hot", "served\u00a0hot"),
    "commentary": ("another drink", "no drink"),
    "an example's title": ("a cold cup", "a cold mug"),
    "an example's turn": ("My tea is cold.", "My tea is cold!"),
    "an example's verdict": ("GOOD", "OK"),
    "an example's note": ("argues", "quarrels"),
    "a setting's default": ("default = false", "default = true"),
    "a setting's level": ('lowest = "developer"', 'lowest = "system"'),
    "a waiver": ("2031-01-31", "2032-01-31"),
    "what precedes the first heading": ("Before the", "Ahead of the"),
    "front matter": ("title: Tea", "title: Coffee"),
}


def changed(change: tuple[str, str], *, text: str = TEXT) -> Spec:
    before, after = change
    assert before in text
    return parse(text.replace(before, after))


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_this_is_the_same_document(change: tuple[str, str]) -> None:
    text = TEXT.replace('lowest = "user"', "lowest = 'user'")
    assert spec_hash(changed(change, text=text)) == spec_hash(parse(TEXT))


@pytest.mark.parametrize("change", DIFFERENT.values(), ids=DIFFERENT)
def test_this_is_another_document(change: tuple[str, str]) -> None:
    assert spec_hash(changed(change)) != spec_hash(parse(TEXT))


def test_platform_is_root() -> None:
    as_root = TEXT.replace("authority=user", "authority=root")
    assert spec_hash(parse(as_root)) == spec_hash(parse(as_root.replace("=root", "=platform")))


def test_where_settings_and_waivers_stand_in_their_section_does_not_count() -> None:
    settings = TEXT[TEXT.index("~~~toml settings") : TEXT.index("~~~toml waiver")]
    waiver = TEXT[TEXT.index("~~~toml waiver") : TEXT.index("It comes in")]
    moved = TEXT.replace(settings, "").replace(waiver, "").replace("Tea is served", f"{waiver}{settings}Tea is served")
    assert spec_hash(parse(moved)) == spec_hash(parse(TEXT))


def test_where_an_example_stands_among_the_prose_counts() -> None:
    example = TEXT[TEXT.index("**Example**") : TEXT.index("~~~toml settings")]
    moved = TEXT.replace(example, "").replace("Tea is served", f"{example}Tea is served")
    assert spec_hash(parse(moved)) != spec_hash(parse(TEXT))


def test_the_order_of_sections_counts() -> None:
    one, other = "# One {#one}\n\nFirst.\n\n", "# Two {#two}\n\nSecond.\n\n"
    assert spec_hash(parse(one + other)) != spec_hash(parse(other + one))


def test_a_settings_block_that_cannot_be_read_counts_as_it_is_written() -> None:
    broken = TEXT.replace('type = "integer"', 'type = "number"')
    assert parse(broken).problems
    assert spec_hash(parse(broken)) != spec_hash(parse(broken.replace("strength", "sugar")))


def test_a_byte_order_mark_does_not_count() -> None:
    text = "# Tea {#tea}\n\nHot.\n"
    assert spec_hash(parse("\ufeff" + text)) == spec_hash(parse(text))
    assert spec_hash(parse("\ufeffHot.\n")) == spec_hash(parse("Hot.\n"))


def test_the_files_name_does_not_count() -> None:
    assert spec_hash(parse(TEXT, "a.md")) == spec_hash(parse(TEXT, "b.md"))


def test_hashes_tell_a_change_of_commentary_from_one_of_words() -> None:
    before = {each.id: each for each in section_hashes(parse(TEXT))}
    comment = {each.id: each for each in section_hashes(changed(DIFFERENT["commentary"]))}
    words = {each.id: each for each in section_hashes(changed(DIFFERENT["prose"]))}
    assert list(before) == ["", "tea", "hot"]
    assert comment["hot"].sha256 != before["hot"].sha256
    assert comment["hot"].instructs == before["hot"].instructs
    assert words["hot"].instructs != before["hot"].instructs
    assert comment["tea"] == before["tea"] == words["tea"]


def test_sections_of_one_canonical_form_have_one_hash() -> None:
    one, other = parse(TEXT), parse(TEXT.replace("\n\n", "\n\n\n"))
    assert [canonical_section(each) for each in one.sections] == [canonical_section(each) for each in other.sections]
    assert section_hashes(one) == section_hashes(other)


def test_the_hash_of_a_document_is_that_of_its_sections_hashes() -> None:
    spec = parse(TEXT)
    assert spec_hash(spec) == whole_hash(section_hashes(spec))
    assert len(spec_hash(spec)) == len(hashlib.sha256().hexdigest())
