"""`relais signatories`: who signed for the first time, transmitted in numbered lists and announced in issues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from campaigns.editorial import event_times
from campaigns.partnership.transmissions import announcing, kept_lists, list_files, starting, transmitting
from campaigns.partnership.transmissions.values import Transmission
from cli import click_groups, terminal
from cli.partners import Day
from lists.organisations import signatories as verbs
from lists.organisations.signatories import Signatory
from runtime.language import _, ngettext


@click.group(cls=click_groups.Group, help=_("Les nouveaux signataires : par période, transmis, annoncés."))
def signatories() -> None:
    """Group what concerns signatories."""


@signatories.command("list", help=_("Montre qui a signé pour la première fois, par région."))
@click.option("--after", type=Day(), help=_("Le dernier jour de la période précédente ; rien : depuis toujours."))
@click.option("--until", type=Day(), help=_("Le dernier jour de la période ; aujourd’hui si rien n’est dit."))
@terminal.as_json
def list_(after: date | None, until: date | None, json_: bool) -> None:
    """Show the new signatories of a period."""
    found = verbs.listed(terminal.opened(), after, until)
    words = "\n".join(_in_words(found)) or _("Personne n’a signé pour la première fois dans cette période.")
    terminal.answer([one.as_json() for one in found], words, json_=json_)


def _file(command: terminal.Command) -> terminal.Command:
    where = click.Path(dir_okay=False, path_type=Path)
    return click.option("-o", "file", type=where, help=_("Écrit la liste : un fichier .csv ou .html."))(command)


@signatories.command("transmit", help=_("Transmet la liste numérotée de ceux qui ont signé depuis la précédente."))
@click.option("--dry-run", is_flag=True, help=_("Simulation : montre la liste, sans la transmettre."))
@_file
@terminal.as_json
def transmit(dry_run: bool, file: Path | None, json_: bool) -> None:
    """Close a period of registration."""
    opened = terminal.opened()
    if file is not None:
        list_files.require_ending(str(file))
    made = kept_lists.waiting(opened) if dry_run else transmitting.transmit(opened, terminal.actor())
    _answer(made, file, json_=json_)


@signatories.command("transmissions", help=_("Montre les listes transmises, et ce qui attend la prochaine."))
@terminal.as_json
def transmissions(json_: bool) -> None:
    """Show what was transmitted."""
    opened = terminal.opened()
    made, waiting = kept_lists.listed(opened), kept_lists.waiting(opened)
    lines = [_("n° {number} : {period}. {count}.").format(**_of(one)) for one in made]
    lines.append(_("En attente de la prochaine liste : {count}.").format(count=list_files.count(waiting)))
    document = {"transmissions": [one.as_json() for one in made], "waiting": waiting.as_json()}
    terminal.answer(document, "\n".join(lines), json_=json_)


@signatories.command("show", help=_("Montre une liste transmise, ou l’écrit dans un fichier."))
@click.argument("number", type=terminal.NUMBER)
@_file
@terminal.as_json
def show(number: int, file: Path | None, json_: bool) -> None:
    """Show one transmission."""
    if file is not None:
        list_files.require_ending(str(file))
    _answer(kept_lists.show(terminal.opened(), number), file, json_=json_)


@signatories.command("start", help=_("Dit depuis quel jour on est nouveau : les signatures d’avant sont déjà connues."))
@click.argument("day", type=Day())
@terminal.as_json
def start(day: date, json_: bool) -> None:
    """Say since when signatures are told of."""
    opened = terminal.opened()
    starting.set_(opened, day, terminal.actor())
    waiting = kept_lists.waiting(opened)
    said = _("Les signatures d’avant le {day} sont tenues pour connues. En attente de la prochaine liste : {count}.")
    words = said.format(day=event_times.day(day), count=list_files.count(waiting))
    terminal.answer({"day": day.isoformat(), "waiting": len(waiting.companies)}, words, json_=json_)


@signatories.command("announce", help=_("Place dans un numéro la liste qui s’écrit d’elle-même."))
@click.argument("issue", type=terminal.NUMBER)
@click.option("--title", default="", help=_("Le titre de l’article ; « Nouveaux signataires » si rien n’est dit."))
@terminal.as_json
def announce(issue: int, title: str, json_: bool) -> None:
    """Put the automatic list into an issue."""
    placed = announcing.place(terminal.opened(), issue, terminal.actor(), title)
    words = _("Article {item} placé dans le numéro {issue}. Aujourd’hui, il annonce : {count}.")
    count = list_files.many(placed.companies)
    terminal.answer(placed.as_json(), words.format(item=placed.item, issue=issue, count=count), json_=json_)


def _answer(made: Transmission, file: Path | None, *, json_: bool) -> None:
    if file is not None and made.companies:
        terminal.write(file, list_files.written(str(file), made))
    terminal.answer(made.as_json(), "\n".join(_said(made, file)), json_=json_)


def _said(made: Transmission, file: Path | None) -> Iterator[str]:
    if not made.companies:
        yield _("Aucun nouveau signataire depuis la dernière liste : rien à transmettre.")
        return
    yield list_files.title(made)
    yield _("{period} : {count}.").format(**_of(made))
    if made.letters:
        yield ngettext("Envoyée à {n} personne.", "Envoyée à {n} personnes.", made.letters).format(n=made.letters)
    yield from _in_words(made.companies)
    if file is not None:
        yield _("Liste écrite dans « {file} ».").format(file=file)


def _of(made: Transmission) -> dict[str, object]:
    return {"number": made.number, "period": list_files.period(made), "count": list_files.count(made)}


def _in_words(found: Iterable[Signatory]) -> Iterator[str]:
    for region, group in verbs.regions(found):
        count = ngettext("{n} signataire", "{n} signataires", len(group)).format(n=len(group))
        yield _("{region} : {count}").format(region=region.name if region else _("Région inconnue"), count=count)
        yield from map(_line, group)


def _line(one: Signatory) -> str:
    place = f" {one.locative}" if one.locative else ""
    said = _("  {name}{place}, signature du {day}").format(
        name=one.name, place=place, day=event_times.day(one.signed_on)
    )
    return said + (_(" (enregistrée tardivement)") if one.late else "")
