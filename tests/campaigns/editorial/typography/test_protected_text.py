"""What no rule touches: quotations of a text that the publication quotes word for word."""

from __future__ import annotations

import pytest

from campaigns.editorial.typography import fixing
from campaigns.editorial.typography.styles import Style

CLAUSE = "Mettre en ligne la plaquette : un lien vers l'Etat, via le site de la Charte de la Diversité ;"
STYLE = Style(quoted=(CLAUSE,))


@pytest.mark.parametrize(
    "text",
    [
        CLAUSE,
        f"«\u00a0{CLAUSE}\u00a0»",
        "L’article dit\u00a0: «\u00a0un lien vers l'Etat, via le site\u00a0».",
        "«\u00a0Mettre en ligne la plaquette : un lien vers l'Etat\u00a0», dit le texte.",
    ],
)
def test_a_quotation_stays_as_it_was_signed(text: str) -> None:
    """Whole, or a few words of it between quotation marks."""
    assert fixing.text(text, STYLE) == text


def test_the_marks_around_a_quotation_are_mended() -> None:
    """They are not part of it."""
    assert fixing.text('Il dit "un lien vers l\'Etat" !', STYLE) == "Il dit «\u00a0un lien vers l'Etat\u00a0»\u202f!"


@pytest.mark.parametrize("text", ["« l'Etat »", "un lien vers l'Etat nouveau"])
def test_words_that_are_anybodys_are_mended(text: str) -> None:
    """A quotation has four words, and none of its own."""
    assert "l’État" in fixing.text(text, STYLE)


def test_without_a_text_nothing_is_quoted() -> None:
    """Everything is mended."""
    assert "l’État" in fixing.text(CLAUSE, Style())
