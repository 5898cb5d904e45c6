"""The file of a person: the one sentence, what may be put right, and « Ne plus lui écrire » with its way back."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from campaigns.acting.rights import objection_and_erasure, register
from campaigns.acting.rights.person_file import File
from lists.kinds import Right
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

PATH = "/destinataires/personnes/1"
#: What the form of Zoé holds.
ZOE = {
    "first_name": "Zoe", "last_name": "Œuvrard", "email": cast.ZOE, "organisation": "Ateliers Brumevent",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _people(opened: Installation) -> None:
    """A letter with four readers of one company."""
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)


@pytest.fixture
def officer(opened: Installation) -> Officer:
    """Somebody who writes."""
    return Officer(opened, Role.WRITE)


def _file(opened: Installation, email: str = cast.ZOE) -> File:
    return objection_and_erasure.file_of(opened, email)


def test_a_file_says_whether_she_receives_and_where_her_address_comes_from(officer: Officer) -> None:
    """In one sentence each."""
    page = officer.get(PATH).text

    assert "Reçoit la lettre" in page
    assert "parce que son adresse est inscrite depuis le" in page
    assert "sa première lettre le dira" in page
    assert officer.get("/destinataires/personnes/999").status_code == 404


def test_what_an_officer_mends_is_no_request_and_no_sign_of_life(opened: Installation, officer: Officer) -> None:
    """Only what the person asked for stands in the register."""
    saved = officer.post(PATH, ZOE | {"first_name": "Zoë", "function": "Directrice"})
    told = officer.follow(saved).text

    assert "Fiche enregistrée." in told
    assert _file(opened).contacts[0].function == "Directrice"
    assert register.listed(opened, closed=True) == ()
    assert _file(opened).history == ()


def test_what_the_person_asked_stands_in_the_register(opened: Installation, officer: Officer) -> None:
    """With how they asked, and counts as a sign of life."""
    officer.post(PATH, ZOE | {"last_name": "Durand", "asked": "au téléphone"})

    assert [(one.kind, one.note) for one in register.listed(opened, closed=True)] == [
        (Right.RECTIFICATION, "au téléphone")
    ]
    assert [one.fact for one in _file(opened).history] == ["updated"]


def test_a_refused_address_keeps_what_was_typed(officer: Officer) -> None:
    """The sentence stands beside the field."""
    answer = officer.post(PATH, ZOE | {"email": "zoe@", "function": "Directrice"})

    assert answer.status_code == 422
    assert 'id="error-email"' in answer.text
    assert 'value="Directrice"' in answer.text


def test_another_organisation_is_found_chosen_or_made(opened: Installation, officer: Officer) -> None:
    """Never guessed, and never made without being told so."""
    with opened.database.transaction() as session:
        for name in ("Éditions Lumière", "Ateliers Brumevent"):
            cast.organisation(session, name)
    assert officer.post(PATH, ZOE).status_code == 303, "a namesake does not ask who did not move"
    found = officer.post(PATH, ZOE | {"organisation": "editions lumiere"})
    unclear = officer.post(PATH, ZOE | {"organisation": "Lumière SAS"})
    before = _file(opened).contacts[0].organisation
    made = officer.post(PATH, ZOE | {"organisation": "Lumière SAS", "employer": "new", "organisation_kind": "company"})

    assert (found.status_code, before) == (303, "Éditions Lumière")
    assert unclear.status_code == 422
    assert "Éditions Lumière (26)" in unclear.text
    assert "Créer «\u00a0Lumière SAS\u00a0»" in unclear.text
    assert made.status_code == 303
    assert _file(opened).contacts[0].organisation == "Lumière SAS"


def test_the_officers_own_decision_can_be_changed(opened: Installation, officer: Officer) -> None:
    """It is no objection."""
    gone = officer.follow(officer.post(f"{PATH}/arret", {"why": "decision", "letter": "1"})).text
    back = officer.follow(officer.post(f"{PATH}/inscription", {"letter": "1"})).text

    assert "parce que son inscription a pris fin le" in gone
    assert "Lui écrire de nouveau" in gone
    assert "Reçoit la lettre" in back
    assert _file(opened).suppressions == ()


def test_an_objection_needs_its_proof_and_the_persons_own_word_to_go(opened: Installation, officer: Officer) -> None:
    """It closes a request in the register; nobody enlists whoever objected."""
    without = officer.post(f"{PATH}/arret", {"why": "demande", "letter": "1"})
    said = officer.follow(officer.post(f"{PATH}/arret", {"why": "demande", "letter": "1", "evidence": "lettre du 3"}))
    forced = officer.post(f"{PATH}/inscription", {"letter": "1"})

    assert without.status_code == 422
    assert "s’est opposée à nos envois" in said.text
    assert [one.kind for one in register.listed(opened, closed=True)] == [Right.OBJECTION]
    assert forced.status_code == 422
    officer.post(f"{PATH}/retour", {"evidence": "au téléphone, le 5"})
    assert _file(opened).suppressions == ()


def test_an_officer_of_one_letter_changes_nobody_of_another(opened: Installation) -> None:
    """Nor sees that there is somebody."""
    cast.second(opened)
    stranger = Officer(opened, Role.WRITE, publication_id=2)

    assert stranger.get(PATH).status_code == 404
    assert stranger.post(PATH, ZOE | {"last_name": "Durand"}).status_code == 404
    assert stranger.post(f"{PATH}/arret", {"why": "demande", "evidence": "x"}).status_code == 404
    assert _file(opened).contacts[0].last_name == "Œuvrard"


def test_a_decision_holds_wherever_she_works(opened: Installation, officer: Officer) -> None:
    """Somebody with two roles is not written to by the other one."""
    with opened.database.transaction() as session:
        cast.reader(session, opened, cast.ZOE, cast.organisation(session, "Ombelle"))
    officer.post(f"{PATH}/arret", {"why": "decision", "letter": "1"})

    assert [one.lists[0].state for one in _file(opened).contacts] == ["left", "left"]


@pytest.mark.parametrize("field", ["last_name", "function", "organisation", "asked"])
def test_an_invisible_sign_is_refused_beside_its_field(officer: Officer, field: str) -> None:
    """PostgreSQL would fail on it."""
    answer = officer.post(PATH, ZOE | {field: "a\x00b"})

    assert answer.status_code == 422
    assert f'id="error-{field}"' in answer.text
