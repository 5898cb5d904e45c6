"""« Nouveaux signataires » writes itself: periods that share out all first signatures."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel

from lists.models import Signature
from lists.organisations import signatories
from runtime import database as databases
from runtime.installation import Installation
from tests.lists import people

LAST, NOW = date(2009, 9, 15), date(2009, 10, 15)


def _sign(session: Session, name: str, signed: date, registered: date | None = None, **more: Any) -> int:
    columns = {key: more.pop(key) for key in ("departement", "organisation_id") if key in more}
    number = columns.get("organisation_id") or people.organisation(
        session, name, departement=columns.get("departement")
    )
    session.add(Signature(organisation_id=number, signed_on=signed, registered_on=registered or signed, **more))
    session.flush()
    return number


def _names(session: Session, after: date | None = LAST, until: date = NOW) -> list[str]:
    return [one.name for one in signatories.new(session, after, until)]


def test_each_new_signatory_is_told_once_by_region_and_name(session: Session) -> None:
    """CO-1: those registered since, with their place; the régions are those of the day."""
    _sign(session, "Zinc", date(2009, 10, 1), departement="33")
    _sign(session, "Éclair", date(2009, 10, 1), departement="33")
    _sign(session, "Brume", date(2009, 10, 2), departement="67")
    _sign(session, "Avant", date(2009, 9, 15), departement="33")
    found = signatories.new(session, LAST, NOW)
    assert [(one.name, one.region and one.region.name, one.locative) for one in found] == [
        ("Brume", "Alsace", "dans le Bas-Rhin"),
        ("Éclair", "Aquitaine", "en Gironde"),
        ("Zinc", "Aquitaine", "en Gironde"),
    ]


def test_a_paper_that_came_late_is_told_with_its_true_day(session: Session) -> None:
    """CO-1: signed two months before, registered now."""
    _sign(session, "Tardive", date(2009, 7, 20), date(2009, 10, 1))
    [found] = signatories.new(session, LAST, NOW)
    assert (found.signed_on, found.late) == (date(2009, 7, 20), True)


def test_they_are_told_until_today_unless_another_day_is_given(opened: Installation) -> None:
    """As values that know their document."""
    with opened.database.transaction() as session:
        _sign(session, "Hier", date(2009, 9, 14), departement="33")
        _sign(session, "Demain", date(2009, 9, 16))

    assert [one.as_json() for one in signatories.listed(opened, None, None)] == [
        {
            "organisation": 1, "name": "Hier", "siren": None, "commune": None, "departement": "33",
            "region": "Aquitaine",
            "signed_on": "2009-09-14", "registered_on": "2009-09-14", "late": False, "referrer": None,
        }
    ]  # fmt: skip
    assert [one.name for one in signatories.listed(opened, LAST, date(2009, 9, 16))] == ["Demain"]


def test_renewals_withdrawals_and_the_future_are_left_out(session: Session) -> None:
    """CO-1: none of them is new; the future one is new when its day has come."""
    old = _sign(session, "Fidèle", date(2007, 1, 1))
    _sign(session, "Fidèle", date(2009, 10, 1), organisation_id=old)
    _sign(session, "Repentie", date(2009, 10, 1), withdrawn_on=date(2009, 10, 5))
    _sign(session, "Pressée", date(2009, 11, 1), date(2009, 10, 1))
    assert _names(session) == []
    assert _names(session, NOW, date(2009, 11, 15)) == ["Pressée"]


def test_whoever_signed_and_withdrew_before_is_no_newcomer(session: Session) -> None:
    """She was announced once."""
    old = _sign(session, "Revenue", date(2007, 1, 1), withdrawn_on=date(2008, 1, 1))
    _sign(session, "Revenue", date(2009, 10, 1), organisation_id=old)
    assert _names(session) == []


def test_the_mission_that_brought_it_is_named(session: Session) -> None:
    """What the bilan counts."""
    mission = people.organisation(session, "Mission locale de Valence", kind="local_mission")
    _sign(session, "Ombelle", date(2009, 10, 1), referrer_id=mission)
    assert [one.referrer for one in signatories.new(session, LAST, NOW)] == ["Mission locale de Valence"]


def test_signatories_are_grouped_by_region(session: Session) -> None:
    """Whoever has none comes last."""
    for name, departement in (("A", None), ("B", "33"), ("C", "26"), ("D", "40")):
        _sign(session, name, date(2009, 10, 1), departement=departement)
    groups = signatories.regions(signatories.new(session, LAST, NOW))
    assert [(region.name if region else None, [one.name for one in group]) for region, group in groups] == [
        ("Aquitaine", ["B", "D"]),
        ("Rhône-Alpes", ["C"]),
        (None, ["A"]),
    ]


_DAYS = st.dates(date(2009, 1, 1), date(2009, 12, 31))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(_DAYS, _DAYS), max_size=8), st.lists(_DAYS, max_size=4, unique=True))
def test_periods_share_out_all_first_signatures(signed: list[tuple[date, date]], ends: list[date]) -> None:
    """However they are cut: no gap, no overlap."""
    database = databases.connect("sqlite://")
    with database.transaction() as session:
        SQLModel.metadata.create_all(session.connection())
        for rank, (day, registered) in enumerate(signed):
            _sign(session, f"Entreprise {rank}", day, registered)
        bounds = [None, *sorted(ends), date(2010, 1, 1)]
        told = [name for after, until in pairwise(bounds) if until for name in _names(session, after, until)]
        assert sorted(told) == sorted(f"Entreprise {rank}" for rank in range(len(signed)))
    database.engine.dispose()
