"""What a document holds, counted."""

import msgspec

from bylaw.spec import Stats, count, load, parse

TEXT = """\
---
title: x
---

Before [a](#a)[^one1].

# A {#a authority=root}

See [?](#b), `[not](#c)` and [that](#d).[^two2][^two2]

!!! meta "Commentary"
    See [?](#a).

~~~toml settings
[x]
type = "boolean"
lowest = "user"
[y]
type = "integer"
lowest = "root"
~~~

~~~toml waiver
reason = "a"
approved_by = "b"
expires = 2027-01-31
~~~

**Example**: one

~~~xml
<user>q</user>
<comparison>
<assistant> <!-- GOOD -->1</assistant>
<assistant> <!-- GOOD -->2</assistant>
<assistant> <!-- BAD[#b]: [why](#b) -->3</assistant>
<assistant>4</assistant>
</comparison>
<user>r</user>
<assistant> <!-- OK -->5</assistant>
<comparison>
<assistant> <!-- GOOD -->6</assistant>
<assistant> <!-- BAD -->7</assistant>
<assistant> <!-- BAD -->8</assistant>
</comparison>
~~~

**Example**: nothing shown

# B {#b}

## C {#c authority=platform}

## D {#d authority=guideline}

## E {#e authority=nobody}
"""


def test_everything_is_counted_once() -> None:
    assert count(parse(TEXT)) == Stats(
        headings=5,
        sections=2,
        clauses=3,
        by_authority={"root": 2, "system": 0, "developer": 0, "user": 0, "guideline": 1},
        examples=2,
        comparisons=2,
        pairs=2 * 1 + 1 * 2,
        responses={"good": 3, "bad": 3, "neutral": 2},
        references=5,
        footnotes=2,
        settings=2,
        waivers=1,
        commentaries=1,
    )


def test_an_empty_document_counts_nothing() -> None:
    counted = msgspec.to_builtins(count(parse("")))
    numbers = [
        number for value in counted.values() for number in (value.values() if isinstance(value, dict) else [value])
    ]
    assert len(numbers) == 19
    assert set(numbers) == {0}


def test_the_document_that_ships_counts_what_its_parts_add_up_to() -> None:
    spec = load("builtin")
    counted = count(spec)
    assert counted.headings == len(spec.sections) == counted.sections + counted.clauses
    assert counted.settings == len(spec.settings)
    assert counted.examples == sum(len(section.examples) for section in spec.sections)
    assert sum(counted.by_authority.values()) == counted.clauses > 10
    assert counted.pairs >= 2 * counted.clauses
