"""`relais publications`: which letters there are, what they carry by law, how they write and look."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from campaigns import errors
from campaigns.editorial import house_style, imprints, looks
from campaigns.editorial.house_style import House
from campaigns.editorial.imprints import Imprint
from campaigns.editorial.looks import Look
from campaigns.editorial.models import Travel
from campaigns.editorial.typography import styles
from cli import click_groups, digests, local_files, terminal, welcomes
from lists import mailing_lists
from runtime.language import N_, _
from templates import designs, themes

_MAILBOX = re.compile(r"\s*(?:\"?(?P<name>[^<>\"]*?)\"?\s*)<(?P<address>[^<>]+)>\s*")
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
    "why": N_("pourquoi on la reçoit"),
    "first_number": N_("premier numéro"),
    "has_archive": N_("archives publiques"),
}


@click.group(cls=click_groups.Group, help=_("La lettre : son expéditeur, son adresse, sa base légale."))
def publications() -> None:
    """Group what concerns the publication."""


@publications.command("set", help=_("Dit ce qu’une lettre doit porter ; sans option, montre ce qui est réglé."))
@click.option("--name", help=_("Le nom de la lettre."))
@click.option("--from", "sender", help=_("L’expéditeur : « Nom <adresse@exemple.fr> »."))
@click.option("--reply-to", help=_("L’adresse relevée où arrivent les réponses."))
@click.option("--postal", help=_("L’adresse postale, « / » ou retour à la ligne entre les lignes."))
@click.option("--publisher", help=_("L’éditeur, s’il n’est pas l’expéditeur."))
@click.option("--director", help=_("La directrice ou le directeur de la publication."))
@click.option("--basis", type=click.Choice(mailing_lists.BASES), help=_("La base légale de la liste de diffusion."))
@click.option("--note", help=_("La note qui justifie cette base légale."))
@click.option("--form", help=_("Le nom du formulaire d’inscription dans son adresse ; vide, il est fermé."))
@click.option("--why", help=_("Pourquoi vos lecteurs la reçoivent, en une phrase ; vide, celle de la base légale."))
@click.option(
    "--first-number", type=click.IntRange(1, imprints.MOST_NUMBER), help=_("Le numéro du premier numéro fait ici.")
)
@click.option(
    "--archive/--no-archive", "has_archive", default=None, help=_("Montre, ou non, ses articles et ses numéros à tous.")
)
@click.option("--design", type=click.Choice(list(designs.DESIGNS)), help=_("La présentation de ses numéros."))
@terminal.publication
@terminal.as_json
def set_(publication: str | None, json_: bool, sender: str | None, design: str | None, **values: Any) -> None:
    """Change what was given, show the whole."""
    asked = imprints.Change(sender=_mailbox(sender) if sender is not None else None, **values)
    opened = terminal.opened()
    if asked == imprints.Change():
        shown = imprints.show(opened, publication)
    else:
        shown = imprints.change(opened, asked, terminal.actor(), publication=publication)
    if design:
        looks.change(opened, looks.LookChange(design=design), terminal.actor(), publication=publication)
    terminal.answer(shown.as_json(), _imprint(shown), json_=json_)


@publications.command(
    "add", help=_("Ajoute une lettre, avec sa propre liste de diffusion ; il reste à dire qui écrit.")
)
@click.argument("name")
@click.option("--slug", help=_("Son nom dans l’adresse de ses pages, une fois pour toutes ; tiré de son nom sinon."))
@terminal.as_json
def add(name: str, slug: str | None, json_: bool) -> None:
    """Add a publication."""
    made = imprints.add(terminal.opened(), name, terminal.actor(), slug=slug)
    words = _(
        "« {name} » a sa liste de diffusion (« {list} ») et ses archives ({archive}).\n"
        "Il reste à dire qui écrit : « relais publications set --publication … --help »."
    )
    said = words.format(name=made.imprint.name, list=made.mailing_list, archive=made.archive)
    terminal.answer(made.as_json(), said, json_=json_)


@publications.command("list", help=_("Montre les lettres de cette installation."))
@terminal.as_json
def list_(json_: bool) -> None:
    """Show every publication."""
    found = imprints.listed(terminal.opened())
    rows = [[one.imprint.name, one.imprint.sender or "—", one.mailing_list, one.archive] for one in found]
    head = [_("nom"), _("expéditeur"), _("liste de diffusion"), _("archives")]
    terminal.answer([one.as_json() for one in found], terminal.table(head, rows), json_=json_)


@publications.command("style", help=_("Règle la typographie de la maison ; sans option, la montre."))
@click.option("--profile", type=click.Choice(list(styles.PROFILES)), help=_("Les espaces devant « ; ! ? »."))
@click.option("--acronym", "acronyms", multiple=True, metavar="SIGLE=TEXTE", help=_("Un sigle et son développement."))
@click.option("--term", "terms", multiple=True, metavar="TEXTE", help=_("Des mots qui s’écrivent exactement ainsi."))
@click.option("--forget", "forgotten", multiple=True, metavar="MOT", help=_("Un sigle ou des mots à oublier."))
@click.option("--quoted", "files", multiple=True, type=click.Path(dir_okay=False, path_type=Path),
              help=_("Un texte dont les citations ne sont jamais corrigées ; remplace les précédents."))  # fmt: skip
@terminal.publication
@terminal.as_json
def style(
    files: tuple[Path, ...],
    profile: str | None,
    acronyms: tuple[str, ...],
    publication: str | None,
    json_: bool,
    **words: tuple[str, ...],
) -> None:
    """Change what was asked, show the whole."""
    quoted = tuple(house_style.quotable(terminal.read(file).content, file.name) for file in files)
    asked = house_style.Change(profile or "", tuple(map(_acronym, acronyms)), quoted=quoted, **words)
    opened = terminal.opened()
    if asked == house_style.Change():
        shown = house_style.show(opened, publication)
    else:
        shown = house_style.change(opened, asked, terminal.actor(), publication=publication)
    terminal.answer(shown.as_json(), _style(shown), json_=json_)


@publications.command("look", help=_("Règle les couleurs, les polices et le logo ; sans option, les montre."))
@click.option(
    "--colour", "colours", multiple=True, metavar="NAME=#RRGGBB", help=_("Une couleur ; lisible, ou refusée.")
)
@click.option("--titles", type=click.Choice(list(themes.FONTS)), help=_("La police des titres."))
@click.option("--text", type=click.Choice(list(themes.FONTS)), help=_("La police du texte."))
@click.option("--logo", type=click.Path(dir_okay=False, path_type=Path), help=_("Une image PNG, JPEG, GIF ou WebP."))
@click.option("--no-logo", "without_logo", is_flag=True, help=_("Retire le logo."))
@click.option("--images", type=click.Choice([one.value for one in Travel]),
              help=_("Les images : demandées à Relais, ou jointes à la lettre."))  # fmt: skip
@click.option("--reset", is_flag=True, help=_("Repart du thème de Relais, sans logo."))
@terminal.publication
@terminal.as_json
def look(colours: tuple[str, ...], logo: Path | None, publication: str | None, json_: bool, **given: Any) -> None:
    """Change what was asked, show the whole."""
    asked = looks.LookChange(tuple(map(_colour, colours)), logo=local_files.picture(logo) if logo else None, **given)
    opened = terminal.opened()
    if asked == looks.LookChange():
        shown = looks.show(opened, publication)
    else:
        shown = looks.change(opened, asked, terminal.actor(), publication=publication)
    terminal.answer(shown.as_json(), _look(shown), json_=json_)


publications.add_command(welcomes.welcome)
publications.add_command(digests.digest)


def _imprint(shown: Imprint) -> str:
    said = {key: _shown(value) for key, value in shown.as_json().items()}
    said["basis"] = _(mailing_lists.BASIS_NAMES.get(said["basis"], said["basis"]))
    return "\n".join(f"{_(LABELS[key]):<26}{value}" for key, value in said.items())


def _shown(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return _("ouvertes") if value else _("fermées")
    return str(value).replace("\n", " / ") or "—"


def _look(shown: Look) -> str:
    colours = [f"  {name:<12} {value}" for name, value in shown.colours]
    words = _("titres : {titles}\ntexte : {text}\nlogo : {logo}\nimages : {images}\nprésentation : {design}")
    design = designs.known(shown.design).name
    said = words.format(
        titles=shown.titles, text=shown.text, logo=shown.logo or "—", images=shown.images, design=design
    )
    return "\n".join([*colours, said])


def _style(shown: House) -> str:
    lines = [
        _("profil {profile}").format(profile=shown.profile),
        _("sigles :"), *([f"  {name} = {said}" for name, said in shown.acronyms] or ["  —"]),
        _("mots de la maison :"), *([f"  {term}" for term in shown.terms] or ["  —"]),
        _("textes cités mot pour mot : {quoted}").format(quoted=shown.quoted),
    ]  # fmt: skip
    return "\n".join(lines)


def _mailbox(text: str) -> tuple[str, str]:
    """Return the two parts of « Nom <adresse> »."""
    match = _MAILBOX.fullmatch(text)
    if match is None or not match["name"]:
        reason = _("« Nom <adresse@exemple.fr> » est attendu, avec le nom que les lecteurs verront")
        raise errors.PublicationRefused(field="sender", reason=reason)
    return match["name"], match["address"]


def _acronym(text: str) -> tuple[str, str]:
    """Return the two parts of `SIGLE=TEXTE`."""
    name, equals, said = text.partition("=")
    if not equals or not name.strip() or not said.strip():
        reason = _("« SIGLE=développement » est attendu, par exemple RSE=responsabilité sociétale des entreprises")
        raise errors.PublicationRefused(field="acronyms", reason=reason)
    return name, said


def _colour(text: str) -> tuple[str, str]:
    """Return the two parts of `NAME=#RRGGBB`."""
    name, equals, value = text.partition("=")
    if not equals:
        reason = _("« {text} » n’est pas de la forme brand=#17406d").format(text=text)
        raise errors.PublicationRefused(field="colours", reason=reason)
    return name.strip(), value.strip()
