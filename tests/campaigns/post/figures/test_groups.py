"""A figure and the people that it opens are of the same condition: also by région, kind and role, and once erased."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from campaigns.acting.launching import Launched
from campaigns.post import reports
from campaigns.post.figures import groups, persons
from campaigns.post.figures.groups import Asked, Breakdown, Group
from campaigns.post.readers import anonymising
from campaigns.post.states import DeliveryState
from runtime.installation import Installation
from tests import cast
from tests.campaigns.post.figures.conftest import told

pytestmark = pytest.mark.dialects


def test_every_part_of_a_breakdown_opens_its_people(opened: Installation, campaign: Launched) -> None:
    """Whoever was erased is a row of theirs that names nobody."""
    with opened.database.transaction() as session:
        anonymising.anonymise(session, cast.key(opened, "zoe@exemple.example"), "zoe@exemple.example")
    reach = told(opened, campaign).reach
    parts = {Breakdown.KIND: reach.kinds, Breakdown.REGION: reach.regions, Breakdown.ROLE: reach.roles}
    counted = {(by, share.name): share.contacts for by, shares in parts.items() for share in shares}
    with opened.database.reading() as session:
        rows = {one: _people(session, Asked(Group.REACHED, by=one[0], name=one[1])) for one in counted}

    assert {one: len(found) for one, found in rows.items()} == counted
    assert sum(person.contact_id is None for found in rows.values() for person in found) == len(Breakdown)


@pytest.mark.parametrize("group", [*Group, *DeliveryState])
def test_every_group_opens_its_people(opened: Installation, campaign: Launched, group: Group | DeliveryState) -> None:
    """The states, and what they are summed up as."""
    with opened.database.reading() as session:
        rows = _people(session, Asked(group))
        assert len(rows) == groups.count(session, [1], Asked(group), reports.report(session, 1).dated)


def _people(session: Session, asked: Asked) -> tuple[persons.Person, ...]:
    on = reports.report(session, 1).dated
    return persons.listed(session, reports.get(session, 1), [1], asked, on).people
