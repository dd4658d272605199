"""Show findings: as lines of text, or as JSON."""
# SPDX-License-Identifier: Apache-2.0

from collections import Counter
from collections.abc import Sequence

from bylaw.spec.lint.rule import Finding

__all__ = ["as_json", "as_line", "summary"]


def as_line(finding: Finding) -> str:
    """Write `file:line:column: MS004 message; fix`."""
    fix = f"; {finding.fault.fix}" if finding.fault.fix else ""
    return f"{finding.place}: {finding.rule.id} {finding.fault.message}{fix}"


def as_json(finding: Finding) -> dict[str, str | int | bool | None]:
    """Give the object that `--format json` lists."""
    return {
        "rule": finding.rule.id,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.fault.message,
        "fix": finding.fault.fix,
        "name": finding.rule.name,
        "severity": finding.rule.severity,
        "fixable": bool(finding.fault.edits),
    }


def summary(findings: Sequence[Finding], *, sections: int, mended: int = 0) -> str:
    """Say how much was found, in how large a document."""
    by = Counter(finding.rule.severity for finding in findings)
    fixable = sum(bool(finding.fault.edits) for finding in findings)
    line = f"{_many(len(findings), 'finding')} in {_many(sections, 'section')}"
    if findings:
        line += f": {_many(by['error'], 'error')}, {_many(by['warning'], 'warning')}"
    if mended:
        line += f"; {mended} mended"
    if fixable:
        line += f"; --fix can mend {fixable}"
    return line


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
