"""Contacts of a file, put beside those that are there and subscribed to a mailing list.

Nothing empty replaces anything; what a person may have put right here (role, nature, the spelling of an
address) is not touched by the same file again. Who may not come in is told in `barring`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists import suppressing
from lists.importing import barring, bulk, headings, lines, roles
from lists.importing.cells import Standing
from lists.importing.changes import Journal, Thing
from lists.importing.lines import Line
from lists.importing.matching import Employer
from lists.importing.reports import Notes, Skipped
from lists.importing.sources import Source
from lists.kinds import ImportKind, State
from lists.models import Contact, Subscription
from runtime.language import _

_VOCABULARIES: Mapping[str, Mapping[str, str]] = {"role": roles.ROLES, "nature": roles.NATURES}

Identity = tuple[int | None, bytes]


@dataclass(frozen=True, slots=True)
class _Person:
    """One address of one line."""

    line: Line
    employer: Employer
    key: bytes
    #: Columns of `Contact`, were she new.
    details: Mapping[str, Any]

    @property
    def identity(self) -> Identity:
        return self.employer.id, self.key


@dataclass
class _Work:
    """What one batch writes in bulk."""

    #: Addresses that opted out, says the file.
    leaving: set[bytes]
    fresh: list[_Person] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    #: Contacts who are there and not yet on the list, with the line that brings them.
    joining: list[tuple[int, int]] = field(default_factory=list)


class Contacts:
    """The contacts of one file, taken in batch after batch."""

    def __init__(self, session: Session, kind: ImportKind, source: Source, journal: Journal, notes: Notes) -> None:
        self._session, self._source, self._journal, self._notes = session, source, journal, notes
        self._file = kind
        #: The line on which an address was read first, for each organisation.
        self._seen: dict[Identity, int] = {}

    def write(self, read: Sequence[Line], employers: Mapping[int, Employer]) -> None:
        """Insert, update and subscribe the contacts of the lines that have an employer, or none to have."""
        persons = list(self._persons(read, employers))
        keys = {person.key for person in persons}
        barred = barring.barred(self._session, keys, self._source.mailing_list_id)
        known = self._known(keys)
        members = self._members([row["id"] for row in known.values()])
        leaving = {person.key for person in persons if person.line.standing is Standing.OUT} - barred.keys()
        work = _Work(leaving)
        for person in persons:
            if reason := self._kept_out(person, barred, work):
                self._notes.skipped.append(Skipped(person.line.number, reason))
            elif found := known.get(person.identity):
                self._meet(found, person, work)
                if found["id"] not in members:
                    work.joining.append((found["id"], person.line.number))
            else:
                work.fresh.append(person)
                self._notes.create(person.line.number)
        self._write(work)

    def _persons(self, read: Iterable[Line], employers: Mapping[int, Employer]) -> Iterable[_Person]:
        for line in read:
            if (employer := employers.get(line.number)) is None:
                continue
            for address in line.addresses:
                key = suppressing.address_key(self._source.keyring, address)
                yield _Person(line, employer, key, lines.details(line, address, employer.kind))

    def _kept_out(self, person: _Person, barred: Mapping[bytes, str], work: _Work) -> str | None:
        """Return why a person is left out; whoever opted out in the file is kept out for good."""
        if person.key in barred:
            return barred[person.key]
        if person.key in work.leaving:
            return _("désinscription reprise du fichier")
        if person.line.standing is Standing.AWAY:
            return _("désactivée ou non confirmée dans l’outil d’où vient le fichier")
        first = self._seen.setdefault(person.identity, person.line.number)
        if first == person.line.number:
            return None
        return _("même adresse et même organisation qu’à la ligne {line}").format(line=first)

    def _known(self, keys: set[bytes]) -> dict[Identity, dict[str, Any]]:
        names = ("id", "organisation_id", "address_key", *lines.OF_PERSON)
        statement = sqlalchemy.select(*(col(getattr(Contact, name)) for name in names))
        rows = self._session.execute(statement.where(col(Contact.address_key).in_(keys))).mappings()
        return {(row["organisation_id"], row["address_key"]): dict(row) for row in rows}

    def _members(self, numbers: Sequence[int]) -> set[int]:
        """Return who of these contacts is on the list, in whatever state."""
        statement = sqlalchemy.select(col(Subscription.contact_id)).where(
            col(Subscription.mailing_list_id) == self._source.mailing_list_id,
            col(Subscription.contact_id).in_(numbers),
        )
        return set(self._session.scalars(statement))

    def _meet(self, found: dict[str, Any], person: _Person, work: _Work) -> None:
        """Compare a line with the contact that is there."""
        line = person.line
        changed = {name: value for name, value in line.person.items() if found[name] != value}
        if changed.get("collected_on", found["collected_on"]) > found["collected_on"]:
            del changed["collected_on"]  # the first time is the one that counts
        if "function" in changed and "role" not in line.person:
            role = roles.role(changed["function"], person.employer.kind).value
            changed |= {"role": role} if role != found["role"] else {}
        if not changed:
            return
        before = {name: found[name] for name in changed}
        work.changes.append({"id": found["id"], **changed})
        self._journal.changed(line.number, Thing.CONTACT, found["id"], before, changed, contact_id=found["id"])
        found.update(changed)
        for name, value in changed.items():
            heading = headings.shown(self._file, name)
            self._notes.change(line.number, heading, *(_shown(name, one) for one in (before[name], value)))

    def _write(self, work: _Work) -> None:
        if work.changes:
            self._session.execute(sqlalchemy.update(Contact), work.changes)
        barring.opt_out(self._session, work.leaving, self._source)
        self._subscribe([*work.joining, *self._insert(work.fresh)])
        for number, line in work.joining:
            self._notes.update(line)
            after = {"mailing_list_id": self._source.mailing_list_id, "state": State.SUBSCRIBED.value}
            self._journal.made(line, Thing.SUBSCRIPTION, number, after, contact_id=number)

    def _insert(self, fresh: Sequence[_Person]) -> list[tuple[int, int]]:
        """Insert contacts in bulk and return their numbers and lines."""
        if not fresh:
            return []
        rows = [self._row(person) for person in fresh]
        numbers = bulk.add(self._session, Contact, rows)
        for number, person, row in zip(numbers, fresh, rows, strict=True):
            self._journal.made(person.line.number, Thing.CONTACT, number, row, contact_id=number)
        return [(number, person.line.number) for number, person in zip(numbers, fresh, strict=True)]

    def _row(self, person: _Person) -> dict[str, Any]:
        defaults = {"collected_from": self._source.origin, "collected_on": self._source.today}
        return {
            **dict.fromkeys(lines.OF_PERSON),
            **defaults,
            **person.details,
            "organisation_id": person.employer.id,
            "address_key": person.key,
            "language": "fr",
            "import_id": self._source.import_id,
        }

    def _subscribe(self, joining: Sequence[tuple[int, int]]) -> None:
        if joining:
            state = {
                "mailing_list_id": self._source.mailing_list_id,
                "state": State.SUBSCRIBED.value,
                "since": self._source.now,
            }
            rows = [{"contact_id": number, **state} for number, _line in joining]
            bulk.insert(self._session, Subscription, rows)


def _shown(name: str, value: Any) -> Any:
    return _(_VOCABULARIES[name][value]) if name in _VOCABULARIES and value is not None else value
