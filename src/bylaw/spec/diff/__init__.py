"""Compare two documents: a list of changes, each of one kind to one section or clause."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.spec.diff.change import CHANGE_KINDS, Change, ChangeKind, Part
from bylaw.spec.diff.changelog import changelog
from bylaw.spec.diff.compare import diff
from bylaw.spec.diff.words import Edit, hunks, word_diff

__all__ = ["CHANGE_KINDS", "Change", "ChangeKind", "Edit", "Part", "changelog", "diff", "hunks", "word_diff"]
