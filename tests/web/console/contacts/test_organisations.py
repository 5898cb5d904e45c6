"""The organisations: found by name, commune or number, with their people; put right without rewriting the past."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.roles import Role
from lists.models import Signature
from lists.organisations import identities
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

PATH = "/destinataires/organisations"
BRUMEVENT = {"name": "Ateliers Brumevent", "kind": "company", "postcode": "26000"}


@pytest.fixture(autouse=True)
def _people(opened: Installation) -> None:
    """A company with four people and a signature, and a mission locale with nobody."""
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)
        cast.organisation(session, "Mission locale de l’Étoile", kind="local_mission")
        session.add(Signature(organisation_id=1, signed_on=date(2009, 6, 1), registered_on=date(2009, 6, 1)))


def test_organisations_are_found_without_signs(opened: Installation) -> None:
    """Each with how many people are known there."""
    officer = Officer(opened, Role.READ)

    assert officer.get(PATH).text.count('class="row-title"') == 2
    assert "Mission locale de l’Étoile" in officer.get(f"{PATH}?q=etoile").text
    assert "Ateliers Brumevent" not in officer.get(f"{PATH}?genre=local_mission").text
    assert "Aucune organisation ne correspond." in officer.get(f"{PATH}?q=zzz").text


def test_a_file_has_its_people_and_its_signature(opened: Installation) -> None:
    """And of an organisation without people that no letter reaches it."""
    officer = Officer(opened, Role.READ)
    page = officer.get(f"{PATH}/1").text

    assert page.count('href="/destinataires/personnes/') == 4
    assert "Signée le 1er" in page
    assert "aucune lettre ne peut l’atteindre" in officer.get(f"{PATH}/2").text
    assert officer.get(f"{PATH}/3").status_code == 404


def test_another_name_leaves_the_past_as_it_was(opened: Installation) -> None:
    """Letters of that time go on to tell it; the département follows the postcode."""
    officer = Officer(opened, Role.WRITE)
    page = officer.follow(officer.post(f"{PATH}/1", BRUMEVENT | {"name": "Brume", "postcode": "33000"})).text

    assert "S’appelait" in page
    assert "Gironde" in page
    with opened.database.reading() as session:
        assert identities.identity_at(session, 1, date(2009, 6, 1)).name == "Ateliers Brumevent"


@pytest.mark.parametrize(
    "changed",
    [{"siren": "123"}, {"name": ""}, {"kind": "x"}, {"postcode": "abc"}, {"website": "::"}],
)
def test_what_cannot_be_is_refused_beside_its_field(opened: Installation, changed: dict[str, str]) -> None:
    """And nothing is kept."""
    answer = Officer(opened, Role.WRITE).post(f"{PATH}/1", BRUMEVENT | {"commune": "Valence"} | changed)

    assert answer.status_code == 422
    assert f'id="error-{next(iter(changed))}"' in answer.text
    assert "Valence" not in Officer(opened, Role.READ, name="Paul").get(f"{PATH}/1").text
