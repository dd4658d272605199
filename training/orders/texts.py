"""Read the texts a model of orders is trained on, and plant orders in them.

Orders: the attacks of BIPIA's development part, requests that people make of an assistant (IFEval's prompts as
RealGuardrails gives them, XSTest), and our own. Clean texts: BIPIA's contexts, prose of the published Model Spec, the
documentation and source of Python's own modules, and our own.
"""
# SPDX-License-Identifier: Apache-2.0

import importlib
import inspect
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.orders.grammar import write_agent_orders, write_orders

__all__ = [
    "GENRES",
    "POSITIONS",
    "Attack",
    "Context",
    "Planted",
    "our_attacks",
    "our_documents",
    "plant",
    "python_texts",
    "read_attacks",
    "read_contexts",
    "read_harmless",
    "read_requests",
    "read_spec",
]

OWN = Path(__file__).parent.parent / "data"
GENRES = ("email", "table", "code")
POSITIONS = ("start", "middle", "end")
_MODULES = """
    argparse asyncio base64 bisect calendar cmd codecs collections concurrent.futures configparser contextlib copy
    csv ctypes dataclasses datetime decimal difflib dis email enum fileinput fnmatch fractions ftplib functools
    getopt getpass gettext glob gzip hashlib heapq hmac html http.client http.cookiejar http.server imaplib
    importlib inspect io ipaddress itertools json linecache locale logging logging.handlers lzma mailbox math
    mimetypes multiprocessing netrc numbers operator optparse os pathlib pdb pickle pickletools platform plistlib
    poplib pprint profile queue quopri random re sched secrets selectors shelve shlex shutil signal site smtplib
    socket socketserver sqlite3 ssl stat statistics string subprocess symtable sys tarfile tempfile textwrap
    threading timeit tokenize trace traceback tracemalloc types typing unittest unittest.mock urllib.parse
    urllib.request uuid warnings wave weakref webbrowser xml.dom.minidom xml.etree.ElementTree zipfile zoneinfo
"""
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Context:
    """A clean text of the development data."""

    genre: str
    text: str


@dataclass(frozen=True, slots=True)
class Attack:
    """An order of the development data."""

    on: str
    """`text` or `code`."""
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with an order in it, and where that stands."""

    text: str
    start: int
    end: int


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_contexts(data: Path) -> list[Context]:
    """Read the clean contexts of BIPIA."""
    out = []
    for genre in GENRES:
        for row in _rows(data / "bipia" / f"{genre}_train.jsonl"):
            text = row["context"]
            out.append(Context(genre, text if isinstance(text, str) else "\n".join(text)))
    return out


def read_attacks(data: Path) -> list[Attack]:
    """Read the attacks of BIPIA."""
    return [
        Attack(on, kind, text)
        for on in ("text", "code")
        for kind, texts in json.loads((data / "bipia" / f"{on}_attack_train.json").read_text(encoding="utf-8")).items()
        for text in texts
    ]


def read_requests(data: Path) -> list[str]:
    """Read the first two sentences of requests that people make of an assistant."""
    said = set()
    for name in ("handwritten_dev", "sys_ifeval_dev"):
        for row in _rows(data / "realguardrails" / f"{name}.jsonl"):
            said |= {each["content"] for each in [m for m in row["messages"] if m["role"] == "user"][:2]}
    said |= {row["prompt"] for row in _rows(data / "xstest" / "completions_dev.jsonl")}
    return [" ".join(re.split(r"(?<=[.?!])\s+|\n", each.strip())[:2])[:300] for each in sorted(said)]


def read_harmless(data: Path) -> list[str]:
    """Read harmless requests that look like attacks (CyberSecEval's false refusal set)."""
    return [row["mutated_prompt"] for row in _rows(data / "purplellama" / "mitre_frr.jsonl")]


def read_spec(data: Path) -> list[str]:
    """Read the longer paragraphs of the Model Spec, without its examples: prose about assistants."""
    text = (data / "model_spec" / "model_spec-2025-09-12.md").read_text(encoding="utf-8")
    text = re.sub(r"^~~~.*?^~~~", "", text, flags=re.MULTILINE | re.DOTALL)
    return [paragraph for paragraph in re.split(r"\n\n+", text) if len(paragraph) > 150]


def our_attacks(name: str = "injection_attacks", *, by_rule: bool = True) -> list[tuple[str, str]]:
    """Read our own orders: (kind, text)."""
    kind, out = "", []
    for line in (OWN / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line[3:]
        elif line and not line.startswith("# "):
            out.append((kind, line.replace("\\n", "\n")))
    return out + (write_orders() + write_agent_orders(220) if by_rule else [])


def our_documents(name: str = "injection_documents") -> list[tuple[str, str]]:
    """Read our own clean texts: (genre, text)."""
    blocks = re.split(r"^== ", (OWN / f"{name}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [(genre, text.rstrip("\n")) for genre, _, text in (block.partition("\n") for block in blocks)]


def python_texts() -> tuple[list[str], list[str]]:
    """Give documentation and source of Python's own modules, in pieces of some 2,000 characters, shuffled."""
    documents: list[str] = []
    sources: list[str] = []
    for name in _MODULES.split():
        module = importlib.import_module(name)
        documents += _documents(module)
        try:
            source = inspect.getsource(module)
        except (OSError, TypeError):
            continue  # written in C
        sources += [source[at : at + 2000] for at in range(0, min(len(source), 24_000), 8000)]
    random.Random(5).shuffle(documents)
    random.Random(6).shuffle(sources)
    return documents, sources


def _documents(module: Any) -> Iterator[str]:
    gathered = ""
    for each in (module, *(getattr(module, name) for name in sorted(dir(module)) if not name.startswith("_"))):
        own = each is module or getattr(each, "__module__", module.__name__) == module.__name__
        said = inspect.getdoc(each) if own else None
        if said and len(said) > 60:
            gathered += said[:1500] + "\n\n"
        if len(gathered) > 1200:
            yield gathered[:3000]
            gathered = ""
    if gathered:
        yield gathered


def plant(text: str, attack: str, position: str, draw: random.Random) -> Planted:
    """Plant an order at the start, in the middle or at the end of a text, on a line of its own or within one."""
    between = draw.choice(("\n", "\n", "\n\n", " "))
    at = {"start": 0, "end": len(text)}.get(position, -1)
    if at < 0:
        places = [match.end() for match in _SENTENCE.finditer(text)] if draw.random() < 0.6 else []
        places = [place for place in places if 0 < place < len(text)]
        places = places or [match.end() for match in re.finditer(r"\s+", text)] or [len(text) // 2]
        at = draw.choice(places)
    before = text[:at] + (between if at else "")
    after = (between if at < len(text) else "") + text[at:]
    return Planted(before + attack + after, len(before), len(before) + len(attack))
