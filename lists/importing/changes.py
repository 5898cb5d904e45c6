"""The record of what an import writes, row by row, so that it can be undone: see `undoing`.

Refuses to decide what may be undone, and to keep an address: only the contact holds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from sqlmodel import Session, SQLModel

from lists.importing import bulk_rows
from lists.models import Contact, FormerIdentity, ImportChange, Organisation, Signature

#: Rows inserted at once: a bound on memory.
_BATCH = 1000


class Thing(StrEnum):
    """The tables that an import writes."""

    ORGANISATION = "organisation"
    FORMER_IDENTITY = "former_identity"
    SERVED_DEPARTEMENT = "served_departement"
    SIGNATURE = "signature"
    CONTACT = "contact"
    SUBSCRIPTION = "subscription"


#: What can be looked up by its number.
MODELS: Mapping[Thing, type[SQLModel]] = {
    Thing.ORGANISATION: Organisation,
    Thing.FORMER_IDENTITY: FormerIdentity,
    Thing.SIGNATURE: Signature,
    Thing.CONTACT: Contact,
}


class ChangeLog:
    """The changes of one import, written in batches."""

    def __init__(self, session: Session, import_id: int) -> None:
        self.import_id = import_id
        self._session = session
        self._rows: list[dict[str, Any]] = []

    def made(
        self, line: int, thing: Thing, row_id: int, after: Mapping[str, Any], contact_id: int | None = None
    ) -> None:
        """Note a row that was not there."""
        self._note(line, thing, row_id, None, after, contact_id)

    def changed(
        self,
        line: int,
        thing: Thing,
        row_id: int,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
        contact_id: int | None = None,
    ) -> None:
        """Note what the changed columns of a row held before and hold now; no values after: the row is gone."""
        self._note(line, thing, row_id, plain(before), after, contact_id)

    def flush(self) -> None:
        """Write what was noted."""
        if self._rows:
            bulk_rows.insert(self._session, ImportChange, self._rows)
            self._rows = []

    def _note(
        self,
        line: int,
        thing: Thing,
        row_id: int,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any],
        contact_id: int | None,
    ) -> None:
        self._rows.append(
            {
                "import_id": self.import_id,
                "line": line,
                "thing": thing.value,
                "row_id": row_id,
                "contact_id": contact_id,
                "before": before,
                "after": plain(after),
            }
        )
        if len(self._rows) >= _BATCH:
            self.flush()


def plain(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return columns as JSON keeps them; of an address only its key."""
    return {name: _plain(value) for name, value in columns.items() if name not in ("email", "email_shown")}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date) else value
