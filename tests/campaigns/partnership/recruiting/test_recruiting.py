"""The block « Recruter… » stands where the convention asks for it, names whom it owes it to, and nowhere else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from campaigns.acting import looking
from campaigns.partnership.recruiting import finding
from lists.errors import PostcodeUnknown
from lists.models import Organisation
from lists.organisations import regional_networks
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership import partners
from tests.campaigns.partnership.conventions import adopted, other
from tests.web.conftest import browser


def network(session: Session, name: str, *places: str) -> Organisation:
    """Enter a regional network with a mission locale in each of these départements."""
    made = cast.organisation(session, name, places[0], "regional_network")
    for place in places:
        mission = cast.organisation(session, f"Mission locale {name} {place}", place, "local_mission")
        mission.regional_network_id = made.id
    return made


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """An issue, and two partners."""
    made = cast.stage(opened, tmp_path)
    partners.enter(opened)
    return made


def test_the_block_names_the_partner_to_whom_it_is_owed(opened: Installation, issue: int) -> None:
    """Under the convention; without one, and under another one, no letter speaks of missions locales."""
    without = looking.look(opened, issue).text
    adopted(opened)
    under = looking.look(opened, issue).text
    adopted(opened, other(**{"2026-01-02": "2009-01-02", "2027-01-01": "2010-01-01"}))
    assert "RECRUTER AVEC VOTRE MISSION LOCALE" in under
    assert "Partout en France" in under
    for text in (without, looking.look(opened, issue).text):
        assert "mission locale" not in text.lower()


def test_a_network_answers_in_the_whole_of_its_region(opened: Installation) -> None:
    """Where two share a région, the one that has missions locales there itself."""
    with opened.database.transaction() as session:
        network(session, "Alpes", "38", "73")
        network(session, "Rhône", "69")
        found = regional_networks.near(session, date(2009, 9, 15))
    assert {place: found[place].name for place in ("38", "69", "26")} == {"38": "Alpes", "69": "Rhône", "26": "Alpes"}
    assert "33" not in found


def test_the_page_shows_all_of_a_departement_and_falls_back(opened: Installation, issue: int) -> None:
    """The nearest first where a postcode is given; else all of them; else the network; without a convention nothing."""
    del issue
    ask = browser(opened)
    with opened.database.transaction() as session:
        network(session, "Alpes", "38", "38")
    assert {ask("GET", path).status_code for path in ("/l/mission-locale", "/l/fragments/recruter.html")} == {404}
    adopted(opened)
    near = ask("GET", "/l/mission-locale?cp=38000").text
    everywhere = ask("GET", "/l/mission-locale?departement=38").text
    fallen = ask("GET", "/l/mission-locale?cp=26000").text
    assert "Les autres missions locales en Isère" in near
    assert everywhere.count("Mission locale Alpes 38") == 2
    assert "Nous ne connaissons pas encore de mission locale dans la Drôme." in fallen
    assert "Alpes" in fallen
    assert "est inconnu" in ask("GET", "/l/mission-locale?departement=999").text


@pytest.mark.parametrize("postcode", ["99999", "2600", "<b>"])
def test_a_postcode_that_is_none_is_refused(opened: Installation, postcode: str) -> None:
    """Another matter than a place without a mission locale."""
    with pytest.raises(PostcodeUnknown):
        finding.at(opened, postcode)


@pytest.mark.parametrize(("postcode", "name"), [("26000", "Valence"), ("26800", "Étoile")])
def test_the_nearest_of_its_departement_serves_a_postcode(opened: Installation, postcode: str, name: str) -> None:
    """By the postcode alone: a reader who asks says no more."""
    with opened.database.transaction() as session:
        for each, code in (("Valence", "26000"), ("Étoile", "26800")):
            cast.organisation(session, each, "26", "local_mission").postcode = code
    near = finding.at(opened, postcode)
    assert near.mission is not None
    assert (near.mission.name, len(near.others)) == (name, 1)
