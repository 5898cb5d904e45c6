"""Which existing organisation a line means: by SIREN, SIRET, code, or name and postcode.

The register numbers decide. A name decides only where they say nothing, and never when they contradict each other.
A former name counts like a name. Refuses to choose between two namesakes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy
from sqlmodel import Session, col

from lists.folding import fold
from lists.importing.reading.lines import FileLine
from lists.kinds import OrganisationKind
from lists.models import FormerIdentity, Organisation

COLUMNS = (
    "id", "kind", "name", "siren", "siret", "code", "naf", "naf_2025", "size", "address", "postcode", "commune",
    "departement", "phone", "website", "regional_network_id", "active_from",
    "active_until",
)  # fmt: skip
_NUMBERS = ("siren", "siret", "code")
#: Ids of the directory of the administration; the network's own codes look different.
_OF_THE_DIRECTORY = re.compile(r"[a-z_]+-\d[0-9AB]\d{3}-\d+")

Found = dict[str, Any]
Handle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Employer:
    """The organisation that the contacts of a line belong to; both None when the line names none."""

    id: int | None
    kind: str | None


class Known:
    """The organisations that existed before, and those that the file brings, looked up in batches.

    `kind` `None`: organisations of every kind. Those, and companies where `by_name` says so, are found by name even
    where their SIREN is known.
    """

    def __init__(self, session: Session, kind: OrganisationKind | None, *, by_name: bool = False) -> None:
        self._session = session
        self._kind = kind
        self._by_number_only = kind is OrganisationKind.COMPANY and not by_name
        self._names: dict[str, set[int]] = defaultdict(set)
        for number, name in self._named():
            self._names[fold(name)].add(number)

    def among(self, lines: Iterable[FileLine]) -> dict[Handle, Found]:
        """Return every organisation that one of the lines may mean, under each handle that identifies it."""
        wanted: dict[str, set[str]] = {name: set() for name in _NUMBERS}
        numbers: set[int] = set()
        for line in lines:
            for name in _NUMBERS:
                if name in line.organisation:
                    wanted[name].add(line.organisation[name])
            numbers |= self._names.get(fold(line.organisation.get("name", "")), set())
        found: dict[int, Found] = {}
        for name in _NUMBERS:
            found |= self._rows(col(getattr(Organisation, name)), wanted[name])
        found |= self._rows(col(Organisation.id), numbers)
        return self._indexed([found[number] for number in sorted(found)])

    def called(self, text: str) -> int | None:
        """Return the one organisation with this code or name; `None` when there is no such one, or several."""
        coded = set(self._rows(col(Organisation.code), {text}))
        found = coded or self._names.get(fold(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def learn(self, number: int, columns: Mapping[str, Any]) -> None:
        """Take note of an organisation that the file brought."""
        if self._is_nameable(columns):
            self._names[fold(columns["name"])].add(number)

    def is_alone(self, name: str) -> bool:
        """Tell whether at most one organisation has this name."""
        return len(self._names.get(fold(name), ())) < 2

    def _named(self) -> Iterable[tuple[int, str]]:
        of_kind = () if self._kind is None else (col(Organisation.kind) == self._kind,)
        nameless = (col(Organisation.siren).is_(None),) if self._by_number_only else ()
        own = sqlalchemy.select(col(Organisation.id), col(Organisation.name)).where(*of_kind, *nameless)
        former = (
            sqlalchemy.select(col(FormerIdentity.organisation_id), col(FormerIdentity.name))
            .join(Organisation, col(Organisation.id) == col(FormerIdentity.organisation_id))
            .where(*of_kind, *nameless)
        )
        for statement in (own, former):
            yield from self._session.execute(statement)

    def _is_nameable(self, columns: Mapping[str, Any]) -> bool:
        return not self._by_number_only or not columns.get("siren")

    def _rows(self, column: Any, values: Collection[Any]) -> dict[int, Found]:
        if not values:
            return {}
        statement = sqlalchemy.select(*(col(getattr(Organisation, name)) for name in COLUMNS))
        statement = statement.where(column.in_(sorted(values)))
        if self._kind is not None:
            statement = statement.where(col(Organisation.kind) == self._kind)
        return {row["id"]: dict(row) for row in self._session.execute(statement).mappings()}

    def _indexed(self, rows: list[Found]) -> dict[Handle, Found]:
        """Return the rows by handle; of two that share one, the older."""
        known: dict[Handle, Found] = {}
        for row in rows:
            for handle in handles(row):
                known.setdefault(handle, row)
        former = sqlalchemy.select(col(FormerIdentity.organisation_id), col(FormerIdentity.name)).where(
            col(FormerIdentity.organisation_id).in_([row["id"] for row in rows])
        )
        by_id = {row["id"]: row for row in rows}
        for number, name in self._session.execute(former):
            for handle in _names(name, by_id[number]["postcode"]):
                known.setdefault(handle, by_id[number])
        return known


def handles(columns: Mapping[str, Any]) -> list[Handle]:
    """Return what identifies an organisation, the surest first."""
    found: list[Handle] = [(name, columns[name]) for name in _NUMBERS if columns.get(name)]
    return found + (_names(columns["name"], columns.get("postcode")) if columns.get("name") else [])


def _names(name: str, postcode: str | None) -> list[Handle]:
    folded = fold(name)
    return [("name", folded, postcode), ("name", folded)] if postcode else [("name", folded)]


def chosen(said: Mapping[str, Any], known: Mapping[Handle, Found]) -> Handle:
    """Return the handle under which a line's organisation is known, else the surest one that it has."""
    # A bare name does not identify here: two missions may share one, as Saint-Denis is in two départements.
    sure = [handle for handle in handles(said) if handle[0] != "name" or len(handle) == 3] or handles(said)
    for handle in sure:
        found = known.get(handle)
        if found is not None and not _contradicts(said, found):
            # One handle for all lines that mean it, whichever handle each of them gives.
            return next((own for own in handles(found) if known[own] is found), handle)
    return sure[0]


def _contradicts(said: Mapping[str, Any], row: Found) -> bool:
    """Tell whether a row of the same name is a different organisation after all."""
    if said.get("siren") and row["siren"] and said["siren"] != row["siren"]:
        return True
    return bool(said.get("code") and row["code"]) and said["code"] != row["code"] and same_register(said, row)


def same_register(said: Mapping[str, Any], row: Found) -> bool:
    """Tell whether two codes come from one directory, so that they can be compared at all."""
    return bool(_OF_THE_DIRECTORY.fullmatch(said["code"])) == bool(_OF_THE_DIRECTORY.fullmatch(row["code"]))
