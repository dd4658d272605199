"""Write a document: the nodes' own texts, joined.

A document that was parsed comes back byte for byte. One that was resolved over a base becomes a document of its own.
"""
# SPDX-License-Identifier: Apache-2.0

from bylaw.spec.nodes import Spec

__all__ = ["write"]


def write(spec: Spec) -> str:
    """Give the Markdown of a document; parsing it gives the same tree."""
    return "".join(node.text for node in spec.nodes)
