"""« Oppositions »: who is written to no more and why; one address checked, one opposition added."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from campaigns.acting.people import evidences
from campaigns.acting.rights import objection_and_erasure
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

PATH = "/destinataires/oppositions"


@pytest.fixture(autouse=True)
def _people(opened: Installation) -> None:
    """A letter with four readers."""
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)


def test_at_first_nobody_objected(opened: Installation) -> None:
    """And the page says so."""
    assert "Personne ne s’est opposé." in Officer(opened, Role.READ).get(PATH).text


def test_each_says_why_since_when_and_how_it_is_known(opened: Installation) -> None:
    """By reason; of whoever is known no more only that there is somebody."""
    with opened.database.transaction() as session:
        cast.object_(session, opened, cast.LOIC)
        suppressing.suppress(
            session, cast.key(opened, cast.ZOE), reason=SuppressionReason.BOUNCED, since=opened.clock.now(),
            evidence="delivery:7",
        )  # fmt: skip
        objection_and_erasure.erase(
            session, cast.key(opened, cast.MAITE), cast.MAITE, now=opened.clock.now(), evidence="x"
        )
    officer = Officer(opened, Role.READ)
    everything, bounced = officer.get(PATH).text, officer.get(f"{PATH}?raison=bounced").text

    assert "s’est opposée" in everything
    assert "Il n’en reste qu’une empreinte" in everything
    assert "une lettre qui lui était envoyée" in bounced
    assert "s’est opposée" not in bounced


def test_an_address_is_checked_without_standing_in_an_address(opened: Installation) -> None:
    """In any spelling."""
    with opened.database.transaction() as session:
        cast.object_(session, opened, cast.LOIC)
    officer = Officer(opened, Role.READ)

    assert "s’est opposée" in officer.post(PATH, {"email": f" {cast.LOIC.upper()} "}).text
    assert "Rien n’arrête nos lettres" in officer.post(PATH, {"email": cast.ZOE}).text
    assert officer.post(PATH, {"email": "rien"}).status_code == 422


def test_an_opposition_is_added_with_its_proof(opened: Installation) -> None:
    """Of somebody who is not known too."""
    officer = Officer(opened, Role.WRITE)
    without = officer.post(f"{PATH}/ajouter", {"email": "x@ailleurs.example"})
    officer.post(f"{PATH}/ajouter", {"email": "x@ailleurs.example", "evidence": "au téléphone"})
    found = objection_and_erasure.file_of(opened, "x@ailleurs.example").suppressions

    assert 'id="error-evidence"' in without.text
    assert [(one.reason, one.evidence) for one in found] == [("objection", "au téléphone")]


def test_an_officer_of_one_letter_adds_nothing_for_all(opened: Installation) -> None:
    """An opposition holds for every letter."""
    cast.second(opened)
    officer = Officer(opened, Role.WRITE, publication_id=2)

    assert officer.post(f"{PATH}/ajouter", {"email": cast.ZOE, "evidence": "x"}).status_code == 403


def test_what_somebody_typed_stays_as_it_is() -> None:
    """Only the marks of the house become words."""
    assert (
        evidences.said("delivery:7 ; lettre du 3 mars: 12") == "une lettre qui lui était envoyée ; lettre du 3 mars: 12"
    )
