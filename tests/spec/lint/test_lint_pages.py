"""Each rule's page: made of its docstring, kept in docs/rules, and true."""

import pkgutil
import re

import pytest

from bylaw.spec import parse
from bylaw.spec.lint import HEADINGS, RULES, Rule, Surroundings, page, pages, rules
from bylaw.spec.lint.rule import Rule as RuleType
from tests.spec.lint.lint_support import EXAMPLE, KNOWN, ROOT, TODAY, findings, lines

IDS = {
    "MS001": "unreadable-front-matter",
    "MS002": "unclosed-fence",
    "MS003": "bad-attributes",
    "MS004": "no-authority",
    "MS005": "unknown-authority",
    "MS006": "unknown-attribute",
    "MS007": "duplicate-id",
    "MS008": "no-id",
    "MS009": "unknown-kind",
    "MS010": "unknown-check",
    "MS011": "dangling-reference",
    "MS012": "unknown-action",
    "MS013": "idle-check",
    "MS014": "empty-clause",
    "MS015": "unread-markup",
    "MS016": "mixed-wording",
    "MS017": "no-clause",
    "MS020": "unreadable-settings",
    "MS021": "doubled-setting",
    "MS022": "unknown-setting",
    "MS023": "liftable-rule",
    "MS024": "unread-block",
    "MS025": "unreadable-waiver",
    "MS026": "expired-waiver",
    "MS030": "claims-precedence",
    "MS031": "fixed-default",
    "MS032": "instructing-commentary",
    "MS033": "must-in-guideline",
    "MS034": "empty-commentary",
    "MS035": "excluding-clauses",
    "MS040": "no-example",
    "MS041": "no-conversation",
    "MS042": "untitled-example",
    "MS043": "unreadable-conversation",
    "MS044": "misplaced-role",
    "MS045": "unread-mark",
    "MS046": "no-good-reply",
    "MS047": "no-bad-reply",
    "MS048": "good-equals-bad",
    "MS049": "misplaced-mark",
    "MS050": "missing-example-file",
    "MS051": "doubled-footnote",
    "MS052": "unused-example-file",
    "MS060": "unreadable-base",
    "MS061": "loosens-base",
    "MS062": "no-base",
    "MS063": "unreadable-bindings",
}
"""Every rule there has ever been. Add to it; never change or take away."""


def test_a_rule_keeps_its_id_for_ever() -> None:
    assert {rule.id: rule.name for rule in RULES} == IDS


def test_the_tuple_lists_every_file_in_the_order_of_ids() -> None:
    files = {module.name for module in pkgutil.iter_modules(rules.__path__)}
    assert {rule.check.__module__.rpartition(".")[2] for rule in RULES} == files
    assert {rule.name.replace("-", "_") for rule in RULES} == files
    assert [rule.id for rule in RULES] == sorted(rule.id for rule in RULES)


def test_an_id_is_ms_and_three_digits() -> None:
    with pytest.raises(ValueError, match="MS and three digits"):
        RuleType("E1", "name", "error", lambda _: ())


@pytest.mark.parametrize("name", sorted(pages()))
def test_the_page_in_the_docs_is_the_one_the_docstring_makes(name: str) -> None:
    assert (ROOT / "docs" / "rules" / name).read_text(encoding="utf-8") == pages()[name], (
        "run `bylaw spec rules --write docs/rules`"
    )


def test_no_page_is_left_of_a_rule_that_is_gone() -> None:
    assert {path.name for path in (ROOT / "docs" / "rules").iterdir()} == set(pages())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_has_all_its_parts(rule: Rule) -> None:
    assert re.findall(r"^## (.*)$", page(rule).replace("\n## Be", "\n# Be"), re.MULTILINE)[0] == HEADINGS[0]
    parts = [page(rule).index(f"\n## {heading}\n") for heading in HEADINGS]
    assert parts == sorted(parts)
    assert rule.summary.endswith(".")


def shown(rule: Rule, heading: str) -> str | None:
    """Give the document that a page shows under a heading, made whole; None where it shows no document."""
    part = page(rule).partition(f"\n## {heading}\n")[2]
    part = part[: min(part.find(f"\n## {each}\n") % (len(part) + 1) for each in HEADINGS)]
    block = re.match(r"```markdown\n(.*?)\n```", part, re.DOTALL)
    if block is None:
        return None
    text = block[1]
    if text.startswith("<"):
        before = "" if text.startswith("<user>") else "<user>\nMay I?\n</user>\n"
        closed = text if text.endswith(">\n") or "</" in text else f"{text}\nNo.\n</assistant>"
        if closed.startswith("<assistant>"):
            closed = f"<comparison>\n{closed}\n</comparison>"
        text = f"**Example**: a title\n\n~~~xml\n{before}{closed}\n~~~"
    if rule.id in {"MS061", "MS060", "MS063", "MS001"}:
        return text + "\n"
    if not re.search(r"^#", text, re.MULTILINE):
        text = f"## Be kind {{#be_kind authority=user}}\n\nBe kind.\n\n{text}"
    return f"# Ours {{#ours}}\n\n{text}\n" if not text.startswith("# ") and not text.startswith("---") else f"{text}\n"


BASE = parse(
    f"## Protect people's privacy {{#protect_privacy kind=rule authority=root}}\n\nDo.\n\n{EXAMPLE}", "builtin"
)
AROUND = Surroundings(known_checks=KNOWN, today=TODAY, example_ids=frozenset({"ab1d"}))
SHOW_NO_DOCUMENT = {"MS050", "MS052"}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id not in SHOW_NO_DOCUMENT], ids=lambda rule: rule.id)
def test_the_example_on_a_page_is_found_and_what_to_use_instead_is_not(rule: Rule) -> None:
    wrong, right = shown(rule, "Example"), shown(rule, "Use instead")
    assert wrong is not None
    assert right is not None
    if rule.id == "MS060":
        assert lines(wrong, rule.id, Surroundings(base_problem="there is no such file")) == [2]
        return
    if rule.id == "MS063":
        assert lines(wrong, rule.id, Surroundings(bindings_problem="there is no such file")) == [2]
        return
    around = Surroundings(known_checks=KNOWN, today=TODAY, base=BASE) if rule.id == "MS061" else AROUND
    if rule.id == "MS011":
        right += "\n## Act within scope {#scope_of_autonomy authority=user}\n"
        wrong += "\n## Act within scope {#scope_of_autonomy authority=user}\n"
    assert lines(wrong, rule.id, around), wrong
    assert not lines(right, rule.id, around), right


def test_the_clean_document_of_these_tests_is_clean() -> None:
    assert findings(f"## Be kind {{#be_kind authority=user}}\n\nBe kind.\n\n{EXAMPLE}") == ()
