"""Inviting to a meeting: the designated of the partners, named persons, a segment of readers.

Nobody is invited twice. Whoever objected to our letters is invited only on behalf of a partner. Refuses an invitation
to what is over, and one that would reach nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from campaigns.editorial import event_times
from campaigns.editorial.models import Publication
from campaigns.partnership import conventions
from campaigns.partnership.designations import verbs as designations
from campaigns.partnership.meetings import calls, guest_book, kinds, listing, planning
from campaigns.partnership.meetings.errors import MeetingOver, MeetingRefused, NobodyToInvite
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.rows import GuestRow, MeetingRow
from campaigns.partnership.meetings.values import Meeting
from lists import audiences
from lists.audiences import Reader
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from lists.segments import saved
from runtime import audit, clock, rehearsals
from runtime.installation import Installation
from runtime.language import _
from templates.service_messages import Call

_BATCH = 500
#: What a person said who is not to be invited unless they come for a partner, and what ends every message.
_OBJECTED = {SuppressionReason.OBJECTION, SuppressionReason.COMPLAINED}
_GONE = {SuppressionReason.BOUNCED, SuppressionReason.ERASED}


@dataclass(frozen=True)
class Named:
    """A person who is invited by name."""

    name: str
    email: str
    #: The code of the partner for whom they come; empty for everybody else.
    side: str = ""


@dataclass(frozen=True)
class Whom:
    """Who is invited; what is empty adds nobody."""

    #: Those whom the partners designated.
    designated: bool = False
    named: tuple[Named, ...] = ()
    #: The name of a segment.
    segment: str = ""


@dataclass(frozen=True)
class Invited:
    """What an invitation did, or would do."""

    meeting: Meeting
    #: How many are written to now.
    new: int
    #: How many were invited before.
    known: int
    #: How many may not be written to.
    stopped: int

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {"meeting": self.meeting.id, "new": self.new, "known": self.known, "stopped": self.stopped}


def invite(opened: Installation, meeting: str | int, whom: Whom, actor: str, *, rehearse: bool = False) -> Invited:
    """Invite people, each by a message of their own with a calendar file; the rehearsal counts and changes nothing.

    Raises:
        MeetingUnknown; MeetingOver: it was held, cancelled, or its day has passed.
        MeetingRefused: (`name`, `email`, `side`); lists.errors.SegmentUnknown.
        NobodyToInvite: nobody is named, designated or in the segment. errors.SenderMissing.
    """
    with rehearsals.session(opened.database) if rehearse else opened.database.transaction() as session:
        row = listing.found(session, meeting)
        _require_ahead(opened, row)
        guests = _guests(session, opened, row, whom)
        new = [one for one in guests if one.invited_at is None]
        able = [one for one in new if _may_be_written_to(session, row, one)]
        for guest in able:
            calls.write(session, opened, row, guest, Call.INVITED)
        stopped = len(new) - len(able)
        for guest in new:
            if guest not in able and not guest.side:
                session.delete(guest)
        session.flush()
        done = Invited(listing.value(session, opened, row), len(able), len(guests) - len(new), stopped)
        if able:
            audit.record(session, opened.clock.now(), actor, "meeting.invited", meeting=row.id, guests=len(able))
        return done


def remove(opened: Installation, meeting: str | int, guest_id: int, actor: str) -> Meeting:
    """Take a person off the guests; whoever was invited learns that the meeting is cancelled for them.

    Raises:
        MeetingUnknown; MeetingOver; MeetingRefused (`guest`): the meeting has no such guest.
    """
    with opened.database.transaction() as session:
        row = listing.found(session, meeting)
        planning.require_planned(row, _("ses invités ne changent plus"))
        guest = session.get(GuestRow, guest_id)
        if guest is None or guest.meeting_id != row.id:
            raise MeetingRefused(
                field="guest", reason=_("cette rencontre n’a pas d’invité n° {id}").format(id=guest_id)
            )
        if guest.invited_at is not None:
            row.sequence += 1
            calls.write(session, opened, row, guest, Call.CANCELLED, (_("Votre invitation est retirée."),))
        session.delete(guest)
        session.add(row)
        audit.record(session, opened.clock.now(), actor, "meeting.uninvited", meeting=row.id)
        session.flush()
        return listing.value(session, opened, row)


def _require_ahead(opened: Installation, row: MeetingRow) -> None:
    planning.require_planned(row, _("personne n’y est plus invité"))
    if event_times.day_of(row.ends or row.starts) < clock.today(opened.clock):
        state = _("est passée")
        raise MeetingOver(title=row.title, state=state, reason=_("personne n’y est plus invité"))


def _guests(session: Session, opened: Installation, row: MeetingRow, whom: Whom) -> list[GuestRow]:
    """Return the guests whom an invitation is for, each once."""
    found = [*_named(session, opened, row, whom.named)]
    if whom.designated:
        found += _designated(session, opened, row)
    if whom.segment:
        found += _of_segment(session, opened, row, whom.segment)
    if not found:
        raise NobodyToInvite(reason=_("nommez une personne, un segment, ou les personnes désignées"))
    return list({one.id: one for one in found}.values())


def _named(session: Session, opened: Installation, row: MeetingRow, named: Sequence[Named]) -> Iterator[GuestRow]:
    sides = [code for code, _name in designations.sides(session)]
    for one in named:
        if one.side and one.side not in sides:
            words = _("« {side} » n’est pas un partenaire ; les partenaires sont {known}")
            raise MeetingRefused(field="side", reason=words.format(side=one.side, known=", ".join(sides)))
        yield guest_book.enter(session, opened, row, one.name, one.email, side=one.side)


def _designated(session: Session, opened: Installation, row: MeetingRow) -> list[GuestRow]:
    """Return those whom the partners that this meeting is for designated; the deputy where nobody else is."""
    kind = MeetingKind(row.kind)
    day = listing.day(row)
    convention = conventions.in_force(session, day) or conventions.in_force(session, clock.today(opened.clock))
    sides = kinds.others(convention, kind) if convention else ()
    role = kinds.DELEGATES.get(kind, kinds.FOLLOW_UP)
    found = []
    for side in sides:
        holding = designations.holding(session, side, role, day)
        if not holding:
            name = listing.partner_names(session, [side]).get(side, side)
            raise NobodyToInvite(reason=_("{name} n’a désigné personne pour cela").format(name=name))
        found.append(guest_book.enter(session, opened, row, holding[0].name, holding[0].email, side=side))
    return found


def _of_segment(session: Session, opened: Installation, row: MeetingRow, segment: str) -> list[GuestRow]:
    rule = saved.named(session, segment, opened.clock.now())
    listed = session.get_one(Publication, row.publication_id).mailing_list_id
    # A meeting is no ordinary issue: whoever wants the special ones only is invited too.
    members = session.execute(audiences.selection(listed, rule, special=True)).all()
    readers: dict[int, Reader] = {}
    for start in range(0, len(members), _BATCH):
        ids = [contact_id for contact_id, *_rest in members[start : start + _BATCH]]
        readers |= audiences.readers(session, ids, listed)
    return [
        guest_book.enter(session, opened, row, _called(readers[contact_id]), address)
        for contact_id, _organisation, address, _key in members
    ]


def _called(reader: Reader) -> str:
    """Return how a reader is addressed: by name, or by the organisation of a shared box."""
    person = " ".join(filter(None, (reader.first_name, reader.last_name)))
    return person or reader.organisation or _("Madame, Monsieur")


def _may_be_written_to(session: Session, row: MeetingRow, guest: GuestRow) -> bool:
    listed = session.get_one(Publication, row.publication_id).mailing_list_id
    reasons = suppressing.reasons(session, guest.address_key, listed)
    return not reasons & (_GONE if guest.side else _GONE | _OBJECTED)
