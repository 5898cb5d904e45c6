"""Which missions locales are near whom."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from lists.kinds import OrganisationKind
from lists.models import ServedDepartement
from lists.organisations import local_missions
from tests.lists import people


def test_local_missions_come_by_departement_while_they_are_active(session: Session) -> None:
    """Loaded once a campaign."""
    kind = OrganisationKind.LOCAL_MISSION
    people.organisation(session, "Lens", kind=kind, departement="62", code="ML1", phone="03 53 01 00 01")
    people.organisation(session, "Arras", kind=kind, departement="62")
    people.organisation(session, "Fermée", kind=kind, departement="62", active_until=date(2008, 12, 31))
    found = local_missions.near(session, date(2009, 9, 15))
    assert [mission.name for mission in found["62"]] == ["Lens", "Arras"]
    assert found["62"][0].phone == "03 53 01 00 01"


def test_a_mission_is_near_in_every_departement_that_it_serves(session: Session) -> None:
    """After those that stand there; what has closed serves nobody."""
    kind = OrganisationKind.LOCAL_MISSION
    valence = people.organisation(session, "Valence", kind=kind, departement="26")
    people.organisation(session, "Privas", kind=kind, departement="07")
    closed = people.organisation(session, "Fermée", kind=kind, departement="26", active_until=date(2008, 12, 31))
    session.add_all(ServedDepartement(organisation_id=number, departement="07") for number in (valence, closed))
    session.flush()
    found = local_missions.near(session, date(2009, 9, 15))
    assert [mission.name for mission in found["07"]] == ["Privas", "Valence"]
    assert [mission.name for mission in found["26"]] == ["Valence"]
