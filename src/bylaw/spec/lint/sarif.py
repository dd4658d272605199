"""Show findings in SARIF 2.1.0, which code hosts and editors read.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0. The rules carry their whole page as help, and no
`helpUri`: that has to be an absolute address, and a checkout's pages have none. `properties.page` says where they are.
"""
# SPDX-License-Identifier: Apache-2.0

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import TypeAlias
from urllib.parse import quote

from bylaw import __version__
from bylaw.spec.lint.document import Document, Surroundings
from bylaw.spec.lint.faults import Edit
from bylaw.spec.lint.pages import page
from bylaw.spec.lint.rule import Finding, Rule
from bylaw.spec.nodes import Spec

__all__ = ["as_sarif"]

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | bool | None"

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(findings: Sequence[Finding], *, rules: Sequence[Rule], specs: Mapping[str, Spec]) -> Json:
    """Give the log of one run.

    Args:
        findings: of all files.
        rules: those that ran, found something or not.
        specs: by the name of their file, for the places of edits.
    """
    documents = {file: Document.of(spec, Surroundings()) for file, spec in specs.items()}
    at = {rule.id: index for index, rule in enumerate(rules)}
    driver: Json = {"name": "bylaw", "semanticVersion": _version(), "rules": [_rule(rule) for rule in rules]}
    results = [_result(finding, at[finding.rule.id], documents.get(finding.place.file)) for finding in findings]
    run: Json = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _version() -> str:
    return __version__ if __version__.count(".") == 2 else f"{__version__}.0"


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "help": {"text": page(rule), "markdown": page(rule)},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"page": f"docs/rules/{rule.id}.md"},
    }


def _result(finding: Finding, index: int, document: Document | None) -> Json:
    fix = f" ({finding.fault.fix})" if finding.fault.fix else ""
    uri = _uri(finding.place.file)
    result: dict[str, Json] = {
        "ruleId": finding.rule.id,
        "ruleIndex": index,
        "level": finding.rule.severity,
        "message": {"text": finding.fault.message + fix},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri},
                    "region": {"startLine": finding.place.line, "startColumn": finding.place.column},
                }
            }
        ],
    }
    if finding.fault.edits and document is not None:
        change: Json = {
            "artifactLocation": {"uri": uri},
            "replacements": [_replacement(edit, document) for edit in finding.fault.edits],
        }
        result["fixes"] = [{"description": {"text": finding.fault.fix or "mend it"}, "artifactChanges": [change]}]
    return result


def _replacement(edit: Edit, document: Document) -> Json:
    start, end = document.place(edit.start), document.place(edit.end)
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
