"""The partners as the cover shows them: their name and logo on the day that the review ends.

A partner without an identity on that day has the name that the convention gives it, and no logo.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, select

from campaigns import errors
from campaigns.editorial import images
from campaigns.partnership.conventions import Convention, Partner
from lists.kinds import OrganisationKind
from lists.models import Organisation
from lists.organisations import partners


@dataclass(frozen=True)
class Face:
    """One partner."""

    partner: Partner
    name: str
    #: The octets of the logo, its media type and its ending, and the words for those who do not see it; empty without.
    logo: bytes = b""
    media_type: str = ""
    ending: str = ""
    alt: str = ""
    #: Pixels.
    width: int = 0
    height: int = 0


def of(session: Session, data: Path, convention: Convention, on: date) -> tuple[Face, ...]:
    """Return the partners in the order of the convention."""
    return tuple(_face(session, data, one, on) for one in convention.partners)


def _face(session: Session, data: Path, partner: Partner, on: date) -> Face:
    kind = OrganisationKind.PARTNER.value
    number = session.exec(
        select(Organisation.id).where(Organisation.kind == kind, Organisation.code == partner.code)
    ).first()
    found = partners.identity_at(session, number, on) if number is not None else None
    if found is None:
        return Face(partner, partner.name)
    try:
        content = images.content(data, found.logo) if found.logo else b""
        size = images.size(images.folder(data) / found.logo) if found.logo else (0, 0)
    except errors.ImageRefused:  # the logo is gone, the review is not
        return Face(partner, partner.name)
    ending = (found.logo or "").rpartition(".")[2]
    return Face(partner, partner.name, content, images.TYPES.get(ending, ""), ending, found.logo_alt or "", *size)
