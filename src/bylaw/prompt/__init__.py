"""What the model reads: the platform preamble."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.prompt.preamble import Form, Preamble, estimate_tokens, write_preamble

__all__ = ["Form", "Preamble", "estimate_tokens", "write_preamble"]
