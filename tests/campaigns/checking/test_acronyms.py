"""Acronyms that a reader may not know are told, those that are explained are not."""

from __future__ import annotations

import pytest

from campaigns.checking import acronyms

MEANINGS = {"CNML": "Conseil national des missions locales"}


def told(*lines: str) -> list[tuple[str, int]]:
    """Return the acronyms told, with the number of their line."""
    return [(used.acronym, used.line) for used in acronyms.unexplained(lines, MEANINGS)]


@pytest.mark.parametrize(
    "lines",
    [
        ("Le Conseil national des missions locales (CNML) agit.", "Le CNML agit."),
        ("Le CNML (Conseil national des missions locales) agit.",),
        ("Le Conseil national des missions\u00a0locales agit.", "Le CNML aussi."),
        ("L’ARML (animation régionale) agit.", "Les ARML."),
        ("Une PME recrute un CV, en CDI, à la SARL D’Hauteclaire.",),
        ("Le XXI siècle, Louis XIV, le tome IV.",),
        ("LES ENTREPRISES DU NORD AGISSENT",),
        ("Voir https://CNML.example/ARML et M. X.",),
        ("Écrire à RH@cnml.example.",),
    ],
)
def test_what_is_explained_or_known_is_not_told(lines: tuple[str, ...]) -> None:
    """Beside it, before it, or by everybody."""
    assert told(*lines) == []


def test_an_acronym_is_told_once_where_it_is_first_used() -> None:
    """With what the publication says that it stands for."""
    assert told("Rien.", "Le CNML agit.", "Le CNML, l’ARML.") == [("CNML", 1), ("ARML", 2)]
    assert [used.meaning for used in acronyms.unexplained(["Le CNML agit."], MEANINGS)] == [MEANINGS["CNML"]]


def test_an_explanation_that_comes_later_comes_too_late() -> None:
    """The reader has stumbled."""
    assert told("Le CNML agit.", "Le Conseil national des missions locales (CNML).") == [("CNML", 0)]
