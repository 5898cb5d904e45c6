"""`relais publications welcome`: what is written to whoever has just subscribed."""

from __future__ import annotations

from pathlib import Path

import click

from campaigns.acting.series import welcome_proofs
from campaigns.acting.trials import Trial
from campaigns.post.welcomes import welcome_letters
from campaigns.post.welcomes.welcome_letters import Change, Welcoming
from cli import terminal
from runtime import charsets
from runtime.errors import FieldRefused
from runtime.language import _


@click.command("welcome", help=_("Règle la lettre de bienvenue ; sans option, la montre."))
@click.option("--on/--off", "is_on", default=None, help=_("L’envoyer, ou non, à qui confirme son inscription."))
@click.option("--subject", help=_("Son objet."))
@click.option("--text", type=click.Path(dir_okay=False, path_type=Path), help=_("Son texte, un fichier Markdown."))
@click.option("--last-issue/--no-last-issue", "shows_last", default=None,
              help=_("Finir, ou non, par un bouton vers le dernier numéro paru."))  # fmt: skip
@click.option("--test", "to", metavar="ADRESSE", help=_("Envoyer aussitôt un essai à cette adresse."))
@terminal.publication
@terminal.as_json
def welcome(
    is_on: bool | None, subject: str | None, text: Path | None, shows_last: bool | None, to: str | None,
    publication: str | None, json_: bool,
) -> None:  # fmt: skip
    """Change what was given, send a trial if one was asked for, show the whole."""
    opened = terminal.opened()
    asked = Change(is_on, subject, _words(text) if text else None, shows_last)
    if asked == Change():
        shown = welcome_letters.show(opened, publication)
    else:
        shown = welcome_letters.change(opened, asked, terminal.actor(), publication=publication)
    told = None
    if to is not None:
        told = welcome_proofs.send(opened, to, terminal.actor(), mark=_("[Essai]"), publication=publication)
    document = shown.as_json() | ({"test": told.as_json()} if told else {})
    terminal.answer(document, "\n".join(_lines(shown, told)), json_=json_)
    if told is not None and told.refused:
        terminal.leave(terminal.FAILED)


def _words(file: Path) -> str:
    words = charsets.decoded(terminal.read(file).content, "utf-8")
    if words is None:
        raise FieldRefused(field="text", reason=_("« {file} » n’est pas en UTF-8").format(file=file.name))
    return words


def _lines(shown: Welcoming, told: Trial | None) -> list[str]:
    said = shown.as_json()
    lines = [
        _("Envoyée à qui confirme son inscription.") if shown.is_on else _("Pas envoyée."),
        _("Objet : {subject}").format(subject=shown.subject),
        _("Avec un bouton vers le dernier numéro.") if shown.shows_last else _("Sans bouton vers le dernier numéro."),
        "",
        said["text"],
    ]
    if told is not None:
        lines += ["", *(_("Essai remis au serveur pour {to}.").format(to=one) for one in told.accepted)]
        lines += [_("Essai refusé pour {to} : {why}.").format(to=one, why=why) for one, why in told.refused.items()]
    return lines
