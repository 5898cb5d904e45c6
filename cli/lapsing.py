"""`relais readers stale` and `keep`: who gave no sign for too long, and a person's word that somebody did."""

from __future__ import annotations

from typing import Any

import click

from campaigns.acting.retaining import daily, keeping
from cli import faces, helping
from lists.retention.lapsing import ON_NO_LIST, Lapsing
from runtime.language import N_, _

_WHY = {
    "": N_("question posée"),
    ON_NO_LIST: N_("sur aucune liste, sans question"),
    "objection": N_("opposée, sans question"),
    "unsubscribed": N_("désinscrite, sans question"),
    "complained": N_("a signalé une lettre, sans question"),
    "bounced": N_("adresse en échec, sans question"),
    "erased": N_("effacée"),
}


@helping.command("stale", help=_("Montre qui n’a pas donné signe depuis trop longtemps, et ce qui suivra."))
@faces.as_json
def stale(json_: bool) -> None:
    """Show who gave no sign for too long."""
    people = daily.everybody(faces.opened())
    head = [_("Adresse"), _("Organisation"), _("Dernier signe"), _("Ce qui suit")]
    rows = [[one.address, ", ".join(one.organisations), f"{one.last_on:%d/%m/%Y}", _next(one)] for one in people]
    words = faces.table(head, rows) if rows else _("Tout le monde a donné signe, ou tient au partenariat.")
    faces.answer([_document(one) for one in people], words, json_=json_)


@helping.command("keep", help=_("Note un signe de vie d’une personne : elle a téléphoné, elle était là."))
@click.argument("email")
@click.option("--evidence", required=True, help=_("Comment on le sait ; jamais son adresse."))
@faces.as_json
def keep(email: str, evidence: str, json_: bool) -> None:
    """Note a sign of life."""
    contacts = keeping.keep(faces.opened(), email, evidence, faces.actor())
    faces.answer({"contacts": contacts}, _("C’est noté : sa durée de conservation repart d’aujourd’hui."), json_=json_)


def _next(one: Lapsing) -> str:
    if one.erase_on is not None:
        said = _("{why}, effacement le {day}")
        return said.format(why=_(_WHY[one.unasked]), day=f"{one.erase_on:%d/%m/%Y}")
    if one.asked_on is not None:
        return _("question en chemin")
    if one.ask_on is None:
        return _("sur la liste au prochain passage")
    if one.unasked:
        return _("{why}, à relire jusqu’au {day}").format(why=_(_WHY[one.unasked]), day=f"{one.ask_on:%d/%m/%Y}")
    return _("question le {day}").format(day=f"{one.ask_on:%d/%m/%Y}")


def _document(one: Lapsing) -> dict[str, Any]:
    days = {
        "last": one.last_on,
        "listed": one.listed_on,
        "ask": one.ask_on,
        "asked": one.asked_on,
        "erase": one.erase_on,
    }
    return {
        "address": one.address,
        "name": one.name,
        "organisations": list(one.organisations),
        "sign": one.has_signed,
        "unasked": one.unasked or None,
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }
