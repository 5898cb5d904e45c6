"""A campaign whose ledger is known row by row, so that every figure can be counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from campaigns.acting import launching
from campaigns.acting.launching import Launched
from campaigns.post import reports
from campaigns.post.models import Delivery, Event
from campaigns.post.reports import Report
from campaigns.post.states import DeliveryState
from lists.models import Organisation
from runtime.installation import Installation
from tests import cast

#: Who is on the list: address, organisation, kind, département, role, and what became of the letter.
READERS = [
    ("zoe", "Ateliers Brumevent", "company", "26", "human_resources", DeliveryState.ACCEPTED, ""),
    ("loic", "Ateliers Brumevent", "company", "26", "manager", DeliveryState.COMPLAINED, "complaint"),
    ("maite", "Transports Quatre-Horizons", "company", "75", "manager", DeliveryState.REFUSED, "userunknown"),
    ("amadou", "Logiciels Ombelle", "company", "33", "manager", DeliveryState.BOUNCED, "mailboxfull"),
    ("yasmine", "Mission locale Tilleul", "local_mission", "26", "director", DeliveryState.ACCEPTED, ""),
    ("soizic", "Mission locale Tilleul", "local_mission", "26", "adviser", DeliveryState.ACCEPTED, ""),
    ("noel", "Animation régionale", "regional_network", None, "network_leader", DeliveryState.ACCEPTED, ""),
    ("gaelle", "Clinique du Val", "company", "974", "other", DeliveryState.UNCERTAIN, ""),
    ("thi-hoa", "Clinique du Val", "company", "974", "other", DeliveryState.DEFERRED, "greylisted"),
]


@pytest.fixture
def campaign(opened: Installation, tmp_path: Path) -> Launched:
    """The campaign to `READERS`."""
    with opened.database.transaction() as session:
        cast.publish(session)
        employers: dict[str, Organisation] = {}
        for name, employer, kind, departement, role, _state, _reason in READERS:
            if employer not in employers:
                employers[employer] = cast.organisation(session, employer, departement or "00", kind)
                employers[employer].departement = departement
            contact = cast.reader(session, opened, f"{name}@exemple.example", employers[employer])
            contact.role = role
            session.add(contact)
        employers["Mission locale Tilleul"].regional_network_id = employers["Animation régionale"].id
        issue_id = cast.issue(session, opened, tmp_path, cast.ARTICLE).id or 0
    made = launching.launch(opened, launching.Order(issue_id, grace=0), "test")
    with opened.database.transaction() as session:
        for name, *_told, state, reason in READERS:
            session.execute(
                sa.update(Delivery)
                .where(sa.column("address") == f"{name}@exemple.example")
                .values(state=state.value, reason=reason)
            )
    return made


def told(opened: Installation, campaign: Launched) -> Report:
    """Return the report of a campaign."""
    with opened.database.reading() as session:
        return reports.report(session, campaign.id or 0)


def click(session: Session, campaign: Launched, link: int | None, robot: str = "", kind: str = "clicked") -> None:
    """Record one click."""
    moment = datetime(2009, 9, 16, tzinfo=UTC)
    session.add(Event(kind=kind, at=moment, campaign_id=campaign.id, link=link, robot=robot))


def leave(session: Session, campaign: Launched, delivery_id: int) -> None:
    """Let the reader of one delivery leave, once more if she has."""
    moment = datetime(2009, 9, 16, tzinfo=UTC)
    session.add(Event(kind="left", at=moment, campaign_id=campaign.id, delivery_id=delivery_id))
