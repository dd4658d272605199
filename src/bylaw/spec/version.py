"""The version of the parser, apart from it: a lock is loaded without a Markdown parser in memory."""
# SPDX-License-Identifier: Apache-2.0

__all__ = ["PARSER_VERSION"]

PARSER_VERSION = 1
"""Goes up when the same text gives another tree; a lock names it."""
