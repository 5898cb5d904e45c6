"""Publications: made once, changed field by field, refused when a value cannot be used."""

from __future__ import annotations

import pytest

from campaigns import errors
from campaigns.editorial import publications
from runtime.database import Database


def test_the_first_is_made_once(database: Database) -> None:
    """With its mailing list, and nothing that the law asks."""
    with database.transaction() as session:
        first, again = publications.ensure(session), publications.ensure(session)
        shown = publications.shown(session, first)

    assert first.id == again.id
    assert (shown["from"], shown["postal"], shown["basis"]) == ("", "", "")


def changed(database: Database, **given: str) -> dict[str, str]:
    """Change the publication and show it."""
    with database.transaction() as session:
        publication = publications.only(session)
        publications.change(session, publication, given)
        return publications.shown(session, publication)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Charte <lettre@charte.example>", "Charte <lettre@charte.example>"),
        ('"Charte, la lettre" <lettre@charte.example>', "Charte, la lettre <lettre@charte.example>"),
        ("Mission d’Évry <lettre@mission-évry.example>", "Mission d’Évry <lettre@xn--mission-vry-ibb.example>"),
    ],
)
def test_a_sender_has_a_name_and_an_address(database: Database, typed: str, kept: str) -> None:
    """The name as it is read, the address as it travels."""
    assert changed(database, sender=typed)["from"] == kept


def test_a_postal_address_has_lines(database: Database) -> None:
    """A slash or a real line break between them."""
    assert changed(database, postal="1, rue de l’Exemple / 75017 Paris")["postal"] == "1, rue de l’Exemple\n75017 Paris"


@pytest.mark.parametrize(
    ("field", "value"),
    [("sender", "lettre@charte.example"), ("sender", "Charte <lettre>"), ("name", " "), ("name", "a\nb"),
     ("reply_to", "deux mots"), ("director", "\x1b[31m")],
)  # fmt: skip
def test_what_cannot_be_used_is_refused(database: Database, field: str, value: str) -> None:
    """All or nothing."""
    before = changed(database)
    with pytest.raises(errors.PublicationRefused):
        changed(database, publisher="Autre", **{field: value})

    assert changed(database) == before
