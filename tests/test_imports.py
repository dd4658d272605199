"""Who may import whom: docs/design/imports.md holds the table, and this test reads it."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "bylaw"
TABLE = Path(__file__).parent.parent / "docs" / "design" / "imports.md"


def table() -> dict[str, set[str]]:
    rows = re.findall(r"^\| `(\w+)` \|(.*?)\|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: set(re.findall(r"`(\w+)`", may)) for name, may in rows}


def package(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    """Packages of ours that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                modules = [name.name for name in names]
            case ast.ImportFrom(module="bylaw", names=names):
                modules = [f"bylaw.{name.name}" for name in names]
            case ast.ImportFrom(module=str(module), level=0):
                modules = [module]
            case ast.ImportFrom(level=level) if level > 0:
                pytest.fail(f"{file}: imports are absolute")
            case _:
                continue
        found |= {module.split(".")[1] for module in modules if module.startswith("bylaw.")}
    return found


FILES = [file for file in sorted(SOURCE.rglob("*.py")) if file != SOURCE / "__init__.py"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_module_imports_only_what_the_table_allows(file: Path) -> None:
    may = table()[package(file)] | {package(file), "errors", "__version__"}
    assert imported(file) <= may, f"{file.relative_to(SOURCE)} may import {sorted(may)}"


def test_every_package_stands_in_the_table_and_the_table_has_no_circle() -> None:
    rows = table()
    assert {package(file) for file in FILES} <= rows.keys()
    below: dict[str, set[str]] = {}

    def reach(name: str, above: tuple[str, ...]) -> set[str]:
        assert name not in above, f"a circle: {' > '.join((*above, name))}"
        if name not in below:
            below[name] = set().union(*(reach(each, (*above, name)) | {each} for each in rows.get(name, ())))
        return below[name]

    for name in rows:
        reach(name, ())


def test_every_module_names_what_it_exports() -> None:
    for file in FILES:
        names = [
            [element.value for element in node.value.elts if isinstance(element, ast.Constant)]
            for node in ast.parse(file.read_text(encoding="utf-8")).body
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.List | ast.Tuple)
            and any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets)
        ]
        assert names, f"{file} has no __all__"
