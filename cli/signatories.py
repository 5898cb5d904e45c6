"""`relais signatories`: who signed for the first time, in a period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import click

from campaigns.editorial import event_times
from cli import click_groups, terminal
from cli.partners import Day
from lists.organisations import signatories as verbs
from lists.organisations.signatories import Signatory
from runtime.language import _, ngettext


@click.group(cls=click_groups.Group, help=_("Les nouveaux signataires, par période."))
def signatories() -> None:
    """Group what concerns signatories."""


@signatories.command("list", help=_("Montre qui a signé pour la première fois, par région."))
@click.option("--after", type=Day(), help=_("Le dernier jour de la période précédente ; rien : depuis toujours."))
@click.option("--until", type=Day(), help=_("Le dernier jour de la période ; aujourd’hui si rien n’est dit."))
@terminal.as_json
def list_(after: date | None, until: date | None, json_: bool) -> None:
    """Show the new signatories of a period."""
    found = verbs.listed(terminal.opened(), after, until)
    words = "\n".join(_in_words(found)) or _("Personne n’a signé pour la première fois dans cette période.")
    terminal.answer([one.as_json() for one in found], words, json_=json_)


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
