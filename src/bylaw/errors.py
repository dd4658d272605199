"""Everything a user of Bylaw can meet that went wrong.

A decision is a value, an exception is a failure. Each one says what happened, where, and what to do next; none repeats
a secret or a prompt.

```text
BylawError
├── ConfigError            a flag, a variable or a file of ours that can't be used
├── SpecError              a document that can't be read or may not be used
│   ├── LockError          a lock that is missing, torn, or not that of the document
│   └── InheritanceError   a document that may not change its base that way
├── ConversationError      a conversation from outside that can't be read
├── ModelError             model weights that can't be had
│   ├── ChecksumError      a file that isn't the one it should be
│   └── DiskSpaceError     no room for it
├── TemplateError          a chat template that can't be used, or that doesn't fit the conversation
├── EngineError            a model that can't be reached or broke off
│   ├── UpstreamError      an upstream that answered with an error of its own
│   └── ContextLengthError a conversation longer than the model reads
└── RecordError            a decision record that can't be written or read
```
"""
# SPDX-License-Identifier: Apache-2.0

__all__ = [
    "BylawError",
    "ChecksumError",
    "ConfigError",
    "ContextLengthError",
    "ConversationError",
    "DiskSpaceError",
    "EngineError",
    "InheritanceError",
    "LockError",
    "ModelError",
    "RecordError",
    "SpecError",
    "TemplateError",
    "UpstreamError",
]


class BylawError(Exception):
    """A failure that a user can meet."""

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        """What happened, as one clause."""
        self.where = where
        """The file:line:column, URL or request field it happened at; empty where there is none."""
        self.mend = mend
        """What to do next."""

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        mend = f"; {self.mend}" if self.mend else ""
        return f"{where}{self.what}{mend}"


class ConfigError(BylawError):
    """A flag, a variable or a file of ours can't be used."""


class SpecError(BylawError):
    """A document can't be read or may not be used."""


class LockError(SpecError):
    """A lock is missing, torn, or not that of the document."""


class InheritanceError(SpecError):
    """A document may not change its base that way."""


class ConversationError(BylawError):
    """A conversation from outside can't be read; `where` is the path of the field, as `messages[2].content`."""


class ModelError(BylawError):
    """Model weights can't be had."""


class ChecksumError(ModelError):
    """A file isn't the one it should be."""


class DiskSpaceError(ModelError):
    """There is no room for a file."""


class TemplateError(BylawError):
    """A chat template can't be used, or can't render this conversation."""


class EngineError(BylawError):
    """A model can't be reached or broke off."""


class UpstreamError(EngineError):
    """An upstream answered with an error of its own."""

    def __init__(
        self, what: str, *, where: str, mend: str = "", status: int, body: bytes = b"", retry_after: str = ""
    ) -> None:
        super().__init__(what, where=where, mend=mend)
        self.status = status
        """The HTTP status the upstream gave."""
        self.body = body
        """Its body as it came: OpenAI-shaped JSON from most upstreams."""
        self.retry_after = retry_after
        """When it wants to be asked again, in seconds or as a date of HTTP's; empty where it doesn't say."""


class ContextLengthError(EngineError):
    """A conversation is longer than the model reads."""


class RecordError(BylawError):
    """A decision record can't be written or read."""
