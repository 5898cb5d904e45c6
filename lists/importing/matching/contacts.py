"""Contacts of a file, matched with those that exist and subscribed to a mailing list.

An empty cell never replaces a value. What an officer may have corrected here (role, nature, the spelling of an
address) is not changed by the same file again. `objections` says who may not come in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists import contact_roles, origins
from lists.importing import bulk_rows
from lists.importing.changes import ChangeLog, Thing
from lists.importing.matching import objections
from lists.importing.matching.organisation_lookup import Employer
from lists.importing.reading import headings, lines
from lists.importing.reading.cells import Standing
from lists.importing.reading.lines import FileLine
from lists.importing.reports import Notes, Skipped
from lists.importing.sources import ImportSource
from lists.kinds import ImportKind, SubscriptionState
from lists.models import Contact, Subscription
from lists.permission import informing, suppressing
from runtime.language import _

_VOCABULARIES: Mapping[str, Mapping[str, str]] = {"role": contact_roles.ROLES, "nature": contact_roles.NATURES}

Identity = tuple[int | None, bytes]


@dataclass(frozen=True, slots=True)
class _Person:
    """One address of one line."""

    line: FileLine
    employer: Employer
    key: bytes
    #: Columns of `Contact`, for the case that the person is new.
    details: Mapping[str, Any]

    @property
    def identity(self) -> Identity:
        return self.employer.id, self.key


@dataclass
class _Work:
    """What one batch writes in bulk."""

    #: Addresses that opted out, according to the file.
    leaving: set[bytes]
    fresh: list[_Person] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    #: Existing contacts who are not yet on the list, with the line that brings them.
    joining: list[tuple[int, int]] = field(default_factory=list)
    #: Those of them who are on another list: where this list got the address, and whether it has yet to tell them.
    elsewhere: dict[int, tuple[str, bool]] = field(default_factory=dict)
    #: Contacts whom this list told so, according to the file, by day.
    told: dict[date, list[int]] = field(default_factory=dict)


class Contacts:
    """The contacts of one file, taken in batch after batch."""

    def __init__(
        self, session: Session, kind: ImportKind, source: ImportSource, journal: ChangeLog, notes: Notes
    ) -> None:
        self._session, self._source, self._journal, self._notes = session, source, journal, notes
        self._file = kind
        #: The line on which an address was read first, for each organisation.
        self._seen: dict[Identity, int] = {}

    def write(self, read: Sequence[FileLine], employers: Mapping[int, Employer]) -> None:
        """Insert, update and subscribe the contacts of the lines whose employer was found, or that name no employer."""
        persons = list(self._persons(read, employers))
        keys = {person.key for person in persons}
        barred = objections.barred(self._session, keys, self._source.mailing_list_id)
        known = self._known(keys)
        lists = self._lists([row["id"] for row in known.values()])
        leaving = {person.key for person in persons if person.line.standing is Standing.OUT} - barred.keys()
        work = _Work(leaving)
        for person in persons:
            if reason := self._kept_out(person, barred, work):
                self._notes.skipped.append(Skipped(person.line.number, reason))
            elif found := known.get(person.identity):
                is_known = self._join(found, person, lists.get(found["id"], set()), work)
                self._meet(found, person, work, is_known=is_known)
            else:
                work.fresh.append(person)
                self._notes.create(person.line.number)
        self._write(work)

    def _persons(self, read: Iterable[FileLine], employers: Mapping[int, Employer]) -> Iterable[_Person]:
        for line in read:
            if (employer := employers.get(line.number)) is None:
                continue
            for address in line.addresses:
                key = suppressing.address_key(self._source.keyring, address)
                yield _Person(line, employer, key, lines.details(line, address, employer.kind))

    def _kept_out(self, person: _Person, barred: Mapping[bytes, str], work: _Work) -> str | None:
        """Return why a person is left out, else `None`; a person who opted out in the file is kept out for good."""
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

    def _lists(self, numbers: Sequence[int]) -> Mapping[int, set[int]]:
        """Return the lists that these contacts are on, in any state."""
        columns = sqlalchemy.select(col(Subscription.contact_id), col(Subscription.mailing_list_id))
        found: dict[int, set[int]] = {}
        for number, listed in self._session.execute(columns.where(col(Subscription.contact_id).in_(numbers))):
            found.setdefault(number, set()).add(listed)
        return found

    def _join(self, found: Mapping[str, Any], person: _Person, lists: Collection[int], work: _Work) -> bool:
        """Put an existing contact on the list; tell whether another list has them: each list keeps its own source."""
        is_known = any(one != self._source.mailing_list_id for one in lists)
        said = person.line.person.get("informed_on")
        if self._source.mailing_list_id not in lists:
            work.joining.append((found["id"], person.line.number))
            if is_known:
                origin = person.line.person.get("collected_from", self._source.origin)
                work.elsewhere[found["id"]] = origin, found["informed_on"] is not None and said is None
        if is_known and said is not None:
            work.told.setdefault(said, []).append(found["id"])
        return is_known

    def _meet(self, found: dict[str, Any], person: _Person, work: _Work, *, is_known: bool) -> None:
        """Compare a line with the existing contact; the source that another list has for the address stays as it is."""
        line = person.line
        changed = {name: value for name, value in line.person.items() if found[name] != value}
        if is_known:
            changed.pop("collected_from", None)
        elif "collected_from" not in line.person and self._tells(found["collected_from"]):
            changed["collected_from"] = self._source.origin
        if changed.get("collected_on", found["collected_on"]) > found["collected_on"]:
            del changed["collected_on"]  # the first time is the one that counts
        if "function" in changed and "role" not in line.person:
            role = contact_roles.role(changed["function"], person.employer.kind).value
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

    def _tells(self, origin: str) -> bool:
        """Tell whether this import says where an address comes from, of which nobody had said it."""
        return origins.is_stated(self._source.origin) and not origins.is_stated(origin)

    def _write(self, work: _Work) -> None:
        for day, numbers in work.told.items():
            wanted = sqlalchemy.select(col(Contact.id)).where(col(Contact.id).in_(numbers))
            informing.note(self._session, wanted, self._source.mailing_list_id, day)
        if work.changes:
            self._session.execute(sqlalchemy.update(Contact), work.changes)
        objections.opt_out(self._session, work.leaving, self._source)
        self._subscribe([*work.joining, *self._insert(work.fresh)], work.elsewhere)
        for number, line in work.joining:
            self._notes.update(line)
            after = {"mailing_list_id": self._source.mailing_list_id, "state": SubscriptionState.SUBSCRIBED.value}
            self._journal.made(line, Thing.SUBSCRIPTION, number, after, contact_id=number)

    def _insert(self, fresh: Sequence[_Person]) -> list[tuple[int, int]]:
        """Insert contacts in bulk and return their numbers and lines."""
        if not fresh:
            return []
        rows = [self._row(person) for person in fresh]
        self._notes.unstated += sum(not origins.is_stated(row["collected_from"]) for row in rows)
        numbers = bulk_rows.add(self._session, Contact, rows)
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

    def _subscribe(self, joining: Sequence[tuple[int, int]], elsewhere: Mapping[int, tuple[str, bool]]) -> None:
        if joining:
            state = {
                "mailing_list_id": self._source.mailing_list_id,
                "state": SubscriptionState.SUBSCRIBED.value,
                "since": self._source.now,
            }
            names = ("origin", "is_untold")
            rows = [
                {"contact_id": number, **state, **dict(zip(names, elsewhere.get(number, ("", False)), strict=True))}
                for number, _line in joining
            ]
            bulk_rows.insert(self._session, Subscription, rows)


def _shown(name: str, value: Any) -> Any:
    return _(_VOCABULARIES[name][value]) if name in _VOCABULARIES and value is not None else value
