"""The two partners of the demo with their dated identity. Refuses their real logos: placeholders are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from campaigns.editorial import images
from cli.demo import pictures
from lists.kinds import OrganisationKind
from lists.models import Organisation, PartnerIdentity
from runtime.files import File

#: The first and the last day of the convention.
_FROM, _UNTIL = date(2009, 6, 16), date(2010, 6, 15)


@dataclass(frozen=True)
class _Identity:
    code: str
    name: str
    mention: str
    #: What the placeholder logo says, in letters that the font of Pillow has.
    words: str
    hue: float


_IDENTITIES = (
    _Identity("charte", "Charte de la diversité", "Secrétariat général de la Charte de la diversité", "Charte", 0.6),
    _Identity(
        "cnml",
        "Conseil national des missions locales",
        "Partenaire national de la Charte de la diversité",
        "CNML",
        0.06,
    ),
)


def enter(session: Session, data: Path, drawings: Path) -> None:
    """Enter both partners; their logos are drawn into `drawings` and kept among the pictures of `data`."""
    for identity in _IDENTITIES:
        file = drawings / f"logo-{identity.code}.png"
        pictures.logo(file, identity.words, identity.hue)
        partner = Organisation(kind=OrganisationKind.PARTNER.value, code=identity.code, name=identity.name)
        session.add(partner)
        session.flush()
        assert partner.id is not None
        session.add(
            PartnerIdentity(
                organisation_id=partner.id,
                name=identity.name,
                mention=identity.mention,
                url=f"https://{identity.code}.example",
                logo=images.keep(data, File(file.name, file.read_bytes())).name,
                logo_alt=f"{identity.name} (logo de démonstration)",
                valid_from=_FROM,
                valid_until=_UNTIL,
            )
        )
