"""Giving back the values that an import changed, column by column, where nobody changed them again."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, SQLModel, col

from lists.importing import changes
from lists.importing.changes import MODELS, Thing
from lists.importing.reading import headings
from lists.importing.undoing.outcomes import Undone
from lists.kinds import ImportKind
from lists.models import ImportChange, Organisation, ServedDepartement
from lists.organisations import identities
from runtime.language import _


def restore(session: Session, undone: Undone) -> None:
    """Put back everything that can be."""
    for batch in undone.changes(session, col(ImportChange.before).is_not(None)):
        for change in batch:
            if change.thing == Thing.SERVED_DEPARTEMENT:
                _serve_again(session, change, undone)
            else:
                _put_back(session, change, undone)
        session.flush()


def _put_back(session: Session, change: ImportChange, undone: Undone) -> None:
    model = MODELS[Thing(change.thing)]
    row = session.get(model, change.row_id)
    if row is None or change.before is None:
        return
    is_whole = True
    for name, written in change.after.items():
        if changes.plain({name: getattr(row, name)})[name] == written:
            setattr(row, name, _value(model, name, change.before[name]))
            undone.restored.add(change.line)
            continue
        is_whole = False
        heading = _shown(ImportKind(undone.run.kind), name)
        undone.keep(change.line, _("{heading} gardé : modifié depuis").format(heading=heading))
        if model is Organisation and name in identities.COLUMNS:
            undone.settled.add(change.row_id)
    if is_whole:
        undone.done.append(change.id)


def _serve_again(session: Session, change: ImportChange, undone: Undone) -> None:
    departement = (change.before or {})["departement"]
    is_gone = session.get(ServedDepartement, (change.row_id, departement)) is None
    if is_gone and session.get(Organisation, change.row_id) is not None:
        session.add(ServedDepartement(organisation_id=change.row_id, departement=departement))
        undone.restored.add(change.line)


def _value(model: type[SQLModel], name: str, kept: Any) -> Any:
    """Return a value as its column has it: JSON keeps a day as text."""
    column = model.__table__.c[name]  # type: ignore[attr-defined]
    return date.fromisoformat(kept) if kept is not None and column.type.python_type is date else kept


def _shown(kind: ImportKind, column: str) -> str:
    """Return the heading of a column of the database in files of this kind."""
    field = {"regional_network_id": "network", "referrer_id": "referrer"}.get(column, column)
    return headings.shown(kind, field) if field in headings.HEADINGS[kind] else field
