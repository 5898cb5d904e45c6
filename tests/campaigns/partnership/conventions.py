"""Conventions that tests store: the shipped one, and one of three clauses between two other partners."""

from __future__ import annotations

from campaigns.partnership import adopting
from campaigns.partnership.conventions import Convention, reading
from runtime.files import File
from runtime.installation import Installation

CHARTE = File("charte.toml", reading.SHIPPED.read_bytes())

OTHER = """
title = "Convention entre la Maison du livre et le Réseau des bibliothèques"
short = "la convention du 2 janvier 2026"
signed_on = 2026-01-02
first_day = 2026-01-02
last_day = 2027-01-01

[[partners]]
code = "livre"
name = "Maison du livre"
short = "la Maison"
subject = "la Maison du livre"
of = "de la Maison du livre"
to = "à la Maison du livre"

[[partners]]
code = "biblio"
name = "Réseau des bibliothèques"
short = "le Réseau"
subject = "le Réseau des bibliothèques"
of = "du Réseau des bibliothèques"
to = "au Réseau des bibliothèques"

[words.sections]
actions = "Bibliothèques en fête"

[words.types]
local_mission_action = "fête de bibliothèque"

[words.kinds]
local_mission = "bibliothèques"

[[commitments]]
id = "A"
text = "La Maison annonce les fêtes des bibliothèques dans chaque lettre."
short = "Annoncer les fêtes"
debtor = ["livre"]
creditor = ["biblio"]
kind = "content"
rhythm = "issue"
accepts = ["content:local_mission_action"]

[[commitments]]
id = "B"
text = "Le Réseau fait figurer la Maison sur son site."
short = "Figurer sur le site du Réseau"
debtor = ["biblio"]
creditor = ["livre"]
kind = "state"
rhythm = "permanent"
accepts = ["link:biblio:livre"]

[[commitments]]
id = "C"
text = "Les partenaires se réunissent une fois."
short = "Se réunir"
debtor = ["livre", "biblio"]
creditor = ["livre", "biblio"]
kind = "event"
rhythm = "yearly"
deadline = "last_day"
accepts = ["meeting:steering"]
"""


def other(**replaced: str) -> File:
    """Return the file of the other convention, with some of its text replaced: `old=new` by pairs of words."""
    text = OTHER
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    return File("autre.toml", text.encode())


def warning() -> File:
    """Return the shipped convention, whose partners only want to be warned."""
    return File("charte.toml", CHARTE.content.replace(b'guard = "refuse"', b'guard = "warn"'))


def without_approval(file: File = CHARTE) -> File:
    """Return a convention by which nobody approves issues."""
    return File(file.name, file.content.replace(b'approval = "each"', b'approval = "none"'))


def adopted(opened: Installation, file: File = CHARTE) -> Convention:
    """Store a convention."""
    return adopting.set_(opened, file, "test")
