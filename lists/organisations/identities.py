"""What an organisation was called and where it belonged on a day: names, places and networks change.

The organisation itself holds what is true now; what was true before is kept with its last day. Refuses to
rewrite the past: the identity of a past day does not change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from lists import geography
from lists.folding import fold, fold_commune
from lists.models import FormerIdentity, Organisation

#: Columns of `Organisation` that make its identity.
COLUMNS = ("name", "postcode", "commune", "departement", "regional_network_id")


@dataclass(frozen=True, slots=True)
class Identity:
    """Name, place and network of an organisation on one day."""

    on: date
    name: str
    postcode: str | None
    commune: str | None
    departement: str | None
    #: Of a mission locale.
    regional_network_id: int | None

    @property
    def region(self) -> geography.Region | None:
        """The région of that day; `None` without a département, or where there was no région."""
        return geography.region_at(self.departement, self.on) if self.departement else None


def identity_at(session: Session, organisation_id: int, on: date) -> Identity:
    """Return the identity of an organisation on a day, however long ago.

    Raises:
        LookupError: there is no such organisation.
    """
    former = session.exec(
        select(FormerIdentity)
        .where(FormerIdentity.organisation_id == organisation_id, col(FormerIdentity.until) >= on)
        .order_by(col(FormerIdentity.until))
        .limit(1)
    ).first()
    held = former or session.get(Organisation, organisation_id)
    if held is None:
        raise LookupError(organisation_id)
    return Identity(on, **{name: getattr(held, name) for name in COLUMNS})


def ended(held: Mapping[str, Any], changed: Mapping[str, Any], today: date) -> dict[str, Any] | None:
    """Return the `FormerIdentity` row that a change calls for; `None` when the identity stays the same.

    `held` has at least `id` and `COLUMNS`. Another spelling of the name or of the commune does not change the identity.
    """
    if all(_alike(name, held[name], changed[name]) for name in COLUMNS if name in changed):
        return None
    before = {name: held[name] for name in COLUMNS}
    return {"organisation_id": held["id"], "until": today - timedelta(days=1), **before}


def _alike(column: str, old: Any, new: Any) -> bool:
    # A value that was unknown is completed, not changed.
    if old is None or old == new:
        return True
    folds: dict[str, Callable[[str], str]] = {"name": fold, "commune": fold_commune}
    folded = folds.get(column)
    return folded is not None and folded(old) == folded(new or "")
