"""Deleting personal data of old letters: addresses in the ledger, readers behind clicks.

Every figure stays exact: a row loses its person, never its state, its reason or its place in a sum. Each
step works in slices, one transaction each, so that a reader who leaves meanwhile never waits long.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.post import models, states
from campaigns.post.delivery_events import EventKind
from campaigns.post.hits import spooling
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from lists.retention.terms import Term, Unit
from runtime import bulk
from runtime.database import Database
from runtime.language import N_

_EVENT = models.table("event")
#: Rows per slice.
_SLICE = 20_000
_OF_A_READER = (EventKind.CLICKED.value, EventKind.OPENED.value)

#: Long enough to answer a person who asks why they did or did not get a letter, and for late complaints.
DELIVERIES = Term("delivery", N_("L’adresse de chaque destinataire d’un envoi terminé"), Unit.MONTHS, 12, 1, 36)
#: CNIL, lignes directrices « cookies et autres traceurs », 2020, § 50: at most 25 months.
EVENTS = Term("event", N_("Qui a cliqué, pour celles et ceux qui l’ont accepté"), Unit.MONTHS, 25, 1, 25)
RETURNED = Term("returned", N_("Une lettre revenue, ou écrite par un lecteur, et sa réponse"), Unit.MONTHS, 6, 1, 12)
SPOOL = Term("spool", N_("Les clics notés et pas encore comptés"), Unit.DAYS, 2, 1, 7)
TERMS = (DELIVERIES, EVENTS, RETURNED, SPOOL)


def deliveries(session: Session, before: datetime) -> int:
    """Count the letters of campaigns that ended before this moment and that still name a person."""
    named = DELIVERY.c.address != ""
    due = sa.select(sa.func.count()).where(DELIVERY.c.campaign_id.in_(_finished(session, before)), named)
    return int(session.execute(due).scalar_one())


def strip_deliveries(database: Database, before: datetime, now: int) -> int:
    """Remove addresses and server replies from the ledger of those campaigns; return how many rows changed."""
    with database.reading() as session:
        due = _finished(session, before)
    return sum(_strip(database, campaign_id, now) for campaign_id in due)


def _finished(session: Session, before: datetime) -> list[int]:
    found = session.exec(
        select(Campaign.id).where(
            col(Campaign.state).in_(states.CAMPAIGN_OVER),
            col(Campaign.finished_at) < int(before.timestamp()),
            col(Campaign.addresses_gone_at).is_(None),
        )
    )
    return [one for one in found if one is not None]


def _strip(database: Database, campaign_id: int, now: int) -> int:
    mine = DELIVERY.c.campaign_id == campaign_id
    with database.reading() as session:
        first, last = session.execute(
            sa.select(sa.func.min(DELIVERY.c.id), sa.func.max(DELIVERY.c.id)).where(mine)
        ).one()
    done = 0
    for start in range(first or 1, (last or 0) + 1, _SLICE):
        here = sa.and_(mine, DELIVERY.c.id.between(start, start + _SLICE - 1), DELIVERY.c.address != "")
        with database.transaction() as session:
            done += bulk.changed(session, sa.update(DELIVERY).where(here).values(address="", reply=""))
    with database.transaction() as session:
        session.execute(
            sa.update(models.table("campaign"))
            .where(models.table("campaign").c.id == campaign_id)
            .values(addresses_gone_at=now)
        )
    return done


def events(session: Session, before: datetime) -> int:
    """Count the clicks and openings before this moment that still name a reader."""
    return int(session.execute(sa.select(sa.func.count()).where(_personal(before))).scalar_one())


def strip_events(database: Database, before: datetime) -> int:
    """Remove the readers of those events; departures and bounces can still be counted per letter, for reports."""
    done, changed = 0, _SLICE
    while changed == _SLICE:
        some = sa.select(_EVENT.c.id).where(_personal(before)).limit(_SLICE)
        with database.transaction() as session:
            emptied = sa.update(_EVENT).where(_EVENT.c.id.in_(some)).values(delivery_id=None)
            changed = bulk.changed(session, emptied)
        done += changed
    return done


def _personal(before: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(_EVENT.c.kind.in_(_OF_A_READER), _EVENT.c.delivery_id.is_not(None), _EVENT.c.at < before)


def spooled(data: Path, age: timedelta) -> list[Path]:
    """Return files of hits that will never be recorded: their process is gone, and so is its lock."""
    # File times come from the machine, not from the clock of a demo.
    before = time.time() - age.total_seconds()
    return [file for file in spooling.orphans(data) if file.stat().st_mtime < before]
