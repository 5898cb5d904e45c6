"""The French that people read keeps to the words of `docs/glossary.md`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.docs import tree

_PAGE = tree.ROOT / "docs" / "glossary.md"
#: What is looked for -> a sentence that contains it. A word that also has a meaning of ours is not looked for.
REFUSED = {
    r"\babonn": "Vous êtes abonné.",
    r"\bnewsletter|\binfolettre": "notre newsletter",
    r"\bmailing\b": "un mailing",
    r"chemin de fer": "le chemin de fer du numéro",
    r"\bmarbre\b": "au marbre",
    r"\bcourriels?\b|\bmél\b|(?<!-)\bmails?\b": "par courriel",
    r"\bligne[^.]*\b(laissée?|rejetée?)s?\b": "ligne 4, laissée",
    r"\brépétition, rien": "Répétition, rien n’est écrit.",
    r"\w\(s\)": "{n} ligne(s)",
}
_MARKS = {"_", "N_", "ngettext"}
_TEMPLATES = (
    "web/console/html",
    "web/reader/html",
    "templates/designs",
    "templates/emails",
    "templates/blocks",
    "templates/layout",
)


def _in_code() -> Iterator[tuple[str, str]]:
    """Yield every sentence that goes through gettext in Python, with its place."""
    for file in tree.modules():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS:
                for said in node.args:
                    if isinstance(said, ast.Constant) and isinstance(said.value, str):
                        yield f"{file.relative_to(tree.ROOT)}:{node.lineno}", said.value


def _in_templates() -> Iterator[tuple[str, str]]:
    """Yield every sentence that goes through gettext in a template, with its place."""
    for folder in _TEMPLATES:
        for file in sorted((tree.ROOT / folder).rglob("*.*")):
            for found in re.finditer(r"_\(\"([^\"]+)\"|_\('([^']+)'", file.read_text("utf-8")):
                yield str(file.relative_to(tree.ROOT)), found[1] or found[2]


@pytest.mark.parametrize("pattern", REFUSED)
def test_no_sentence_has_a_word_that_we_do_not_use(pattern: str) -> None:
    """One thing has one word."""
    sentences = (*_in_code(), *_in_templates())
    found = [f"{place}: {said}" for place, said in sentences if re.search(pattern, said, re.IGNORECASE)]

    assert found == []


@pytest.mark.parametrize(("pattern", "example"), REFUSED.items())
def test_the_patterns_find_what_they_are_for(pattern: str, example: str) -> None:
    """A pattern that matches nothing would prove nothing."""
    assert re.search(pattern, example, re.IGNORECASE)


def test_the_page_names_what_is_refused() -> None:
    """Whoever meets a failure looks the word up there."""
    page = _PAGE.read_text("utf-8")

    assert [word for word in ("abonn", "newsletter", "chemin de fer", "marbre", "courriel", "laissée", "répétition")
            if word not in page] == []  # fmt: skip
