"""Options that several verbs share; each is None or False where it wasn't given, so that `config` can tell.

Their names are those of `Config`, where each is explained.
"""
# SPDX-License-Identifier: Apache-2.0

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

__all__ = [
    "ENGINE",
    "GOVERN",
    "BaseUrl",
    "Cache",
    "ConfigFile",
    "Context",
    "EngineOption",
    "Json",
    "JudgeKeyEnv",
    "JudgeModel",
    "JudgeUrl",
    "KeyEnv",
    "Model",
    "NoContent",
    "OnMisaligned",
    "OverBudget",
    "Placement",
    "Port",
    "Preamble",
    "PreambleTokens",
    "Precision",
    "Pseudonymise",
    "Records",
    "Samples",
    "SpecOption",
    "Spotlight",
    "Template",
    "Threads",
    "Tokenizer",
    "Works",
]

ENGINE = "Engine"
"""The panel of help for the model."""
GOVERN = "What governs"
"""The panel of help for the document and its use."""


def _option(name: str, said: str, *, panel: str, value: str | None = None) -> Any:
    return typer.Option(name, help=said, metavar=value, rich_help_panel=panel)


SpecOption = Annotated[str | None, _option("--spec", "A document, its lock, or `builtin`.", value="FILE", panel=GOVERN)]
Preamble = Annotated[
    Literal["titles", "summaries", "clauses"] | None,
    _option("--preamble", "What the model reads of each clause: its title, its first words, or all.", panel=GOVERN),
]
PreambleTokens = Annotated[
    int | None, _option("--preamble-tokens", "Tokens the preamble may have (200 embedded).", value="N", panel=GOVERN)
]
OnMisaligned = Annotated[
    Literal["drop", "annotate", "keep"] | None,
    _option("--on-misaligned", "Sentences that don't hold: leave out, say so (annotate), or keep.", panel=GOVERN),
]
Spotlight = Annotated[
    Literal["none", "delimit", "datamark", "encode"] | None,
    _option("--spotlight", "How text without authority is marked (delimit).", panel=GOVERN),
]
Placement = Annotated[
    Literal["none", "start", "end", "both"] | None,
    _option("--placement", "Where the rules that hold are said once more (end).", panel=GOVERN),
]
Samples = Annotated[
    int | None,
    _option("--samples", "Tries at a reply that keeps what can be verified (4).", value="K", panel=GOVERN),
]
OverBudget = Annotated[
    Literal["close", "ask again", "cut"] | None,
    _option("--over-budget", "A reply that runs out of tokens: close it at a sentence, ask again, cut.", panel=GOVERN),
]
EngineOption = Annotated[
    Literal["embedded", "openai", "scripted"] | None,
    _option("--engine", "A local model, any OpenAI-compatible server, or a fake.", panel=ENGINE),
]
Model = Annotated[
    str | None,
    _option("--model", "openai: what `default` is there. embedded: a GGUF file.", value="NAME", panel=ENGINE),
]
BaseUrl = Annotated[str | None, _option("--base-url", "openai: the server, with its /v1.", value="URL", panel=ENGINE)]
KeyEnv = Annotated[
    str | None, _option("--key-env", "openai: the variable that holds its key.", value="NAME", panel=ENGINE)
]
Tokenizer = Annotated[
    str | None,
    _option(
        "--tokenizer",
        "openai: the model's tokenizer, if the server takes token ids.",
        value="FOLDER|GGUF",
        panel=ENGINE,
    ),
]
Template = Annotated[
    str | None,
    _option("--template", "openai: the model's chat template, if not the tokenizer's.", value="FILE", panel=ENGINE),
]
Context = Annotated[
    int | None,
    _option("--context", "Tokens of a conversation and its reply (4096 embedded).", value="N", panel=ENGINE),
]
Threads = Annotated[int | None, _option("--threads", "embedded: all, up to 8.", value="N", panel=ENGINE)]
Precision = Annotated[
    Literal["f16", "q4_1"] | None,
    _option("--precision", "embedded: which copy of the fetched weights (f16).", panel=ENGINE),
]
Cache = Annotated[str | None, _option("--cache", "embedded: where the weights are kept.", value="FOLDER", panel=ENGINE)]
Records = Annotated[
    str | None,
    _option("--records", "Where decision records go; .jsonl is text.", value="FILE|off", panel="Records"),
]
NoContent = Annotated[bool, _option("--no-content", "Records hold hashes, and no text.", panel="Records")]
Port = Annotated[
    int | None, typer.Option("--port", metavar="N", help="The port to listen on (8000); 0 for any that is free.")
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="TOML with these options' names; `bylaw.toml`, where it is there."),
]
Json = Annotated[bool, typer.Option("--json", help="JSON to standard output.")]
JudgeUrl = Annotated[
    str | None, _option("--judge-url", "A server whose model judges what no program can.", value="URL", panel=GOVERN)
]
JudgeModel = Annotated[str | None, _option("--judge-model", "The judge's name there.", value="NAME", panel=GOVERN)]
JudgeKeyEnv = Annotated[
    str | None, _option("--judge-key-env", "The variable that holds the judge's key.", value="NAME", panel=GOVERN)
]
Works = Annotated[
    str | None, _option("--works", "An index of works that replies may not copy.", value="FILE", panel=GOVERN)
]
Pseudonymise = Annotated[
    bool,
    _option("--pseudonymise", "The model reads placeholders in place of personal data.", panel=GOVERN),
]
