"""The two partners of the demo with their dated identity. Refuses their real logos: placeholders are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from campaigns.acting.populating import Partner
from campaigns.editorial.partner_identities import IdentityChange
from cli import local_files
from cli.demo import pictures

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


#: What the logo of each says to those who do not see it, by code.
NAMES = {one.code: one.name for one in _IDENTITIES}


def drawn(drawings: Path) -> tuple[Partner, ...]:
    """Return both partners; their logos are drawn into `drawings`."""
    return tuple(_partner(one, drawings / f"logo-{one.code}.png") for one in _IDENTITIES)


def _partner(one: _Identity, file: Path) -> Partner:
    pictures.logo(file, one.words, one.hue)
    identity = IdentityChange(
        since=_FROM,
        name=one.name,
        mention=one.mention,
        url=f"https://{one.code}.example",
        logo=local_files.picture(file),
        logo_alt=f"{one.name} (logo de démonstration)",
    )
    return Partner(one.code, identity, _UNTIL)
