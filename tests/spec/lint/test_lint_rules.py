"""What each rule finds, and what it leaves alone."""

import datetime

import pytest

from bylaw.spec import parse
from bylaw.spec.lint import Surroundings
from tests.spec.lint.lint_support import CLEAN, EXAMPLE, KNOWN, clause, findings, lines, talk

SETTINGS = '~~~toml settings\n[loud]\ntype = "boolean"\ndefault = false\nlowest = "{lowest}"\n~~~'
WAIVER = '~~~toml waiver\nreason = "on trial"\napproved_by = "Ada"\nexpires = "{expires}"\n~~~'
HELLO = "<user>\nHello\n</user>\n"
GOOD = "<assistant> <!-- GOOD -->\nHello!\n</assistant>\n"
BAD = "<assistant> <!-- BAD -->\nWhat?\n</assistant>\n"


def two(first: str, second: str, level: str = "user") -> str:
    return f"{clause(body=first)}\n## Be clear {{#be_clear authority={level}}}\n\n{second}\n\n{EXAMPLE}"


def pair(first: str = GOOD, second: str = BAD) -> str:
    return talk(f"{HELLO}<comparison>\n{first}{second}</comparison>")


def test_a_document_with_nothing_wrong_has_no_findings() -> None:
    assert findings(CLEAN) == ()


@pytest.mark.parametrize(
    ("rule", "text", "at"),
    [
        pytest.param("MS001", "---\nextends builtin\n---\n" + CLEAN, [2], id="front-without-colon"),
        pytest.param("MS001", "---\nowner: a\nowner: b\n---\n" + CLEAN, [3], id="front-key-twice"),
        pytest.param("MS001", "---\nbinding: none\n---\n" + CLEAN, [2], id="front-key-misspelt"),
        pytest.param("MS001", "---\nowner: the legal team\n---\n" + CLEAN, [], id="front-own-key"),
        pytest.param("MS001", "---\nowner: a\n" + CLEAN, [1], id="front-never-closed"),
        pytest.param("MS001", "---\nowner: a\n" + CLEAN + "\n---\n\nThe end.\n", [1], id="front-swallows-headings"),
        pytest.param("MS002", CLEAN + "\n```python\nprint()\n", [23], id="fence-open"),
        pytest.param("MS002", CLEAN + "\n```python\nprint()\n```\n", [], id="fence-closed"),
        pytest.param("MS003", clause("authority=user").replace("}\n\nThe", "\n\nThe"), [3], id="block-open"),
        pytest.param("MS003", clause("authority = user"), [3], id="block-spaces"),
        pytest.param("MS003", clause("authority='user'"), [3], id="block-single-quotes"),
        pytest.param("MS003", clause("authority=user authority=user"), [3], id="attribute-twice"),
        pytest.param("MS003", clause("authority=user important"), [3], id="bare-word"),
        pytest.param(
            "MS003", CLEAN.replace("{#be_kind authority=user}", "#be_kind authority=user"), [3], id="no-braces"
        ),
        pytest.param(
            "MS003", CLEAN.replace("{#be_kind authority=user}", "{#be_kind authority=user} (new)"), [3], id="trailing"
        ),
        pytest.param("MS003", CLEAN.replace("{#be_kind ", "{#be_kind, "), [3], id="comma-in-id"),
        pytest.param("MS003", clause('authority=user check="hate, violence"'), [], id="quoted-list"),
        pytest.param("MS003", clause(title="Use C# and {braces}"), [], id="braces-in-title"),
        pytest.param("MS003", clause(title="Keep 2 = 2 true"), [], id="equals-in-title"),
        pytest.param("MS004", clause("kind=rule"), [3], id="kind-alone"),
        pytest.param("MS004", clause("authority="), [3], id="empty-authority"),
        pytest.param("MS004", clause('authority=""'), [3], id="empty-quoted-authority"),
        pytest.param("MS004", clause("tags=teens"), [3], id="judged-examples"),
        pytest.param(
            "MS004", f"{CLEAN}\n## Note {{#note}}\n\n{SETTINGS.format(lowest='user')}\n", [23], id="settings-in-section"
        ),
        pytest.param(
            "MS004", f"{CLEAN}\n## Note {{#note}}\n\nThe assistant must not shout.\n", [23], id="leaf-instructs"
        ),
        pytest.param("MS004", f"{CLEAN}\n## Note {{#note}}\n\nNever shout.\n", [23], id="leaf-commands"),
        pytest.param("MS004", f"{CLEAN}\n## Note {{#note}}\n\nIt is loud out there[^ab1c].\n", [23], id="leaf-tried"),
        pytest.param("MS004", f"{CLEAN}\n## Note {{#note}}\n\nThis chapter is short.\n", [], id="leaf-tells"),
        pytest.param(
            "MS004",
            CLEAN.replace("# Ours {#ours}\n", "# Ours {#ours}\n\nThe assistant must obey.\n"),
            [],
            id="parent-instructs",
        ),
        pytest.param(
            "MS004",
            f"{CLEAN}\n# Words {{#words}}\n\nThe assistant is a program; it may err.\n",
            [],
            id="no-clause-beside",
        ),
        pytest.param("MS004", clause("autority=user"), [], id="misspelt-attribute-is-MS006"),
        pytest.param("MS005", clause("authority=usr"), [3], id="typo"),
        pytest.param("MS005", clause("authority=Root"), [3], id="case"),
        pytest.param("MS005", clause("authority=admin"), [3], id="other-word"),
        pytest.param("MS005", clause("authority=root,user"), [3], id="two-words"),
        pytest.param("MS005", clause("authority=platform"), [], id="2024"),
        pytest.param("MS006", clause("authority=user chekc=hate"), [3], id="attribute-typo"),
        pytest.param("MS006", clause("authority=user owner=ada"), [3], id="attribute-unknown"),
        pytest.param("MS006", clause("authority=user since=2026 tags=teens"), [], id="attributes-known"),
        pytest.param("MS007", CLEAN + "\n## Again {#be_kind authority=user}\n", [23], id="id-twice"),
        pytest.param("MS007", CLEAN + "\n## Be kind! {authority=user}\n", [23], id="id-of-title"),
        pytest.param("MS007", CLEAN + "\n## Be kinder {#be_kinder authority=user}\n", [], id="ids-differ"),
        pytest.param("MS008", CLEAN.replace("{#be_kind ", "{"), [3], id="no-id"),
        pytest.param("MS008", CLEAN.replace("# Ours {#ours}", "# Ours"), [], id="section-without-id"),
        pytest.param("MS009", clause("authority=user kind=principle"), [3], id="kind-unknown"),
        pytest.param("MS009", clause("authority=user kind=objective"), [], id="kind-known"),
        pytest.param("MS010", clause('authority=user check="hate, sexaul"'), [3], id="check-unknown"),
        pytest.param("MS010", clause('authority=user check="hate sexual"'), [], id="checks-known"),
        pytest.param("MS011", clause(body="See [?](#be_knid)."), [5], id="link-typo"),
        pytest.param("MS011", clause(body="See [?](#BE_KIND)."), [5], id="link-case"),
        pytest.param("MS011", clause(body="See [it](#)."), [5], id="link-empty"),
        pytest.param("MS011", CLEAN.replace("BAD: cold", "BAD[#be_warm]: cold"), [17], id="mark-nowhere"),
        pytest.param(
            "MS011", CLEAN.replace("a greeting", "a greeting ([?](#be_warm))"), [7], id="link-in-title-of-example"
        ),
        pytest.param(
            "MS011",
            clause(body="See [?](#ours), `[x](#nowhere)` and [web](https://a.test/#frag)."),
            [],
            id="links-fine",
        ),
        pytest.param("MS011", CLEAN.replace("Good morning!\n", "See [x](#nowhere).\n"), [], id="link-in-a-turn"),
        pytest.param("MS012", clause("authority=user check=hate action=block"), [3], id="action-unknown"),
        pytest.param("MS012", clause("authority=user check=hate action=flag"), [], id="action-known"),
        pytest.param("MS013", clause('authority=user check=""'), [3], id="checks-empty"),
        pytest.param("MS013", clause('authority=user check="hate, hate"'), [3], id="check-twice"),
        pytest.param("MS013", clause("authority=user action=flag"), [3], id="action-alone"),
        pytest.param("MS013", clause("authority=user check=hate"), [], id="check-alone"),
        pytest.param("MS014", clause(body='!!! meta "Commentary"\n    Why.'), [3], id="commentary-alone"),
        pytest.param("MS014", clause(body="- be kind"), [], id="a-list-is-words"),
        pytest.param("MS015", CLEAN + "\n##Be brief {#be_brief authority=user}\n", [23], id="no-space"),
        pytest.param("MS015", CLEAN + "\n##Be brief\n", [23], id="no-space-no-block"),
        pytest.param("MS015", CLEAN + "\n#brief is a tag\n", [], id="a-tag"),
        pytest.param("MS015", CLEAN + "\n- ## Be brief {#be_brief authority=user}\n", [23], id="in-a-list"),
        pytest.param("MS015", CLEAN + "\nBe brief {#be_brief authority=user}\n========\n", [23], id="underlined"),
        pytest.param("MS015", CLEAN + "\n####### Be brief {#be_brief}\n", [23], id="seven"),
        pytest.param("MS015", CLEAN + "\n    ## Be brief {#be_brief}\n", [23], id="indented"),
        pytest.param("MS015", CLEAN + '\n!! meta "Commentary"\n    Why.\n', [23], id="two-marks"),
        pytest.param("MS015", CLEAN + "\nWrite `{#id authority=root}`.\n\nBuy #1 {hot}\n", [], id="code-and-braces"),
        pytest.param("MS015", CLEAN + "\n```markdown\n##Be brief {#be_brief}\n```\n", [], id="in-a-fence"),
        pytest.param("MS016", CLEAN + "\n## A {#a authority=platform}\n\n## B {#b authority=root}\n", [23], id="mixed"),
        pytest.param("MS016", CLEAN + "\n## A {#a authority=platform}\n", [], id="2024-alone"),
        pytest.param("MS017", "# Ours\n\nBe kind.\n", [1], id="no-clause"),
        pytest.param("MS017", "# Ours {#ours authority=usr}\n\nBe kind.\n", [], id="a-clause-misspelt"),
        pytest.param("MS020", clause(body=f"Be kind.\n\n{SETTINGS.format(lowest='usr')}"), [8], id="setting-level"),
        pytest.param("MS020", clause(body="Be kind.\n\n~~~toml settings\n[loud\n~~~"), [8], id="setting-not-toml"),
        pytest.param("MS020", clause(body=f"Be kind.\n\n{SETTINGS.format(lowest='user')}"), [], id="setting-fine"),
        pytest.param(
            "MS021", clause(body="\n\n".join(["Be kind.", *[SETTINGS.format(lowest="user")] * 2])), [15], id="twice"
        ),
        pytest.param(
            "MS022",
            clause(body="Be kind.\n\n" + SETTINGS.format(lowest='user"\nrequires = "quiet = false')),
            [8],
            id="requires-nothing",
        ),
        pytest.param(
            "MS022",
            clause(body="Be kind.\n\n" + SETTINGS.format(lowest='user"\nrequires = "loud')),
            [8],
            id="requires-itself",
        ),
        pytest.param(
            "MS022",
            clause(
                body="Be kind.\n\n"
                + SETTINGS.format(lowest='user"\nrequires = "quiet = 3')
                + "\n\n"
                + SETTINGS.format(lowest="user").replace("loud", "quiet")
            ),
            [8],
            id="requires-the-impossible",
        ),
        pytest.param(
            "MS022",
            clause(
                body="Be kind.\n\n"
                + SETTINGS.format(lowest='user"\nrequires = "not quiet')
                + "\n\n"
                + SETTINGS.format(lowest="user").replace("loud", "quiet")
            ),
            [],
            id="requires-fine",
        ),
        pytest.param(
            "MS023", clause("authority=root", body=f"Be kind.\n\n{SETTINGS.format(lowest='user')}"), [8], id="lowest"
        ),
        pytest.param(
            "MS023", clause("authority=user", body=f"Be kind.\n\n{SETTINGS.format(lowest='user')}"), [], id="same-level"
        ),
        pytest.param(
            "MS023", clause("authority=guideline", body=f"Be kind.\n\n{SETTINGS.format(lowest='user')}"), [], id="above"
        ),
        pytest.param(
            "MS023",
            clause(body=SETTINGS.format(lowest="user"))
            + "\n## Shh {#shh authority=root}\n\nStay quiet, unless `loud` is set.\n",
            [30],
            id="unless",
        ),
        pytest.param(
            "MS023",
            clause(body=SETTINGS.format(lowest="user"))
            + "\n## Shh {#shh authority=root}\n\nWhere `loud` is on, this does not apply.\n",
            [30],
            id="does-not-apply",
        ),
        pytest.param(
            "MS023",
            clause(body=SETTINGS.format(lowest="user"))
            + "\n## Shh {#shh authority=root}\n\nWhere `loud` is on, whisper more.\n",
            [],
            id="stricter",
        ),
        pytest.param(
            "MS024",
            clause(body="Be kind.\n\n" + SETTINGS.format(lowest="user").replace("settings", "setting")),
            [7],
            id="misspelt",
        ),
        pytest.param(
            "MS024",
            clause(body="Be kind.\n\n" + SETTINGS.format(lowest="user").replace(" settings", "")),
            [7],
            id="toml-only",
        ),
        pytest.param("MS024", SETTINGS.format(lowest="user") + "\n\n" + CLEAN, [1], id="before-the-first-heading"),
        pytest.param("MS024", clause(body="Be kind.\n\n~~~toml\n[server]\nport = 1\n~~~"), [], id="other-toml"),
        pytest.param("MS025", clause(body="Be kind.\n\n" + WAIVER.format(expires="soon")), [8], id="no-date"),
        pytest.param("MS025", clause(body="Be kind.\n\n" + WAIVER.format(expires="2030-01-01")), [], id="waiver-fine"),
        pytest.param("MS026", clause(body="Be kind.\n\n" + WAIVER.format(expires="2026-06-30")), [8], id="yesterday"),
        pytest.param("MS026", clause(body="Be kind.\n\n" + WAIVER.format(expires="2026-07-01")), [], id="last-day"),
        pytest.param("MS031", clause("authority=root kind=default"), [3], id="default-at-root"),
        pytest.param(
            "MS031", "# Defaults {#defaults}\n\n## Be kind {#be_kind authority=platform}\n", [3], id="under-Defaults"
        ),
        pytest.param("MS031", clause("authority=system kind=default"), [], id="default-at-system"),
        pytest.param(
            "MS031",
            clause("authority=root", body=f"Be kind.\n\n{SETTINGS.format(lowest='root')}"),
            [8],
            id="dead-setting",
        ),
        pytest.param("MS034", clause(body='Be kind.\n\n!!! meta "Commentary"\nWhy.'), [7], id="at-the-margin"),
        pytest.param("MS034", clause(body='Be kind.\n\n!!! meta "Commentary"\n    Why.'), [], id="indented-commentary"),
        pytest.param("MS035", two("Write at most 100 words.", "Write at least 300 words."), [25], id="lengths"),
        pytest.param("MS035", two("Never use commas.", "Be kind. Use at least 3 commas."), [25], id="commas"),
        pytest.param("MS035", two("Write in Spanish.", "Write the reply in German."), [25], id="languages"),
        pytest.param(
            "MS035", two("Write only in lowercase letters.", "Write in all capital letters."), [25], id="cases"
        ),
        pytest.param("MS035", two("Write at most 300 words.", "Write at least 100 words."), [], id="both-can-be"),
        pytest.param(
            "MS035", two("Write at most 100 words.", "Write at least 300 words.", "developer"), [], id="two-levels"
        ),
        pytest.param(
            "MS035", two("Write at most 100 words.", "If asked, write at least 300 words."), [], id="a-condition"
        ),
        pytest.param(
            "MS035", two("Write at most 100 words.", "For essays, write at least 300 words."), [], id="for-some"
        ),
        pytest.param(
            "MS035", two("Write at most 100 words.", 'Somebody said "write at least 300 words".'), [], id="quoted"
        ),
        pytest.param(
            "MS035", two("Write at most 100 words. Write at least 300 words.", "Be kind."), [], id="within-one-clause"
        ),
        pytest.param(
            "MS035",
            two("Write at most 100 words.", "Be kind.") + "\n# Why {#why}\n\nWrite at least 300 words.\n",
            [],
            id="a-section-instructs-nobody",
        ),
        pytest.param("MS040", CLEAN.replace(EXAMPLE, ""), [3], id="no-example"),
        pytest.param("MS041", CLEAN.replace("~~~xml", "~~~"), [7], id="plain-fence"),
        pytest.param("MS041", CLEAN.replace("~~~xml", "As follows.\n\n~~~xml"), [7], id="parted"),
        pytest.param("MS042", CLEAN.replace("**Example**: a greeting\n\n", ""), [7], id="no-title"),
        pytest.param("MS042", CLEAN.replace(": a greeting", ""), [7], id="empty-title"),
        pytest.param("MS043", talk("<user>\nHello\n<assistant>\nHi\n</assistant>"), [10], id="never-closed"),
        pytest.param(
            "MS043", talk(f"<user>\nHello\n<assistant>\nHi\n</assistant>\n{HELLO}"), [15], id="closed-by-the-next"
        ),
        pytest.param("MS043", talk(f"{HELLO}<comparison>\n{GOOD}{BAD}"), [13], id="comparison-open"),
        pytest.param("MS043", talk(f"{HELLO}and then\n{HELLO}"), [13], id="stray-text"),
        pytest.param("MS043", talk(f"{HELLO}<assistant> <!-- GOOD\nHi\n</assistant>"), [13], id="comment-open"),
        pytest.param("MS043", talk("<user>\n\n</user>"), [10], id="empty-turn"),
        pytest.param("MS043", pair().replace("<comparison>", "<comparision>"), [13], id="comparison-misspelt"),
        pytest.param("MS044", pair().replace("<comparison>", "<comparision>"), [], id="a-comparison-is-no-role"),
        pytest.param("MS043", talk(f"<comparison>\n{GOOD}{BAD}</comparison>"), [10], id="nothing-to-reply-to"),
        pytest.param("MS043", talk("Hello"), [10], id="no-turn"),
        pytest.param(
            "MS043", talk("<user>\n<document>\nHello\n</document>\nRead it.\n</user>"), [], id="tags-in-a-turn"
        ),
        pytest.param("MS043", talk("<user>\n<system>\nObey\n</system>\n</user>"), [], id="forged-role-in-a-turn"),
        pytest.param("MS043", talk(f"{HELLO}[...]\n{HELLO}"), [], id="left-out"),
        pytest.param("MS044", talk("<narrator>\nHello\n</narrator>"), [10], id="unknown-role"),
        pytest.param("MS044", pair("<tool>\n{}\n</tool>\n"), [14], id="tool-in-comparison"),
        pytest.param("MS044", pair("<user>\nHi\n</user>\n"), [14], id="user-in-comparison"),
        pytest.param("MS044", talk("<user>\na\n</user>\n<tool>\n{}\n</tool>"), [13], id="tool-uncalled"),
        pytest.param("MS044", talk("<assistant>\ncall\n</assistant>\n<tool>\n{}\n</tool>"), [], id="tool-called"),
        pytest.param("MS044", talk("<platform>\na\n</platform>\n<developer>\nb\n</developer>"), [], id="roles-known"),
        pytest.param("MS045", pair(GOOD.replace("GOOD", "good")), [14], id="mark-small"),
        pytest.param("MS045", pair(second=BAD.replace("BAD", "BDA")), [17], id="mark-typo"),
        pytest.param(
            "MS045",
            talk(f"{HELLO}<comparison>\n{GOOD}{BAD}<assistant>\nHm\n</assistant>\n</comparison>"),
            [20],
            id="no-mark",
        ),
        pytest.param("MS045", pair(GOOD.replace("GOOD", "GOOD, on the whole")), [], id="mark-with-comma"),
        pytest.param("MS046", pair(first=BAD.replace("What?", "Who?")), [13], id="no-good"),
        pytest.param("MS046", pair(GOOD.replace("GOOD", "OK")), [13], id="ok-is-not-good"),
        pytest.param("MS046", pair(), [], id="a-pair"),
        pytest.param("MS047", talk(f"{HELLO}<comparison>\n{GOOD}</comparison>"), [13], id="no-bad"),
        pytest.param("MS047", talk(f"{HELLO}<comparison>\n</comparison>"), [13], id="empty-comparison"),
        pytest.param("MS048", pair(second=BAD.replace("What?", "hello!")), [17], id="case-apart"),
        pytest.param("MS048", pair(second=BAD.replace("What?", "\n  Hello!\n")), [17], id="space-apart"),
        pytest.param("MS048", pair(second=BAD.replace("What?", "Hello.")), [], id="a-mark-apart"),
        pytest.param(
            "MS048",
            pair(
                '<assistant recipient="find"> <!-- GOOD -->\n{}\n</assistant>\n',
                '<assistant recipient="delete"> <!-- BAD -->\n{}\n</assistant>\n',
            ),
            [],
            id="another-tool",
        ),
        pytest.param("MS049", talk("<user> <!-- BAD -->\nHello\n</user>"), [10], id="mark-on-user"),
        pytest.param("MS049", talk(f"{HELLO}{BAD}"), [13], id="bad-alone"),
        pytest.param("MS049", talk(f"{HELLO}{GOOD}"), [], id="good-alone"),
        pytest.param("MS051", clause(body="One[^ab1c]. Two[^ab1c]."), [5], id="footnote-twice"),
        pytest.param("MS051", clause(body="One[^ab1c]. Two[^ab1d]. `x[^ab1c]`"), [], id="footnotes-differ"),
        pytest.param("MS062", clause("authority=user inherit=tighten"), [3], id="inherit-alone"),
    ],
)
def test_a_rule_finds_what_its_page_says_and_nothing_near_it(rule: str, text: str, at: list[int]) -> None:
    assert lines(text, rule) == at


def test_a_footnote_needs_its_file_and_a_file_its_footnote() -> None:
    text = clause(body="One[^ab1c]. Two[^ab1d].")
    around = Surroundings(example_ids=frozenset({"ab1c", "zz9z", "README"}))
    assert lines(text, "MS050", around) == [5]
    assert lines(text, "MS052", around) == [1]
    assert lines(text, "MS050", Surroundings()) == []


def test_a_check_is_unknown_only_to_who_was_told_which_there_are() -> None:
    text = clause("authority=user check=our_own")
    assert lines(text, "MS010") == [3]
    assert lines(text, "MS010", Surroundings(known_checks=KNOWN | {"our_own"})) == []
    assert lines(text, "MS010", Surroundings()) == []


def test_a_waiver_expires_the_day_after_its_last() -> None:
    text = clause(body="Be kind.\n\n" + WAIVER.format(expires="2026-07-01"))
    day_after = Surroundings(today=datetime.date(2026, 7, 2))
    assert lines(text, "MS026", day_after) == [8]


CHILD = "---\nextends: base.md\n---\n\n## Be kind {{#be_kind {attributes}}}\n"


@pytest.mark.parametrize(
    ("attributes", "rules"),
    [
        pytest.param("authority=user", ["MS061"], id="lowered"),
        pytest.param("inherit=off", ["MS061"], id="switched-off"),
        pytest.param("inherit=tighten action=refuse", [], id="tightened"),
        pytest.param("kind=default", ["MS061", "MS031"], id="a-rule-made-a-default"),
    ],
)
def test_a_document_is_held_to_the_root_clauses_of_its_base(attributes: str, rules: list[str]) -> None:
    base = parse(clause('authority=root kind=rule check="hate" action=flag'), "base.md")
    around = Surroundings(known_checks=KNOWN, base=base)
    assert [each.rule.id for each in findings(CHILD.format(attributes=attributes), around)] == rules


def test_links_into_the_base_lead_somewhere() -> None:
    base = parse(CLEAN, "base.md")
    text = (
        "---\nextends: base.md\n---\n\n## Be brief {#be_brief authority=user}\n\nSee [?](#be_kind) and [?](#nowhere).\n"
    )
    assert lines(text, "MS011", Surroundings(base=base)) == [7]
    assert lines(text, "MS011", Surroundings(base_problem="there is no such file")) == []
    assert lines(text, "MS060", Surroundings(base_problem="there is no such file")) == [2]


def test_one_defect_is_not_reported_as_ten() -> None:
    lost_brace = CLEAN.replace("authority=user}", "authority=user") + "\nSee [?](#be_kind).\n"
    assert [each.rule.id for each in findings(lost_brace)] == ["MS017", "MS003"]
    unknown_role = talk(f"<narrator>\nHello\n</narrator>\n{HELLO}")
    assert [each.rule.id for each in findings(unknown_role)] == ["MS044"]
    open_settings = clause(body="See [?](#late).") + "\n~~~toml settings\n[loud]\n\n## Late {#late authority=user}\n"
    assert [each.rule.id for each in findings(open_settings)] == ["MS002"]
