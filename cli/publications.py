"""`relais publications`: what a letter must carry by law."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from campaigns.editorial import looks
from campaigns.editorial import publications as verbs
from campaigns.editorial.models import Travel
from campaigns.editorial.typography import styles
from cli import disk, faces, helping
from lists import mailing
from runtime import audit
from runtime.language import N_, _
from templates import themes

LABELS = {
    "name": N_("nom"),
    "from": N_("expéditeur"),
    "reply_to": N_("réponses"),
    "postal": N_("adresse postale"),
    "publisher": N_("éditeur"),
    "director": N_("directeur ou directrice"),
    "basis": N_("base légale"),
    "note": N_("justification"),
    "form": N_("formulaire d’inscription"),
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
@click.option("--form", help=_("Le nom du formulaire d’inscription dans son adresse ; vide, il est fermé."))
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


@publications.command("style", help=_("Règle la typographie de la maison ; sans option, la montre."))
@click.option("--profile", type=click.Choice(list(styles.PROFILES)), help=_("Les espaces devant « ; ! ? »."))
@click.option("--acronym", "acronyms", multiple=True, metavar="SIGLE=TEXTE", help=_("Un sigle et son développement."))
@click.option("--term", "terms", multiple=True, metavar="TEXTE", help=_("Des mots qui s’écrivent exactement ainsi."))
@click.option("--forget", "forgotten", multiple=True, metavar="MOT", help=_("Un sigle ou des mots à oublier."))
@click.option("--quoted", "files", multiple=True, type=click.Path(dir_okay=False, path_type=Path),
              help=_("Un texte dont les citations ne sont jamais corrigées ; remplace les précédents."))  # fmt: skip
@faces.as_json
def style(files: tuple[Path, ...], profile: str | None, json_: bool, **words: tuple[str, ...]) -> None:
    """Change what was asked, show the whole."""
    quoted = tuple(map(verbs.quotable, files))
    asked = verbs.Restyle(profile or "", quoted=quoted, **words)
    opened = faces.opened()
    with opened.database.transaction() as session:
        publication = verbs.only(session)
        if asked != verbs.Restyle():
            verbs.restyle(session, publication, asked)
            audit.record(session, opened.clock.now(), faces.actor(), "publication.restyled")
        document = verbs.house_style(publication)
    faces.answer(document, _style(document), json_=json_)


@publications.command("look", help=_("Règle les couleurs, les polices et le logo ; sans option, les montre."))
@click.option(
    "--colour", "colours", multiple=True, metavar="NAME=#RRGGBB", help=_("Une couleur ; lisible, ou refusée.")
)
@click.option("--titles", type=click.Choice(list(themes.FONTS)), help=_("La police des titres."))
@click.option("--text", type=click.Choice(list(themes.FONTS)), help=_("La police du texte."))
@click.option("--logo", type=click.Path(dir_okay=False, path_type=Path), help=_("Une image PNG, JPEG, GIF ou WebP."))
@click.option("--images", type=click.Choice([one.value for one in Travel]),
              help=_("Les images : demandées à Relais, ou jointes à la lettre."))  # fmt: skip
@click.option("--reset", is_flag=True, help=_("Repart du thème de Relais, sans logo."))
@faces.as_json
def look(logo: Path | None, json_: bool, **given: Any) -> None:
    """Change what was asked, show the whole."""
    asked = looks.Change(logo=disk.picture(logo) if logo else None, **given)
    opened = faces.opened()
    with opened.database.transaction() as session:
        publication = verbs.only(session)
        if asked != looks.Change():
            looks.change(session, opened.settings.data, publication, asked)
            audit.record(session, opened.clock.now(), faces.actor(), "publication.look")
        document = looks.shown(publication)
    faces.answer(document, _look(document), json_=json_)


def _look(document: dict[str, Any]) -> str:
    colours = [f"  {name:<12} {value}" for name, value in document["colours"].items()]
    fonts = _("titres : {titles}\ntexte : {text}\nlogo : {logo}\nimages : {images}")
    return "\n".join([*colours, fonts.format(**document | {"logo": document["logo"] or "—"})])


def _style(document: dict[str, Any]) -> str:
    acronyms = [f"  {name} = {said}" for name, said in document["acronyms"].items()]
    lines = [
        _("profil {profile}").format(**document),
        _("sigles :"), *(acronyms or ["  —"]),
        _("mots de la maison :"), *([f"  {term}" for term in document["terms"]] or ["  —"]),
        _("textes cités mot pour mot : {quoted}").format(**document),
    ]  # fmt: skip
    return "\n".join(lines)


def _line(key: str, value: str) -> str:
    return f"{_(LABELS[key]):<26}{value.replace(chr(10), ' / ') or '—'}"
