"""The transmissions that were made, as they were made, and what the next one would hold. Reads only."""

from __future__ import annotations

from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.partnership.transmissions import errors, obligations, starting, values
from campaigns.partnership.transmissions.rows import Transmission as Row
from campaigns.partnership.transmissions.rows import TransmittedSignatory
from campaigns.partnership.transmissions.values import Transmission
from lists import geography
from lists.organisations import signatories
from lists.organisations.signatories import Signatory, Told
from runtime import clock
from runtime.installation import Installation


def listed(opened: Installation) -> tuple[Transmission, ...]:
    """Return every transmission, the newest first."""
    with opened.database.reading() as session:
        rows = session.exec(select(Row).order_by(col(Row.number).desc())).all()
        return tuple(value(session, row) for row in rows)


def show(opened: Installation, number: int) -> Transmission:
    """Return a transmission by its number.

    Raises:
        errors.UnknownTransmission.
    """
    with opened.database.reading() as session:
        row = session.exec(select(Row).where(Row.number == number)).first()
        if row is None:
            raise errors.UnknownTransmission(number=number)
        return value(session, row)


def waiting(opened: Installation) -> Transmission:
    """Return what would be transmitted now."""
    with opened.database.reading() as session:
        return next_(session, opened)


def next_(session: Session, opened: Installation) -> Transmission:
    """Return the same, in this transaction."""
    row = last(session)
    since = row.closed_at if row else _begins(session, clock.today(opened.clock))
    day = clock.day_of(since) if since is not None else None
    told = Told(
        sa.select(col(TransmittedSignatory.organisation_id)),
        sa.select(col(TransmittedSignatory.siren)).where(col(TransmittedSignatory.siren).is_not(None)),
        starting.day(session),
    )
    found = signatories.untold(session, told, day - timedelta(days=1) if day else None, clock.today(opened.clock))
    now = max(opened.clock.epoch(), since or 0)
    return Transmission(None, values.moment(since) if since is not None else None, values.moment(now), found)


def last(session: Session) -> Row | None:
    """Return the newest transmission; `None` without one."""
    return session.exec(select(Row).order_by(col(Row.number).desc()).limit(1)).first()


def _begins(session: Session, today: date) -> int | None:
    """Return when the first period begins, in seconds since 1970; `None`: with the first signature.

    It is the day that somebody said, or else the first one of the convention that asks for the lists.
    """
    convention = obligations.owed(session, today)
    day = starting.day(session) or (convention.first_day if convention else None)
    return int(clock.midnight(day).timestamp()) if day else None


def registered(session: Session, since: date, until: date) -> tuple[Signatory, ...]:
    """Return the first signatures that count from a day of this period, both days included.

    Whoever signed before the day from which signatures are told of was known already, whenever their file came.
    """
    start = starting.day(session)
    found = signatories.new(session, since - timedelta(days=1), until)
    return tuple(one for one in found if start is None or one.signed_on >= start)


def value(session: Session, row: Row) -> Transmission:
    """Return a transmission as faces see it."""
    rows = session.exec(select(TransmittedSignatory).where(TransmittedSignatory.transmission_id == row.id))
    until = values.moment(row.closed_at)
    return Transmission(
        row.number,
        values.moment(row.since) if row.since is not None else None,
        until,
        signatories.ordered(_signatory(one, until.date()) for one in rows),
        row.sha256,
        row.letters,
    )


def _signatory(one: TransmittedSignatory, on: date) -> Signatory:
    return Signatory(
        organisation_id=one.organisation_id, name=one.name, commune=one.commune, departement=one.departement,
        signed_on=one.signed_on, registered_on=one.registered_on, late=one.late, referrer=one.referrer,
        region=geography.region_at(one.departement, on) if one.departement else None, siren=one.siren,
    )  # fmt: skip
