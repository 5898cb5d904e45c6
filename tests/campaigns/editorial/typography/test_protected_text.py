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


@pytest.mark.parametrize(
    "text",
    [
        "Appelez le +33612345678.", "Appelez le +33 612 345 678.", "ID de réunion\u00a0: 98765432101.",
        "Mot de passe 123456.", "Mot de passe\u00a0: Soleil!2027?", "Le mot de passe est l'Etat?12345.",
        "Code d’accès\u00a0: 123456", "Agrément 750123456.", "Agrément qualité régional 750123.",
        "Licence n°\u00a0123456.", "IBAN\u00a0: FR7630006000011234567890189", "SIREN 732 829 320.",
        "Numéro de déclaration d’activité\u00a0: 11755555555.", "TVA intracommunautaire 40303265045.",
        "Bonjour «Prénom», *|FNAME|* et %PRENOM%.", "Le dossier 20271234567, puis.", "Composez le 118218.",
    ],
)  # fmt: skip
def test_what_is_dialled_typed_or_paid_with_stays_as_it_is(text: str) -> None:
    """One space more in a password, and it no longer opens anything; the check asks for none either."""
    assert fixing.text(text, Style()) == text
    assert fixing.changes(text, Style()) == ()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ils sont 10000 jeunes.", "Ils sont 10\u202f000 jeunes."),
        ("Un budget de 1500000000 euros.", "Un budget de 1\u202f500\u202f000\u202f000\u00a0euros."),
        ("Le code est simple !", "Le code est simple\u202f!"),
        ("«Bonjour» à tous", "«\u00a0Bonjour\u00a0» à tous"),
    ],
)
def test_what_counts_and_what_is_said_is_mended(typed: str, printed: str) -> None:
    """Beside all of these."""
    assert fixing.text(typed, Style()) == printed
