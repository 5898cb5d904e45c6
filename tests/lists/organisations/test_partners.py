"""A partner's name and logo on a day."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from lists.kinds import OrganisationKind
from lists.models import PartnerIdentity
from lists.organisations import partners
from runtime.installation import Installation
from tests.lists import people


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2009, 6, 15), None),
        (date(2009, 6, 16), "CNML"),
        (date(2015, 12, 31), "CNML"),
        (date(2016, 1, 1), "Délégation"),
    ],
)
def test_the_identity_of_a_partner_depends_on_the_day(session: Session, on: date, name: str | None) -> None:
    """Names and logos are dated; before the first there is none."""
    partner = people.organisation(session, "CNML", kind=OrganisationKind.PARTNER)
    periods = [("CNML", date(2009, 6, 16), date(2015, 12, 31)), ("Délégation", date(2016, 1, 1), None)]
    for said, start, end in periods:
        session.add(PartnerIdentity(organisation_id=partner, name=said, valid_from=start, valid_until=end))
    session.flush()
    found = partners.identity_at(session, partner, on)
    assert (found.name if found else None) == name


def test_a_partner_is_shown_as_it_is_named_today(opened: Installation) -> None:
    """Found by its code; one that nobody named yet is not shown, nor is a company of that code."""
    with opened.database.transaction() as session:
        partner = people.organisation(session, "CNML", kind=OrganisationKind.PARTNER, code="cnml")
        people.organisation(session, "Ombelle", kind=OrganisationKind.PARTNER, code="ombelle")
        people.organisation(session, "Brumevent", code="brumevent")
        session.add(PartnerIdentity(organisation_id=partner, name="Réseau", valid_from=date(2009, 6, 16)))

    assert partners.today(opened, "cnml") == partners.Partner("Réseau", "", "", "", "")
    assert [partners.today(opened, code) for code in ("ombelle", "brumevent", "x")] == [None, None, None]
