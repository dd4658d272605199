"""Find the settings a document can speak of: its own, and those of its base."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.spec.lint.document import Document
from bylaw.spec.nodes import Setting, SettingsBlock

__all__ = ["declared"]


def declared(document: Document) -> dict[str, Setting]:
    """Give every setting of the document and its base by name."""
    held = {} if document.around.base is None else {each.name: each for each in document.around.base.settings}
    own = (each for piece in document.pieces if isinstance(piece.node, SettingsBlock) for each in piece.node.settings)
    return held | {each.name: each for each in own}
