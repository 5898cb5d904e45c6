"""The sentences that people read: typography that a printer would sign."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.docs import tree

MARKS = {"_", "N_", "ngettext"}

#: A space that is none before a double sign, a plain space beside a French quotation mark, a straight apostrophe.
FAULTS = re.compile(r" [:;!?»](?!\w)|« |n° |(?<=\w)'(?=\w)|\.\.\.")


def sentences(package: str) -> Iterator[tuple[str, str]]:
    """Yield every sentence marked for translation, with its file."""
    for file in sorted((tree.ROOT / package).rglob("*.py")):
        for node in ast.walk(tree.parsed(file)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                yield from ((file.name, str(one.value)) for one in node.args if isinstance(one, ast.Constant))
    for page in sorted((tree.ROOT / package).rglob("*.html")):
        yield from ((page.name, text) for text in re.findall(r'_\("([^"]+)"\)', page.read_text("utf-8")))


@pytest.mark.parametrize("package", sorted(tree.packages()))
def test_sentences_are_spaced_as_french_is(package: str) -> None:
    """No-break spaces before : ; ! ? and inside « », real apostrophes and ellipses."""
    assert [(file, said) for file, said in sentences(package) if FAULTS.search(said)] == []
