"""`relais retention`: how long each kind of thing is kept, and what has expired."""

from __future__ import annotations

from collections.abc import Iterable

import click

from campaigns.acting.retention import all_terms, daily
from campaigns.acting.retention.all_terms import Kept
from cli import click_groups, terminal
from lists.retention.terms import Keeper
from runtime.language import _


@click.group(cls=click_groups.Group, help=_("La conservation : combien de temps chaque chose est gardée."))
def retention() -> None:
    """Group what concerns retention."""


@retention.command("show", help=_("Montre chaque durée et qui y veille."))
@terminal.as_json
def show(json_: bool) -> None:
    """Show the terms."""
    _answer(all_terms.listed(terminal.opened()), json_=json_)


@retention.command(
    "set", help=_("Change une durée, dans son unité ; plus longue que la loi ne le permet, elle est refusée.")
)
@click.argument("name")
@click.argument("value", type=click.IntRange(1, 10_000))
@click.option("--list", "list_name", help=_("Pour cette liste de diffusion seulement."))
@terminal.as_json
def set_(name: str, value: int, list_name: str | None, json_: bool) -> None:
    """Set one term."""
    _answer(all_terms.change(terminal.opened(), name, value, list_name, terminal.actor()), json_=json_)


@retention.command("run", help=_("Efface ce qui a dépassé sa durée, comme « relais tick » le fait chaque jour."))
@click.option("--dry-run", is_flag=True, help=_("Dit ce qui se passerait, n’écrit rien."))
@terminal.as_json
def run(dry_run: bool, json_: bool) -> None:
    """Do what the tick does once a day, or rehearse it."""
    opened = terminal.opened()
    outcome = daily.rehearse(opened) if dry_run else daily.run(opened)
    titles = {term.name: term.title for term in all_terms.TERMS} | daily.PERSONS
    rows = [[_(titles[name]), number] for name, number in outcome.figures().items()]
    head = _("Ce qui partirait") if dry_run else _("Ce qui est parti")
    terminal.answer(outcome.as_json(), terminal.table([head, _("Nombre")], rows), json_=json_)


def _answer(kept: Iterable[Kept], *, json_: bool) -> None:
    keepers = {Keeper.TICK: _("relais tick"), Keeper.ADMINISTRATOR: _("l’administrateur")}
    rows = [[one.term.name, _(one.term.title), one.said, keepers[one.term.keeper]] for one in kept]
    head = [_("Nom"), _("Ce qui est gardé"), _("Durée"), _("Qui y veille")]
    terminal.answer([one.as_json() for one in kept], terminal.table(head, rows), json_=json_)
