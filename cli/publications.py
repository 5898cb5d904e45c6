"""`relais publications`: what a letter must carry by law."""

from __future__ import annotations

from typing import Any

import click

from campaigns.editorial import publications as verbs
from cli import faces, helping
from lists import mailing
from runtime import audit
from runtime.language import N_, _

LABELS = {
    "name": N_("nom"),
    "from": N_("expéditeur"),
    "reply_to": N_("réponses"),
    "postal": N_("adresse postale"),
    "publisher": N_("éditeur"),
    "director": N_("directeur ou directrice"),
    "basis": N_("base légale"),
    "note": N_("justification"),
}


@click.group(cls=helping.Group, help=_("La lettre : son expéditeur, son adresse, sa base légale."))
def publications() -> None:
    """Group what concerns the publication."""


@publications.command("set", help=_("Dit ce qu’une lettre doit porter ; sans option, montre ce qui est réglé."))
@click.option("--name", help=_("Le nom de la lettre."))
@click.option("--from", "sender", help=_("L’expéditeur : « Nom <adresse@exemple.fr> »."))
@click.option("--reply-to", help=_("L’adresse relevée où arrivent les réponses."))
@click.option("--postal", help=_("L’adresse postale, « / » ou retour à la ligne entre les lignes."))
@click.option("--publisher", help=_("L’éditeur, s’il n’est pas l’expéditeur."))
@click.option("--director", help=_("La directrice ou le directeur de la publication."))
@click.option("--basis", type=click.Choice(mailing.BASES), help=_("La base légale de la liste de diffusion."))
@click.option("--note", help=_("La note qui justifie cette base légale."))
@faces.as_json
def set_(json_: bool, **values: Any) -> None:
    """Change what was given, show the whole."""
    given = {name: value for name, value in values.items() if value is not None}
    opened = faces.opened()
    with opened.database.transaction() as session:
        publication = verbs.only(session)
        if given:
            verbs.change(session, publication, given)
            audit.record(session, opened.clock.now(), faces.actor(), "publication.changed", fields=sorted(given))
        shown = verbs.shown(session, publication)
    faces.answer(shown, "\n".join(_line(key, value) for key, value in shown.items()), json_=json_)


def _line(key: str, value: str) -> str:
    return f"{_(LABELS[key]):<24}{value.replace(chr(10), ' / ') or '—'}"
