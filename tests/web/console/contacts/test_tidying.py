"""« Doublons »: one gesture each, and nothing without it."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from campaigns.acting.rights import objection_and_erasure
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

PATH = "/destinataires/doublons"


@pytest.fixture(autouse=True)
def _people(opened: Installation) -> None:
    """A company that is there twice, and an address with a slip of the fingers."""
    with opened.database.transaction() as session:
        cast.publish(session)
        first = cast.organisation(session, "Ateliers Brumevent")
        second = cast.organisation(session, "Ateliers Brumevent SA")
        cast.reader(session, opened, cast.ZOE, first)
        cast.reader(session, opened, "zoe@gmial.com", first)
        cast.reader(session, opened, cast.LOIC, second, "Loïc")


@pytest.fixture
def officer(opened: Installation) -> Officer:
    """Somebody who writes."""
    return Officer(opened, Role.WRITE)


def test_everything_that_looks_wrong_is_shown(officer: Officer) -> None:
    """Each with its gesture."""
    page = officer.get(PATH).text

    for words in ("Réunir ces organisations", "Garder cette adresse", "Corriger en gmail.com"):
        assert words in page


def test_organisations_are_merged_into_the_chosen_one(opened: Installation, officer: Officer) -> None:
    """Nobody chooses for the officer."""
    without = officer.post(f"{PATH}/organisations", {"all": ["1", "2"]})
    page = officer.follow(officer.post(f"{PATH}/organisations", {"all": ["1", "2"], "kept": "2"})).text

    assert without.status_code == 422
    assert page.count('href="/destinataires/personnes/') >= 3
    assert officer.get("/destinataires/organisations/1").status_code == 404


def test_people_are_merged_into_the_chosen_address(opened: Installation, officer: Officer) -> None:
    """The other is a former one."""
    page = officer.follow(officer.post(f"{PATH}/personnes", {"all": ["1", "2"], "kept": "1"})).text

    assert "Réunies" in page
    assert objection_and_erasure.file_of(opened, "zoe@gmial.com").contacts == ()


def test_a_mistyped_domain_is_put_right_at_once(opened: Installation, officer: Officer) -> None:
    """A domain that may be right is left alone."""
    said = officer.follow(officer.post(f"{PATH}/domaine", {"domain": "gmial.com"})).text
    right = officer.post(f"{PATH}/domaine", {"domain": "brumevent.example"})

    assert "1 adresse corrigée." in said
    assert len(objection_and_erasure.file_of(opened, "zoe@gmail.com").contacts) == 1
    assert right.status_code == 422


def test_organisations_that_are_not_one_are_proposed_no_more(officer: Officer) -> None:
    """Until another one looks like them."""
    said = officer.follow(officer.post(f"{PATH}/distinctes", {"all": ["1", "2"]})).text

    assert "C’est noté" in said
    assert "Réunir ces organisations" not in said
    assert officer.post(f"{PATH}/distinctes", {"all": ["1", "99"]}).status_code == 303
