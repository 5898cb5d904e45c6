"""What a contact does, guessed from the words of their function; and whether an address is a shared box. Pure.

The first line of the table that fits decides. A function that fits no line is `other`: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lists.folding import fold
from lists.kinds import Nature, OrganisationKind, Role
from runtime.language import N_

#: Words, looked for in the folded function; in the order in which they decide.
_BY_WORDS = tuple(
    (re.compile(words), role)
    for words, role in (
        (r"\brelations? (avec les )?entreprises?\b|\brelations? employeurs?\b", Role.COMPANY_RELATIONS),
        (r"\bdiversite|\begalite|\binclusion|\bhandicap", Role.DIVERSITY),
        (r"\brse\b|\bdeveloppement durable|\bresponsabilite soci", Role.SOCIAL_RESPONSIBILITY),
        (r"\brecrut|\btalents?\b", Role.RECRUITMENT),
        (r"\bressources humaines|\bd?rh\b|\brrh\b|\bpersonnel\b", Role.HUMAN_RESOURCES),
        (r"\bcommunication|\bpresse\b", Role.COMMUNICATION),
        (r"\banimat\w+ regiona|\barml\b", Role.NETWORK_LEADER),
        (r"\bconseill", Role.ADVISER),
    )
)
_PRESIDENT = re.compile(r"\bpresident")
_DIRECTOR = re.compile(r"\bdirect(eur|rice)\b")
_MANAGER = re.compile(
    r"\bpresident|\bgerant|\bdirigeant|\bp?dg\b|\bdirect(eur|rice) generale?\b|^direct(eur|rice)$"
    r"|\bchef(fe)? d entreprise\b"
)
_SHARED_BOXES = frozenset(
    [
        "accueil",
        "administration",
        "bonjour",
        "commercial",
        "communication",
        "contact",
        "contacts",
        "courrier",
        "direction",
        "drh",
        "emploi",
        "entreprise",
        "entreprises",
        "info",
        "infos",
        "information",
        "mairie",
        "ml",
        "missionlocale",
        "presse",
        "recrutement",
        "rh",
        "secretariat",
        "service",
        "services",
        "siege",
        "standard",
    ]
)
_PIECES = re.compile(r"[^a-z]+")


#: Roles and natures as people write them, in files.
ROLES: Mapping[str, str] = {
    Role.MANAGER: N_("dirigeant"),
    Role.HUMAN_RESOURCES: N_("ressources humaines"),
    Role.DIVERSITY: N_("référent diversité"),
    Role.SOCIAL_RESPONSIBILITY: N_("RSE"),
    Role.COMMUNICATION: N_("communication"),
    Role.RECRUITMENT: N_("recrutement"),
    Role.PRESIDENT: N_("président"),
    Role.DIRECTOR: N_("directeur"),
    Role.COMPANY_RELATIONS: N_("relations entreprises"),
    Role.ADVISER: N_("conseiller"),
    Role.NETWORK_LEADER: N_("animateur régional"),
    Role.OTHER: N_("autre"),
}
NATURES: Mapping[str, str] = {Nature.NAMED: N_("nominative"), Nature.GENERIC: N_("générique")}


def role(function: str | None, kind: str | None) -> Role:
    """Guess the role that a function means in an organisation of this kind."""
    words = fold(function or "")
    for pattern, found in _BY_WORDS:
        if pattern.search(words):
            return found
    if kind == OrganisationKind.COMPANY:
        return Role.MANAGER if _MANAGER.search(words) else Role.OTHER
    if _PRESIDENT.search(words):
        return Role.PRESIDENT
    return Role.DIRECTOR if _DIRECTOR.search(words) else Role.OTHER


def nature(local: str) -> Nature:
    """Tell whether the part before the @ names a shared box (« contact », « rh.lyon ») or a person."""
    first = _PIECES.split(local.casefold())[0]
    return Nature.GENERIC if first in _SHARED_BOXES else Nature.NAMED
