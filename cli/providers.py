"""`relais providers`: the limits of each mailbox provider, and its current state."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import click

from campaigns.acting import provider_treatment
from campaigns.acting.provider_treatment import MOST, MOST_PER_SECOND, Change, Treatment
from campaigns.editorial import event_times
from cli import click_groups, terminal
from lists import errors as lists_errors
from runtime.language import _


@click.group(cls=click_groups.Group, help=_("Les messageries des lecteurs : ce que chacune supporte."))
def providers() -> None:
    """Group what concerns providers."""


class Domain(click.ParamType[str]):
    """A domain name; one with accents is written as the DNS writes it."""

    name = "domaine"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the domain or refuse it in French."""
        try:
            return provider_treatment.domain(value)
        except lists_errors.AddressRefused:
            self.fail(_("« {value} » n’est pas un nom de domaine.").format(value=value), param, ctx)


class Rate(click.FloatRange):
    """Letters a second."""

    name = "débit"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the rate; « nan » is a float for Python, but not a usable rate."""
        rate = float(super().convert(value, param, ctx))
        if math.isnan(rate):
            self.fail(_("« {value} » n’est pas un nombre.").format(value=value), param, ctx)
        return rate


@providers.command("set", help=_("Dit ce qu’une messagerie supporte, et qui elle loge ; 0 veut dire « sans limite »."))
@click.argument("name")
@click.option("--title", help=_("Le nom que lisent les gens."))
@click.option("--connections", type=click.IntRange(0, MOST), help=_("Connexions à la fois, tous postes réunis."))
@click.option("--letters", type=click.IntRange(0, MOST), help=_("Lettres par connexion."))
@click.option("--per-second", type=Rate(0, MOST_PER_SECOND), help=_("Lettres par seconde, tous postes réunis."))
@click.option("--domain", "domains", type=Domain(), multiple=True, help=_("Un domaine d’adresses ; répétable."))
@click.option("--exchanger", "exchangers", type=Domain(), multiple=True,
              help=_("La fin du nom des serveurs (MX) qui reçoivent son courrier ; répétable."))  # fmt: skip
@click.option("--advised", is_flag=True, help=_("Revient d’abord aux limites que Relais conseille."))
@terminal.as_json
def set_(name: str, json_: bool, advised: bool, **given: Any) -> None:
    """Change one provider; options that are not given stay unchanged."""
    opened = terminal.opened()
    if advised:
        provider_treatment.advise(opened, name, terminal.actor())
    changed = provider_treatment.change(opened, name, Change(**given), terminal.actor())
    terminal.answer(changed.as_json(), _table([changed]), json_=json_)


@providers.command("list", help=_("Montre les messageries, leurs limites, et celles qu’on laisse en repos."))
@terminal.as_json
def list_(json_: bool) -> None:
    """Show every provider."""
    found = provider_treatment.listed(terminal.opened())
    terminal.answer([one.as_json() for one in found], _table(found), json_=json_)


def _table(found: Sequence[Treatment]) -> str:
    head = (_("Nom"), _("Messagerie"), _("Connexions"), _("Lettres"), _("Par seconde"), _("Repos"))
    return terminal.table(head, list(map(_cells, found)))


def _cells(one: Treatment) -> tuple[str, ...]:
    limits = [
        _("sans limite") if limit is None else f"{limit:g}" for limit in (one.connections, one.letters, one.per_second)
    ]
    rests = _("jusqu’au {when}").format(when=event_times.moment(one.rests_until)) if one.rests_until else ""
    return one.name, one.title, *limits, rests
