"""`relais retention`: how long each kind of thing is kept, and what is over."""

from __future__ import annotations

import dataclasses
from typing import Any

import click

from campaigns.acting.retaining import daily, durations
from campaigns.acting.retaining.durations import Kept
from cli import faces, helping
from lists.retention import terms
from lists.retention.terms import Keeper
from runtime.language import N_, _

#: What happens to persons, beside the terms of things.
_PERSONS = {
    "listed": N_("Personnes mises sur la liste à relire"),
    "asked": N_("Personnes à qui la question est posée"),
    "passed": N_("Personnes à qui la question ne peut pas être posée"),
    "erased": N_("Personnes effacées"),
}


@click.group(cls=helping.Group, help=_("La conservation : combien de temps chaque chose est gardée."))
def retention() -> None:
    """Group what concerns retention."""


@retention.command("show", help=_("Montre chaque durée et qui y veille."))
@faces.as_json
def show(json_: bool) -> None:
    """Show the terms."""
    _show(json_=json_)


@retention.command(
    "set", help=_("Change une durée, dans son unité ; plus longue que la loi ne le permet, elle est refusée.")
)
@click.argument("name")
@click.argument("value", type=click.IntRange(1, 10_000))
@click.option("--list", "list_", help=_("Pour cette liste de diffusion seulement."))
@faces.as_json
def set_(name: str, value: int, list_: str | None, json_: bool) -> None:
    """Set one term."""
    durations.change(faces.opened(), name, value, list_, faces.actor())
    _show(json_=json_)


@retention.command("run", help=_("Efface ce qui a dépassé sa durée, comme « relais tick » le fait chaque jour."))
@click.option("--dry-run", is_flag=True, help=_("Dit ce qui se passerait, n’écrit rien."))
@faces.as_json
def run(dry_run: bool, json_: bool) -> None:
    """Do what the tick does once a day, or rehearse it."""
    opened = faces.opened()
    outcome = daily.rehearse(opened) if dry_run else daily.run(opened)
    titles = {term.name: _(term.title) for term in durations.TERMS} | {name: _(said) for name, said in _PERSONS.items()}
    rows = [[titles[name], number] for name, number in outcome.figures().items()]
    head = _("Ce qui partirait") if dry_run else _("Ce qui est parti")
    faces.answer(dataclasses.asdict(outcome), faces.table([head, _("Nombre")], rows), json_=json_)


def _show(*, json_: bool) -> None:
    with faces.opened().database.reading() as session:
        kept = durations.listed(session)
    keepers = {Keeper.TICK: _("relais tick"), Keeper.ADMINISTRATOR: _("l’administrateur")}
    rows = [[one.term.name, _(one.term.title), _said(one), keepers[one.term.keeper]] for one in kept]
    head = [_("Nom"), _("Ce qui est gardé"), _("Durée"), _("Qui y veille")]
    faces.answer([_document(one) for one in kept], faces.table(head, rows), json_=json_)


def _said(kept: Kept) -> str:
    apart = [f"{name}\u00a0: {terms.said(kept.term.unit, value)}" for name, value in kept.by_list.items()]
    return ", ".join([terms.said(kept.term.unit, kept.value), *apart])


def _document(kept: Kept) -> dict[str, Any]:
    term = kept.term
    return {
        "name": term.name,
        "value": kept.value,
        "unit": term.unit.value,
        "default": term.default,
        "most": term.most,
        "lists": kept.by_list,
        "keeper": term.keeper.value,
    }
