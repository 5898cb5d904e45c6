"""What the tick does for meetings: it learns which invitations arrived, reminds, and remarks each thing once.

Owns the reminders of the steering committee, which end once a date is recorded, and the one that an invited partner
gets. Two ticks say nothing twice: what was said is written down in the transaction that says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from campaigns.editorial import event_times, publications
from campaigns.editorial.models import Publication
from campaigns.partnership import conventions
from campaigns.partnership.conventions import Convention
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.meetings import association_evidence, calls, due, kinds, listing
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.rows import GuestRow, MeetingRow, MeetingState, SaidRow
from campaigns.post.message_rows import ServiceMessage
from campaigns.post.outbox import queue
from campaigns.post.states import OPEN
from lists import addresses
from runtime import clock
from runtime.installation import Installation
from runtime.language import _
from templates.service_messages import Call, Reminder

#: Days after which a partner who was invited and has not answered is asked again, once.
DAYS_TO_ANSWER = 7


@dataclass
class Work:
    """What one run did."""

    #: Messages that were queued.
    written: int = 0
    #: What a person must read.
    remarks: list[str] = field(default_factory=list)


def run(opened: Installation) -> Work:
    """Remind and remark what is due today; do nothing without a convention in force."""
    work, today = Work(), clock.today(opened.clock)
    with opened.database.transaction() as session:
        convention = conventions.in_force(session, today)
        if convention is not None:
            _remind_of_steering(session, opened, convention, today, work)
            _ask_again(session, opened, today, work)
            work.remarks += [one.sentence for one in due.at(session, today) if _is_new(session, opened, one)]
    return work


def learn(opened: Installation) -> None:
    """Learn what became of messages: an invitation that arrived is evidence."""
    with opened.database.reading() as session:
        if session.exec(select(GuestRow.id).where(_is_open()).limit(1)).first() is None:
            return
    with opened.database.transaction() as session:
        for guest in session.exec(select(GuestRow).where(_is_open())).all():
            message = session.get(ServiceMessage, guest.message_id)
            if message is not None and message.state in [one.value for one in OPEN]:
                continue
            guest.message_id, guest.arrival = None, message.state if message is not None else ""
            session.add(guest)
            session.flush()
            association_evidence.note(session, session.get_one(MeetingRow, guest.meeting_id))


def _is_open() -> ColumnElement[bool]:
    """Return what holds of guests who were written to, while nobody knows whether it arrived."""
    return col(GuestRow.message_id).is_not(None)


def _is_new(session: Session, opened: Installation, one: due.Due) -> bool:
    return one.is_now and _say_once(session, opened, one.what, one.about)


def _remind_of_steering(
    session: Session, opened: Installation, convention: Convention, today: date, work: Work
) -> None:
    """Remind both designated contacts of the committee, at the days that the convention names, until it has a date.

    A tick that comes late reminds once of what it missed, with the days that are left.
    """
    kind = MeetingKind.STEERING
    if kind not in kinds.awaited(convention) or listing.standing(session, kind, convention):
        return
    left = (convention.last_day - today).days
    passed = [days for days in convention.rules.reminders if left <= days]
    publication = next((one for one in publications.everything(session) if one.from_address), None)
    if not passed or publication is None:
        return
    for one in convention.partners:
        for what in _untold(session, opened, f"steering:{one.code}", passed, convention):
            holding = designations.holding(session, one.code, kinds.FOLLOW_UP, today)
            if not holding:
                words = _("Le comité de pilotage n’a pas de date, et personne n’est désigné pour {partner}.")
                work.remarks.append(words.format(partner=one.short))
                continue
            _write(session, opened, publication, holding[0], convention, left)
            work.written += bool(what)


def _untold(
    session: Session, opened: Installation, what: str, passed: list[int], convention: Convention
) -> Iterator[str]:
    """Yield the last of the days that passed, unless it was told; those before it need no message of their own."""
    about = convention.last_day.isoformat()
    is_new = [_say_once(session, opened, f"{what}:{days}", about) for days in sorted(passed, reverse=True)]
    if is_new[-1]:
        yield what


def _write(
    session: Session, opened: Installation, publication: Publication, to: designations.Designation,
    convention: Convention, left: int,
) -> None:  # fmt: skip
    notice = Reminder(
        **queue.frame(publication),
        greeting=_("Bonjour {name}").format(name=to.name),
        title=_("Le comité de pilotage n’a pas encore de date"),
        paragraphs=(
            _("Dans {n} jours, le {last}, {convention} prend fin. Avant ce jour, un comité de pilotage en dresse le "
              "bilan et propose des pistes pour la suite.").format(
                n=left, last=event_times.day(convention.last_day), convention=convention.short),
            _("Convenez d’une date avec votre partenaire, puis faites-la noter en répondant à ce message : "
              "ces rappels cesseront."),
        ),
        due=event_times.day(convention.last_day),
    )  # fmt: skip
    now = opened.clock.now()
    queue.queue(session, opened.keyring, publication, addresses.parse(to.email), notice, now=now)


def _ask_again(session: Session, opened: Installation, today: date, work: Work) -> None:
    """Ask a partner once more who was invited to an event or a campaign and has not answered for a week."""
    query = (
        select(GuestRow, MeetingRow)
        .join(MeetingRow, col(MeetingRow.id) == col(GuestRow.meeting_id))
        .where(
            MeetingRow.state == MeetingState.PLANNED.value,
            col(MeetingRow.kind).in_([one.value for one in kinds.ASSOCIATIONS]),
            GuestRow.side != "", GuestRow.answer == "",
            col(GuestRow.invited_at).is_not(None), col(GuestRow.reminded_at).is_(None),
        )
        .order_by(col(GuestRow.id))
    )  # fmt: skip
    for guest, meeting in session.exec(query).all():
        assert guest.invited_at is not None
        asked = clock.in_paris(guest.invited_at).date()
        if asked + timedelta(days=DAYS_TO_ANSWER) <= today <= listing.day(meeting):
            calls.write(session, opened, meeting, guest, Call.ASKED_AGAIN)
            guest.reminded_at = opened.clock.now()
            session.add(guest)
            work.written += 1


def _say_once(session: Session, opened: Installation, what: str, about: str) -> bool:
    """Tell whether this was never said, and note that it is said now."""
    if session.get(SaidRow, (what, about)) is not None:
        return False
    session.add(SaidRow(what=what, about=about, at=opened.clock.now()))
    session.flush()
    return True
