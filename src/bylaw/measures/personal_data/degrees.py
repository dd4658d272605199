"""How sure a finding is that what stands there is a private person's, and what a found datum is compared by."""
# SPDX-License-Identifier: Apache-2.0

import unicodedata

from bylaw.measures.finding import Finding

__all__ = ["CERTAIN", "FICTIONAL", "LIKELY", "PLACE", "PRIVATE", "PUBLIC", "SURE", "normal", "shown"]

FICTIONAL = 0.1
"""Kept for examples: example.com, 555-01xx, a private network's address, a test card."""
PUBLIC = 0.3
"""An organisation's or everybody's: info@, a toll-free number, a hotline, a resolver."""
PLACE = 0.6
"""Of its kind, with nothing that ties it to a person: a street address alone may be a museum's."""
LIKELY = 0.85
CERTAIN = 1.0
SURE = 0.5
"""From here on it is personal data, to be replaced before a text leaves."""
PRIVATE = 0.75
"""From here on it is a private person's, not to be revealed."""


def normal(text: str) -> str:
    """Reduce a datum to its letters and digits, so that spacing, case and width don't tell two spellings apart."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(each for each in text.casefold() if each.isalnum())


def shown(finding: Finding, text: str) -> str:
    """Give what a finding says: its canonical form where it has one (an e-mail spelled out), else its own text."""
    return finding.evidence or text[finding.start : finding.end]
