"""`relais publications digest`: what appeared since the last one, gathered into a draft in a rhythm of its own."""

from __future__ import annotations

import click

from campaigns.acting.series import digesting
from campaigns.editorial import digests, event_times
from campaigns.editorial.digest_rhythms import WEEKS, Every
from campaigns.editorial.digests import Change, Setting
from cli import terminal
from runtime.language import _


@click.command("digest", help=_("Règle le récapitulatif ; sans option, montre ce qui est réglé."))
@click.option("--on/--off", "is_on", default=None, help=_("Le préparer, ou non."))
@click.option("--every", type=click.Choice([one.value for one in Every]), help=_("Chaque semaine, ou chaque mois."))
@click.option("--weekday", type=click.IntRange(1, 7), help=_("Le jour : 1 pour lundi, 7 pour dimanche."))
@click.option("--week", type=click.IntRange(1, len(WEEKS)), help=_("Le premier de ces jours du mois, le deuxième…"))
@click.option("--by-itself/--by-hand", "by_itself", default=None, help=_("L’envoyer de lui-même, ou attendre."))
@click.option("--now", is_flag=True, help=_("En préparer un maintenant, sans l’envoyer."))
@terminal.publication
@terminal.as_json
def digest(
    is_on: bool | None, every: str | None, weekday: int | None, week: int | None, by_itself: bool | None, now: bool,
    publication: str | None, json_: bool,
) -> None:  # fmt: skip
    """Change what was given, prepare one if asked, show the whole."""
    opened = terminal.opened()
    day = weekday - 1 if weekday is not None else None
    asked = Change(is_on, Every(every) if every else None, day, week, by_itself)
    if asked != Change():
        shown = digests.change(opened, asked, terminal.actor(), publication=publication)
    else:
        shown = digests.show(opened, publication)
    if now:
        shown = digesting.prepare(opened, terminal.actor(), publication=publication)
    terminal.answer(shown.as_json(), "\n".join(_lines(shown)), json_=json_)


def _lines(shown: Setting) -> list[str]:
    if shown.is_on and shown.next_on:
        words = _("Préparé {rhythm}, la prochaine fois le {day}.")
        lines = [words.format(rhythm=shown.rhythm.words, day=event_times.day(shown.next_on))]
        lines.append(_("Envoyé de lui-même.") if shown.by_itself else _("Envoyé par une personne."))
    else:
        lines = [_("Aucun récapitulatif n’est préparé.")]
    return [*lines, *filter(None, [shown.said])]
