"""Reading meetings: one, all, and which may be planned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, select

from campaigns.editorial import documents, event_times
from campaigns.editorial.models import Item, ItemState
from campaigns.partnership import conventions
from campaigns.partnership.conventions import Convention
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.meetings import kinds
from campaigns.partnership.meetings.errors import MeetingUnknown
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.rows import GuestRow, MeetingRow, MeetingState
from campaigns.partnership.meetings.values import Guest, Meeting, Practice
from lists.kinds import OrganisationKind
from lists.models import Organisation
from runtime import clock
from runtime.installation import Installation
from runtime.language import _


def show(opened: Installation, meeting: str | int) -> Meeting:
    """Return one meeting, by its number or its short name.

    Raises:
        MeetingUnknown.
    """
    with opened.database.reading() as session:
        return value(session, opened, found(session, meeting))


def listed(opened: Installation, kind: MeetingKind | None = None) -> tuple[Meeting, ...]:
    """Return the meetings, the latest day first; of one kind, or of every kind."""
    with opened.database.reading() as session:
        return everything(session, opened, kind)


def everything(session: Session, opened: Installation, kind: MeetingKind | None = None) -> tuple[Meeting, ...]:
    """Return the same to a caller that has a session."""
    query = select(MeetingRow).order_by(col(MeetingRow.starts).desc(), col(MeetingRow.id).desc())
    rows = session.exec(query if kind is None else query.where(MeetingRow.kind == kind.value))
    return tuple(value(session, opened, row) for row in rows)


def names(opened: Installation) -> tuple[tuple[str, str], ...]:
    """Return the short names of the meetings that were not cancelled, the latest first, and what each is in words."""
    with opened.database.reading() as session:
        rows = session.exec(
            select(MeetingRow)
            .where(MeetingRow.state != MeetingState.CANCELLED.value)
            .order_by(col(MeetingRow.starts).desc(), col(MeetingRow.id).desc())
        )
        words = _("{title}, {day}")
        return tuple((one.name, words.format(title=one.title, day=event_times.day(day(one)))) for one in rows)


def plannable(opened: Installation) -> tuple[MeetingKind, ...]:
    """Return the kinds that may be planned today: those which the convention in force accepts."""
    with opened.database.reading() as session:
        convention = conventions.in_force(session, clock.today(opened.clock))
        return kinds.awaited(convention) if convention else ()


def sides(opened: Installation) -> tuple[tuple[str, str], ...]:
    """Return the partners for whom somebody may come: code and name."""
    with opened.database.reading() as session:
        return designations.sides(session)


def is_shown(opened: Installation) -> bool:
    """Tell whether there is anything to show of meetings: one may be planned, or there was one."""
    with opened.database.reading() as session:
        return bool(session.exec(select(MeetingRow.id).limit(1)).first()) or bool(plannable(opened))


def found(session: Session, meeting: str | int) -> MeetingRow:
    """Return the row of a meeting, by its number or its short name.

    Raises:
        MeetingUnknown.
    """
    said = str(meeting).strip()
    by = MeetingRow.id == int(said) if said.isdecimal() and len(said) < 10 else MeetingRow.name == said
    row = session.exec(select(MeetingRow).where(by)).first()
    if row is None:
        raise MeetingUnknown(meeting=said)
    return row


def standing(session: Session, kind: MeetingKind, convention: Convention) -> tuple[MeetingRow, ...]:
    """Return the meetings of a kind in the period of a convention that were not cancelled, by their days."""
    rows = session.exec(
        select(MeetingRow)
        .where(MeetingRow.kind == kind.value, MeetingRow.state != MeetingState.CANCELLED.value)
        .order_by(col(MeetingRow.starts), col(MeetingRow.id))
    )
    return tuple(row for row in rows if convention.covers(day(row)))


def day(row: MeetingRow) -> date:
    """Return the first day of a meeting, in Paris."""
    return event_times.day_of(row.starts)


def guests(session: Session, meeting_id: int) -> list[GuestRow]:
    """Return the guests of a meeting: those who come for a partner first, then by name."""
    rows = session.exec(select(GuestRow).where(GuestRow.meeting_id == meeting_id))
    return sorted(rows, key=lambda one: (not one.side, one.name.casefold(), one.id or 0))


def value(session: Session, opened: Installation, row: MeetingRow) -> Meeting:
    """Return a row as a value."""
    invited = guests(session, row.id or 0)
    names = partner_names(session, {one.side for one in invited})
    return Meeting(
        id=row.id or 0, kind=MeetingKind(row.kind), name=row.name, title=row.title, starts=row.starts, ends=row.ends,
        place=row.place, agenda=row.agenda, state=MeetingState(row.state), reason=row.reason, attendees=row.attendees,
        minutes=row.minutes, minutes_url=_url(opened, row.minutes), summary=row.summary,
        summary_url=_url(opened, row.summary), sequence=row.sequence, publication_id=row.publication_id,
        is_over=event_times.day_of(row.ends or row.starts) < clock.today(opened.clock),
        guests=tuple(_guest(one, row, names) for one in invited), practices=_practices(session, row.name),
    )  # fmt: skip


def partner_names(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """Return the names of partners by their codes."""
    partners = select(Organisation.code, Organisation.name).where(
        Organisation.kind == OrganisationKind.PARTNER.value, col(Organisation.code).in_(set(codes))
    )
    return {code or "": name for code, name in session.exec(partners)}


def _guest(row: GuestRow, meeting: MeetingRow, names: dict[str, str]) -> Guest:
    return Guest(
        id=row.id or 0, name=row.name or _("une personne invitée"), side=row.side,
        side_name=names.get(row.side, row.side),
        invited_at=row.invited_at, arrival=row.arrival, answer=row.answer, answered_at=row.answered_at,
        is_outdated=bool(row.answer) and row.answered_sequence < meeting.moved, attended=row.attended,
    )  # fmt: skip


def _practices(session: Session, name: str) -> tuple[Practice, ...]:
    rows = session.exec(select(Item).where(Item.meeting == name, col(Item.deleted_at).is_(None)).order_by(col(Item.id)))
    return tuple(Practice(one.id or 0, one.title, one.state == ItemState.PUBLISHED) for one in rows)


def _url(opened: Installation, document: str) -> str:
    return f"{opened.settings.base_url}{documents.PATH}{document}" if document else ""
