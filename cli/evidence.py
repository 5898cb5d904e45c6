"""`relais evidence`: what proves that commitments are kept; adding what only a person can know."""

from __future__ import annotations

from datetime import date

import click

from campaigns.editorial import event_times
from campaigns.partnership import declaring
from campaigns.partnership.declaring import Declaration
from campaigns.partnership.evidence import Evidence, Nature
from cli import click_groups, terminal
from cli.partners import Day
from runtime.language import N_, _

_NATURES = {Nature.OBSERVED: N_("constaté"), Nature.DECLARED: N_("déclaré")}


@click.group(cls=click_groups.Group, help=_("Les preuves de la convention : constatées par Relais, ou déclarées."))
def evidence() -> None:
    """Group what concerns evidence."""


@evidence.command("add", help=_("Déclare une preuve, pour ce que Relais ne peut pas voir."))
@click.argument("commitment")
@click.option("--on", required=True, type=Day(), help=_("Le jour où cela a été fait."))
@click.option("--text", required=True, help=_("Ce qui a été fait, en une phrase, sans nommer personne."))
@click.option("--link", default="", help=_("L’adresse où cela se voit."))
@terminal.as_json
def add(commitment: str, on: date, text: str, link: str, json_: bool) -> None:
    """Declare evidence."""
    made = declaring.declare(terminal.opened(), Declaration(commitment, on, text, link), terminal.actor())
    terminal.answer(made.as_json(), _line(made), json_=json_)


@evidence.command("list", help=_("Montre les preuves, engagement par engagement."))
@click.option("--from", "since", type=Day(), help=_("Le premier jour ; celui de la convention si rien n’est dit."))
@click.option("--to", "until", type=Day(), help=_("Le dernier jour ; celui de la convention si rien n’est dit."))
@terminal.as_json
def list_(since: date | None, until: date | None, json_: bool) -> None:
    """Show all evidence."""
    found = declaring.listed(terminal.opened(), since, until)
    terminal.answer([one.as_json() for one in found], "\n".join(map(_line, found)) or _("Aucune preuve."), json_=json_)


def _line(one: Evidence) -> str:
    return f"{one.commitment:<8}{event_times.day(one.on)}, {_(_NATURES[one.nature])} : {one.text}"
