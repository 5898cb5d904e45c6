"""What is due of meetings today: what must be planned, said, invited to or written up. Pure reading, nothing is said.

One list for the console, which shows all of it, and for the tick, which tells each thing once. How many days before
the end something is due, the convention says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from campaigns.editorial import event_times
from campaigns.editorial.models import Item, ItemType
from campaigns.partnership import conventions
from campaigns.partnership.conventions import Convention
from campaigns.partnership.meetings import kinds, listing
from campaigns.partnership.meetings.kinds import MeetingKind
from campaigns.partnership.meetings.rows import GuestRow, MeetingRow, MeetingState
from campaigns.post.states import DeliveryState
from runtime import clock
from runtime.installation import Installation
from runtime.language import _

#: Days after an exchange by which its practices are written down.
DAYS_FOR_PRACTICES = 30
#: Days before an event by which the other partner is invited.
DAYS_FOR_INVITATION = 45
#: Kinds that take place once in the period of a convention.
YEARLY = (MeetingKind.EXCHANGE, MeetingKind.CHARTER_YEARLY, MeetingKind.NETWORKS_YEARLY, MeetingKind.STEERING)


@dataclass(frozen=True)
class Due:
    """One thing to do."""

    #: What, and about which meeting or convention: the tick says each pair once.
    what: str
    about: str
    #: One French sentence.
    sentence: str
    #: The meeting that it concerns, if there is one; the kind to be planned otherwise.
    meeting: int | None = None
    kind: MeetingKind | None = None
    #: Whether it is time, or only to come.
    is_now: bool = True


def today(opened: Installation) -> tuple[Due, ...]:
    """Return what is due, what is pressing first; empty without a convention in force."""
    with opened.database.reading() as session:
        return at(session, clock.today(opened.clock))


def at(session: Session, day: date) -> tuple[Due, ...]:
    """Return the same of a day, for a caller that has a session."""
    convention = conventions.in_force(session, day)
    if convention is None:
        return ()
    meetings = session.exec(
        select(MeetingRow).where(MeetingRow.state != MeetingState.CANCELLED.value).order_by(col(MeetingRow.id))
    ).all()
    found = [*_unplanned(session, convention, day)]
    for row in (one for one in meetings if convention.covers(listing.day(one))):
        for rule in (_unsaid, _unwritten, _uninvited, _unrepresented, _unreached):
            found += rule(session, row, convention, day)
    return tuple(sorted(found, key=lambda one: not one.is_now))


def _unplanned(session: Session, convention: Convention, day: date) -> Iterator[Due]:
    """A meeting that the convention asks for in its period is planned in time."""
    for kind in kinds.awaited(convention):
        if kind not in YEARLY or listing.standing(session, kind, convention):
            continue
        first = convention.last_day - timedelta(days=_days_before(convention, kind))
        words = (
            _("« {kind} » : rien n’est prévu, et la convention prend fin le {last}.")
            if day >= first
            else _("« {kind} » : à prévoir avant le {last}.")
        )
        sentence = words.format(kind=_(kinds.NAMES[kind]), last=event_times.day(convention.last_day))
        about = convention.last_day.isoformat()
        yield Due(f"unplanned:{kind.value}", about, sentence, kind=kind, is_now=day >= first)


def _days_before(convention: Convention, kind: MeetingKind) -> int:
    if kind is MeetingKind.EXCHANGE:
        return convention.rules.exchange_reminder
    return max(convention.rules.reminders, default=0)


def _unsaid(_session: Session, row: MeetingRow, _convention: Convention, day: date) -> Iterator[Due]:
    """What was planned either took place or did not."""
    is_association = MeetingKind(row.kind) in kinds.ASSOCIATIONS
    if row.state == MeetingState.PLANNED and not is_association and _last_day(row) < day:
        words = _("« {title} » était prévue : {when}. Dites si elle a eu lieu, ou annulez-la.")
        yield _due("unsaid", row, words.format(title=row.title, when=event_times.span(row.starts, row.ends)))


def _unwritten(session: Session, row: MeetingRow, _convention: Convention, day: date) -> Iterator[Due]:
    """An exchange that took place gives good practices to tell of."""
    is_late = _last_day(row) + timedelta(days=DAYS_FOR_PRACTICES) <= day
    if row.kind != MeetingKind.EXCHANGE or row.state != MeetingState.HELD or not is_late:
        return
    practice = select(Item.id).where(
        Item.meeting == row.name, Item.type == ItemType.GOOD_PRACTICE.value, col(Item.deleted_at).is_(None)
    )
    if session.exec(practice.limit(1)).first() is None:
        words = _("« {title} » s’est tenue il y a {n} jours, et aucune bonne pratique n’en est encore tirée.")
        yield _due("unwritten", row, words.format(title=row.title, n=(day - _last_day(row)).days))


def _uninvited(session: Session, row: MeetingRow, convention: Convention, day: date) -> Iterator[Due]:
    """The other partner is invited to events and campaigns in time."""
    kind, left = MeetingKind(row.kind), (listing.day(row) - day).days
    if kind not in kinds.ASSOCIATIONS or not 0 <= left <= DAYS_FOR_INVITATION:
        return
    invited = {one.side for one in listing.guests(session, row.id or 0) if one.invited_at is not None}
    for code in kinds.others(convention, kind):
        partner = convention.partner(code)
        if code not in invited and partner is not None:
            words = _("« {title} », dans {n} jours : {partner} n’est pas encore invité.")
            sentence = words.format(title=row.title, n=left, partner=partner.short)
            yield _due(f"uninvited:{code}", row, sentence)


def _unrepresented(session: Session, row: MeetingRow, convention: Convention, day: date) -> Iterator[Due]:
    """Each partner has somebody at an exchange and at the steering committee."""
    if MeetingKind(row.kind) not in kinds.DELEGATES or row.state != MeetingState.PLANNED or _last_day(row) < day:
        return
    sides = {one.side for one in listing.guests(session, row.id or 0)}
    for one in convention.partners:
        if one.code not in sides:
            words = _("« {title} » : personne n’y représente encore {partner}.")
            yield _due(f"unrepresented:{one.code}", row, words.format(title=row.title, partner=one.short))


def _unreached(session: Session, row: MeetingRow, _convention: Convention, day: date) -> Iterator[Due]:
    """Invitations arrive."""
    if _last_day(row) < day:
        return
    lost = (DeliveryState.REFUSED.value, DeliveryState.EXPIRED.value, DeliveryState.EXCLUDED.value)
    query = select(GuestRow).where(GuestRow.meeting_id == row.id, col(GuestRow.arrival).in_(lost))
    for guest in session.exec(query.order_by(col(GuestRow.id))):
        words = _("« {title} » : l’invitation de {name} n’est pas arrivée. Joignez cette personne autrement.")
        yield _due(f"unreached:{guest.id}", row, words.format(title=row.title, name=guest.name))


def _due(what: str, row: MeetingRow, sentence: str) -> Due:
    return Due(what, f"meeting:{row.id}", sentence, meeting=row.id)


def _last_day(row: MeetingRow) -> date:
    return event_times.day_of(row.ends or row.starts)
