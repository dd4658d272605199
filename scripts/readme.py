"""Write the parts of README.md that are made from the code: the tree and the list of commands.

python scripts/readme.py            # write
python scripts/readme.py --check    # exit 1 where README.md is behind
"""
# SPDX-License-Identifier: Apache-2.0

import ast
import re
import sys
from pathlib import Path

__all__ = ["made"]

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "bylaw"
_EXAMPLE = re.compile(r"(<!-- example: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)


def made(text: str) -> str:
    """Give README.md with its made parts anew."""
    for name, part in (("tree", _tree()), ("commands", _commands())):
        pattern = re.compile(rf"(<!-- made: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text = pattern.sub(lambda found, part=part: f"{found[1]}```text\n{part}\n```\n{found[2]}", text)
    return _EXAMPLE.sub(
        lambda found: f"{found[1]}```python\n{(ROOT / found[2]).read_text(encoding='utf-8').strip()}\n```\n{found[3]}",
        text,
    )


def _tree() -> str:
    rows = [("src/bylaw/", "")]
    for file in sorted(SOURCE.rglob("*"), key=_order):
        depth = len(file.relative_to(SOURCE).parts)
        if "__pycache__" in file.parts or (depth > 2 and file.parent.name != "spec"):
            continue
        if file.is_dir() and (file / "__init__.py").exists():
            rows.append(("  " * depth + file.name + "/", _first_line(file / "__init__.py")))
        elif file.suffix == ".py" and file.name != "__init__.py" and depth < 3:
            rows.append(("  " * depth + file.name, _first_line(file)))
        elif file.name == "builtin.md":
            rows.append(("  " * depth + file.name, "the built-in Model Spec"))
    width = max(len(name) for name, _ in rows) + 2
    return "\n".join(f"{name:<{width}}{line}".rstrip() for name, line in rows)


def _order(file: Path) -> tuple[tuple[bool, str], ...]:
    parts = file.relative_to(SOURCE).parts
    return tuple((at + 1 < len(parts) or file.is_dir(), part) for at, part in enumerate(parts))


def _first_line(file: Path) -> str:
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return said.split("\n")[0].rstrip(".").replace("`", "")


def _commands() -> str:
    from typer.main import get_command

    from bylaw.cli.app import app

    rows: list[tuple[str, str]] = []

    def walk(command: object, path: str) -> None:
        children = getattr(command, "commands", None)
        if children:
            for name in sorted(children):
                walk(children[name], f"{path} {name}")
        else:
            said = (getattr(command, "help", "") or "").strip().split("\n")[0]
            rows.append((path, said.rstrip(".").replace("`", "")))

    walk(get_command(app), "bylaw")
    width = max(len(name) for name, _ in rows) + 2
    return "\n".join(f"{name:<{width}}{line}" for name, line in rows)


if __name__ == "__main__":
    readme = ROOT / "README.md"
    before = readme.read_text(encoding="utf-8")
    after = made(before)
    if "--check" in sys.argv[1:]:
        if before != after:
            sys.exit("README.md is behind the code; run: python scripts/readme.py")
    else:
        readme.write_text(after, encoding="utf-8")
