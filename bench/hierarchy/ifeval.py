"""Score replies by lm-eval's IFEval checkers, without its package's own dependencies and without a download.

lm-eval is installed without what it needs to run models. Its checkers want NLTK's trained English sentence splitter,
which is a download; they get NLTK's untrained one with some twenty common abbreviations, which needs none. On prose the
two part only at abbreviations.
"""
# SPDX-License-Identifier: Apache-2.0

import importlib
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

__all__ = ["kept"]

_ABBREVIATIONS = "mr mrs ms dr prof sr jr st vs etc e.g i.e inc ltd co corp u.s u.k a.m p.m no dept approx fig vol"


def kept(families: Sequence[str], kwargs: Sequence[Mapping[str, Any]], prompt: str, reply: str) -> tuple[bool, ...]:
    """Tell for each instruction whether the reply follows it, strictly."""
    langdetect: Any = importlib.import_module("langdetect")
    checkers = _checkers()
    out = []
    for family, given in zip(families, kwargs, strict=True):
        langdetect.DetectorFactory.seed = 0  # else it draws
        checker = checkers[family](family)
        checker.build_description(**{name: value for name, value in given.items() if value})
        args = checker.get_instruction_args()
        if args and "prompt" in args:
            checker.build_description(prompt=prompt)
        out.append(bool(reply.strip()) and bool(checker.check_following(reply)))
    return tuple(out)


@lru_cache(maxsize=1)
def _checkers() -> dict[str, Any]:
    nltk: Any = importlib.import_module("nltk")
    punkt: Any = importlib.import_module("nltk.tokenize.punkt")

    parameters = punkt.PunktParameters()
    parameters.abbrev_types.update(_ABBREVIATIONS.split())
    sentences = punkt.PunktSentenceTokenizer(parameters)
    words = nltk.tokenize.NLTKWordTokenizer()

    found = nltk.data.find
    nltk.data.find = lambda name, *more, **named: name if "punkt" in name else found(name, *more, **named)
    nltk.word_tokenize = lambda text: [word for line in sentences.tokenize(text) for word in words.tokenize(line)]
    _stand_in("lm_eval")
    checkers = importlib.import_module("lm_eval.tasks.ifeval.instructions_registry").INSTRUCTION_DICT
    vars(importlib.import_module("lm_eval.tasks.ifeval.instructions_util"))["_get_sentence_tokenizer"] = lambda: (
        sentences
    )
    assert isinstance(checkers, dict)
    return checkers


def _stand_in(package: str) -> None:
    """Let the checkers be imported without running what their packages import: transformers, datasets and more."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("lm-eval isn't installed: pip install --no-deps lm-eval, and the packages of the bench group")
    folder = Path(spec.submodule_search_locations[0])
    for name in ("", ".tasks", ".tasks.ifeval"):
        module = ModuleType(package + name)
        module.__path__ = [str(folder.joinpath(*name.split(".")[1:]))]
        sys.modules[package + name] = module
