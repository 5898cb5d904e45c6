"""Letting go of who was invited to a meeting, a year after it: answers and figures stay, without a person.

Refuses to touch a meeting that is still to come.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session, select

from campaigns.editorial import event_times
from campaigns.partnership.meetings.rows import GuestRow, MeetingRow
from lists.models import KEY_BYTES
from lists.retention.terms import Term, Unit
from runtime import clock
from runtime.language import N_

GUESTS = Term("guest", N_("Qui était invité à une rencontre ; les réponses restent, sans nom"), Unit.MONTHS, 12, 1, 36)


def old(session: Session, before: datetime) -> int:
    """Count the guests of meetings that ended before a moment, as long as they are known."""
    return sum(1 for _guest in _known(session, before))


def strip(session: Session, before: datetime) -> int:
    """Forget who they were; return how many."""
    found = list(_known(session, before))
    for guest in found:
        # Nothing leads from this key to an address; it only keeps the row apart from the others of its meeting.
        guest.name, guest.email, guest.address_key = "", "", (guest.id or 0).to_bytes(KEY_BYTES, "big")
        session.add(guest)
    return len(found)


def _known(session: Session, before: datetime) -> Iterator[GuestRow]:
    last = clock.in_paris(before).date()
    for meeting in session.exec(select(MeetingRow)).all():
        if event_times.day_of(meeting.ends or meeting.starts) < last:
            named = select(GuestRow).where(GuestRow.meeting_id == meeting.id, GuestRow.email != "")
            yield from session.exec(named).all()
