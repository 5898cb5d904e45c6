"""A file that says which column is which."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from lists import errors
from lists.importing.reading import mapping
from lists.kinds import ImportKind
from lists.models import Contact, Organisation
from tests.lists.importing.conftest import Bring

FILE = "Identifiant;Structure signataire;Courriel pro;E-mail;SIREN\n000100008;Ombelle;z@o.example;privé;x\n"


@pytest.mark.parametrize(
    "text",
    [
        '{"Identifiant": "SIREN", "structure SIGNATAIRE": "Dénomination", "Courriel pro": "E-mail", "SIREN": null}',
        '{"Identifiant": "SIREN", "Dénomination": "Structure signataire", "Courriel pro": "email", "SIREN": ""}',
        'Identifiant = "SIREN"\n"Structure signataire" = "Raison sociale"\n"Courriel pro" = "Mail"\nSIREN = ""\n',
    ],
)
def test_columns_are_what_the_file_says(session: Session, bring: Bring, text: str) -> None:
    """In either order, as JSON or TOML; a column that is really called « SIREN » may be left out."""
    mapped = mapping.read(text.encode(), "colonnes.json", ImportKind.COMPANIES)
    bring(FILE, mapped=mapped)
    assert session.exec(select(Organisation.siren, Organisation.name)).all() == [("000100008", "Ombelle")]
    assert session.exec(select(Contact.email)).all() == ["z@o.example"]


def test_a_column_that_is_not_there_is_refused(bring: Bring) -> None:
    """The file is another one than she thought."""
    mapped = mapping.read(b'{"Courriel": "E-mail"}', "colonnes.json", ImportKind.COMPANIES)
    with pytest.raises(errors.FileRefused) as refused:
        bring(FILE, mapped=mapped)
    assert "courriel" in str(refused.value)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b'{"Couleur": "Teinte"}', "Teinte"),
        (b"[1]", "associer"),
        (b'{"a": 1}', "associer"),
        (b"a b c", "ni du TOML"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_what_maps_nothing_is_refused(raw: bytes, words: str) -> None:
    """With what is wrong."""
    with pytest.raises(errors.FileRefused) as refused:
        mapping.read(raw, "colonnes.json", ImportKind.COMPANIES)
    assert words in str(refused.value)


@pytest.mark.parametrize("text", [f'{{"SIREN": {"9" * 5000}}}', f"SIREN = {'9' * 5000}", "[" * 20_000])
def test_a_number_that_nobody_can_read_is_refused(text: str) -> None:
    """Python itself refuses so many digits, and so deep a nest."""
    with pytest.raises(errors.FileRefused):
        mapping.read(text.encode(), "colonnes.json", ImportKind.COMPANIES)
