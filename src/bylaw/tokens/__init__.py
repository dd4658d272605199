"""Tokenizers of models, from a Hugging Face folder or a GGUF file."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.tokens.tokenizer import Encoded, FileTokenizer, Stretch, encode_prompt, open_tokenizer

__all__ = ["Encoded", "FileTokenizer", "Stretch", "encode_prompt", "open_tokenizer"]
