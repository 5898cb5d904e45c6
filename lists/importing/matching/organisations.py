"""Companies and missions locales of a file, matched with those that exist.

Several lines with one SIREN are one company: the first line that gives a value wins. An empty cell never replaces
a value; the former name of an organisation is kept. Refuses to create an organisation without a name, and never
removes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists.importing import bulk_rows
from lists.importing.changes import ChangeLog, Thing
from lists.importing.matching import organisation_lookup
from lists.importing.matching.networks import Networks
from lists.importing.matching.organisation_lookup import Employer, Found, Handle, Known
from lists.importing.reading import headings
from lists.importing.reading.lines import FileLine
from lists.importing.reports import Notes, Rejected, Skipped
from lists.importing.sources import ImportSource
from lists.kinds import ImportKind, OrganisationKind
from lists.models import FormerIdentity, Organisation
from lists.organisations import identities
from runtime.language import _

KINDS = {
    ImportKind.COMPANIES: OrganisationKind.COMPANY,
    ImportKind.MISSIONS: OrganisationKind.LOCAL_MISSION,
}


@dataclass
class _Group:
    """The lines of one organisation, and what they say of it together."""

    lines: list[FileLine] = field(default_factory=list)
    columns: dict[str, Any] = field(default_factory=dict)
    #: Which line said it first.
    said_at: dict[str, int] = field(default_factory=dict)

    def hear(self, line: FileLine, said: Mapping[str, Any]) -> None:
        self.lines.append(line)
        for name, value in said.items():
            if name not in self.columns:
                self.columns[name] = value
                self.said_at[name] = line.number


class Organisations:
    """The organisations of one file, taken in batch after batch."""

    def __init__(
        self, session: Session, kind: ImportKind, source: ImportSource, journal: ChangeLog, notes: Notes
    ) -> None:
        self._session, self._source, self._journal, self._notes = session, source, journal, notes
        self._file = kind
        self._kind = KINDS[kind]
        self._known = Known(session, self._kind, by_name=source.creates)
        self._networks = Networks(session, journal, notes)
        #: Columns that the file has given already, by organisation: the first line wins.
        self._said: dict[int, frozenset[str]] = {}

    def write(self, lines: Sequence[FileLine]) -> dict[int, Employer]:
        """Insert and update the organisations of these lines; return the employer of each line that is not refused."""
        if self._source.creates:
            lines = [line for line in lines if self._is_told_apart(line)]
        known = self._known.among(lines)
        groups = self._named(self._grouped(lines, known), known)
        numbers = {handle: known[handle]["id"] for handle in groups if handle in known}
        self._update([(known[handle], groups[handle]) for handle in numbers])
        numbers |= self._insert({handle: group for handle, group in groups.items() if handle not in known})
        for handle, group in groups.items():
            said = self._said.get(numbers[handle], frozenset())
            self._said[numbers[handle]] = said | group.columns.keys()
        return {
            line.number: Employer(numbers[handle], self._kind)
            for handle, group in groups.items()
            for line in group.lines
        }

    def _is_told_apart(self, line: FileLine) -> bool:
        """Refuse a line that names a company by its name alone, where several have it."""
        said = line.organisation
        if any(said.get(name) for name in ("siren", "siret", "code", "postcode")) or "name" not in said:
            return True
        if self._known.is_alone(said["name"]):
            return True
        reason = _("plusieurs organisations portent ce nom, donnez le SIREN ou le code")
        self._notes.rejected.append(Rejected(line.number, headings.shown(self._file, "name"), said["name"], reason))
        return False

    def _grouped(self, lines: Iterable[FileLine], known: Mapping[Handle, Found]) -> dict[Handle, _Group]:
        groups: dict[Handle, _Group] = {}
        for line in lines:
            handle = organisation_lookup.chosen(line.organisation, known)
            group = groups.setdefault(handle, _Group())
            said = dict(line.organisation)
            if line.network:
                said["regional_network_id"] = self._networks.named(line)
            if self._is_another_branch(said, group, known.get(handle)):
                reason = _("autre établissement (SIRET {siret}), l’entreprise garde le premier")
                self._notes.noticed.append(Skipped(line.number, reason.format(siret=said.pop("siret"))))
            group.hear(line, said)
        return groups

    def _is_another_branch(self, said: Mapping[str, Any], group: _Group, found: Found | None) -> bool:
        first = group.columns.get("siret")
        if first is None and found is not None and "siret" in self._said.get(found["id"], ()):
            first = found["siret"]
        return first is not None and said.get("siret", first) != first

    def _named(self, groups: dict[Handle, _Group], known: Mapping[Handle, Found]) -> dict[Handle, _Group]:
        """Refuse the lines of new organisations for which no line gives a name."""
        named: dict[Handle, _Group] = {}
        for handle, group in groups.items():
            if handle in known or "name" in group.columns:
                named[handle] = group
                continue
            heading, reason = headings.shown(self._file, "name"), _("le nom de l’organisation manque")
            self._notes.rejected += [Rejected(line.number, heading, "", reason) for line in group.lines]
        return named

    def _insert(self, fresh: Mapping[Handle, _Group]) -> dict[Handle, int]:
        """Insert organisations in bulk and return their numbers."""
        if not fresh:
            return {}
        rows = [{"kind": self._kind.value, **group.columns} for group in fresh.values()]
        whole = [{name: row.get(name) for name in organisation_lookup.COLUMNS if name != "id"} for row in rows]
        numbers = bulk_rows.add(self._session, Organisation, whole)
        for number, row, group in zip(numbers, whole, fresh.values(), strict=True):
            line = group.lines[0].number
            self._journal.made(line, Thing.ORGANISATION, number, row)
            self._known.learn(number, row)
            self._notes.create(line)
        return dict(zip(fresh, numbers, strict=True))

    def _update(self, met: Iterable[tuple[Found, _Group]]) -> None:
        changes: list[dict[str, Any]] = []
        ended: list[tuple[int, dict[str, Any]]] = []
        for found, group in met:
            changed = self._changed(found, group)
            if not changed:
                continue
            changes.append({"id": found["id"], **changed})
            line = group.said_at[next(iter(changed))]
            before = {name: found[name] for name in changed}
            self._journal.changed(line, Thing.ORGANISATION, found["id"], before, changed)
            if former := identities.ended(found, changed, self._source.today):
                ended.append((line, former))
            for name, value in changed.items():
                self._tell(group.said_at[name], name, found[name], value)
        if changes:
            self._session.execute(sqlalchemy.update(Organisation), changes)
        self._remember(ended)

    def _changed(self, found: Found, group: _Group) -> dict[str, Any]:
        said = self._said.get(found["id"], frozenset())
        changed = {name: value for name, value in group.columns.items() if name not in said and found[name] != value}
        if "code" in changed and found["code"] and not organisation_lookup.same_register(changed, found):
            del changed["code"]  # the network's own code stays, whatever code another directory gives
        return changed

    def _tell(self, line: int, name: str, old: Any, new: Any) -> None:
        if name == "regional_network_id":
            self._notes.change(
                line, headings.shown(self._file, "network"), self._networks.name(old), self._networks.name(new)
            )
            return
        known = headings.HEADINGS[self._file]
        shown = "organisation_phone" if name == "phone" and "organisation_phone" in known else name
        heading = headings.shown(self._file, shown) if shown in known else name
        self._notes.change(line, heading, old, new)

    def _remember(self, ended: Sequence[tuple[int, dict[str, Any]]]) -> None:
        """Keep what was true until yesterday; of two changes in one day, what was true before the first."""
        if not ended:
            return
        until = ended[0][1]["until"]
        kept = set(
            self._session.scalars(
                sqlalchemy.select(col(FormerIdentity.organisation_id)).where(
                    col(FormerIdentity.until) == until,
                    col(FormerIdentity.organisation_id).in_([row["organisation_id"] for _line, row in ended]),
                )
            )
        )
        for line, row in ended:
            if row["organisation_id"] in kept:
                continue
            kept.add(row["organisation_id"])
            former = FormerIdentity(**row)
            self._session.add(former)
            self._session.flush()
            assert former.id is not None
            self._journal.made(line, Thing.FORMER_IDENTITY, former.id, row)


def find(
    known: Known, lines: Sequence[FileLine], notes: Notes, made: Organisations | None = None
) -> dict[int, Employer]:
    """Return the organisation that each line of a file of contacts names.

    Unknown ones are refused, unless `made` makes them.
    """
    rows = known.among(lines)
    employers: dict[int, Employer] = {}
    unknown: dict[int, FileLine] = {}
    for line in lines:
        # Only the surest handle: an unknown SIREN must not match a company of the same name.
        handle = next(iter(organisation_lookup.handles(line.organisation)), None)
        if handle is None:
            employers[line.number] = Employer(None, None)
        elif handle not in rows:
            unknown[line.number] = line
        elif handle[0] == "name" and not known.is_alone(line.organisation["name"]):
            reason = _("plusieurs organisations portent ce nom, donnez le SIREN ou le code")
            _refuse(line, "name", reason, notes)
        else:
            employers[line.number] = Employer(rows[handle]["id"], rows[handle]["kind"])
    return employers | _brought(known, unknown, notes, made)


def _brought(
    known: Known, unknown: Mapping[int, FileLine], notes: Notes, made: Organisations | None
) -> dict[int, Employer]:
    """Make the companies of these lines, or refuse the lines; a mission locale is never made from a contact."""
    makeable = [line for line in unknown.values() if made is not None and "code" not in line.organisation]
    fresh = made.write(makeable) if made is not None and makeable else {}
    for line in makeable:
        if line.number in fresh and "name" in line.organisation:
            known.learn(fresh[line.number].id or 0, line.organisation)
    refused = unknown.keys() - {line.number for line in makeable}
    for number in sorted(refused):
        line = unknown[number]
        reason = _("aucune organisation connue ne correspond, importez-la d’abord")
        _refuse(line, organisation_lookup.handles(line.organisation)[0][0], reason, notes)
    notes.unknown |= refused
    return fresh


def _refuse(line: FileLine, name: str, reason: str, notes: Notes) -> None:
    shown = headings.shown(ImportKind.CONTACTS, name)
    notes.rejected.append(Rejected(line.number, shown, line.organisation.get(name, ""), reason))
