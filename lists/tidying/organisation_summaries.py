"""An organisation, as far as a person needs to recognise it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import col

from lists.folding import fold
from lists.models import Organisation

#: What a statement selects for `Place(*row)`.
COLUMNS: tuple[Any, ...] = tuple(
    col(getattr(Organisation, name)) for name in ("id", "kind", "name", "siren", "commune", "departement")
)


@dataclass(frozen=True, slots=True)
class OrganisationSummary:
    """One organisation."""

    id: int
    #: One of `kinds.OrganisationKind`.
    kind: str
    name: str
    siren: str | None
    commune: str | None
    departement: str | None

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais readers tidy` promises."""
        return {name: getattr(self, name) for name in ("id", "kind", "name", "siren", "commune", "departement")}

    @property
    def order(self) -> tuple[str, int]:
        """The order in which people look names up."""
        return fold(self.name), self.id
