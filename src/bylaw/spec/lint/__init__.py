"""Find what is wrong with a document: a rule a file, findings with places, mending where it is safe."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.spec.lint.document import Document, Surroundings
from bylaw.spec.lint.faults import SEVERITIES, Edit, Fault, Severity
from bylaw.spec.lint.fix import Mended, apply, mend
from bylaw.spec.lint.pages import HEADINGS, index, page, pages
from bylaw.spec.lint.rule import Finding, Rule
from bylaw.spec.lint.rules import RULES
from bylaw.spec.lint.run import find_rules, lint
from bylaw.spec.lint.sarif import as_sarif
from bylaw.spec.lint.show import as_json, as_line, summary

__all__ = [
    "HEADINGS",
    "RULES",
    "SEVERITIES",
    "Document",
    "Edit",
    "Fault",
    "Finding",
    "Mended",
    "Rule",
    "Severity",
    "Surroundings",
    "apply",
    "as_json",
    "as_line",
    "as_sarif",
    "find_rules",
    "index",
    "lint",
    "mend",
    "page",
    "pages",
    "summary",
]
