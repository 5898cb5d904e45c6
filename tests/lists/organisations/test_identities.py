"""What an organisation was called, and where it was, on a day."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from lists.models import FormerIdentity
from lists.organisations import identities
from tests.lists import people

_RENAMED = date(2015, 6, 30)
_MOVED = date(2012, 12, 31)


@pytest.fixture
def company(session: Session) -> int:
    """A company that moved from Strasbourg to Valence at the end of 2012, and was renamed in 2015."""
    number = people.organisation(session, "Ombelle", departement="26", postcode="26000")
    for until, name, departement in ((_RENAMED, "Brume", "26"), (_MOVED, "Brume", "67")):
        session.add(FormerIdentity(organisation_id=number, until=until, name=name, departement=departement))
    session.flush()
    return number


@pytest.mark.parametrize(
    ("on", "name", "region"),
    [
        (date(2009, 6, 16), "Brume", "Alsace"),
        (_MOVED, "Brume", "Alsace"),
        (date(2013, 1, 1), "Brume", "Rhône-Alpes"),
        (date(2015, 7, 1), "Ombelle", "Rhône-Alpes"),
        (date(2016, 1, 1), "Ombelle", "Auvergne-Rhône-Alpes"),
    ],
)
def test_an_identity_is_that_of_the_day(session: Session, company: int, on: date, name: str, region: str) -> None:
    """Its own past and that of the régions, together."""
    found = identities.identity_at(session, company, on)
    assert found.region is not None
    assert (found.name, found.region.name) == (name, region)


def test_an_organisation_that_is_not_there_has_none(session: Session) -> None:
    """Nothing is made up."""
    with pytest.raises(LookupError):
        identities.identity_at(session, 999, _MOVED)


_HELD = {
    "id": 7, "name": "Brume", "postcode": None, "commune": "SAINT DENIS", "departement": "93",
    "regional_network_id": None,
}  # fmt: skip


@pytest.mark.parametrize(
    "changed", [{"name": "BRUME"}, {"commune": "St-Denis"}, {"postcode": "93200"}, {"phone": "01 99 00 12 34"}]
)
def test_a_better_spelling_or_a_missing_piece_ends_no_identity(changed: dict[str, str]) -> None:
    """The past keeps what was different, not what was badly written."""
    assert identities.ended(_HELD, changed, date(2009, 9, 15)) is None


def test_a_new_name_ends_the_identity_on_the_day_before() -> None:
    """With everything that was true until then."""
    row = identities.ended(_HELD, {"name": "Ombelle"}, date(2009, 9, 15))
    assert row is not None
    assert (row["organisation_id"], row["until"], row["name"], row["departement"]) == (
        7,
        date(2009, 9, 14),
        "Brume",
        "93",
    )
