"""The articles of the demo: written out beside their pictures, brought in, and placed in the issue that is sent.

Those of `items` are the partnership's; those of `others` fill the issues that wait, see `drafts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from sqlmodel import Session

from campaigns.editorial import bringing, issues, publications
from campaigns.editorial.models import Section
from cli import disk
from cli.demo import pictures
from runtime.installation import Installation

#: File -> its section, in the order of the issue; those that are not here wait in the backlog.
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
#: Three numbers went out before the secretariat had Relais.
NUMBER = 4
LINES = issues.Lines(
    title="Recruter sans CV, l’exemple de Roubaix",
    subject="La Lettre de la diversité n°\u00a04\u00a0: recruter sans CV, l’exemple de Roubaix",
    preheader="Dix-huit nouvelles signataires, un forum à Strasbourg et l’outil du mois",
)


def write(folder: Path, packed: str = "items") -> list[Path]:
    """Write the articles and their pictures into an existing folder; return the articles, in order."""
    for name, hue in _PICTURES[packed].items():
        pictures.picture(folder / name, hue)
    found = sorted(resources.files("cli.demo").joinpath(packed).iterdir(), key=lambda file: file.name)
    for file in found:
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    return [folder / file.name for file in found]


def bring_in(session: Session, opened: Installation, files: list[Path]) -> dict[str, int]:
    """Bring articles in; return their ids by the names of their files."""
    added = bringing.rows(session, opened.settings.data, map(disk.submission, files), opened.clock.now())
    return {file.stem: item.id or 0 for file, item in zip(files, added, strict=True)}


def compose(session: Session, opened: Installation, by_file: Mapping[str, int]) -> int:
    """Compose the issue that is sent; return its id."""
    issue = issues.new(session, publications.chosen(session), LINES, opened.clock.now())
    issue.number = NUMBER
    session.add(issue)
    return place(session, issue.id or 0, _PLACES, by_file)


def place(session: Session, issue_id: int, places: Mapping[str, Section], by_file: Mapping[str, int]) -> int:
    """Place articles in the sections of an issue; return its id."""
    for name, section in places.items():
        issues.add(session, issue_id, [by_file[name]], section)
    return issue_id
