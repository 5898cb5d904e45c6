"""What a demo ends with, and the screen that tells it: figures, where to look, what to type next."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from campaigns.partnership.bilan.reviewing import Review
from campaigns.partnership.statuses.status import NAMES
from campaigns.post.reports import Report
from cli import reporting
from cli.demo import folders
from cli.demo.building import Built
from cli.demo.people import Person
from cli.demo.year.playing import FIRST, LAST
from runtime.language import _, ngettext


@dataclass(frozen=True)
class Sent:
    """A demo whose issue has left."""

    built: Built
    report: Report
    reader: Person
    #: The letter of this reader, to be opened in a browser.
    letter: Path
    #: How many letters the capture server kept.
    kept: int
    #: What became of the commitments, when the year was played.
    review: Review | None = None


def in_words(folder: Path, sent: Sent) -> str:
    """Return the closing screen."""
    parts = [_imports(sent), reporting.in_short(sent.report), _year(sent), _where(folder, sent), _next(folder, sent)]
    return "\n\n".join(part for part in parts if part)


def _year(sent: Sent) -> str:
    """Return what the year came to: how many commitments were kept."""
    if sent.review is None:
        return ""
    lines = [f"  {_(NAMES[one]):<42}{many:>5}" for one, many in reversed(sent.review.tally.items()) if many]
    return "\n".join([_("Les engagements de la convention"), *lines])


def _imports(sent: Sent) -> str:
    lines = [_("Fichiers importés (tout y est inventé)")]
    for name, one in sent.built.imports.items():
        figures = [ngettext("{n} ligne", "{n} lignes", one.rows).format(n=one.rows)]
        if one.corrected:
            many = len(one.corrected)
            figures.append(ngettext("{n} valeur corrigée", "{n} valeurs corrigées", many).format(n=many))
        if one.rejected:
            many = len(one.rejected)
            figures.append(ngettext("{n} ligne refusée", "{n} lignes refusées", many).format(n=many))
        lines.append(f"  {name:<30}{', '.join(figures)}")
    return "\n".join(lines)


def _where(folder: Path, sent: Sent) -> str:
    name = f"{sent.reader.first_name} {sent.reader.last_name}"
    places = {
        _("la lettre reçue par {name}").format(name=name): sent.letter,
        _("les {kept} lettres remises (Maildir)").format(kept=sent.kept): folder / folders.MAILDIR,
        _("les fichiers importés et les articles"): folder / folders.FILES,
    }
    return "\n".join(
        [
            _("Où regarder"),
            *(f"  {words:<42}{path}" for words, path in places.items()),
            _("  (les images de la lettre s’affichent tant que « relais serve » répond)"),
        ]
    )


def _next(folder: Path, sent: Sent) -> str:
    number = sent.report.campaign.id
    commands = (
        f"relais campaigns show {number}",
        f"relais campaigns deliveries {number} --state refused",
        "relais segments count 'entreprises de Gironde'",
        "relais items list --state ready",
        *_review(folder, sent),
        f"relais issues render {sent.built.drafts[2]} --as {sent.reader.email} -o {folder / 'invitation'} --png",
        f"relais readers import {folder / folders.FILES / 'signataires_2009_excel.csv'} --as companies --dry-run",
        "relais serve",
    )
    given = "set RELAIS_DATA={}" if sys.platform == "win32" else "export RELAIS_DATA={}"
    lines = [_("Et maintenant"), f"  {given.format(folder)}", *(f"  {command}" for command in commands)]
    return "\n".join(lines)


def _review(folder: Path, sent: Sent) -> list[str]:
    if sent.review is None:
        return []
    return ["relais convention show", f"relais bilan --from {FIRST} --to {LAST} -o {folder / 'bilan.pdf'}"]
