"""Token-safe chat templates: a conversation in, the exact tokens that a model reads out."""
# SPDX-License-Identifier: Apache-2.0

from bylaw.prompt.template.chat_template import ChatTemplate
from bylaw.prompt.template.render import render

__all__ = ["ChatTemplate", "render"]
