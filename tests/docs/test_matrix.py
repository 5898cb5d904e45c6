"""The two runs of the suite are the whole matrix, and what the two databases are told differently is in the first."""

from __future__ import annotations

import ast
import itertools
from functools import cache
from pathlib import Path

import pytest

from tests import matrix
from tests.docs import tree
from tests.matrix import Run

#: What a module names that speaks to the two databases in two ways, or to one of them only.
_SPEAKS = {"dialect", "is_sqlite", matrix.SQLITE}
#: Fixtures of tests that need PostgreSQL whatever the run.
_LARGE = {"large", "emptied"}


@pytest.mark.parametrize(("kind", "differs"), [*itertools.product((None, *matrix.KINDS), (False, True))])
def test_each_test_belongs_to_one_run(kind: str | None, *, differs: bool) -> None:
    """Nothing is forgotten, and nothing done twice."""
    runs = [run for run in (Run.USUAL, Run.OTHERS) if matrix.belongs(run, kind, differs=differs)]

    assert len(runs) == 1
    assert matrix.belongs(Run.BOTH, kind, differs=differs)


def test_both_databases_are_in_the_first_run() -> None:
    """Everything on the one, and what is marked on the other."""
    usual = [
        one
        for one in itertools.product(matrix.KINDS, (False, True))
        if matrix.belongs(Run.USUAL, one[0], differs=one[1])
    ]

    assert usual == [(matrix.SQLITE, False), (matrix.SQLITE, True), (matrix.POSTGRESQL, True)]


def test_make_has_a_target_for_either_run() -> None:
    """And what must pass before anything lands calls both."""
    targets = (tree.ROOT / "Makefile").read_text("utf-8")
    landing = (tree.ROOT / ".ci" / "run").read_text("utf-8")

    assert f"--databases={Run.OTHERS}" in tree.recipe(targets, "test-databases")
    assert "--databases" not in tree.recipe(targets, "test")
    assert [f"make {target}" in landing for target in ("check", "test 2", "test-databases")] == [True] * 3


@cache
def _modules() -> dict[str, Path]:
    """Return the modules of the product by their dotted names."""
    return {
        ".".join(file.relative_to(tree.ROOT).with_suffix("").parts).removesuffix(".__init__"): file
        for file in tree.modules()
    }


@cache
def _imports(file: Path) -> set[str]:
    """Return the modules of the product that a module imports."""
    found = set()
    for node in ast.walk(tree.parsed(file)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{one.name}" for one in node.names}
    return found & _modules().keys()


def _names(file: Path) -> set[str]:
    """Return every name that a module uses, and what stands between quotation marks."""
    nodes = [*ast.walk(tree.parsed(file))]
    return (
        {node.id for node in nodes if isinstance(node, ast.Name)}
        | {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        | {node.arg for node in nodes if isinstance(node, ast.arg)}
        | {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    )


def test_what_has_two_spellings_is_tested_on_both() -> None:
    """By tests that are marked, or need a server anyway, and that reach it in three imports at most."""
    speakers = {name for name, file in _modules().items() if _SPEAKS & _names(file) and file.parent.name != "versions"}
    reached: set[str] = set()
    for test in tree.tests():
        if (_LARGE | {matrix.DIALECTS}) & _names(test):
            reached |= _imports(test)
    for _step in range(2):
        reached |= set().union(*(_imports(_modules()[name]) for name in reached))

    assert len(speakers) > 10
    assert sorted(speakers - reached) == []
