"""From a row of cells to what it says of an organisation, of a signature and of a person. Pure.

A row with one bad value is refused as a whole, and each of its bad values is reported; the other rows go in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lists import contact_roles, domain_typos, geography
from lists.addresses import Address
from lists.importing.reading import cells, damage, headings
from lists.importing.reading.candidates import FORMULA, Row
from lists.importing.reading.cells import Cell, Standing, Unreadable
from lists.importing.reports import Corrected, Doubtful, Notes, Rejected, Skipped
from lists.kinds import ImportKind
from lists.organisations import sirene
from runtime.language import _

_READERS: Mapping[str, Callable[[str], Cell]] = {
    "siren": cells.siren,
    "siret": cells.siret,
    "postcode": cells.postcode,
    "naf": cells.naf,
    "naf_2025": cells.naf,
    "size": cells.size,
    "civility": cells.civility,
    "phone": cells.phone,
    "organisation_phone": cells.phone,
    "website": cells.website,
}
#: Fields that are read as something other than text; the day is the latest that makes sense.
_TYPED: Mapping[str, Callable[[str, date], Any]] = {
    "active_from": lambda text, _today: cells.day(text),
    "active_until": lambda text, _today: cells.day(text),
    "signed_on": lambda text, _today: cells.day(text),
    "withdrawn_on": lambda text, _today: cells.day(text),
    "registered_on": cells.past_day,
    "collected_on": cells.past_day,
    "informed_on": cells.past_day,
    "since": cells.past_day,
    "rank": lambda text, _today: cells.rank(text),
    "role": lambda text, _today: cells.among(text, contact_roles.ROLES),
    "nature": lambda text, _today: cells.among(text, contact_roles.NATURES),
    "opted_out": lambda text, _today: cells.standing(text),
    "served": lambda text, _today: cells.departements(text),
}
_OF_ORGANISATION = (
    "siren", "siret", "code", "name", "naf", "naf_2025", "size", "address", "postcode", "commune", "departement",
    "website", "active_from", "active_until",
)  # fmt: skip
#: What tells that a line means a person.
_NAMING = frozenset(("civility", "first_name", "last_name", "function"))
_OF_SIGNATURE = ("registered_on", "withdrawn_on", "referrer")
#: Columns of `models.Contact` that a line may fill, and that are compared with the existing values.
OF_PERSON = (
    "civility", "first_name", "last_name", "function", "phone", "role", "rank", "nature", "collected_from",
    "collected_on", "informed_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileLine:
    """What one line of a file says."""

    #: Its number in the file.
    number: int
    #: Columns of `models.Organisation`; only those that the line fills.
    organisation: Mapping[str, Any]
    #: Columns of `models.Contact`; only those that the line fills.
    person: Mapping[str, Any]
    addresses: tuple[Address, ...]
    signed_on: date | None = None
    #: Of the signature: `registered_on`, `withdrawn_on`, and the name or code of the `referrer`.
    signature: Mapping[str, Any] = field(default_factory=dict)
    #: Name of the regional network.
    network: str | None = None
    #: Codes of départements; `None` when the line does not say.
    served: tuple[str, ...] | None = None
    standing: Standing = Standing.IN
    #: The day of an objection.
    since: date | None = None


@dataclass
class _Reading:
    """One row on its way to a `Line`."""

    row: Row
    kind: ImportKind
    notes: Notes
    values: dict[str, Any] = field(default_factory=dict)
    refused: bool = False

    def shown(self, name: str) -> str:
        return headings.shown(self.kind, name)

    def refuse(self, name: str, reason: str) -> None:
        self.refused = True
        value = self.row.cells.get(name, "").removeprefix(FORMULA)
        self.notes.rejected.append(Rejected(self.row.line, self.shown(name), value, reason))

    def mend(self, name: str, new: str) -> None:
        old = self.row.cells[name]
        self.notes.corrected.append(Corrected(self.row.line, self.shown(name), old, new))

    def doubt(self, reason: str) -> None:
        self.notes.doubtful.append(Doubtful(self.row.line, reason))

    def take(self, name: str, cell: Cell) -> None:
        if cell.mended:
            self.mend(name, cell.value or "")
        if cell.value:
            self.values[name] = cell.value


def read(row: Row, kind: ImportKind, today: date, notes: Notes, *, creates: bool = False) -> FileLine | None:
    """Return what a row says, or `None` when one of its values is refused; `notes` says which.

    With `creates` a company needs no register number, its name is enough.
    """
    if not row.cells:
        return None
    said = {name: text for name, text in row.cells.items() if not cells.is_nothing(text)}
    reading = _Reading(Row(row.line, said), kind, notes)
    for name in said.keys() - {"email", "departement"}:
        _read_cell(reading, name, today)
    _settle_register_numbers(reading, needed=kind is ImportKind.COMPANIES and not (creates and "name" in said))
    _settle_departement(reading)
    if kind is ImportKind.MISSIONS and not {"code", "name"} & said.keys():
        reading.refuse("name", _("le nom de la mission locale manque"))
    addresses = _addresses(reading)
    return None if reading.refused else _line(reading, addresses)


def _line(reading: _Reading, addresses: tuple[Address, ...]) -> FileLine:
    values = reading.values
    signature = _part(values, _OF_SIGNATURE)
    if signature and "signed_on" not in values:
        reading.doubt(_("sans date de signature, ce qui est dit de la signature est laissé"))
    return FileLine(
        number=reading.row.line,
        organisation=_organisation(values),
        person=_part(values, OF_PERSON),
        addresses=addresses,
        signed_on=values.get("signed_on"),
        signature=signature,
        network=values.get("network"),
        served=tuple(values["served"]) if "served" in values else None,
        standing=values.get("opted_out", Standing.IN),
        since=values.get("since"),
    )


def _part(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


def _organisation(values: Mapping[str, Any]) -> dict[str, Any]:
    columns = _part(values, _OF_ORGANISATION)
    if "organisation_phone" in values:
        columns["phone"] = values["organisation_phone"]
    return columns


def _read_cell(reading: _Reading, name: str, today: date) -> None:
    text = reading.row.cells[name]
    if reason := damage.found(text) or damage.strangers(name, text):
        reading.refuse(name, reason)
        return
    try:
        if name in _TYPED:
            reading.values[name] = _TYPED[name](text, today)
        else:
            reading.take(name, _READERS.get(name, Cell)(text))
    except Unreadable as problem:
        reading.refuse(name, str(problem))


def _settle_register_numbers(reading: _Reading, *, needed: bool) -> None:
    """Put the SIREN and the SIRET each in its field; the SIREN follows from the SIRET."""
    numbers = [reading.values.pop(name) for name in ("siren", "siret") if name in reading.values]
    sirets = [number for number in numbers if len(number) == sirene.SIRET_DIGITS]
    sirens = {number[: sirene.SIREN_DIGITS] for number in numbers}
    if len(sirens) > 1:
        reading.refuse("siret", _("ce SIRET n’est pas celui de ce SIREN"))
    if sirens:
        reading.values["siren"] = min(sirens)
    if sirets:
        reading.values["siret"] = sirets[-1]
    elif not sirens and needed and not reading.refused:
        reading.refuse("siren", _("il manque (cellules fusionnées ? recopiez-le sur chaque ligne)"))


def _settle_departement(reading: _Reading) -> None:
    """Read the département, or else take that of the postcode; where the file names one, the file wins."""
    postcode = reading.values.get("postcode")
    place = geography.of_postcode(postcode) if postcode else None
    if "departement" not in reading.row.cells:
        if place:
            reading.values["departement"] = place.code
        return
    if reason := damage.found(reading.row.cells["departement"]):
        reading.refuse("departement", reason)
        return
    try:
        reading.take("departement", cells.departement(reading.row.cells["departement"], postcode))
    except Unreadable as problem:
        reading.refuse("departement", str(problem))
        return
    code = reading.values["departement"]
    if place and place.code != code:
        # A few communes have the postcode of a neighbour: Laveyrune (07) has 48250.
        said = _("le code postal {postcode} est d’ordinaire du département {usual}, le fichier dit {code}")
        reading.doubt(said.format(postcode=postcode, usual=place.code, code=code))


def _addresses(reading: _Reading) -> tuple[Address, ...]:
    text = reading.row.cells.get("email")
    if text is None:
        _miss_address(reading)
        return ()
    if reason := damage.found(text):
        reading.refuse("email", reason)
        return ()
    try:
        found, mended = cells.emails(text)
    except Unreadable as problem:
        reading.refuse("email", str(problem))
        return ()
    if mended:
        reading.mend("email", found[0].shown)
    if reading.kind is not ImportKind.OBJECTIONS:
        _doubt_addresses(reading, found)
    return tuple(found)


def _miss_address(reading: _Reading) -> None:
    """Refuse a line that is nothing without an address; of a company or a mission, say that its contact is ignored."""
    if reading.kind in (ImportKind.CONTACTS, ImportKind.OBJECTIONS):
        reading.refuse("email", _("l’adresse manque"))
    elif not reading.row.cells.keys().isdisjoint(_NAMING):
        reason = _("contact sans adresse électronique, ignoré ; l’organisation est lue")
        reading.notes.noticed.append(Skipped(reading.row.line, reason))


def _doubt_addresses(reading: _Reading, found: Sequence[Address]) -> None:
    if len(found) > 1:
        reading.doubt(_("{n} adresses dans une cellule : un contact pour chacune").format(n=len(found)))
    for address in found:
        if meant := domain_typos.meant(address.domain):
            said = _("le domaine « {domain} » ressemble à {meant}")
            reading.doubt(said.format(domain=address.domain, meant=meant))


def details(line: FileLine, address: Address, organisation_kind: str | None) -> dict[str, Any]:
    """Return the columns of `models.Contact` that a line fills for one of its addresses, when it is new."""
    return {
        "role": contact_roles.role(line.person.get("function"), organisation_kind).value,
        "nature": contact_roles.nature(address.local).value,
        **line.person,
        "email": address.wire,
        "email_shown": address.shown,
    }
