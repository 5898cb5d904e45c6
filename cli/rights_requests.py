"""`relais requests`: people's requests about their data, with the legal deadlines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from campaigns.acting.rights import register as rights_register
from campaigns.acting.rights.register import ENDINGS, RIGHTS
from cli import click_groups, terminal
from cli.partners import Day
from lists.kinds import RequestEnding, Right
from lists.rights_requests import Request
from runtime.language import _, ngettext


@click.group("requests", cls=click_groups.Group, help=_("Les demandes des personnes sur leurs données, et leur délai."))
def group() -> None:
    """Group what concerns requests."""


@group.command("add", help=_("Inscrit une demande au registre ; son mois court du jour où elle a été reçue."))
@click.argument("email")
@click.option("--kind", required=True, type=click.Choice([one.value for one in Right]))
@click.option("--received", type=Day(), help=_("Le jour où elle a été reçue ; aujourd’hui sinon."))
@click.option("--note", default="", help=_("Comment elle est venue ; jamais d’adresse."))
@terminal.as_json
def add(email: str, kind: str, received: date | None, note: str, json_: bool) -> None:
    """Register a request."""
    made = rights_register.register(
        terminal.opened(), email, Right(kind), received_on=received, note=note, actor=terminal.actor()
    )
    words = _("Demande n° {id} inscrite, à faire avant le {day} inclus.")
    terminal.answer(made.as_json(), words.format(id=made.id, day=f"{made.due_on:%d/%m/%Y}"), json_=json_)


@group.command("list", help=_("Montre les demandes qui attendent, la plus pressée en tête."))
@click.option("--all", "all_", is_flag=True, help=_("Les closes aussi, par numéro."))
@terminal.as_json
def list_(all_: bool, json_: bool) -> None:
    """Show requests."""
    found = rights_register.listed(terminal.opened(), closed=all_)
    head = [_("N°"), _("Droit"), _("Adresse"), _("Reçue le"), _("À faire avant le"), _("Suite")]
    words = terminal.table(head, [_row(one) for one in found]) if found else _("Aucune demande n’attend.")
    terminal.answer([one.as_json() for one in found], words, json_=json_)


@group.command("extend", help=_("Prolonge une demande de deux mois ; la personne doit en apprendre le motif."))
@click.argument("number", type=terminal.NUMBER)
@click.option("--reason", required=True, help=_("Le motif, tel qu’il lui est dit."))
@terminal.as_json
def extend(number: int, reason: str, json_: bool) -> None:
    """Give a request two more months."""
    found = rights_register.extend(terminal.opened(), number, reason, terminal.actor())
    words = _("Prolongée jusqu’au {day} inclus : prévenez-en la personne, avec ce motif.")
    terminal.answer(found.as_json(), words.format(day=f"{found.due_on:%d/%m/%Y}"), json_=json_)


@group.command("close", help=_("Clôt une demande que rien d’autre ne clôt ; son adresse est oubliée."))
@click.argument("number", type=terminal.NUMBER)
@click.option("--ending", required=True, type=click.Choice([one.value for one in RequestEnding]))
@click.option("--note", default="", help=_("Le motif d’un refus, ou ce qui a été fait ; jamais d’adresse."))
@terminal.as_json
def close(number: int, ending: str, note: str, json_: bool) -> None:
    """Close a request."""
    found = rights_register.close(terminal.opened(), number, RequestEnding(ending), note, terminal.actor())
    terminal.answer(found.as_json(), _("Demande n° {id} close.").format(id=number), json_=json_)


@group.command("register", help=_("Écrit le registre des demandes, sans une adresse, en .csv ou .xlsx."))
@terminal.spreadsheet
@terminal.as_json
def register(file: Path, json_: bool) -> None:
    """Write the register to a file."""
    found = rights_register.extract(terminal.opened(), file.name)
    terminal.write(file, found.files[file.name])
    words = ngettext("{n} demande écrite dans {file}.", "{n} demandes écrites dans {file}.", found.rows)
    terminal.answer({**found.as_json(), "file": str(file)}, words.format(n=found.rows, file=file), json_=json_)


def _row(one: Request) -> list[str]:
    ending = _(ENDINGS[one.ending]) if one.ending else ""
    days = [_day(one.received_on), _day(one.due_on)]
    return [str(one.id), _(RIGHTS[one.kind]), one.address or "—", *days, ending]


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
