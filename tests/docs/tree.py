"""What the tests of the documentation look at: the repository as it lies on disk. Owns no test."""

from __future__ import annotations

import ast
import itertools
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
#: Top-level packages that no user installs.
_WORKSHOP = {"bench", "tests"}


@cache
def settings() -> dict[str, Any]:
    """Return `pyproject.toml`."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def packages() -> set[str]:
    """Return the top-level packages that users install."""
    return {file.parent.name for file in ROOT.glob("*/__init__.py")} - _WORKSHOP


def modules() -> list[Path]:
    """Return every module of the product."""
    return [file for package in sorted(packages()) for file in sorted((ROOT / package).rglob("*.py"))]


def tests() -> list[Path]:
    """Return every module of the suite."""
    return sorted((ROOT / "tests").rglob("*.py"))


def pages() -> list[Path]:
    """Return the pages of the documentation."""
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "requirements").glob("*.md")])


def page(name: str) -> str:
    """Return the text of one page of `docs/`."""
    return (DOCS / name).read_text("utf-8")


def parsed(module: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(module.read_text("utf-8"), str(module))


def section(text: str, heading: str) -> str:
    """Return what stands under a heading, to the next heading of its level or above; empty when there is none."""
    level = len(heading) - len(heading.lstrip("#"))
    lines = iter(text.splitlines())
    if heading not in lines:  # the iterator stops behind the heading
        return ""
    return "\n".join(_until(rf"#{{1,{level}}} ", lines))


def _until(pattern: str, lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if re.match(pattern, line):
            return
        yield line


def recipe(makefile: str, target: str) -> str:
    """Return the lines that a target of a Makefile runs."""
    rest = makefile.partition(f"\n{target}:")[2].partition("\n")[2]
    return "".join(itertools.takewhile(lambda line: line.startswith("\t"), rest.splitlines(keepends=True)))


def coded(text: str) -> set[str]:
    """Return the first cell of every table row that begins with one word in code."""
    return set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE))
