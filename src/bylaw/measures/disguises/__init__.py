"""Disguises: what a text says that can't be read at a glance, and secrets in it."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.measures.disguises.secrets import WITHHELD, find_parts, find_secrets, find_spread, read_secrets
from bylaw.measures.disguises.views import View, ciphered, views

__all__ = ["WITHHELD", "View", "ciphered", "find_parts", "find_secrets", "find_spread", "read_secrets", "views"]
