"""The articles of the demo, written out beside their pictures, and the issue that is sent with most of them.

Those of `items` are the partnership's; those of `others` fill the issues that wait, see `drafts`.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from campaigns.acting.populating import Issue
from campaigns.editorial.issues import TitleLines
from campaigns.editorial.models import Section
from cli.demo import pictures

#: File -> its section, in the order of the issue; other files wait in the backlog.
_PLACES = {
    "15-edito": Section.EDITORIAL,
    "01-roubaix-sans-cv": Section.HEADLINE,
    "02-bus-de-l-emploi": Section.ACTIONS,
    "04-relire-ses-offres": Section.PRACTICES,
    "05-un-tuteur-une-semaine": Section.PRACTICES,
    "14-nouvelles-signataires": Section.SIGNATORIES,
    "06-ce-que-je-savais-faire": Section.TESTIMONIALS,
    "11-dossier-de-recrutement": Section.LEGAL,
    "12-autodiagnostic": Section.TOOL,
    "13-sept-sur-dix": Section.FIGURE,
    "08-forum-strasbourg": Section.AGENDA,
    "09-rencontre-des-animations": Section.AGENDA,
    "16-votre-action": Section.CONTRIBUTIONS,
}
#: Pictures that articles name, and their hue.
_PICTURES = {"items": {"entretiens.png": 0.58, "forum.png": 0.08}, "others": {"atelier.png": 0.42}}
#: Three issues were sent before the secretariat used Relais.
ISSUE = Issue(
    TitleLines(
        title="Recruter sans CV, l’exemple de Roubaix",
        subject="La Lettre de la diversité n°\u00a04\u00a0: recruter sans CV, l’exemple de Roubaix",
        preheader="Dix-huit nouvelles signataires, un forum à Strasbourg et l’outil du mois",
    ),
    _PLACES,
    number=4,
)


def write(folder: Path, packed: str = "items") -> list[Path]:
    """Write the articles and their pictures into an existing folder; return the articles, in order."""
    for name, hue in _PICTURES[packed].items():
        pictures.picture(folder / name, hue)
    found = sorted(resources.files("cli.demo").joinpath(packed).iterdir(), key=lambda file: file.name)
    for file in found:
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    return [folder / file.name for file in found]
