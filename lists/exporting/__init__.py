"""Readers as a table that the import reads back: the import's headings, sorted; the same people give the same bytes.

Owns what is shown of whom. Refuses to export a person who objected, left, or has not confirmed: the file is used
elsewhere, where nobody knows that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from lists.exporting import contacts, objections, organisations
from lists.exporting.cells import text
from lists.exporting.contacts import People
from lists.importing.reading import headings
from lists.kinds import ImportKind, OrganisationKind
from lists.permission.scopes import EVERYTHING, Scope

Cells = Mapping[str, Any]

_PERSON = ("civility", "first_name", "last_name", "function", "email", "phone")
_STANDING = ("role", "rank", "nature", "collected_from", "collected_on", "informed_on")
#: Columns that every file of a kind has, then those that appear only when a line needs them.
_COLUMNS: Mapping[ImportKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    ImportKind.COMPANIES: (
        (
            "siren", "siret", "name", "naf", "size", "address", "postcode", "commune", "departement", "signed_on",
            *_PERSON,
        ),
        (
            "naf_2025", "website", "active_from", "active_until", "registered_on", "withdrawn_on", "referrer",
            *_STANDING,
        ),
    ),
    ImportKind.MISSIONS: (
        ("code", "name", "postcode", "commune", "departement", "network", "organisation_phone", "website", *_PERSON),
        ("siret", "address", "served", "active_from", "active_until", *_STANDING),
    ),
    ImportKind.CONTACTS: (("siren", "code", "name", *_PERSON), _STANDING),
    ImportKind.OBJECTIONS: (("email",), ("since",)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """What is written to a file."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: How many known people are left out because they do not want to be written to.
    left_out: int


def export(session: Session, kind: ImportKind, mailing_list_id: int, scope: Scope = EVERYTHING) -> Table:
    """Return everybody of a mailing list, or everybody who objected, as the import of that kind reads it.

    Raises:
        errors.MailingListUnknown: the list is not within this scope.
    """
    scope.require(mailing_list_id)
    usual, rare = _COLUMNS[kind]
    people_ = People(session, mailing_list_id, scope)
    names = (*usual, *rare)
    said = [tuple(text(name, cells.get(name)) for name in names) for cells in _LINES[kind](session, people_)]
    needed = [rank for rank in range(len(names)) if rank < len(usual) or any(line[rank] for line in said)]
    for number, line in enumerate(said):  # in place: no second copy of 50,000 lines
        said[number] = tuple(line[rank] for rank in needed)
    shown = [headings.shown(kind, name) for name in names]
    return Table(tuple(shown[rank] for rank in needed), tuple(said), people_.left_out)


def _organisations(kind: OrganisationKind) -> Callable[[Session, People], Iterable[Cells]]:
    return lambda session, people_: organisations.lines(session, kind, people_)


_LINES: Mapping[ImportKind, Callable[[Session, People], Iterable[Cells]]] = {
    ImportKind.COMPANIES: _organisations(OrganisationKind.COMPANY),
    ImportKind.MISSIONS: _organisations(OrganisationKind.LOCAL_MISSION),
    ImportKind.CONTACTS: contacts.lines,
    ImportKind.OBJECTIONS: objections.lines,
}
