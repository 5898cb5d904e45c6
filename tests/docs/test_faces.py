"""Verbs below, faces above: the domain speaks of no option and of no command, and faces open no session."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.errors import RelaisError
from tests.docs import tree

FACES = {"cli", "web"}
#: An option, as in « --name » and f"--{name}"; a command, as in « relais init ».
_TYPED = re.compile("(?:^|[^\\w-])--(?:[a-z]|$)|«[\u00a0\u202f ]?relais ")
#: Modules that say such words to another program, each with the reason.
EXEMPTIONS = {
    "mailer/attachments.py": "the delimiter of MIME parts (RFC 2046 5.1.1)",
    "campaigns/partnership/proposals/by_mail.py": "the line before a signature (RFC 3676 4.3)",
    "mailer/bounces/returned_letters.py": "the beginning of a comment in HTML",
    "templates/views/browsers.py": "the arguments are Chromium's",
    "templates/mjml/scanning.py": "the end of a comment in HTML",
}
BELOW = [file for file in tree.modules() if file.relative_to(tree.ROOT).parts[0] not in FACES | {"migrations"}]
ABOVE = [file for file in tree.modules() if file.relative_to(tree.ROOT).parts[0] in FACES]


def _name(path: Path) -> str:
    return path.relative_to(tree.ROOT).as_posix()


def _errors(kind: type[RelaisError] = RelaisError) -> Iterator[type[RelaisError]]:
    yield kind
    for one in kind.__subclasses__():
        yield from _errors(one)


def _every_error() -> list[type[RelaisError]]:
    for package in sorted(tree.packages()):
        if (tree.ROOT / package / "errors.py").is_file():
            importlib.import_module(f"{package}.errors")
    return sorted(set(_errors()), key=lambda kind: (kind.__module__, kind.__name__))


@pytest.mark.parametrize("kind", _every_error(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_an_error_names_fields_and_no_option(kind: type[RelaisError]) -> None:
    """A page that shows it has labels and buttons; what to type stands in `cli.advice`."""
    assert not _TYPED.search(kind.message)


def _said(file: Path) -> Iterator[str]:
    """Yield the texts of a module but for its docstrings."""
    parsed = tree.parsed(file)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {id(one.body[0]) for one in ast.walk(parsed) if isinstance(one, documented) and one.body}
    quiet = {
        id(text)
        for node in ast.walk(parsed)
        if isinstance(node, ast.Expr) and id(node) in docstrings
        for text in ast.walk(node)
    }
    for node in ast.walk(parsed):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet:
            yield node.value


def _speaking() -> set[str]:
    return {_name(file) for file in BELOW if any(map(_TYPED.search, _said(file)))}


def test_nothing_below_the_faces_speaks_of_the_command_line() -> None:
    """Neither errors, nor findings, nor what a check of the machine says: the console shows them too."""
    assert _speaking() <= EXEMPTIONS.keys()


def test_every_exemption_is_still_needed() -> None:
    """A rule that is kept again needs no excuse."""
    assert EXEMPTIONS.keys() <= _speaking()


def _opens(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr in {"transaction", "reading"}
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "database"
    )


def test_faces_open_no_session() -> None:
    """They parse, call one verb and answer; the verb guards, changes and records."""
    assert {_name(file) for file in ABOVE if any(map(_opens, ast.walk(tree.parsed(file))))} == set()


def test_one_door_leads_to_the_screen() -> None:
    """What a stranger wrote is made harmless there; who prints elsewhere goes around it."""
    printing = re.compile(r"click\.s?echo\(|(?<!\w)print\(")
    found = [_name(file) for file in ABOVE if printing.search(file.read_text("utf-8"))]
    assert found == ["cli/terminal.py"]
