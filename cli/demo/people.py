"""Invented people: their names, what they do, how they are reached. Pure; the same draws give the same people.

Refuses real domains (only `.example`) and real telephone numbers (only those that the ARCEP keeps for fiction).
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from cli.demo.tables import Commune
from lists.folding import fold

_WOMEN = (
    "Anne-Sophie", "Yasmine", "Maïté", "Zoé", "Léïla", "Thi-Hoa", "Gaëlle", "Soizic", "Fatoumata", "Élodie",
    "Inès", "Chantal", "Aïcha", "Bérengère", "Mei-Lin", "Noémie", "Solène", "Rosalie", "Kadiatou", "Hélène",
)  # fmt: skip
_MEN = (
    "Jean-Noël", "Noël", "Amadou", "Loïc", "Étienne", "Karim", "Quôc-Anh", "Benoît", "Moussa", "Jérôme",
    "François", "Mehdi", "Gaël", "Ousmane", "Pierre-Yves", "Rachid", "Théo", "Stéphane", "Lucien", "Ilyès",
)  # fmt: skip
_FAMILIES = (
    "de La Motte-Brune", "Vauquelin-Roze", "Diarrassou", "Le Guévellic", "N’Dorval", "Ben Saïdane", "Trân-Verdier",
    "Œuvrard", "Lebrac", "Castagnède-Roux", "Mercadin", "Koulibert", "d’Hauteclaire", "Bellangier", "Échenoz-Petit",
    "Hadj-Morel", "Fontbelle", "Saint-Aubrais", "Traoret", "Vandermeulin", "Kervadec", "Martigneau", "Zerrouki-Blanc",
    "Payet-Dorville", "Garrigoux", "Nguyen-Salvat", "Brévalin", "Çelikan", "Rochambel", "Muñozière",
)  # fmt: skip

#: What people do, as a man and as a woman write it.
FUNCTIONS = {
    "human_resources": ("Directeur des ressources humaines", "Directrice des ressources humaines"),
    "manager": ("Gérant", "Gérante"),
    "chair": ("Président-directeur général", "Présidente-directrice générale"),
    "diversity": ("Référent diversité", "Référente diversité"),
    "communication": ("Responsable de la communication", "Responsable de la communication"),
    "social_responsibility": ("Responsable RSE", "Responsable RSE"),
    "director": ("Directeur", "Directrice"),
    "company_relations": ("Chargé de relations entreprises", "Chargée de relations entreprises"),
    "network_leader": ("Animateur régional", "Animatrice régionale"),
    "partnership": ("Chargé du suivi du partenariat", "Chargée du suivi du partenariat"),
}
#: Prefixes of fictional numbers, and the départements of their zone.
_ZONES = (
    ("01 99 00", "75 77 78 91 92 93 94 95"),
    ("02 61 91", "14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85"),
    ("03 53 01", "02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90"),
    ("05 36 49", "09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87"),
    ("06 39 98", "971 972 973 974"),
)
_ELSEWHERE = "04 65 71"


@dataclass(frozen=True)
class Person:
    """A contact; a shared box has an address and nothing else."""

    email: str
    civility: str = ""
    first_name: str = ""
    last_name: str = ""
    function: str = ""
    phone: str = ""


def slug(text: str) -> str:
    """Return a name as it may stand in a domain or before an @."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def phone(draw: random.Random, place: Commune) -> str:
    """Draw a fictional telephone number in the zone of a place."""
    beginning = next((start for start, codes in _ZONES if place.departement in codes.split()), _ELSEWHERE)
    return f"{beginning} {draw.randrange(100):02d} {draw.randrange(100):02d}"


def person(draw: random.Random, role: str, domain: str, place: Commune, taken: set[str]) -> Person:
    """Draw a person in a role (a key of `FUNCTIONS`) whose address is not among those `taken`, and take it."""
    while True:
        is_woman = draw.random() < 0.5
        first, last = draw.choice(_WOMEN if is_woman else _MEN), draw.choice(_FAMILIES)
        email = f"{slug(first)}.{slug(last)}@{domain}"
        if email not in taken:
            break
    taken.add(email)
    function = FUNCTIONS[role][is_woman]
    return Person(email, "Mme" if is_woman else "M.", first, last, function, phone(draw, place))
