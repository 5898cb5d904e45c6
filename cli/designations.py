"""`relais designations`: who speaks for each side of the partnership, who stands in for them, and until when."""

from __future__ import annotations

from datetime import date

import click

from campaigns.editorial import event_times
from campaigns.partnership.designations import verbs
from campaigns.partnership.designations.verbs import Designation, Naming, Role
from cli import click_groups, terminal
from cli.partners import Day
from runtime import clock
from runtime.language import _


@click.group(cls=click_groups.Group, help=_("Les personnes désignées par chaque partenaire, et leur suppléance."))
def designations() -> None:
    """Group what concerns designations."""


@designations.command("add", help=_("Désigne une personne."))
@click.option("--side", required=True, metavar="CODE", help=_("Le code du partenaire qui désigne."))
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]), help=_("Pour quoi."))
@click.option("--name", required=True, help=_("Son nom."))
@click.option("--email", required=True, help=_("Son adresse électronique."))
@click.option("--function", default="", help=_("Sa fonction."))
@click.option("--from", "since", type=Day(), help=_("Le premier jour ; aujourd’hui si rien n’est dit."))
@click.option("--to", "until", type=Day(), help=_("Le dernier jour, s’il est connu."))
@click.option("--deputy", is_flag=True, help=_("La personne supplée celle qui tient ce rôle."))
@terminal.as_json
def add(
    side: str, role: str, name: str, email: str, function: str, since: date | None, until: date | None,
    deputy: bool, json_: bool,
) -> None:  # fmt: skip
    """Designate a person."""
    opened = terminal.opened()
    first = since or clock.today(opened.clock)
    naming = Naming(side, Role(role), name, email, first, until, deputy, function)
    made = verbs.add(opened, naming, terminal.actor())
    terminal.answer(made.as_json(), _line(made), json_=json_)


@designations.command("list", help=_("Montre les personnes désignées, aujourd’hui et avant."))
@terminal.as_json
def list_(json_: bool) -> None:
    """Show every designation."""
    found = verbs.listed(terminal.opened())
    words = "\n".join(map(_line, found)) or _("Personne n’est encore désigné.")
    terminal.answer([one.as_json() for one in found], words, json_=json_)


@designations.command("end", help=_("Met fin à une désignation."))
@click.argument("designation", type=terminal.NUMBER)
@click.option("--on", "until", type=Day(), help=_("Le dernier jour ; aujourd’hui si rien n’est dit."))
@terminal.as_json
def end(designation: int, until: date | None, json_: bool) -> None:
    """End a designation."""
    opened = terminal.opened()
    ended = verbs.end(opened, designation, until or clock.today(opened.clock), terminal.actor())
    terminal.answer(ended.as_json(), _line(ended), json_=json_)


def _line(one: Designation) -> str:
    when = _("depuis le {since}") if one.until is None else _("du {since} au {until}")
    said = when.format(since=event_times.day(one.since), until=event_times.day(one.until) if one.until else "")
    role = _(verbs.ROLES[one.role]) + (_(" (suppléance)") if one.deputy else "")
    who = one.name or _("(personne effacée)")
    return f"{one.id:>4}  {one.side}  {role} : {who}, {said}"
