"""`bylaw spec new NAME`: start a document that extends the built-in one."""
# SPDX-License-Identifier: Apache-2.0

import os
from pathlib import Path
from typing import Annotated

import typer

from bylaw.cli.console import err
from bylaw.errors import ConfigError
from bylaw.spec import BUILTIN, load, slug

__all__ = ["new"]

_TEMPLATE = """\
---
extends: {base}
title: {title}
---

# {title} {{#{id}}}

!!! meta "Commentary"
    Everything of `{base}` holds. What follows adds to it or changes it by id: a heading with an id of the base changes
    that clause (`inherit=override`, `tighten` or `off`), any other adds one. `bylaw spec show` lists the ids.

## Stay on the topics of this service {{#{clause} authority=developer kind=default}}

The assistant answers questions about this service, and politely names a better place for others.

!!! meta "Commentary"
    People come here with one purpose. An answer to anything at all would promise more than this service can keep.

**Example**: a question about something else

~~~xml
<user>
Who will win the match tonight?
</user>
<comparison>
<assistant> <!-- GOOD: says what it is for -->
I can't follow sports from here. I can help you with your orders and your account, though: is there something there?
</assistant>
<assistant> <!-- BAD: leaves its topic -->
My guess is the home team, by two goals.
</assistant>
</comparison>
~~~

**Example**: a greeting is not off topic

~~~xml
<user>
Hi! How are you?
</user>
<comparison>
<assistant> <!-- GOOD -->
Hello! All well here. What can I do for you?
</assistant>
<assistant> <!-- BAD: turns a greeting away -->
I can only talk about this service.
</assistant>
</comparison>
~~~
"""


def new(
    name: Annotated[str, typer.Argument(help="What the document is for, as `Shop assistant`.")],
    *,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write; NAME.md here, without.")] = None,
    base: Annotated[str, typer.Option("--extends", help="The document to extend.")] = "builtin",
) -> None:
    """Start a document: a front matter, one clause and its examples, ready to lint and serve.

    Example: `bylaw spec new "Shop assistant"`
    """
    title = " ".join(name.split())
    identifier = slug(title)
    if not identifier:
        raise ConfigError(f"no file name can be made of {name!r}", where="NAME", mend="use some letters")
    path = out or Path(f"{identifier}.md")
    taken = {section.id for section in load(base).sections}
    text = _TEMPLATE.format(
        base=base if base == BUILTIN else os.path.relpath(base, path.parent),
        title=title,
        id=_free(identifier, taken),
        clause=_free("stay_on_topic", taken),
    )
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise ConfigError("this file exists and is left as it is", where=str(path), mend="name another") from None
    except (OSError, ValueError) as error:
        why = str(getattr(error, "strerror", "") or error).lower()
        raise ConfigError(f"it can't be written: {why}", where=str(path), mend="name another with --out") from None
    said = f"wrote {path}; next: `bylaw spec lint {path}`, then `bylaw serve --spec {path}`"
    err.print(said, markup=False, emoji=False)


def _free(identifier: str, taken: set[str]) -> str:
    """Make an id that changes nothing of the base."""
    while identifier in taken:
        identifier = f"our_{identifier}"
    return identifier
