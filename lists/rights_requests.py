"""Requests from people about their data, and the time limit that the law sets for each (GDPR art. 12(3)).

A request is answered within one month of its receipt; two more if it is complex and the person is told why within the
first. While it is open the address to answer is kept. Once it is closed only a keyed hash is left, which proves what
was asked and when it was answered. Refuses to do what was asked: the layer above does.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, Session, SQLModel, col, select

from lists import errors
from lists.kinds import RequestEnding, Right
from lists.models import KEY_BYTES
from runtime import bulk, clock, logs
from runtime.language import _

#: From the day of receipt, which is not counted (GDPR art. 12(3); Regulation 1182/71, art. 3).
MONTHS = 1
#: With the extension.
MONTHS_EXTENDED = 3
#: How many days before the end the officer is warned.
SOON = 7


class RightsRequest(SQLModel, table=True):
    """One request of one person."""

    __tablename__ = "rights_request"

    id: int | None = Field(default=None, primary_key=True)
    #: One of `kinds.Right`.
    kind: str
    address_key: bytes = Field(sa_column=Column(LargeBinary(KEY_BYTES), nullable=False, index=True))
    #: Whom to answer; empty once it is closed.
    address: str
    received_on: date
    #: The last day on which it may be answered.
    due_on: date
    extended_on: date | None = None
    #: Why it takes longer, as the person was told.
    extension: str = ""
    closed_on: date | None = None
    #: One of `kinds.RequestEnding`; empty while it is open.
    ending: str = ""
    #: How it came, or why it was refused; never an address.
    note: str = ""
    #: Who registered it.
    actor: str

    @property
    def is_late(self) -> bool:
        """Whether it was closed too late."""
        return self.closed_on is not None and self.closed_on > self.due_on


@dataclass(frozen=True)
class Request:
    """One request, as it stands."""

    id: int
    kind: Right
    #: Whom to answer; empty once it is closed.
    address: str
    received_on: date
    #: The last day on which it may be answered.
    due_on: date
    extended_on: date | None
    extension: str
    closed_on: date | None
    #: None: it is open.
    ending: RequestEnding | None
    note: str

    def as_json(self) -> dict[str, Any]:
        """Return a request as scripts see it."""
        days = {name: getattr(self, f"{name}_on") for name in ("received", "due", "extended", "closed")}
        return {
            "id": self.id,
            "kind": self.kind.value,
            "address": self.address or None,
            **{name: day.isoformat() if day else None for name, day in days.items()},
            "extension": self.extension or None,
            "ending": self.ending.value if self.ending else None,
            "note": self.note or None,
        }


def told(row: RightsRequest) -> Request:
    """Return a request as it stands."""
    return Request(
        id=row.id or 0,
        kind=Right(row.kind),
        address=row.address,
        received_on=row.received_on,
        due_on=row.due_on,
        extended_on=row.extended_on,
        extension=row.extension,
        closed_on=row.closed_on,
        ending=RequestEnding(row.ending) if row.ending else None,
        note=row.note,
    )


def register(
    session: Session, key: bytes, address: str, kind: Right, *, received_on: date, today: date, note: str, actor: str
) -> RightsRequest:
    """Register a request; its month runs from the day on which it was received, by whatever way.

    Raises:
        errors.RequestRefused: that day has not come yet.
    """
    if received_on > today:
        raise errors.RequestRefused(reason=_("elle ne peut pas avoir été reçue demain ou plus tard"))
    made = RightsRequest(
        kind=kind.value,
        address_key=key,
        address=address,
        received_on=received_on,
        due_on=clock.months_later(received_on, MONTHS),
        note=logs.redact(note),
        actor=actor,
    )
    session.add(made)
    session.flush()
    return made


def extend(session: Session, number: int, reason: str, today: date) -> RightsRequest:
    """Give a request two more months; the person is to be told `reason` today.

    Raises:
        errors.RequestUnknown.
        errors.RequestRefused: it is closed, was extended already, or its first month is over.
    """
    found = get(session, number)
    if found.closed_on is not None:
        raise errors.RequestRefused(reason=_("elle est close"))
    if found.extended_on is not None:
        raise errors.RequestRefused(reason=_("elle a déjà été prolongée, et ne peut l’être qu’une fois"))
    if today > found.due_on:
        raise errors.RequestRefused(reason=_("son premier mois est passé, il fallait prévenir la personne avant"))
    found.extended_on, found.extension = today, logs.redact(reason)
    found.due_on = clock.months_later(found.received_on, MONTHS_EXTENDED)
    session.add(found)
    session.flush()
    return found


def close(session: Session, number: int, ending: RequestEnding, today: date, note: str = "") -> RightsRequest:
    """Close a request, and forget the address that it was to be answered at.

    Raises:
        errors.RequestUnknown.
        errors.RequestRefused: it is closed already, or refused without a reason (GDPR art. 12(4)).
    """
    found = get(session, number)
    if found.closed_on is not None:
        raise errors.RequestRefused(reason=_("elle est close"))
    if ending is RequestEnding.REFUSED and not note.strip():
        raise errors.RequestRefused(reason=_("un refus se motive, et la personne apprend qu’elle peut saisir la CNIL"))
    found.closed_on, found.ending, found.address = today, ending.value, ""
    found.note = "\n".join(filter(None, (found.note, logs.redact(note))))
    session.add(found)
    session.flush()
    return found


def get(session: Session, number: int) -> RightsRequest:
    """Return one request.

    Raises:
        errors.RequestUnknown: no request has this number.
    """
    found = session.get(RightsRequest, number)
    if found is None:
        raise errors.RequestUnknown(id=number)
    return found


def listed(session: Session, *, closed: bool) -> list[RightsRequest]:
    """Return the requests that wait, the most urgent first; with `closed` all of them, by number."""
    if closed:
        return list(session.exec(select(RightsRequest).order_by(col(RightsRequest.id))))
    waiting = select(RightsRequest).where(col(RightsRequest.closed_on).is_(None))
    return list(session.exec(waiting.order_by(col(RightsRequest.due_on), col(RightsRequest.id))))


def of(session: Session, keys: Collection[bytes]) -> list[RightsRequest]:
    """Return the requests of one person, oldest first."""
    hers = select(RightsRequest).where(col(RightsRequest.address_key).in_(keys))
    return list(session.exec(hers.order_by(col(RightsRequest.id))))


def waiting_for(session: Session, key: bytes, kind: Right) -> RightsRequest | None:
    """Return the oldest open request of a person for this right; `None` when there is no such one."""
    return next((one for one in of(session, [key]) if one.kind == kind and one.closed_on is None), None)


def settle(session: Session, key: bytes, kind: Right, day: date) -> None:
    """Close a request that a restored copy of the database shows as open, although it was answered on `day`."""
    for one in of(session, [key]):
        if one.kind == kind and one.closed_on is None and one.received_on <= day:
            close(session, one.id or 0, RequestEnding.DONE, day)


def old(session: Session, before: datetime) -> int:
    """Count the requests that were closed before a moment."""
    return int(session.execute(sa.select(sa.func.count()).where(_old(before))).scalar_one())


def purge(session: Session, before: datetime) -> int:
    """Drop the requests that were closed before a moment; return how many."""
    return bulk.changed(session, sa.delete(RightsRequest).where(_old(before)))


def _old(before: datetime) -> sa.ColumnElement[bool]:
    old: sa.ColumnElement[bool] = col(RightsRequest.closed_on) < clock.in_paris(before).date()
    return old
