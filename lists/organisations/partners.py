"""How a partner is named and shown on a day. Refuses to guess: outside every period there is no identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from lists.kinds import OrganisationKind
from lists.models import Organisation, PartnerIdentity
from runtime import clock
from runtime.installation import Installation


@dataclass(frozen=True)
class Partner:
    """A partner as it is named and shown; an unknown value is an empty string."""

    name: str
    #: The long mention, for instance « Partenaire national de la Charte de la diversité ».
    mention: str
    url: str
    #: Name of a picture, and the words for those who do not see it.
    logo: str
    logo_alt: str


def today(opened: Installation, code: str) -> Partner | None:
    """Return the partner of a code as it is named and shown today; `None` when it has no identity today."""
    mine = select(Organisation.id).where(Organisation.kind == OrganisationKind.PARTNER.value, Organisation.code == code)
    with opened.database.reading() as session:
        number = session.exec(mine).first()
        found = identity_at(session, number, clock.today(opened.clock)) if number is not None else None
    if found is None:
        return None
    return Partner(found.name, found.mention or "", found.url or "", found.logo or "", found.logo_alt or "")


def identity_at(session: Session, organisation_id: int, on: date) -> PartnerIdentity | None:
    """Return the identity of a partner on a day, the one that began last if two overlap; `None` without one."""
    until = col(PartnerIdentity.valid_until)
    return session.exec(
        select(PartnerIdentity)
        .where(PartnerIdentity.organisation_id == organisation_id, col(PartnerIdentity.valid_from) <= on)
        .where(or_(until.is_(None), until >= on))
        .order_by(col(PartnerIdentity.valid_from).desc(), col(PartnerIdentity.id).desc())
        .limit(1)
    ).first()
