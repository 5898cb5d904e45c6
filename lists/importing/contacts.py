"""Contacts of a file, put beside those that are there and subscribed to a mailing list.

Refuses to bring anybody back: an address that was suppressed, or that left the list, is left out and the
report says since when. Nothing empty replaces anything; what a person may have put right here (role, nature,
the spelling of an address) is not touched by the same file again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy
from sqlmodel import Session, col, or_

from lists import suppressing
from lists.importing import days, lines, roles
from lists.importing.lines import Line
from lists.importing.organisations import Employer
from lists.importing.reports import Notes, Skipped
from lists.kinds import Reason, Role, State
from lists.models import Contact, Subscription, Suppression
from runtime import clock
from runtime.keyring import Keyring
from runtime.language import N_, _

_WORDS = {
    Reason.OBJECTION: N_("opposition du {day}"),
    Reason.UNSUBSCRIBED: N_("désinscription du {day}"),
    Reason.BOUNCED: N_("adresse refusée par son serveur le {day}"),
    Reason.COMPLAINED: N_("plainte du {day}"),
    Reason.ERASED: N_("effacement demandé le {day}"),
}
_COMPARED = ("civility", "first_name", "last_name", "function", "phone")
_EMPTY: Mapping[str, Any] = {**dict.fromkeys(_COMPARED), "role": Role.OTHER.value}

#: Rows inserted at once: a bound on memory.
_BATCH = 1000

Identity = tuple[int | None, bytes]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the contacts come from and go to."""

    mailing_list_id: int
    keyring: Keyring
    now: datetime
    #: Said to the reader who asks where her address was found.
    origin: str

    @property
    def today(self) -> date:
        """The day in Paris."""
        return clock.in_paris(self.now).date()


@dataclass
class _Known:
    """What is there before the file."""

    #: Contacts by organisation and address.
    contacts: dict[Identity, dict[str, Any]]
    #: Contacts who are on the list, in whatever state.
    members: set[int]
    #: Why an address may not come in.
    barred: dict[bytes, str]


@dataclass
class _Work:
    """What is to be written at the end, in bulk."""

    fresh: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    #: Contacts who are there and not yet on the list.
    joining: list[int] = field(default_factory=list)


def write(
    session: Session, read: Iterable[Line], employers: Mapping[int, Employer], source: Source, notes: Notes
) -> None:
    """Insert, update and subscribe the contacts of the lines that have an employer, or none to have."""
    known = _known(session, source.mailing_list_id)
    seen: dict[Identity, int] = {}
    work = _Work()
    for line in read:
        if (employer := employers.get(line.number)) is None:
            continue
        for address in line.addresses:
            key = suppressing.address_key(source.keyring, address)
            identity = employer.id, key
            first = seen.setdefault(identity, line.number)
            if reason := known.barred.get(key) or _repeated(first, line):
                notes.skipped.append(Skipped(line.number, reason))
            elif found := known.contacts.get(identity):
                _meet(found, line, employer, known, work, notes)
            else:
                said = lines.details(line, address, employer.kind)
                work.fresh.append({**_EMPTY, **said, "organisation_id": employer.id, "address_key": key})
                notes.create(line.number)
    if work.changes:
        session.execute(sqlalchemy.update(Contact), work.changes)
    _subscribe(session, work.joining + _insert(session, work.fresh, source), source)


def _repeated(first: int, line: Line) -> str | None:
    if first == line.number:
        return None
    return _("même adresse et même organisation qu’à la ligne {line}").format(line=first)


def _meet(found: Mapping[str, Any], line: Line, employer: Employer, known: _Known, work: _Work, notes: Notes) -> None:
    """Compare a line with the contact that is there."""
    changed = {name: value for name, value in line.person.items() if found[name] != value}
    if "function" in changed:
        changed["role"] = roles.role(changed["function"], employer.kind)
    if changed:
        work.changes.append({"id": found["id"], **changed})
        notes.update(line.number)
    if found["id"] not in known.members:
        work.joining.append(found["id"])
        notes.update(line.number)


def _known(session: Session, mailing_list_id: int) -> _Known:
    names = ("id", "organisation_id", "address_key", *_COMPARED)
    rows = session.execute(sqlalchemy.select(*(col(getattr(Contact, name)) for name in names))).mappings()
    contacts = {(row["organisation_id"], row["address_key"]): dict(row) for row in rows}
    members = sqlalchemy.select(col(Subscription.contact_id)).where(
        col(Subscription.mailing_list_id) == mailing_list_id
    )
    return _Known(contacts, set(session.scalars(members)), _barred(session, mailing_list_id))


def _barred(session: Session, mailing_list_id: int) -> dict[bytes, str]:
    """Return why addresses may not come in: what holds for every list last, so that it is what is said."""
    left = (
        sqlalchemy.select(col(Contact.address_key), col(Subscription.since))
        .join_from(Subscription, Contact, col(Contact.id) == col(Subscription.contact_id))
        .where(col(Subscription.mailing_list_id) == mailing_list_id, col(Subscription.state) == State.LEFT)
    )
    here = col(Suppression.mailing_list_id)
    suppressed = (
        sqlalchemy.select(col(Suppression.address_key), col(Suppression.reason), col(Suppression.since))
        .where(or_(here.is_(None), here == mailing_list_id))
        .order_by(here.is_(None))
    )
    barred = {key: _said(Reason.UNSUBSCRIBED, since) for key, since in session.execute(left)}
    return barred | {key: _said(Reason(reason), since) for key, reason, since in session.execute(suppressed)}


def _said(reason: Reason, since: datetime) -> str:
    return _(_WORDS[reason]).format(day=days.said(clock.in_paris(since).date()))


def _insert(session: Session, rows: list[dict[str, Any]], source: Source) -> list[int]:
    collected = {"language": "fr", "collected_from": source.origin, "collected_on": source.today}
    statement = sqlalchemy.insert(Contact).returning(col(Contact.id), sort_by_parameter_order=True)
    numbers: list[int] = []
    for start in range(0, len(rows), _BATCH):
        batch = [row | collected for row in rows[start : start + _BATCH]]
        numbers += filter(None, session.scalars(statement, batch))
    return numbers


def _subscribe(session: Session, contact_ids: list[int], source: Source) -> None:
    if contact_ids:
        state = {
            "mailing_list_id": source.mailing_list_id,
            "state": State.SUBSCRIBED.value,
            "since": source.now,
        }
        session.execute(sqlalchemy.insert(Subscription), [{"contact_id": number, **state} for number in contact_ids])


def object_(session: Session, read: Iterable[Line], source: Source, notes: Notes) -> None:
    """Suppress every address of the lines on every list, for good."""
    first_line: dict[bytes, int] = {}
    for line in read:
        for address in line.addresses:
            first_line.setdefault(suppressing.address_key(source.keyring, address), line.number)
    news = suppressing.suppress_all(
        session, first_line.keys(), reason=Reason.OBJECTION, since=source.now, evidence=source.origin
    )
    for key in news:
        notes.create(first_line[key])
