"""Regional networks that a file of missions locales names, and the départements that its missions serve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sqlalchemy
from sqlmodel import Session, col

from lists.folding import fold
from lists.importing.changes import ChangeLog, Thing
from lists.importing.matching.organisation_lookup import Employer
from lists.importing.reading import headings
from lists.importing.reading.lines import FileLine
from lists.importing.reports import Notes
from lists.kinds import ImportKind, OrganisationKind
from lists.models import Organisation, ServedDepartement


class Networks:
    """The « animations régionales », by name; created when they do not exist."""

    def __init__(self, session: Session, journal: ChangeLog, notes: Notes) -> None:
        self._session, self._journal, self._notes = session, journal, notes
        kind = OrganisationKind.REGIONAL_NETWORK
        statement = sqlalchemy.select(col(Organisation.id), col(Organisation.name)).where(
            col(Organisation.kind) == kind
        )
        self._names: dict[int | None, str] = dict(
            session.execute(statement.order_by(col(Organisation.id).desc())).all()
        )
        self._numbers = {fold(name): number for number, name in self._names.items()}

    def named(self, line: FileLine) -> int:
        """Return the number of the network that a line names."""
        name = line.network or ""
        found = self._numbers.get(fold(name))
        if found is not None:
            return found
        made = Organisation(kind=OrganisationKind.REGIONAL_NETWORK.value, name=name)
        self._session.add(made)
        self._session.flush()
        assert made.id is not None
        self._journal.made(line.number, Thing.ORGANISATION, made.id, {"kind": made.kind, "name": name})
        self._numbers[fold(name)], self._names[made.id] = made.id, name
        return made.id

    def name(self, number: int | None) -> str | None:
        """Return the name of a network."""
        return self._names.get(number)


def serve(
    session: Session, lines: Iterable[FileLine], employers: Mapping[int, Employer], journal: ChangeLog, notes: Notes
) -> None:
    """Replace the départements that missions serve by those of the file; the last line wins."""
    wanted = {
        employers[line.number].id: (line, set(line.served) - {line.organisation.get("departement")})
        for line in lines
        if line.served is not None and line.number in employers
    }
    if not wanted:
        return
    number, code = col(ServedDepartement.organisation_id), col(ServedDepartement.departement)
    known: dict[int, set[str]] = {}
    for mission, departement in session.execute(sqlalchemy.select(number, code).where(number.in_(wanted))):
        known.setdefault(mission, set()).add(departement)
    for mission, (line, served) in wanted.items():
        assert mission is not None
        before = known.get(mission, set())
        for departement in sorted(before - served):
            session.execute(sqlalchemy.delete(ServedDepartement).where(number == mission, code == departement))
            journal.changed(line.number, Thing.SERVED_DEPARTEMENT, mission, {"departement": departement}, {})
        for departement in sorted(served - before):
            session.add(ServedDepartement(organisation_id=mission, departement=departement))
            journal.made(line.number, Thing.SERVED_DEPARTEMENT, mission, {"departement": departement})
        if before != served:
            heading = headings.shown(ImportKind.MISSIONS, "served")
            notes.change(line.number, heading, ", ".join(sorted(before)), ", ".join(sorted(served)))
    session.flush()
