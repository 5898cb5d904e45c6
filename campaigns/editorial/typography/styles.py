"""How a publication writes: its profile, its acronyms, its spellings, and the texts that it quotes word for word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: The hard space of a word's width (espace insécable).
HARD = "\u00a0"
#: The hard space of a hair's width (espace fine insécable).
FINE = "\u202f"


@dataclass(frozen=True)
class Profile:
    """A way to set French; authorities and mail programs differ."""

    #: What stands before `;`, `!` and `?`.
    fine: str = FINE
    #: Whether `14h30` is set `14 h 30`.
    hours: bool = True


#: By the name that a publication gives. The second is for readers whose old mail programs show U+202F as a box.
PROFILES: dict[str, Profile] = {"fr-FR": Profile(), "fr-FR-nbsp": Profile(fine=HARD)}
DEFAULT = "fr-FR"


@dataclass(frozen=True)
class Style:
    """The house style of a publication."""

    profile: Profile = PROFILES[DEFAULT]
    #: Acronym -> what it stands for.
    acronyms: Mapping[str, str] = field(default_factory=dict)
    #: Words that are spelled exactly so: « Charte de la diversité ».
    terms: tuple[str, ...] = ()
    #: Texts, such as a convention, whose quotations no rule may touch.
    quoted: tuple[str, ...] = ()
