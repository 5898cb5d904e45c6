"""What a guest sees and does behind the link of an invitation: GET shows, POST answers, as often as they like.

Refuses answers to what was cancelled or is over, and links of guests who are no more.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from campaigns.editorial import event_times
from campaigns.editorial.models import Publication
from campaigns.partnership.meetings import association_evidence, calendar_files, calls, links
from campaigns.partnership.meetings.calendar_files import Method
from campaigns.partnership.meetings.errors import InvitationOver
from campaigns.partnership.meetings.rows import GuestRow, MeetingRow, MeetingState
from campaigns.partnership.meetings.values import NO, YES
from runtime import audit, clock
from runtime.installation import Installation

ANSWERS = (YES, NO)
_ACTOR = "reader"


@dataclass(frozen=True)
class Invitation:
    """A meeting as its guest sees it."""

    guest: str
    title: str
    #: Who invites.
    host: str
    when: str
    place: str
    #: A line each.
    agenda: tuple[str, ...]
    #: One of `ANSWERS`, or empty; whether it was given to another day.
    answer: str
    is_outdated: bool
    is_cancelled: bool
    #: Why it was cancelled.
    reason: str
    #: Whether its day has passed.
    is_over: bool

    @property
    def is_open(self) -> bool:
        """Whether it can be answered."""
        return not (self.is_cancelled or self.is_over)


def look(opened: Installation, token: str) -> Invitation:
    """Return what a guest sees.

    Raises:
        link_errors.LinkRefused; InvitationOver.
    """
    with opened.database.reading() as session:
        return _seen(session, opened, *_found(session, opened, token))


def answer(opened: Installation, token: str, said: str) -> Invitation:
    """Note an answer, one of `ANSWERS`; what can no longer be answered is only shown.

    Raises:
        link_errors.LinkRefused; InvitationOver.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        guest, meeting = _found(session, opened, token)
        if _seen(session, opened, guest, meeting).is_open and said in ANSWERS:
            is_news = (guest.answer, guest.answered_sequence >= meeting.moved) != (said, True)
            guest.answer, guest.answered_at, guest.answered_sequence = said, now, meeting.sequence
            session.add(guest)
            if is_news:
                audit.record(session, now, _ACTOR, "meeting.answered", meeting=meeting.id, guest=guest.id)
                association_evidence.note(session, meeting)
        return _seen(session, opened, guest, meeting)


def calendar(opened: Installation, token: str) -> str:
    """Return the calendar file of a guest, as the meeting stands now.

    Raises:
        link_errors.LinkRefused; InvitationOver.
    """
    with opened.database.reading() as session:
        guest, meeting = _found(session, opened, token)
        entry = calls.entry_of(opened, meeting, guest, session.get_one(Publication, meeting.publication_id))
        method = Method.CANCEL if meeting.state == MeetingState.CANCELLED else Method.REQUEST
        return calendar_files.written(entry, method, opened.clock.now())


def _found(session: Session, opened: Installation, token: str) -> tuple[GuestRow, MeetingRow]:
    guest = session.get(GuestRow, links.guest(opened, token))
    if guest is None:
        raise InvitationOver
    return guest, session.get_one(MeetingRow, guest.meeting_id)


def _seen(session: Session, opened: Installation, guest: GuestRow, meeting: MeetingRow) -> Invitation:
    publication = session.get_one(Publication, meeting.publication_id)
    last = event_times.day_of(meeting.ends or meeting.starts)
    return Invitation(
        guest=guest.name, title=meeting.title, host=publication.from_name or publication.name,
        when=event_times.span(meeting.starts, meeting.ends), place=meeting.place,
        agenda=tuple(filter(None, meeting.agenda.split("\n"))), answer=guest.answer,
        is_outdated=bool(guest.answer) and guest.answered_sequence < meeting.moved,
        is_cancelled=meeting.state == MeetingState.CANCELLED, reason=meeting.reason,
        is_over=last < clock.today(opened.clock) or meeting.state == MeetingState.HELD,
    )  # fmt: skip
