"""`relais demo`: builds, sends, and tells where to look."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from campaigns.acting import campaign_views, launching, previewing, sending
from campaigns.post.reports import Report
from cli import click_groups, local_files, reporting, serving, terminal
from cli.demo import building, cast, folders, received
from cli.demo.building import Built
from cli.demo.people import Person
from cli.demo.smtp_sink import Capture
from runtime.language import _, ngettext
from runtime.settings import Settings


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


@click_groups.command(help=_("Construit une démonstration, envoie un numéro à un serveur de capture, dit où regarder."))
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"),
              show_default=True, help=_("Le dossier de la démonstration ; une ancienne y est remplacée."))  # fmt: skip
@click.option("--serve", is_flag=True, help=_("Ouvre ensuite sa console et les pages des lecteurs."))
@terminal.as_json
def demo(folder: Path, serve: bool, json_: bool) -> None:
    """Build the demo and send its issue."""
    sent = play(folder, terminal.read_settings(), terminal.actor())
    terminal.answer(sent.report.as_json(), in_words(folder, sent), json_=json_)
    if serve:
        _serve(sent.built.installation.settings)


def play(folder: Path, settings: Settings, actor: str) -> Sent:
    """Build the demo in `folder` and send its issue through SMTP to the capture server.

    Raises:
        errors.FolderRefused: the folder is not a demo's to fill.
    """
    players = cast.draw()
    folders.prepare(folder)
    with Capture(folder / folders.MAILDIR, players.replies) as capture:
        terminal.say(_("Construction de la démonstration dans « {folder} »…").format(folder=folder))
        built = building.build(folder, capture.url, settings, players, actor)
        opened = built.installation
        alone = _("Démonstration : personne n’est encore désigné pour valider.")
        order = launching.Order(built.issue_id, grace=0, without_approval=alone)
        campaign = launching.launch(opened, order, actor)
        terminal.say(_("Envoi à {number} destinataires…").format(number=campaign.audience))
        sending.send(opened, campaign.id)
    local_files.write(folder / folders.LETTER, received.letter(folder / folders.MAILDIR, players.reader.email))
    report = campaign_views.report(opened, campaign.id).report
    folders.keep_clock(folder, opened.clock.now())
    opened.database.engine.dispose()
    return Sent(built, report, players.reader, folder / folders.LETTER / previewing.PAGE, capture.kept)


def in_words(folder: Path, sent: Sent) -> str:
    """Return the closing screen."""
    return "\n".join(
        [_imports(sent), "", reporting.in_short(sent.report), "", _where(folder, sent), "", _next(folder, sent)]
    )


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
        f"relais issues render {sent.built.drafts[2]} --as {sent.reader.email} -o {folder / 'invitation'} --png",
        f"relais readers import {folder / folders.FILES / 'signataires_2009_excel.csv'} --as companies --dry-run",
        "relais serve",
    )
    given = "set RELAIS_DATA={}" if sys.platform == "win32" else "export RELAIS_DATA={}"
    lines = [_("Et maintenant"), f"  {given.format(folder)}", *(f"  {command}" for command in commands)]
    return "\n".join(lines)


def _serve(settings: Settings) -> None:
    """Serve the demo, ignoring any other installation that the environment or a settings file names."""
    os.environ["RELAIS_DATA"] = str(settings.data)
    os.environ["RELAIS_DATABASE_URL"] = settings.database
    os.environ["RELAIS_KEYRING"] = str(settings.keys)
    os.environ["RELAIS_BASE_URL"] = settings.base_url
    assert settings.now is not None
    os.environ["RELAIS_NOW"] = settings.now.isoformat()
    click.get_current_context().invoke(serving.serve, host="127.0.0.1", port=8000)
