"""Models: llama.cpp inside this process, any OpenAI-compatible server, and the scripted fake."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.engines.embedded import EmbeddedEngine
from bylaw.engines.engine import Engine
from bylaw.engines.gather import gather
from bylaw.engines.openai import OpenAIEngine
from bylaw.engines.opening import EngineConfig, EngineKind, open_engine
from bylaw.engines.progress import progress_bars
from bylaw.engines.scripted import Reply, ScriptedEngine
from bylaw.engines.weights import Weights, cache_folder, fetch_weights, local_weights

__all__ = [
    "EmbeddedEngine",
    "Engine",
    "EngineConfig",
    "EngineKind",
    "OpenAIEngine",
    "Reply",
    "ScriptedEngine",
    "Weights",
    "cache_folder",
    "fetch_weights",
    "gather",
    "local_weights",
    "open_engine",
    "progress_bars",
]
