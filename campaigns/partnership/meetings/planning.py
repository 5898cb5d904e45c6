"""Planning a meeting, changing it, calling it off. Who was invited learns of the last two.

What calendars show (title, day, place) counts in its sequence. Refuses kinds that no clause of the convention in force
accepts, and to move or cancel what took place: that is corrected first, in `holding`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from campaigns.editorial import event_times, issues, publications
from campaigns.partnership import conventions, evidence
from campaigns.partnership.conventions import Convention
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.errors import NoConvention
from campaigns.partnership.meetings import calls, guest_book, kinds, listing
from campaigns.partnership.meetings.errors import MeetingOver, MeetingRefused
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.rows import MeetingRow, MeetingState
from campaigns.partnership.meetings.values import Meeting
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _
from templates.service_messages import Call

_NAME = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME, _LONGEST_LINE, _LONGEST_AGENDA = 60, 200, 4_000


@dataclass(frozen=True)
class Plan:
    """A meeting to be."""

    kind: MeetingKind
    #: A day or a moment, in ISO 8601; hours are those of Paris.
    starts: str
    ends: str = ""
    #: What it is called in invitations; its kind in words when nothing is said.
    title: str = ""
    place: str = ""
    #: Lines.
    agenda: str = ""
    #: By which articles name it: small letters, digits and « - »; made of kind and year when nothing is said.
    name: str = ""
    #: The name of the publication that writes, optional for a single one.
    publication: str | None = None


@dataclass(frozen=True)
class Change:
    """What changes of a meeting; `None` changes nothing."""

    starts: str | None = None
    ends: str | None = None
    title: str | None = None
    place: str | None = None
    agenda: str | None = None


def add(opened: Installation, plan: Plan, actor: str) -> Meeting:
    """Plan a meeting, or enter one that took place; whoever is designated for it is its guest already.

    Raises:
        NoConvention: there is none on that day, and none today.
        MeetingRefused: (`kind`) no clause accepts it; (`starts`, `ends`, `name`, `title`, `place`, `agenda`).
        errors.PublicationUnknown, templates.errors.TextRefused.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        starts, ends = _times(plan.starts, plan.ends)
        held_on = event_times.day_of(starts)
        convention = _convention(session, held_on, clock.today(opened.clock))
        _require_awaited(convention, plan.kind)
        row = MeetingRow(
            publication_id=publications.chosen(session, plan.publication).id or 0, kind=plan.kind.value,
            name=_named(session, plan, held_on), title=_line("title", plan.title) or _(kinds.NAMES[plan.kind]),
            starts=starts, ends=ends, place=_line("place", plan.place), agenda=_agenda(plan.agenda), created_at=now,
        )  # fmt: skip
        session.add(row)
        session.flush()
        _take_delegates(session, opened, row, convention)
        _note_occasion(session, row, actor)
        audit.record(session, now, actor, "meeting.planned", meeting=row.id, kind=row.kind)
        return listing.value(session, opened, row)


def change(opened: Installation, meeting: str | int, new: Change, actor: str) -> Meeting:
    """Change a meeting; whoever was invited is told of another day, place or title.

    Raises:
        MeetingUnknown; MeetingRefused as `add`; MeetingOver: it was held or cancelled.
        templates.errors.TextRefused.
    """
    with opened.database.transaction() as session:
        row = listing.found(session, meeting)
        require_planned(row, _("elle ne change plus"))
        before = row.model_dump()
        _write(row, new)
        news = calls.news(before, row)
        if news:
            row.sequence += 1
            row.moved = row.sequence if (row.starts, row.ends) != (before["starts"], before["ends"]) else row.moved
            calls.tell(session, opened, row, Call.CHANGED, news)
        session.add(row)
        if row.model_dump() != before:
            _note_occasion(session, row, actor)
            audit.record(session, opened.clock.now(), actor, "meeting.changed", meeting=row.id)
        return listing.value(session, opened, row)


def cancel(opened: Installation, meeting: str | int, reason: str, actor: str) -> Meeting:
    """Call a meeting off, and tell whoever was invited why.

    Raises:
        MeetingUnknown; MeetingOver; MeetingRefused (`reason`): the invited would not know why.
        templates.errors.TextRefused.
    """
    with opened.database.transaction() as session:
        row = listing.found(session, meeting)
        require_planned(row, _("elle ne s’annule plus"))
        said = _line("reason", reason)
        if not said:
            raise MeetingRefused(field="reason", reason=_("dites pourquoi : les personnes invitées le liront"))
        row.state, row.reason, row.sequence = MeetingState.CANCELLED.value, said, row.sequence + 1
        session.add(row)
        calls.tell(session, opened, row, Call.CANCELLED, (said,))
        evidence.detach(session, subject(row))
        audit.record(session, opened.clock.now(), actor, "meeting.cancelled", meeting=row.id)
        return listing.value(session, opened, row)


def subject(row: MeetingRow) -> str:
    """Return what evidence calls a meeting."""
    return f"meeting:{row.id}"


def require_planned(row: MeetingRow, reason: str) -> None:
    """Refuse to do with a meeting what is only done before it.

    Raises:
        MeetingOver.
    """
    if row.state != MeetingState.PLANNED:
        words = {MeetingState.HELD: _("a eu lieu"), MeetingState.CANCELLED: _("est annulée")}
        raise MeetingOver(title=row.title, state=words[MeetingState(row.state)], reason=reason)


def _convention(session: Session, held_on: date, today: date) -> Convention:
    found = conventions.in_force(session, held_on) or conventions.in_force(session, today)
    if found is None:
        raise NoConvention(day=event_times.day(held_on))
    return found


def _require_awaited(convention: Convention, kind: MeetingKind) -> None:
    known = kinds.awaited(convention)
    if kind not in known:
        names = ", ".join(f"« {_(kinds.NAMES[one])} »" for one in known)
        words = _("aucun engagement de {convention} ne l’attend ; elle attend {known}")
        raise MeetingRefused(field="kind", reason=words.format(convention=convention.short, known=names or _("aucune")))


def _take_delegates(session: Session, opened: Installation, row: MeetingRow, convention: Convention) -> None:
    """Enter whoever the partners designated for a meeting of this kind."""
    role = kinds.DELEGATES.get(MeetingKind(row.kind))
    for one in convention.partners if role else ():
        holding = designations.holding(session, one.code, role or "", listing.day(row))
        if holding:
            guest_book.enter(session, opened, row, holding[0].name, holding[0].email, side=one.code)


def _note_occasion(session: Session, row: MeetingRow, actor: str) -> None:
    """Note that there is something to which the other partner is to be invited."""
    kind = MeetingKind(row.kind)
    if kind in kinds.ASSOCIATIONS:
        evidence.attach(
            session, f"occasion:{kind.value}", on=listing.day(row), subject=subject(row), text=row.title,
            nature=evidence.Nature.DECLARED, actor=actor,
        )  # fmt: skip


def _write(row: MeetingRow, new: Change) -> None:
    if new.starts is not None or new.ends is not None:
        starts = row.starts if new.starts is None else new.starts
        row.starts, row.ends = _times(starts, row.ends if new.ends is None else new.ends)
    if new.title is not None:
        row.title = _line("title", new.title) or _(kinds.NAMES[MeetingKind(row.kind)])
    if new.place is not None:
        row.place = _line("place", new.place)
    if new.agenda is not None:
        row.agenda = _agenda(new.agenda)


def _times(starts: str, ends: str) -> tuple[str, str]:
    field = "starts"
    try:
        begin = event_times.parse(starts.strip())
        field = "ends"
        end = event_times.parse(ends.strip()) if ends.strip() else ""
        event_times.require_order(begin, end)
    except ValueError as problem:
        raise MeetingRefused(field=field, reason=str(problem)) from None
    return begin, end


def _named(session: Session, plan: Plan, held_on: date) -> str:
    said = plan.name.strip()
    if not said:
        base = f"{kinds.SLUGS[plan.kind]}-{held_on.year}"
        several = (base, *(f"{base}-{number}" for number in range(2, 1000)))
        return next(one for one in several if not _is_taken(session, one))
    if not _NAME.fullmatch(said) or len(said) > _LONGEST_NAME:
        words = _("« {name} » n’est pas un nom court comme echange-2010, en minuscules, chiffres et traits d’union")
        raise MeetingRefused(field="name", reason=words.format(name=said))
    if _is_taken(session, said):
        raise MeetingRefused(field="name", reason=_("« {name} » est déjà pris").format(name=said))
    return said


def _is_taken(session: Session, name: str) -> bool:
    return session.exec(select(MeetingRow.id).where(MeetingRow.name == name)).first() is not None


def _line(field: str, text: str) -> str:
    said = issues.printable(" ".join(text.split(" ")))
    if len(said) > _LONGEST_LINE:
        words = _("{n} signes, {most} au plus").format(n=len(said), most=_LONGEST_LINE)
        raise MeetingRefused(field=field, reason=words)
    return said


def _agenda(text: str) -> str:
    lines = [_without_dash(issues.printable(one)) for one in text.replace("\r\n", "\n").split("\n")]
    said = "\n".join(filter(None, lines))
    if len(said) > _LONGEST_AGENDA:
        words = _("{n} signes, {most} au plus").format(n=len(said), most=_LONGEST_AGENDA)
        raise MeetingRefused(field="agenda", reason=words)
    return said


def _without_dash(line: str) -> str:
    """Return a line without the dash that people put before each point: the list has its own."""
    return re.sub(r"^[-–—•]\s+", "", line)
