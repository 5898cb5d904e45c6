"""Saying that a meeting took place: how many came, who, and its minutes. It becomes evidence, and can be taken back.

What a person says is declared, never observed. Refuses what has not begun, and minutes that the library does not have.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from campaigns.editorial import documents, event_times
from campaigns.partnership import evidence
from campaigns.partnership.meetings import kinds, listing, planning
from campaigns.partnership.meetings.errors import MeetingOver, MeetingRefused
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.rows import MeetingRow, MeetingState
from campaigns.partnership.meetings.values import Meeting
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _, ngettext

_MOST = 100_000


@dataclass(frozen=True)
class Outcome:
    """What became of a meeting; `None` changes nothing."""

    #: How many came, as somebody counted them.
    attendees: int | None = None
    #: Numbers of the guests who came; those who are left out did not.
    present: Collection[int] | None = None
    #: The name of a document; empty takes it away.
    minutes: str | None = None


def hold(opened: Installation, meeting: str | int, outcome: Outcome, actor: str) -> Meeting:
    """Say that a meeting took place, or correct what was said of it.

    Raises:
        MeetingUnknown; MeetingOver: it was cancelled.
        MeetingRefused: (`held`) it has not begun, (`attendees`) they are missing or too few, (`minutes`) no document.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        row = listing.found(session, meeting)
        if row.state == MeetingState.CANCELLED:
            planning.require_planned(row, _("elle n’a donc pas eu lieu"))
        _require_begun(opened, row)
        _write(session, row, outcome)
        row.state = MeetingState.HELD.value
        session.add(row)
        _attach(session, opened, row, actor)
        audit.record(session, now, actor, "meeting.held", meeting=row.id, attendees=row.attendees)
        return listing.value(session, opened, row)


def take_back(opened: Installation, meeting: str | int, actor: str) -> Meeting:
    """Say that a meeting did not take place after all; its evidence goes with it.

    Raises:
        MeetingUnknown; MeetingOver: nobody had said that it did.
    """
    with opened.database.transaction() as session:
        row = listing.found(session, meeting)
        if row.state != MeetingState.HELD:
            raise MeetingOver(title=row.title, state=_("n’est pas dite tenue"), reason=_("il n’y a rien à corriger"))
        row.state, row.attendees = MeetingState.PLANNED.value, None
        for guest in listing.guests(session, row.id or 0):
            guest.attended = None
            session.add(guest)
        session.add(row)
        evidence.detach(session, planning.subject(row))
        audit.record(session, opened.clock.now(), actor, "meeting.taken_back", meeting=row.id)
        return listing.value(session, opened, row)


def attach_document(opened: Installation, meeting: str | int, document: str, actor: str) -> Meeting:
    """Attach the summary of what the other side did to a meeting.

    Raises:
        MeetingUnknown; MeetingRefused (`summary`): the library has no such document.
    """
    with opened.database.transaction() as session:
        row = listing.found(session, meeting)
        row.summary = _document(session, "summary", document)
        session.add(row)
        if row.state == MeetingState.HELD:
            _attach(session, opened, row, actor)
        audit.record(session, opened.clock.now(), actor, "meeting.changed", meeting=row.id)
        return listing.value(session, opened, row)


def _require_begun(opened: Installation, row: MeetingRow) -> None:
    begins, _ends = event_times.bounds(row.starts, row.ends)
    if begins > opened.clock.now():
        words = _("cette rencontre est prévue : {when}. Dites-la tenue une fois qu’elle aura eu lieu")
        raise MeetingRefused(field="held", reason=words.format(when=event_times.span(row.starts, row.ends)))


def _write(session: Session, row: MeetingRow, outcome: Outcome) -> None:
    invited = listing.guests(session, row.id or 0)
    if outcome.present is not None:
        unknown = set(outcome.present) - {one.id for one in invited}
        if unknown:
            words = _("cette rencontre n’a pas d’invité n° {id}").format(id=min(unknown))
            raise MeetingRefused(field="present", reason=words)
        for guest in invited:
            guest.attended = guest.id in outcome.present
            session.add(guest)
    if outcome.minutes is not None:
        row.minutes = _document(session, "minutes", outcome.minutes)
    row.attendees = row.attendees if outcome.attendees is None else outcome.attendees
    came = sum(bool(one.attended) for one in invited)
    if row.attendees is None:
        row.attendees = came or None
    if row.attendees is None or not 1 <= row.attendees <= _MOST:
        raise MeetingRefused(field="attendees", reason=_("dites combien de personnes étaient là"))
    if row.attendees < came:
        words = _("{n} personnes au moins étaient là, d’après la feuille de présence").format(n=came)
        raise MeetingRefused(field="attendees", reason=words)


def _document(session: Session, field: str, name: str) -> str:
    said = name.strip()
    if said and documents.latest(session, said) is None:
        words = _("la bibliothèque n’a pas de document « {name} »").format(name=said)
        raise MeetingRefused(field=field, reason=words)
    return said


def _attach(session: Session, opened: Installation, row: MeetingRow, actor: str) -> None:
    kind = MeetingKind(row.kind)
    if kind in kinds.ASSOCIATIONS:  # the invitation is what counts, whoever came
        return
    many = ngettext("{n} personne présente", "{n} personnes présentes", row.attendees or 0)
    parts = [_("{title}, {when}").format(title=row.title, when=event_times.span(row.starts, row.ends)),
             many.format(n=row.attendees)]  # fmt: skip
    link = ""
    for name, words in ((row.summary, _("synthèse jointe")), (row.minutes, _("compte rendu"))):
        if name:
            parts.append(words)
            link = f"{opened.settings.base_url}{documents.PATH}{name}"
    held_on = min(listing.day(row), clock.today(opened.clock))
    minutes = documents.latest(session, row.minutes) if row.minutes else None
    evidence.attach(
        session, kinds.act(kind), on=held_on, subject=planning.subject(row), text=" ; ".join(parts),
        nature=evidence.Nature.DECLARED, actor=actor, link=link, sha256=minutes.sha256 if minutes else "",
    )  # fmt: skip
