"""The words: French plurals, and typography that a printer would sign."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.language import ngettext

ROOT = Path(__file__).parents[2]
PACKAGES = ("accounts", "campaigns", "cli", "lists", "mailer", "runtime", "templates", "web")
MARKS = {"_", "N_", "ngettext"}

#: A space that is none before a double sign, a plain space beside a French quotation mark, a straight apostrophe.
FAULTS = re.compile(r" [:;!?»](?!\w)|« |n° |(?<=\w)'(?=\w)|\.\.\.")


@pytest.mark.parametrize(("n", "chosen"), [(0, "ligne"), (1, "ligne"), (2, "lignes"), (500, "lignes")])
def test_none_and_one_are_singular(n: int, chosen: str) -> None:
    """As French grammar has it, where English says zero lines."""
    assert ngettext("ligne", "lignes", n) == chosen


def sentences(package: str) -> Iterator[tuple[str, str]]:
    """Yield every sentence marked for translation, with its file."""
    for file in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                yield from ((file.name, str(one.value)) for one in node.args if isinstance(one, ast.Constant))
    for page in sorted((ROOT / package).rglob("*.html")):
        yield from ((page.name, text) for text in re.findall(r'_\("([^"]+)"\)', page.read_text("utf-8")))


@pytest.mark.parametrize("package", PACKAGES)
def test_sentences_are_spaced_as_french_is(package: str) -> None:
    """No-break spaces before : ; ! ? and inside « », real apostrophes and ellipses."""
    assert [(file, said) for file, said in sentences(package) if FAULTS.search(said)] == []
