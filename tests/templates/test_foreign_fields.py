"""Merge fields of other programs are found, and nothing else is."""

from __future__ import annotations

import pytest

from templates import foreign_fields


@pytest.mark.parametrize(
    "typed",
    [
        "*|FNAME|*", "*|IF:PRENOM|*", "«Prénom»", "«Nom_de_famille»", "%PRENOM%", "%%first_name%%", "[prenom]",
        "[Prénom Nom]", "[[NOM]]", "{prenom}", "{!Contact.FirstName}", "{$nom}", "${user.name}", "<%= prenom %>",
        "<prénom>", "#PRENOM#", "__NOM__", "@PRENOM@", "[%email%]", "[FNAME]", "%recipient.fname%",
        "[désinscription]",
    ],
)  # fmt: skip
def test_a_field_of_another_program_is_found(typed: str) -> None:
    """In the middle of a sentence."""
    assert foreign_fields.found(f"Bonjour {typed}, merci.") != []


@pytest.mark.parametrize(
    "text",
    [
        "Elle dit «Bonjour» et « Prénom »", "10 %, puis 20 % de plus", "[sic] et [1]", "{{ prenom | vous }}",
        "anne@nom.example", "a < b > c", "un #nom d’usage et un autre#", "https://x.example/%C3%A9t%C3%A9",
        "le nom [de la rue]", "5 * 3 | 4 * 2", "x_nom_y",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    """A finding that blocks must be right."""
    assert foreign_fields.found(text) == []


@pytest.mark.parametrize(
    ("name", "ours"),
    [("Prénom", "prenom"), ("LAST_NAME", "nom"), ("Raison sociale", "organisation"), ("Montant", None)],
)
def test_our_field_is_named_where_there_is_one(name: str, ours: str | None) -> None:
    """Word calls them as the columns of its list."""
    assert foreign_fields.ours(name) == ours
