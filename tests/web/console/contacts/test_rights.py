"""« Demandes »: one month for each, and what closes it."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest

from accounts.roles import Role
from campaigns.acting.rights import objection_and_erasure, register
from lists.kinds import RequestEnding
from runtime import clock
from runtime.installation import Installation
from tests import cast
from tests.clocks import MovableClock
from tests.web.console.officers import Officer

PATH = "/destinataires/droits"


@pytest.fixture(autouse=True)
def _people(opened: Installation) -> None:
    """A letter with four readers."""
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)


@pytest.fixture
def officer(opened: Installation) -> Officer:
    """Somebody who protects data."""
    return Officer(opened, Role.PROTECT)


def _ask(opened: Installation, officer: Officer, kind: str, email: str = cast.ZOE) -> str:
    """Open a request, and return the address of its page."""
    today = clock.today(opened.clock).isoformat()
    answer = officer.post(PATH, {"email": email, "kind": kind, "received_on": today, "note": "par courrier"})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_request_runs_for_one_month(opened: Installation, officer: Officer, clock: MovableClock) -> None:
    """The page counts the days, then says that it is late."""
    assert "Aucune demande n’attend." in officer.get(PATH).text
    _ask(opened, officer, "access")
    before = officer.get(PATH).text
    clock.move(timedelta(days=40))

    assert "jours encore" in before
    later = Officer(opened, Role.PROTECT, name="Paul")  # nobody stays signed in for that long
    assert "en retard de" in later.get(PATH).text


def test_the_file_is_handed_over_and_closes_the_request(opened: Installation, officer: Officer) -> None:
    """After somebody said how they know who asks."""
    page = _ask(opened, officer, "portability")
    without = officer.post(f"{page}/dossier", {"evidence": " "})
    given = officer.post(f"{page}/dossier", {"evidence": "pièce vue au guichet"})

    assert without.status_code == 422
    assert "lisez-moi.html" in zipfile.ZipFile(io.BytesIO(given.content)).namelist()
    assert [one.ending for one in register.listed(opened, closed=True)] == [RequestEnding.DONE]
    assert "adresse oubliée" in officer.get(page).text


def test_an_erasure_is_done_from_its_page(opened: Installation, officer: Officer) -> None:
    """Once; the proof stays."""
    page = _ask(opened, officer, "erasure")
    done = officer.follow(officer.post(f"{page}/faire", {"evidence": "pièce vue"})).text
    again = officer.follow(officer.post(f"{page}/faire", {"evidence": "pièce vue"})).text

    assert objection_and_erasure.file_of(opened, cast.ZOE).contacts == ()
    assert "C’est fait, et la demande est close." in done
    assert "pièce vue" in done
    assert "elle est close" in again


def test_a_correction_leads_to_the_file_of_the_person(opened: Installation, officer: Officer) -> None:
    """Which closes the request when it is said that they asked."""
    page = _ask(opened, officer, "rectification")
    writer = Officer(opened, Role.WRITE, name="Paul")
    shown = officer.get(page).text
    writer.post(
        "/destinataires/personnes/1",
        {"first_name": "Zoé", "last_name": "Durand", "email": cast.ZOE, "organisation": "Ateliers Brumevent",
         "asked": "par courrier"},
    )  # fmt: skip

    assert "Corriger la fiche de Zoe Œuvrard" in shown
    assert "close à temps" in officer.get(page).text


def test_more_time_and_a_refusal_need_their_reason(opened: Installation, officer: Officer) -> None:
    """The person is to be told both."""
    page = _ask(opened, officer, "restriction")
    statuses = [
        officer.post(f"{page}/prolonger", {"reason": ""}).status_code,
        officer.post(f"{page}/prolonger", {"reason": "trois fichiers à relire"}).status_code,
        officer.post(f"{page}/clore", {"ending": "refused", "evidence": ""}).status_code,
        officer.post(f"{page}/clore", {"ending": "refused", "evidence": "demande manifestement infondée"}).status_code,
        officer.post(f"{page}/clore", {"ending": "x"}).status_code,
    ]

    assert statuses == [422, 303, 422, 303, 422]
    assert officer.get(f"{PATH}/registre.xlsx").content[:2] == b"PK"


def test_only_who_protects_data_acts(opened: Installation, officer: Officer) -> None:
    """Others see the page, and whom to ask."""
    page = _ask(opened, officer, "erasure")
    reader = Officer(opened, Role.WRITE, name="Paul")

    assert "Demandez à" in reader.get(page).text
    assert reader.post(f"{page}/faire", {"evidence": "x"}).status_code == 403
    assert reader.get(f"{PATH}/99").status_code == 404
