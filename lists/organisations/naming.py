"""Finding an organisation by what somebody typed, and making one when they say so.

Refuses to guess: a name that no organisation has, or several, is answered with those that are near.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from lists import errors, folded_search
from lists.folding import fold
from lists.kinds import OrganisationKind
from lists.models import Contact, Organisation
from lists.permission.scopes import Scope
from lists.tidying import duplicates
from lists.tidying.organisation_summaries import COLUMNS, OrganisationSummary
from runtime.installation import Installation
from runtime.language import _

#: What stands for a new organisation where a number is chosen.
NEW = "new"
_MOST, _LONGEST, _NEAR = 300, 200, 8
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True)
class Named:
    """An organisation as somebody names it in a form; an empty name is none."""

    name: str = ""
    #: The number of one that was proposed, or `NEW`; empty when nothing was proposed yet.
    chosen: str = ""
    #: What a new one is, of `kinds.OrganisationKind`.
    kind: str = OrganisationKind.COMPANY.value


def near(session: Session, name: str) -> list[OrganisationSummary]:
    """Return the organisations whose names hold one of the words that tell this name apart, the nearest first."""
    words = duplicates.telling(name)
    if not words:
        return []
    looked = sa.or_(*(folded_search.likely([Organisation.name], word) for word in words))
    found = [OrganisationSummary(*row) for row in session.execute(sa.select(*COLUMNS).where(looked).limit(_MOST))]
    shared = {one: sum(word in fold(one.name) for word in words) for one in found}
    wanted = [one for one in found if shared[one]]
    return sorted(wanted, key=lambda one: (fold(one.name) != fold(name), -shared[one], one.order))[:_NEAR]


def proposed(opened: Installation, name: str) -> tuple[OrganisationSummary, ...]:
    """Return the same, for a form."""
    with opened.database.reading() as session:
        return tuple(near(session, name))


def resolve(session: Session, named: Named) -> int | None:
    """Return the number of an organisation, made if that was chosen; `None` without a name.

    Raises:
        errors.OrganisationUnclear: no organisation, or several, have this name and none was chosen.
        errors.EntryRefused: the name is too long, or the kind is none.
    """
    name = " ".join(named.name.split())
    if not name:
        return None
    if len(name) > _LONGEST:
        raise errors.EntryRefused(field="organisation", reason=_("{n} signes au plus").format(n=_LONGEST))
    if _NUMBER.fullmatch(named.chosen) and session.get(Organisation, int(named.chosen)) is not None:
        return int(named.chosen)
    same = [one for one in near(session, name) if fold(one.name) == fold(name)]
    if named.chosen == NEW:
        return _made(session, name, named.kind)
    if len(same) == 1:
        return same[0].id
    reason = (
        _("plusieurs organisations portent ce nom : choisissez ci-dessous")
        if same
        else _("aucune organisation ne porte ce nom : choisissez ci-dessous, ou créez-la")
    )
    raise errors.OrganisationUnclear(field="organisation", reason=reason)


def require_within(session: Session, organisation_id: int, scope: Scope) -> Organisation:
    """Return an organisation that may be seen: one with people within the scope.

    Raises:
        errors.OrganisationUnknown.
    """
    found = session.get(Organisation, organisation_id)
    here = sa.select(col(Contact.id)).where(col(Contact.organisation_id) == organisation_id, scope.contacts()).limit(1)
    if found is None or (scope.mailing_list_ids is not None and session.execute(here).first() is None):
        raise errors.OrganisationUnknown
    return found


def _made(session: Session, name: str, kind: str) -> int:
    if kind not in list(OrganisationKind):
        raise errors.EntryRefused(field="organisation_kind", reason=_("dites ce que c’est"))
    made = Organisation(kind=kind, name=name)
    session.add(made)
    session.flush()
    return made.id or 0
