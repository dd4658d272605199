"""Overlap: where a text says again what another one says."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.measures.overlap.prompt import Prompt, read_prompt
from bylaw.measures.overlap.runs import Run, Source, runs, source
from bylaw.measures.overlap.words import Words, read_words

__all__ = ["Prompt", "Run", "Source", "Words", "read_prompt", "read_words", "runs", "source"]
