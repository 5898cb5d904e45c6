"""`relais demo`: builds, sends, and tells where to look."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import click

from campaigns.acting import campaign_views, launching, previewing, sending
from campaigns.partnership.bilan import reviewing
from campaigns.partnership.bilan.periods import Asked
from campaigns.partnership.bilan.reviewing import Review
from cli import click_groups, local_files, serving, terminal
from cli.demo import building, cast, closing, folders, received
from cli.demo.building import Built
from cli.demo.cast import Cast
from cli.demo.closing import Sent
from cli.demo.smtp_sink import Capture
from cli.demo.year import playing, scenes
from cli.demo.year.playing import FIRST, LAST, moment
from runtime.language import _
from runtime.settings import Settings


@click_groups.command(help=_("Construit une démonstration, envoie un numéro à un serveur de capture, dit où regarder."))
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"),
              show_default=True, help=_("Le dossier de la démonstration ; une ancienne y est remplacée."))  # fmt: skip
@click.option("--short", is_flag=True, help=_("S’arrête au premier numéro, sans jouer l’année de la convention."))
@click.option("--serve", is_flag=True, help=_("Ouvre ensuite sa console et les pages des lecteurs."))
@terminal.as_json
def demo(folder: Path, short: bool, serve: bool, json_: bool) -> None:
    """Build the demo and play its year, or send its first issue only."""
    acted = play if short else play_year
    sent = acted(folder, terminal.read_settings(), terminal.actor())
    terminal.answer(sent.report.as_json(), closing.in_words(folder, sent), json_=json_)
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
        alone = _("Démonstration : personne n’est encore désigné pour valider.")
        order = launching.Order(built.issue_id, grace=0, without_approval=alone)
        campaign = launching.launch(built.installation, order, actor)
        terminal.say(_("Envoi à {number} destinataires…").format(number=campaign.audience))
        sending.send(built.installation, campaign.id)
    return _ended(folder, built, players, campaign.id, capture.kept)


def play_year(folder: Path, settings: Settings, actor: str) -> Sent:
    """Build the demo in `folder` on the first day of its convention, and play the year; raises as `play`."""
    players = cast.draw()
    folders.prepare(folder)
    begun = settings.model_copy(update={"now": moment(FIRST)})
    with Capture(folder / folders.MAILDIR, players.replies) as capture:
        terminal.say(_("Construction de la démonstration dans « {folder} »…").format(folder=folder))
        built = building.build(folder, capture.url, begun, players, actor)
        terminal.say(_("L’année de la convention, du 16 juin 2009 au 15 juin 2010…"))
        last = playing.play(built.installation, scenes.everything(players, built, folder / folders.MAILDIR, actor))
    built = replace(built, installation=last)
    newest = campaign_views.listed(last)[0].standing.id
    return _ended(folder, built, players, newest, capture.kept, reviewing.review(last, Asked(FIRST, LAST)))


def _ended(
    folder: Path, built: Built, players: Cast, campaign_id: int, kept: int, review: Review | None = None
) -> Sent:
    opened = built.installation
    local_files.write(folder / folders.LETTER, received.letter(folder / folders.MAILDIR, players.reader.email))
    report = campaign_views.report(opened, campaign_id).report
    folders.keep_clock(folder, opened.clock.now())
    opened.database.engine.dispose()
    return Sent(built, report, players.reader, folder / folders.LETTER / previewing.PAGE, kept, review)


def _serve(settings: Settings) -> None:
    """Serve the demo, ignoring any other installation that the environment or a settings file names."""
    os.environ["RELAIS_DATA"] = str(settings.data)
    os.environ["RELAIS_DATABASE_URL"] = settings.database
    os.environ["RELAIS_KEYRING"] = str(settings.keys)
    os.environ["RELAIS_BASE_URL"] = settings.base_url
    assert settings.now is not None
    os.environ["RELAIS_NOW"] = settings.now.isoformat()
    click.get_current_context().invoke(serving.serve, host="127.0.0.1", port=8000)
