"""The project keeps its own rules: packages introduce themselves, modules and functions stay short."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs import tree

LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
#: What is longer than that, as `path` or `path::function`, with the reason why it stays so.
EXEMPTIONS: dict[str, str] = {}

CODE = [*tree.modules(), *tree.tests()]
#: Migrations are written by a machine, and never changed.
PRODUCT = [file for file in tree.modules() if file.parent.name != "versions"]


def _name(path: Path) -> str:
    return str(path.relative_to(tree.ROOT))


def _without_docstring(files: list[Path]) -> list[str]:
    return [_name(file) for file in files if not ast.get_docstring(tree.parsed(file))]


def test_the_floors_cover_every_package() -> None:
    """A package that import-linter does not know could import anything."""
    assert set(tree.settings()["tool"]["importlinter"]["root_packages"]) == tree.packages()


def test_every_package_is_installed() -> None:
    """The wheel carries what the house is made of."""
    assert set(tree.settings()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == tree.packages()


@pytest.mark.parametrize("package", [*sorted(tree.packages()), "tests"])
def test_every_directory_of_modules_is_a_package(package: str) -> None:
    """A directory without `__init__.py` shadows or is shadowed."""
    folders = {module.parent for module in (tree.ROOT / package).rglob("*.py")}

    # Alembic loads its revisions by path.
    assert [_name(one) for one in folders if not (one / "__init__.py").exists() and one.name != "versions"] == []


def test_every_module_says_what_it_owns() -> None:
    """The first thing that a reader sees is a docstring; in packages and tests too."""
    assert _without_docstring(CODE) == []


def test_every_test_has_a_sentence() -> None:
    """A test that fails says what no longer holds."""
    silent = [
        f"{_name(file)}::{node.name}"
        for file in tree.tests()
        for node in ast.walk(tree.parsed(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]

    assert silent == []


def test_nothing_is_left_for_later() -> None:
    """What is not done is not announced, neither in the code nor in the documentation."""
    marks = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")

    assert [_name(file) for file in [*CODE, *tree.pages()] if marks.search(file.read_text("utf-8"))] == []


def _spoken_at_import(node: ast.AST) -> Iterator[int]:
    """Yield the lines below a node that speak when their module is imported: outside of every function."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id in ("_", "ngettext"):
            yield inner.lineno
        yield from _spoken_at_import(inner)


def test_nothing_is_said_before_anybody_listens() -> None:
    """`_()` speaks the language in use: tables are marked by `N_()` and spoken where they are shown."""
    assert [f"{_name(file)}:{line}" for file in PRODUCT for line in _spoken_at_import(tree.parsed(file))] == []


def _long_modules() -> set[str]:
    return {
        _name(file) for file in [*PRODUCT, *tree.tests()] if len(file.read_text("utf-8").splitlines()) > LONGEST_MODULE
    }


def _long_functions() -> set[str]:
    return {
        f"{_name(file)}::{node.name}"
        for file in PRODUCT
        for node in ast.walk(tree.parsed(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    }


def test_modules_and_functions_stay_short() -> None:
    """What is too long is two things, unless a reason is written above."""
    assert _long_modules() | _long_functions() <= set(EXEMPTIONS)


def test_every_exemption_is_still_needed() -> None:
    """A rule that is kept again needs no excuse."""
    assert set(EXEMPTIONS) <= _long_modules() | _long_functions()
