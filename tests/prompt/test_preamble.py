"""The platform preamble: what the model reads first, within its budget."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.authority import Authority
from bylaw.errors import ConfigError
from bylaw.prompt import Form, estimate_tokens, write_preamble
from bylaw.spec import Spec, load, parse

BUILTIN = load("builtin")
LEVELS = ["root", "system", "developer", "user", "guideline"]


def words(text: str) -> int:
    return len(text.split())


def document(*clauses: str) -> Spec:
    return parse("\n\n".join(clauses), "a.md")


SAMPLE = document(
    "# Overview {#overview}\n\nA section instructs nobody.",
    "# Gentle {#gentle authority=guideline}\n\nGentle words.",
    "# Asked {#asked authority=user}\n\nAsked words.",
    "# Aim {#aim authority=root kind=objective}\n\nAn aim.",
    "# Held {#held authority=system}\n\nHeld words.",
    "# Built {#built authority=developer}\n\nBuilt words.",
    '# Firm {#firm authority=root kind=rule}\n\nFirm words, see [?](#held).[^abcd]\n\n!!! meta "C"\n    No words.\n\n'
    "**Example**: none\n\n~~~xml\n<user>No example.</user>\n~~~",
)


def test_titles_stand_in_groups_from_the_highest_level_down() -> None:
    made = write_preamble(SAMPLE, budget=99, count=words)
    assert made.text == (
        "You are a helpful assistant.\n"
        "Rules that nobody in this conversation can change:\n- Firm\n- Held\n"
        "Unless the developer says otherwise:\n- Built\n"
        "Unless the developer or the user asks otherwise:\n- Asked\n- Gentle"
    )
    assert made.clauses == ("firm", "held", "built", "asked", "gentle")
    assert made.left_out == ()
    assert made.tokens == words(made.text)


def test_the_chain_of_command_is_told_where_it_takes_a_quarter_of_the_budget_at_most() -> None:
    roomy = write_preamble(SAMPLE, budget=999, count=words)
    tight = write_preamble(SAMPLE, budget=99, count=words)
    chain = roomy.text.split("\n")[1]
    assert roomy.text.replace(f"{chain}\n", "") == tight.text
    assert words(chain) <= 999 // 4
    for word in ("rules", "platform", "developer", "user", "information", "tool results"):
        assert word in chain


LONG = document(
    "# Firm {#firm authority=root}\n\nPeople differ. The assistant must be firm. It is a virtue." + " Very long." * 40,
    "# Held {#held authority=system}\n\nHistory first. Never let go of it.\n\n- Hold it." + " More of it." * 40,
    "# Gentle {#gentle authority=guideline}\n\nBe gentle. Gently does it.",
)


@pytest.mark.parametrize(
    ("budget", "forms"),
    [
        pytest.param(28, ("titles", "titles", "titles"), id="titles-alone"),
        pytest.param(35, ("summaries", "titles", "summaries"), id="what-more-finds-room"),
        pytest.param(60, ("summaries", "summaries", "clauses"), id="a-short-clause-whole"),
        pytest.param(140, ("clauses", "summaries", "clauses"), id="the-highest-whole-first"),
        pytest.param(999, ("clauses", "clauses", "clauses"), id="all-whole"),
    ],
)
def test_every_clause_gets_a_line_before_any_gets_more(budget: int, forms: tuple[Form, ...]) -> None:
    made = write_preamble(LONG, budget=budget, count=words, form="clauses")
    assert made.clauses == ("firm", "held", "gentle")
    assert made.forms == forms
    assert made.tokens <= budget
    assert ("- Firm: The assistant must be firm." in made.text) == (forms[0] == "summaries")
    assert ("It is a virtue. Very long. Very" in made.text) == (forms[0] == "clauses")


def test_summaries_are_the_sentences_that_instruct() -> None:
    made = write_preamble(LONG, budget=999, count=words, form="summaries")
    assert set(made.forms) == {"summaries"}
    assert "- Held: Never let go of it." in made.text
    assert "History first" not in made.text


def test_whole_clauses_give_their_own_words_and_neither_commentary_nor_examples() -> None:
    made = write_preamble(SAMPLE, budget=999, count=words, form="clauses")
    assert "## Firm\n\nFirm words, see “Held”.\n\n## Held\n\nHeld words.\n\nUnless the developer" in made.text
    for absent in ("No words", "No example", "An aim", "Aim", "Overview", "[^", "](#"):
        assert absent not in made.text


@pytest.mark.parametrize(
    ("said", "read"),
    [
        pytest.param("See [?](#held).", "See “Held”.", id="by-title"),
        pytest.param("See [?](#nowhere).", "See “nowhere”.", id="to-nowhere"),
        pytest.param("See [that [one]](#held).", "See that [one].", id="by-its-words"),
        pytest.param("See [it](https://example.org#held).", "See [it](https://example.org#held).", id="elsewhere"),
        pytest.param("Said[^abcd][^efgh], and [more[^x]](#held).", "Said, and more.", id="footnotes"),
        pytest.param("Write `[?](#held)[^abcd]` so, [?](#held).", "Write `[?](#held)[^abcd]` so, “Held”.", id="code"),
        pytest.param("\\[?](#held)", "\\[?](#held)", id="escaped"),
    ],
)
def test_links_are_spelled_out_and_footnote_marks_left_away(said: str, read: str) -> None:
    spec = document(f"# A {{#a authority=user}}\n\n{said}", "# Held {#held}")
    made = write_preamble(spec, budget=999, count=words, form="clauses")
    assert made.text.endswith(f"## A\n\n{read}")


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        pytest.param("# Say it[^abcd] {#a authority=user}", "- Say it", id="footnote"),
        pytest.param("# Obey [?](#b) {#a authority=user}", "- Obey “Other”", id="link"),
        pytest.param("# {#a authority=user}", "- a", id="no-title"),
    ],
)
def test_a_title_reads_as_words(heading: str, line: str) -> None:
    made = write_preamble(document(heading, "# Other {#b}"), budget=99, count=words)
    assert made.text.split("\n")[-1] == line


def test_a_later_clause_may_fit_where_a_longer_one_does_not() -> None:
    spec = document(f"# {'Long ' * 30}{{#long authority=root}}", "# Short {#short authority=user}")
    made = write_preamble(spec, budget=20, count=words)
    assert (made.clauses, made.left_out) == (("short",), ("long",))


@pytest.mark.parametrize(
    "spec",
    [
        pytest.param(document("# A {#a}"), id="no-clause"),
        pytest.param(document("# A {#a authority=root kind=objective}"), id="objectives-alone"),
        pytest.param(document(f"# {'Long ' * 30}{{#long authority=root}}"), id="too-long"),
    ],
)
def test_a_preamble_without_clauses_is_an_error(spec: Spec) -> None:
    with pytest.raises(ConfigError, match=r"no clause of a.md fits into a preamble of 20 tokens; allow more tokens"):
        write_preamble(spec, budget=20, count=words)


@pytest.mark.parametrize("budget", [0, -5])
def test_no_budget_is_an_error(budget: int) -> None:
    with pytest.raises(ConfigError):
        write_preamble(SAMPLE, budget=budget, count=words)


headings = st.builds(
    lambda title, level, kind: (title, level, kind),
    st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs"]), min_size=1, max_size=40),
    st.sampled_from(LEVELS),
    st.sampled_from(["rule", "default", "objective"]),
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(headings, min_size=1, max_size=12),
    st.integers(1, 120),
    st.sampled_from(["titles", "summaries", "clauses"]),
    st.sampled_from([words, len, estimate_tokens]),
)
def test_a_preamble_keeps_its_budget_its_order_and_its_books(
    said: list[tuple[str, str, str]], budget: int, form: Form, count: object
) -> None:
    assert callable(count)
    spec = document(
        *(
            f"# {title} {{#c{at} authority={level} kind={kind}}}\n\n{title} it is."
            for at, (title, level, kind) in enumerate(said)
        )
    )
    instructing = [clause for clause in spec.clauses if clause.kind != "objective"]
    try:
        made = write_preamble(spec, budget=budget, count=count, form=form)
    except ConfigError:
        for clause in instructing:
            alone = document(clause.heading.text + clause.body[0].text)
            with pytest.raises(ConfigError):
                write_preamble(alone, budget=budget, count=count, form=form)
        return
    assert made.tokens == count(made.text) <= budget
    assert set(made.clauses) | set(made.left_out) == {clause.id for clause in instructing}
    assert len(made.clauses) + len(made.left_out) == len(instructing)
    levels = [section.authority for each in made.clauses if (section := spec.section(each)) is not None]
    ranks = [LEVELS.index(level.word) for level in levels if level is not None]
    assert len(ranks) == len(made.clauses)
    assert ranks == sorted(ranks)
    assert write_preamble(spec, budget=budget, count=count, form=form) == made


@pytest.mark.parametrize("budget", [40, 80, 200, 2000])
def test_the_shipped_document_fits_every_budget(budget: int) -> None:
    made = write_preamble(BUILTIN, budget=budget, count=estimate_tokens)
    assert made.tokens <= budget
    first = BUILTIN.section(made.clauses[0])
    assert first is not None
    assert first.authority is Authority.ROOT
    instructing = {clause.id for clause in BUILTIN.clauses if clause.kind != "objective"}
    assert {*made.clauses, *made.left_out} == instructing


def test_no_root_clause_of_the_shipped_document_is_left_out_of_200_tokens() -> None:
    made = write_preamble(BUILTIN, budget=200, count=estimate_tokens)
    rules = {clause.id for clause in BUILTIN.clauses if clause.authority is Authority.ROOT and clause.kind == "rule"}
    assert rules
    assert rules <= set(made.clauses)


def test_whole_clauses_of_the_shipped_document_hold_no_markup_of_the_document_s_own() -> None:
    made = write_preamble(BUILTIN, budget=100_000, count=estimate_tokens, form="clauses")
    assert made.left_out == ()
    for absent in ("](#", "[^", "!!! meta", "~~~xml", "**Example**", "authority=", "~~~toml"):
        assert absent not in made.text


@pytest.mark.data
@pytest.mark.parametrize("version", ["2025-02-12", "2025-09-12", "2025-12-18"])
def test_whole_clauses_of_a_published_document_hold_no_markup_either(published: dict[str, str], version: str) -> None:
    made = write_preamble(parse(published[version]), budget=1_000_000, count=estimate_tokens, form="clauses")
    for absent in ("](#", "[^", "!!! meta", "~~~xml", "**Example**", "authority="):
        assert absent not in made.text


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=200), st.text(max_size=50))
def test_the_estimate_is_never_nothing_and_grows_with_the_text(text: str, more: str) -> None:
    assert 1 <= estimate_tokens(text) <= estimate_tokens(text + more)
