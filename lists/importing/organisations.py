"""Companies, missions locales and signatures of a file, put beside those that are there.

Several lines with one SIREN are one company: the first line that says something is right. Nothing empty
replaces anything. Refuses to make an organisation without a name, and never removes one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists.folding import fold
from lists.importing import headings
from lists.importing.lines import Line
from lists.importing.reports import Notes, Rejected, Skipped
from lists.kinds import ImportKind, OrganisationKind
from lists.models import Organisation, Signature
from runtime.language import _

_COLUMNS = (
    "id",
    "kind",
    "name",
    "siren",
    "siret",
    "code",
    "naf",
    "naf_2025",
    "size",
    "address",
    "postcode",
    "commune",
    "departement",
    "phone",
    "website",
    "regional_network_id",
)
_KINDS = {
    ImportKind.COMPANIES: OrganisationKind.COMPANY,
    ImportKind.MISSIONS: OrganisationKind.LOCAL_MISSION,
}

#: Rows inserted at once: a bound on memory.
_BATCH = 1000

Found = dict[str, Any]
Handle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Employer:
    """The organisation that the contacts of a line belong to; both None when the line names none."""

    id: int | None
    kind: str | None


@dataclass
class _Group:
    """The lines of one organisation, and what they say of it together."""

    lines: list[Line]
    columns: dict[str, Any]

    @property
    def numbers(self) -> list[int]:
        return [line.number for line in self.lines]


def write(session: Session, kind: ImportKind, lines: Iterable[Line], today: date, notes: Notes) -> dict[int, Employer]:
    """Insert and update the organisations of a file; return each line's, refused lines left out."""
    wanted = _KINDS[kind]
    known = _index(row for row in _rows(session) if row["kind"] == wanted)
    networks = _networks(session, lines) if kind is ImportKind.MISSIONS else {}
    groups = _named(_grouped(lines, known, networks, notes), known, kind, notes)
    fresh = [(handle, group) for handle, group in groups.items() if handle not in known]
    identities = _insert(session, [{"kind": wanted.value, **group.columns} for _handle, group in fresh])
    employers: dict[int, Employer] = {}
    for (_handle, group), identity in zip(fresh, identities, strict=True):
        notes.create(group.lines[0].number)
        employers |= dict.fromkeys(group.numbers, Employer(identity, wanted))
    for handle in groups.keys() & known.keys():
        employers |= dict.fromkeys(groups[handle].numbers, Employer(known[handle]["id"], wanted))
    _update(session, groups, known, notes)
    _sign(session, lines, employers, today, notes)
    return employers


def find(session: Session, lines: Iterable[Line], notes: Notes) -> dict[int, Employer]:
    """Return the existing organisation that each line of a file of contacts names; refuse unknown ones."""
    rows = _rows(session)
    known, namesakes = _index(rows), Counter(fold(row["name"]) for row in rows)
    employers: dict[int, Employer] = {}
    for line in lines:
        # Only the surest handle: a SIREN that is not there does not become a company of the same name.
        handle = next(iter(_handles(line.organisation)), None)
        if handle is None:
            employers[line.number] = Employer(None, None)
        elif handle not in known:
            reason = _("aucune organisation connue ne correspond, importez-la d’abord")
            _refuse(line, handle[0], reason, notes)
        elif handle[0] == "name" and namesakes[handle[1]] > 1:
            reason = _("plusieurs organisations portent ce nom, donnez le SIREN ou le code")
            _refuse(line, "name", reason, notes)
        else:
            employers[line.number] = Employer(known[handle]["id"], known[handle]["kind"])
    return employers


def _refuse(line: Line, name: str, reason: str, notes: Notes) -> None:
    shown = headings.shown(ImportKind.CONTACTS, name)
    notes.rejected.append(Rejected(line.number, shown, line.organisation.get(name, ""), reason))


def _rows(session: Session) -> list[Found]:
    columns = [col(getattr(Organisation, name)) for name in _COLUMNS]
    statement = sqlalchemy.select(*columns).order_by(col(Organisation.id))
    return [dict(row) for row in session.execute(statement).mappings()]


def _index(rows: Iterable[Found]) -> dict[Handle, Found]:
    """Return the rows by everything that identifies them; of two that share a handle, the older."""
    known: dict[Handle, Found] = {}
    for row in rows:
        for handle in _handles(row):
            known.setdefault(handle, row)
    return known


def _handles(columns: Mapping[str, Any]) -> list[Handle]:
    """Return what identifies an organisation, the surest first."""
    handles: list[Handle] = [(name, columns[name]) for name in ("siren", "siret", "code") if columns.get(name)]
    if columns.get("name"):
        name = fold(columns["name"])
        if columns.get("postcode"):
            handles.append(("name", name, columns["postcode"]))
        handles.append(("name", name))
    return handles


def _grouped(
    lines: Iterable[Line], known: Mapping[Handle, Found], networks: Mapping[str, int], notes: Notes
) -> dict[Handle, _Group]:
    groups: dict[Handle, _Group] = {}
    for line in lines:
        group = groups.setdefault(_chosen(line, known), _Group([], {}))
        group.lines.append(line)
        said: dict[str, Any] = dict(line.organisation)
        if "siret" in said and said["siret"] != group.columns.get("siret", said["siret"]):
            reason = _("autre établissement (SIRET {siret}), l’entreprise garde le premier")
            notes.noticed.append(Skipped(line.number, reason.format(siret=said["siret"])))
        if line.network:
            said["regional_network_id"] = networks[fold(line.network)]
        group.columns = {**said, **group.columns}
    return groups


def _chosen(line: Line, known: Mapping[Handle, Found]) -> Handle:
    """Return the handle under which a line's organisation is known, else the surest one that it has."""
    # A bare name is no identity here: two missions may share one, Saint-Denis is in two départements.
    handles = [handle for handle in _handles(line.organisation) if handle[0] != "name" or len(handle) == 3]
    handles = handles or _handles(line.organisation)
    met = (known[handle] for handle in handles if handle in known)
    found = next((row for row in met if not _contradicts(line.organisation, row)), None)
    return next(handle for handle in _handles(found) if known[handle] is found) if found else handles[0]


def _contradicts(said: Mapping[str, Any], row: Found) -> bool:
    """Tell whether a row of the same name is another organisation all the same."""
    return any(said.get(name) and row[name] and said[name] != row[name] for name in ("siren", "code"))


def _named(
    groups: dict[Handle, _Group], known: Mapping[Handle, Found], kind: ImportKind, notes: Notes
) -> dict[Handle, _Group]:
    """Refuse the lines of new organisations that no line names."""
    named: dict[Handle, _Group] = {}
    for handle, group in groups.items():
        if handle in known or "name" in group.columns:
            named[handle] = group
            continue
        for line in group.lines:
            notes.rejected.append(
                Rejected(line.number, headings.shown(kind, "name"), "", _("le nom de l’organisation manque"))
            )
    return named


def _networks(session: Session, lines: Iterable[Line]) -> dict[str, int]:
    """Return the regional networks that the lines name, by folded name; made when they are not there."""
    networks = {
        fold(row["name"]): row["id"]
        for row in reversed(_rows(session))
        if row["kind"] == OrganisationKind.REGIONAL_NETWORK
    }
    missing = {fold(line.network): line.network for line in lines if line.network}
    fresh = [name for key, name in missing.items() if key not in networks]
    kind = OrganisationKind.REGIONAL_NETWORK.value
    identities = _insert(session, [{"kind": kind, "name": name} for name in fresh])
    return networks | {fold(name): identity for name, identity in zip(fresh, identities, strict=True)}


def _update(session: Session, groups: Mapping[Handle, _Group], known: Mapping[Handle, Found], notes: Notes) -> None:
    changes = []
    for handle, group in groups.items():
        found = known.get(handle, group.columns)
        changed = {name: value for name, value in group.columns.items() if found[name] != value}
        if changed:
            changes.append({"id": found["id"], **changed})
            notes.update(group.lines[0].number)
    if changes:
        session.execute(sqlalchemy.update(Organisation), changes)


def _insert(session: Session, rows: list[dict[str, Any]]) -> list[int]:
    """Insert organisations in bulk and return their numbers, in the same order."""
    statement = sqlalchemy.insert(Organisation).returning(col(Organisation.id), sort_by_parameter_order=True)
    numbers: list[int] = []
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        whole = [{name: row.get(name) for name in _COLUMNS if name != "id"} for row in batch]
        numbers += filter(None, session.scalars(statement, whole))
    return numbers


def _sign(
    session: Session, lines: Iterable[Line], employers: Mapping[int, Employer], today: date, notes: Notes
) -> None:
    """Register the signatures that are not yet; first or renewed follows from their dates."""
    columns = sqlalchemy.select(col(Signature.organisation_id), col(Signature.signed_on))
    known = {(organisation, day) for organisation, day in session.execute(columns)}
    fresh: list[dict[str, Any]] = []
    for line in lines:
        employer = employers.get(line.number)
        if employer is None or line.signed_on is None or (employer.id, line.signed_on) in known:
            continue
        known.add((employer.id, line.signed_on))
        fresh.append({"organisation_id": employer.id, "signed_on": line.signed_on, "registered_on": today})
        notes.create(line.number)
    if fresh:
        session.execute(sqlalchemy.insert(Signature), fresh)
