"""HTTP: OpenAI's chat completions in front of a governed model."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.gateway.app import DEFAULT_MODEL, Gateway, create_app
from bylaw.gateway.server import bind, bylaw_at, cancel_on_signals, opened

__all__ = ["DEFAULT_MODEL", "Gateway", "bind", "bylaw_at", "cancel_on_signals", "create_app", "opened"]
