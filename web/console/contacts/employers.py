"""The part of a form that says where somebody works: a name, and those that are near when it is not clear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lists.kinds import OrganisationKind
from lists.organisations import naming
from lists.organisations.naming import NEW, Named
from runtime.installation import Installation
from runtime.language import _
from web.console.contacts import kinds


def named(model: Any) -> Named:
    """Return the organisation that a form names."""
    return Named(model.organisation, model.employer, model.organisation_kind or OrganisationKind.COMPANY.value)


def proposed(opened: Installation, values: Mapping[str, Any], errors: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page proposes: the kinds, and after a name that is not clear those that are near."""
    near: list[tuple[str, str]] = []
    name = str(values["organisation"]) if "organisation" in values else ""
    if name and errors.get("organisation"):
        near = [(str(one.id), _place(one)) for one in naming.proposed(opened, name)]
        near.append((NEW, _("Créer « {name} »").format(name=name)))
    return {"near": near, "kinds": kinds.named(opened)}


def _place(one: Any) -> str:
    where = ", ".join(filter(None, (one.commune, one.departement)))
    return f"{one.name} ({where})" if where else one.name
