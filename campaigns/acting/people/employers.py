"""One organisation as an officer looks at it, and putting right what is known of it.

Another name or place ends the identity that it had, which past letters go on to tell; another spelling does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from lists import errors, geography
from lists.importing.reading import cells
from lists.kinds import OrganisationKind
from lists.models import FormerIdentity, Organisation, Signature
from lists.organisations import identities, naming
from lists.permission.scopes import Scope
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text

#: What an officer may put right.
FIELDS = ("name", "kind", "siren", "address", "postcode", "commune", "phone", "website")
_LONGEST, _SIREN_DIGITS = 200, 9


@dataclass(frozen=True)
class Signed:
    """One signature of the Charte."""

    on: date
    withdrawn_on: date | None


@dataclass(frozen=True)
class Employer:
    """One organisation."""

    id: int
    #: `FIELDS` -> value; empty where nothing is known.
    values: Mapping[str, str]
    #: The name of the département; empty if unknown.
    departement: str
    signatures: tuple[Signed, ...]
    #: The names that it had, the newest first, with their last day.
    former: tuple[tuple[str, date], ...]


def show(opened: Installation, organisation_id: int, scope: Scope) -> Employer:
    """Return an organisation.

    Raises:
        errors.OrganisationUnknown.
    """
    with opened.database.reading() as session:
        found = naming.require_within(session, organisation_id, scope)
        signed = session.exec(
            select(Signature).where(Signature.organisation_id == organisation_id).order_by(col(Signature.signed_on))
        )
        before = session.exec(
            select(FormerIdentity)
            .where(FormerIdentity.organisation_id == organisation_id)
            .order_by(col(FormerIdentity.until).desc())
        )
        place = geography.departements().get(found.departement or "")
        return Employer(
            id=organisation_id,
            values={name: getattr(found, name) or "" for name in FIELDS},
            departement=place.name if place else "",
            signatures=tuple(Signed(one.signed_on, one.withdrawn_on) for one in signed),
            former=tuple((one.name, one.until) for one in before if one.name != found.name),
        )


def amend(opened: Installation, organisation_id: int, given: Mapping[str, str], *, scope: Scope, actor: str) -> bool:
    """Put right an organisation; tell whether anything changed. An empty value takes a field away.

    Raises:
        errors.OrganisationUnknown; errors.EntryRefused: `field` is one of `FIELDS`.
        templates.errors.TextRefused: a value holds characters that no keyboard types.
    """
    with opened.database.transaction() as session:
        found = naming.require_within(session, organisation_id, scope)
        read = {name: _read(name, text) for name, text in given.items()}
        if read.get("postcode") and read["postcode"] != found.postcode:
            place = geography.of_postcode(str(read["postcode"]))
            read["departement"] = place.code if place else None
        changed = {name: value for name, value in read.items() if value != getattr(found, name)}
        if changed:
            _keep_identity(session, found, changed, clock.today(opened.clock))
            for name, value in changed.items():
                setattr(found, name, value)
            session.add(found)
            fields = sorted(changed)
            audit.record(
                session, opened.clock.now(), actor, "organisation.corrected", organisation=organisation_id,
                fields=fields,
            )  # fmt: skip
        return bool(changed)


def _keep_identity(session: Session, found: Organisation, changed: Mapping[str, Any], today: date) -> None:
    held = {name: getattr(found, name) for name in ("id", *identities.COLUMNS)}
    ended = identities.ended(held, changed, today)
    if ended is None:
        return
    same = (FormerIdentity.organisation_id == found.id) & (FormerIdentity.until == ended["until"])
    if session.exec(select(FormerIdentity).where(same)).first() is None:  # twice on one day: the morning's stays
        session.add(FormerIdentity(**ended))


def _read(name: str, text: str) -> str | None:
    typed_text.require_printable(text)
    said = " ".join(text.split())
    if len(said) > _LONGEST:
        raise errors.EntryRefused(field=name, reason=_("{n} signes au plus").format(n=_LONGEST))
    if name == "kind" and said not in list(OrganisationKind):
        raise errors.EntryRefused(field=name, reason=_("dites ce que c’est"))
    if name == "name" and not said:
        raise errors.EntryRefused(field=name, reason=_("une organisation a un nom"))
    reader = {"siren": cells.siren, "postcode": cells.postcode, "phone": cells.phone, "website": cells.website}.get(
        name
    )
    if not said or reader is None:
        return said or None
    try:
        return str(reader(said).value)[: _SIREN_DIGITS if name == "siren" else None]  # a SIRET begins with its SIREN
    except ValueError as problem:
        raise errors.EntryRefused(field=name, reason=str(problem)) from None
