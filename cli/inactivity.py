"""`relais readers stale` and `keep`: list readers who gave no sign for too long, and note a sign of life."""

from __future__ import annotations

import click

from campaigns.acting.retention import daily, signs_of_life
from cli import click_groups, terminal
from lists.retention import stages
from runtime.language import _


@click_groups.command("stale", help=_("Montre les contacts inactifs depuis trop longtemps, et ce qui suivra."))
@terminal.as_json
def stale(json_: bool) -> None:
    """Show who gave no sign for too long."""
    people = daily.everybody(terminal.opened())
    head = [_("Adresse"), _("Organisation"), _("Dernier signe"), _("Ce qui suit")]
    rows = [[one.address, ", ".join(one.organisations), f"{one.last_on:%d/%m/%Y}", stages.said(one)] for one in people]
    words = terminal.table(head, rows) if rows else _("Aucun contact inactif.")
    terminal.answer([one.as_json() for one in people], words, json_=json_)


@click_groups.command("keep", help=_("Note un signe de vie d’une personne : un appel, une rencontre."))
@click.argument("email")
@click.option("--evidence", required=True, help=_("Comment on le sait ; jamais son adresse."))
@terminal.as_json
def keep(email: str, evidence: str, json_: bool) -> None:
    """Note a sign of life."""
    kept = signs_of_life.keep(terminal.opened(), email, evidence, terminal.actor())
    terminal.answer(kept.as_json(), _("C’est noté : sa durée de conservation repart d’aujourd’hui."), json_=json_)
