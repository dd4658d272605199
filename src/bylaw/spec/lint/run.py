"""Run rules over a document."""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Sequence

from bylaw.errors import ConfigError
from bylaw.spec.lint.document import Document, Surroundings
from bylaw.spec.lint.rule import Finding, Rule
from bylaw.spec.lint.rules import RULES
from bylaw.spec.lint.suggest import guess
from bylaw.spec.nodes import Spec

__all__ = ["find_rules", "lint"]


def lint(spec: Spec, around: Surroundings | None = None, *, rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """Find what is wrong with a document.

    Args:
        spec: as `parse` gives it, not resolved over its base: places and edits are those of its own text.
        around: what the document can't say itself, such as which checks there are.
        rules: which to run.

    Returns:
        In the order of their places.
    """
    document = Document.of(spec, around or Surroundings())
    findings = (Finding(rule, fault) for rule in rules for fault in rule.check(document))
    return tuple(sorted(findings, key=lambda finding: finding.sort_key))


def find_rules(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Choose rules by id, by the beginning of an id, or by name; without `select`, all.

    Raises:
        ConfigError: a word chooses none.
    """
    chosen = {rule.id for word in select for rule in _named(word)} if select else {rule.id for rule in RULES}
    chosen -= {rule.id for word in ignore for rule in _named(word)}
    if not chosen:
        raise ConfigError("no rule is left to run", mend="select more, or ignore less")
    return tuple(rule for rule in RULES if rule.id in chosen)


def _named(word: str) -> tuple[Rule, ...]:
    said = word.strip()
    whole = said.upper().startswith("MS")
    found = tuple(rule for rule in RULES if (rule.id.startswith(said.upper()) if whole else rule.name == said.lower()))
    if not found:
        meant = guess(said, [*(rule.id for rule in RULES), *(rule.name for rule in RULES)])
        mend = f"did you mean {meant.word}?" if meant else "`bylaw spec rules` lists them"
        raise ConfigError(f"no rule is called {said!r}", mend=mend)
    return found
