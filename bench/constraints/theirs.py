"""IFEval's checkers as lm-eval ships them, made to run without a download.

lm-eval is no dependency of Bylaw: `pip install --no-deps lm-eval nltk langdetect immutabledict` and `pip install
packaging regex joblib click tqdm six` in an environment of its own are enough. Its checkers want nltk's sentence model,
which is fetched over the network; here sentences are split by the function lm-eval keeps beside it instead.
"""
# SPDX-License-Identifier: Apache-2.0

import importlib.util
import sys
import types
from pathlib import Path
from typing import Any

from bylaw.authority.constraints import Constraint

__all__ = ["checkers", "follows"]


def checkers() -> Any:
    """Give lm-eval's table of checkers by family.

    Raises:
        ImportError: lm-eval or what it needs isn't installed.
    """
    import langdetect
    import nltk

    _without_the_harness()
    nltk.data.find = lambda *_, **__: None
    from lm_eval.tasks.ifeval import (
        instructions_registry,
        instructions_util,
    )

    langdetect.DetectorFactory.seed = 0
    instructions_util.count_sentences = lambda text: len(instructions_util.split_into_sentences(text))
    nltk.tokenize.sent_tokenize = lambda text, *_: instructions_util.split_into_sentences(text)
    nltk.word_tokenize = lambda text: [
        token
        for sentence in instructions_util.split_into_sentences(text)
        for token in nltk.tokenize.NLTKWordTokenizer().tokenize(sentence)
    ]
    return instructions_registry.INSTRUCTION_DICT


def _without_the_harness() -> None:
    # The packages above the checkers import datasets and models when imported; the checkers need none of it.
    found = importlib.util.find_spec("lm_eval")
    if found is None or found.submodule_search_locations is None:
        raise ImportError("lm_eval isn't installed")
    root = Path(found.submodule_search_locations[0])
    for name, folder in {"lm_eval": root, "lm_eval.tasks": root / "tasks"}.items():
        package = types.ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules.setdefault(name, package)


def follows(table: Any, constraint: Constraint, reply: str) -> bool:
    """Tell what lm-eval's checker says, in its strict form."""
    instruction = table[constraint.family](constraint.family)
    given = {
        name: list(value) if isinstance(value, tuple) else value for name, value in constraint.args if value is not None
    }
    instruction.build_description(**given)
    return bool(reply.strip() and instruction.check_following(reply))
