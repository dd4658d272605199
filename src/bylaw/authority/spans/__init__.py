"""Spans: which characters speak, and which are only information."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.authority.spans.nouns import FORMS, KINDS, Form, Kind, Span
from bylaw.authority.spans.read import read_spans

__all__ = ["FORMS", "KINDS", "Form", "Kind", "Span", "read_spans"]
