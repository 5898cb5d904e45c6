"""A row of cells as what it says of an organisation and of a person. Pure.

A row with one bad value is refused as a whole and every bad value of it is reported; the other rows go in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from lists import geography, sirene
from lists.addresses import Address
from lists.importing import cells, headings, roles
from lists.importing.cells import Cell, Unreadable
from lists.importing.reports import Corrected, Notes, Rejected
from lists.importing.tables import Row
from lists.kinds import ImportKind
from runtime.language import _

_READERS: Mapping[str, Callable[[str], Cell]] = {
    "siren": cells.siren,
    "siret": cells.siret,
    "postcode": cells.postcode,
    "naf": cells.naf,
    "size": cells.size,
    "civility": cells.civility,
    "phone": cells.phone,
    "organisation_phone": cells.phone,
}
_OF_ORGANISATION = (
    "siren",
    "siret",
    "code",
    "name",
    "naf",
    "size",
    "address",
    "postcode",
    "commune",
    "departement",
    "website",
)
_OF_PERSON = ("civility", "first_name", "last_name", "function", "phone")


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of a file says."""

    #: Its number in the file.
    number: int
    #: Columns of `models.Organisation`; only those that the line fills.
    organisation: Mapping[str, str]
    #: Columns of `models.Contact`; only those that the line fills.
    person: Mapping[str, str]
    addresses: tuple[Address, ...]
    signed_on: date | None = None
    #: Name of the regional network.
    network: str | None = None


@dataclass
class _Reading:
    """One row on its way to a `Line`."""

    row: Row
    kind: ImportKind
    notes: Notes
    values: dict[str, str] = field(default_factory=dict)
    refused: bool = False

    def shown(self, name: str) -> str:
        return headings.shown(self.kind, name)

    def refuse(self, name: str, reason: str) -> None:
        self.refused = True
        value = self.row.cells.get(name, "")
        self.notes.rejected.append(Rejected(self.row.line, self.shown(name), value, reason))

    def mend(self, name: str, new: str) -> None:
        old = self.row.cells[name]
        self.notes.corrected.append(Corrected(self.row.line, self.shown(name), old, new))

    def take(self, name: str, cell: Cell) -> None:
        if cell.mended:
            self.mend(name, cell.value or "")
        if cell.value:
            self.values[name] = cell.value


def read(row: Row, kind: ImportKind, notes: Notes) -> Line | None:
    """Return what a row says, or none when a value of it is refused; notes say which."""
    if not row.cells:
        return None
    said = {name: text for name, text in row.cells.items() if not cells.is_nothing(text)}
    reading = _Reading(Row(row.line, said), kind, notes)
    for name in said.keys() - {"email", "signed_on", "departement"}:
        _read_cell(reading, name)
    _settle_register_numbers(reading)
    _settle_departement(reading)
    if kind is ImportKind.MISSIONS and not {"code", "name"} & said.keys():
        reading.refuse("name", _("le nom de la mission locale manque"))
    signed_on = _signed_on(reading)
    addresses = _addresses(reading)
    if reading.refused:
        return None
    return Line(
        row.line,
        _organisation(reading.values),
        {name: reading.values[name] for name in _OF_PERSON if name in reading.values},
        addresses,
        signed_on,
        reading.values.get("network"),
    )


def _read_cell(reading: _Reading, name: str) -> None:
    text = reading.row.cells[name]
    if not text.isprintable():
        reading.refuse(name, _("cette cellule contient un caractère de contrôle"))
        return
    try:
        reading.take(name, _READERS.get(name, Cell)(text))
    except Unreadable as problem:
        reading.refuse(name, str(problem))


def _settle_register_numbers(reading: _Reading) -> None:
    """Put the SIREN and the SIRET each in its place; one follows from the other."""
    numbers = [reading.values.pop(name) for name in ("siren", "siret") if name in reading.values]
    sirets = [number for number in numbers if len(number) == sirene.SIRET_DIGITS]
    sirens = {number[: sirene.SIREN_DIGITS] for number in numbers}
    if len(sirens) > 1:
        reading.refuse("siret", _("ce SIRET n’est pas celui de ce SIREN"))
    if sirens:
        reading.values["siren"] = min(sirens)
    if sirets:
        reading.values["siret"] = sirets[-1]
    elif not sirens and reading.kind is ImportKind.COMPANIES and not reading.refused:
        reading.refuse("siren", _("il manque (cellules fusionnées ? recopiez-le sur chaque ligne)"))


def _settle_departement(reading: _Reading) -> None:
    """Read the département, or else take that of the postcode."""
    postcode = reading.values.get("postcode")
    if "departement" not in reading.row.cells:
        place = geography.of_postcode(postcode) if postcode else None
        if place:
            reading.values["departement"] = place.code
        return
    try:
        reading.take("departement", cells.departement(reading.row.cells["departement"], postcode))
    except Unreadable as problem:
        reading.refuse("departement", str(problem))


def _signed_on(reading: _Reading) -> date | None:
    text = reading.row.cells.get("signed_on")
    if text is None:
        return None
    try:
        return cells.day(text)
    except Unreadable as problem:
        reading.refuse("signed_on", str(problem))
        return None


def _addresses(reading: _Reading) -> tuple[Address, ...]:
    text = reading.row.cells.get("email")
    if text is None:
        if reading.kind in (ImportKind.CONTACTS, ImportKind.OBJECTIONS):
            reading.refuse("email", _("l’adresse manque"))
        return ()
    try:
        found, mended = cells.emails(text)
    except Unreadable as problem:
        reading.refuse("email", str(problem))
        return ()
    if mended:
        reading.mend("email", found[0].shown)
    return tuple(found)


def _organisation(values: Mapping[str, str]) -> dict[str, str]:
    columns = {name: values[name] for name in _OF_ORGANISATION if name in values}
    if "organisation_phone" in values:
        columns["phone"] = values["organisation_phone"]
    return columns


def details(line: Line, address: Address, organisation_kind: str | None) -> dict[str, str]:
    """Return the columns of `models.Contact` that a line fills for one of its addresses, when it is new."""
    return {
        **line.person,
        "role": roles.role(line.person.get("function"), organisation_kind).value,
        "nature": roles.nature(address.local).value,
        "email": address.wire,
        "email_shown": address.shown,
    }
