"""Who is away: somebody of the house, as they note it themselves; a contact, as a letter of theirs says.

An absence is shown in the calendar to everybody who works here. Refuses to say why anybody is away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from accounts.models import Account
from campaigns.acting.absences import errors
from campaigns.acting.absences.rows import Absence
from lists.models import Contact
from lists.retention.terms import Term, Unit
from runtime import audit, bulk, clock
from runtime.installation import Installation
from runtime.language import N_, _

#: Nobody plans more, and a slip in the year is seen.
LONGEST = timedelta(days=400)
ABSENCE = Term("absence", N_("Une absence, une fois passée"), Unit.DAYS, 30, 1, 90)


@dataclass(frozen=True)
class Away:
    """One absence."""

    id: int
    name: str
    first_day: date
    last_day: date
    #: The account of somebody of the house; `None` for a contact.
    user_id: int | None = None
    contact_id: int | None = None


def note(opened: Installation, user_id: int, first_day: date, last_day: date, actor: str) -> None:
    """Note that somebody of the house is away, both days included.

    Raises:
        errors.AbsenceRefused: the days are in the wrong order, over, or too many.
    """
    with opened.database.transaction() as session:
        _add(session, opened, Absence(user_id=user_id, first_day=first_day, last_day=last_day), actor)


def note_contact(
    session: Session, opened: Installation, contact_id: int, first_day: date, last_day: date, actor: str
) -> None:
    """Note the same of a contact, once, in the transaction of a caller.

    Raises:
        errors.AbsenceRefused.
    """
    known = sa.and_(col(Absence.contact_id) == contact_id, col(Absence.last_day) == last_day)
    if session.exec(select(Absence.id).where(known)).first() is None:
        _add(session, opened, Absence(contact_id=contact_id, first_day=first_day, last_day=last_day), actor)


def take_back(opened: Installation, absence_id: int, user_id: int, actor: str) -> None:
    """Take back an absence: one's own, or that of a contact.

    Raises:
        errors.AbsenceUnknown.
    """
    with opened.database.transaction() as session:
        found = session.get(Absence, absence_id)
        if found is None or found.user_id not in (None, user_id):
            raise errors.AbsenceUnknown
        session.delete(found)
        audit.record(session, opened.clock.now(), actor, "absence.withdrawn")


def between(session: Session, first: date, last: date) -> tuple[Away, ...]:
    """Return who is away on some of these days, first day first."""
    touching = sa.and_(col(Absence.first_day) <= last, col(Absence.last_day) >= first)
    rows = session.execute(
        sa.select(Absence, col(Account.name), col(Contact.first_name), col(Contact.last_name))
        .join(Account, col(Account.id) == col(Absence.user_id), isouter=True)
        .join(Contact, col(Contact.id) == col(Absence.contact_id), isouter=True)
        .where(touching)
        .order_by(col(Absence.first_day), col(Absence.id))
    ).all()
    return tuple(
        Away(one.id or 0, name or _named(first_name, last_name), one.first_day, one.last_day, one.user_id,
             one.contact_id)
        for one, name, first_name, last_name in rows
    )  # fmt: skip


def of_user(session: Session, user_id: int, since: date) -> tuple[Away, ...]:
    """Return the absences of somebody of the house that end on this day or later, first day first."""
    mine = select(Absence).where(Absence.user_id == user_id, col(Absence.last_day) >= since)
    rows = session.exec(mine.order_by(col(Absence.first_day)))
    return tuple(Away(one.id or 0, "", one.first_day, one.last_day, one.user_id) for one in rows)


def over(session: Session, before: datetime) -> int:
    """Count the absences that ended before this moment."""
    return int(session.execute(sa.select(sa.func.count()).where(_is_over(before))).scalar_one())


def purge(session: Session, before: datetime) -> int:
    """Delete those; return how many there were."""
    return bulk.changed(session, sa.delete(Absence).where(_is_over(before)))


def _add(session: Session, opened: Installation, absence: Absence, actor: str) -> None:
    if absence.last_day < absence.first_day:
        raise errors.AbsenceRefused(field="last_day", reason=_("le dernier jour vient avant le premier"))
    if absence.last_day < clock.today(opened.clock):
        raise errors.AbsenceRefused(field="last_day", reason=_("cette absence est déjà passée"))
    if absence.last_day - absence.first_day > LONGEST:
        raise errors.AbsenceRefused(field="last_day", reason=_("plus d’un an : vérifiez l’année"))
    session.add(absence)
    audit.record(session, opened.clock.now(), actor, "absence.noted")


def _named(first_name: str | None, last_name: str | None) -> str:
    return " ".join(filter(None, (first_name, last_name))) or _("un contact")


def _is_over(before: datetime) -> sa.ColumnElement[bool]:
    return col(Absence.last_day) < clock.in_paris(before).date()
