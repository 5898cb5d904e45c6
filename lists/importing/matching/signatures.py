"""Signatures of a file, matched with those that are registered; their days tell which are first and which renewed.

A signature is identified by its organisation and its day. Refuses to delete one: it is withdrawn, with a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists.importing import bulk_rows
from lists.importing.changes import ChangeLog, Thing
from lists.importing.matching.organisation_lookup import Employer, Known
from lists.importing.reading import headings
from lists.importing.reading.lines import FileLine
from lists.importing.reports import Notes, Skipped
from lists.importing.sources import ImportSource
from lists.kinds import ImportKind, OrganisationKind
from lists.models import Signature
from runtime.language import _

_COLUMNS = ("id", "organisation_id", "signed_on", "registered_on", "withdrawn_on", "referrer_id")


class Signatures:
    """The signatures of one file, taken in batch after batch."""

    def __init__(self, session: Session, source: ImportSource, journal: ChangeLog, notes: Notes) -> None:
        self._session, self._source, self._journal, self._notes = session, source, journal, notes
        self._missions: Known | None = None

    def write(self, lines: Iterable[FileLine], employers: Mapping[int, Employer]) -> None:
        """Register what is not registered yet, and complete what is."""
        signed = [line for line in lines if line.signed_on and line.number in employers]
        if not signed:
            return
        known = self._known({employers[line.number].id for line in signed})
        fresh: dict[tuple[Any, Any], tuple[int, dict[str, Any]]] = {}
        for line in signed:
            identity = employers[line.number].id, line.signed_on
            said = self._said(line)
            if identity in known:
                self._complete(line, known[identity], said)
            elif identity not in fresh:
                row = {
                    "organisation_id": identity[0],
                    "signed_on": line.signed_on,
                    "registered_on": self._source.today,
                    "withdrawn_on": None,
                    "referrer_id": None,
                    "import_id": self._source.import_id,
                    **said,
                }
                fresh[identity] = line.number, row
        self._insert(list(fresh.values()))

    def _known(self, organisations: set[int | None]) -> dict[tuple[Any, Any], dict[str, Any]]:
        columns = [col(getattr(Signature, name)) for name in _COLUMNS]
        statement = sqlalchemy.select(*columns).where(col(Signature.organisation_id).in_(organisations))
        rows = self._session.execute(statement).mappings()
        return {(row["organisation_id"], row["signed_on"]): dict(row) for row in rows}

    def _said(self, line: FileLine) -> dict[str, Any]:
        said = {name: line.signature[name] for name in ("registered_on", "withdrawn_on") if name in line.signature}
        if "referrer" in line.signature and (referrer := self._referrer(line)):
            said["referrer_id"] = referrer
        return said

    def _referrer(self, line: FileLine) -> int | None:
        """Return the mission locale that a line names by its code or its name; note when there is no such mission."""
        if self._missions is None:
            self._missions = Known(self._session, OrganisationKind.LOCAL_MISSION)
        name = line.signature["referrer"]
        found = self._missions.called(name)
        if found is None:
            reason = _("apporteur « {name} » laissé : aucune mission locale n’a ce code ni ce nom, ou plusieurs")
            self._notes.noticed.append(Skipped(line.number, reason.format(name=name)))
        return found

    def _complete(self, line: FileLine, found: dict[str, Any], said: Mapping[str, Any]) -> None:
        changed = {name: value for name, value in said.items() if found[name] != value}
        if not changed:
            return
        before = {name: found[name] for name in changed}
        self._session.execute(sqlalchemy.update(Signature).where(col(Signature.id) == found["id"]).values(**changed))
        self._journal.changed(line.number, Thing.SIGNATURE, found["id"], before, changed)
        found.update(changed)
        for name, value in changed.items():
            heading = headings.shown(ImportKind.COMPANIES, "referrer" if name == "referrer_id" else name)
            new = line.signature["referrer"] if name == "referrer_id" else value
            self._notes.change(line.number, heading, before[name] if name != "referrer_id" else None, new)

    def _insert(self, fresh: list[tuple[int, dict[str, Any]]]) -> None:
        if not fresh:
            return
        numbers = bulk_rows.add(self._session, Signature, [row for _line, row in fresh])
        for number, (line, row) in zip(numbers, fresh, strict=True):
            self._journal.made(line, Thing.SIGNATURE, number, row)
            self._notes.create(line)
