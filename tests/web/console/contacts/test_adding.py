"""« Ajouter une personne »: with the origin of the address, and never against what the person said."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from campaigns.acting.rights import objection_and_erasure
from campaigns.editorial import imprints
from lists import mailing_lists
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

PATH = "/destinataires/personnes/nouvelle"
INES = {"email": "ines@ombelle.example", "first_name": "Inès", "last_name": "Petit", "origin": "sa carte de visite"}


@pytest.fixture(autouse=True)
def _people(opened: Installation) -> None:
    """A letter with four readers."""
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)


@pytest.fixture
def officer(opened: Installation) -> Officer:
    """Somebody who writes."""
    return Officer(opened, Role.WRITE)


def test_somebody_new_receives_from_the_next_letter_on(opened: Installation, officer: Officer) -> None:
    """And reads there where the address comes from."""
    page = officer.follow(officer.post(PATH, INES | {"organisation": "ateliers brumevent"})).text
    known = objection_and_erasure.file_of(opened, INES["email"]).contacts[0]

    assert "Reçoit la lettre" in page
    assert (known.organisation, known.collected_from) == ("Ateliers Brumevent", "sa carte de visite")
    assert known.informed_on is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"origin": ""}, "origin"), ({"email": "ines"}, "email"), ({"email": cast.LOIC}, "email"),
     ({"email": cast.ZOE, "organisation": "Ateliers Brumevent"}, "email"), ({"first_name": "I\x07"}, "")],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    opened: Installation, officer: Officer, changed: dict[str, str], field: str
) -> None:
    """An address that objected too; nothing is kept."""
    with opened.database.transaction() as session:
        cast.object_(session, opened, cast.LOIC)
    answer = officer.post(PATH, INES | changed)

    assert answer.status_code == 422
    assert f'id="error-{field}"' in answer.text or not field
    assert objection_and_erasure.file_of(opened, INES["email"]).contacts == ()


def test_a_letter_that_asks_for_consent_asks_the_person_first(opened: Installation, officer: Officer) -> None:
    """By its own form; without one nobody is entered."""
    imprints.change(opened, imprints.Change(basis="consent"), "test")
    closed = officer.post(PATH, INES)
    with opened.database.transaction() as session:
        mailing_lists.open_(session, 1, "la-lettre")
    page = officer.follow(officer.post(PATH, INES)).text

    assert "ouvrez d’abord son formulaire" in closed.text
    assert "Ne reçoit pas encore la lettre" in page
    known = objection_and_erasure.file_of(opened, INES["email"])
    assert [one.message for one in known.messages] == ["confirmation"]
    assert (known.contacts[0].first_name, known.contacts[0].lists[0].state) == ("Inès", "pending")
