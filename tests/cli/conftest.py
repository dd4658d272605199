"""The embedded model, for the tests that run it."""

import os

import pytest

from bylaw.engines import Weights, cache_folder, fetch_weights


@pytest.fixture(scope="session")
def weights() -> Weights:
    """Fetched if the cache lacks it; only for tests marked `model`."""
    return fetch_weights(cache_folder(os.environ.get("BYLAW_CACHE", "")))
