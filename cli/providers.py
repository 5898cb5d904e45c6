"""`relais providers`: what each provider of mailboxes bears, and how it stands with us."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

import click

from campaigns.editorial import moments
from campaigns.post import providers as verbs
from campaigns.post.models import Provider
from cli import faces, helping
from lists import addresses
from lists import errors as lists_errors
from runtime import audit
from runtime.clock import PARIS
from runtime.language import _

#: More than anybody needs, and little enough for a database.
_MOST, _MOST_PER_SECOND = 100_000, 10_000


@click.group(cls=helping.Group, help=_("Les messageries des lecteurs : ce que chacune supporte."))
def providers() -> None:
    """Group what concerns providers."""


class Domain(click.ParamType[str]):
    """A domain name; one with accents is written as the DNS writes it."""

    name = "domaine"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the domain or refuse it in French."""
        try:
            return addresses.parse(f"lecteur@{value}").wire.rpartition("@")[2]
        except lists_errors.AddressRefused:
            self.fail(_("« {value} » n’est pas un nom de domaine.").format(value=value), param, ctx)


class Rate(click.FloatRange):
    """Letters a second."""

    name = "débit"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the rate; « nan » is a number for Python, and nothing that can be counted with."""
        rate = float(super().convert(value, param, ctx))
        if math.isnan(rate):
            self.fail(_("« {value} » n’est pas un nombre.").format(value=value), param, ctx)
        return rate


@providers.command("set", help=_("Dit ce qu’une messagerie supporte, et qui elle loge ; 0 veut dire « sans limite »."))
@click.argument("name")
@click.option("--title", help=_("Le nom que lisent les gens."))
@click.option("--connections", type=click.IntRange(0, _MOST), help=_("Connexions à la fois, tous postes réunis."))
@click.option("--letters", type=click.IntRange(0, _MOST), help=_("Lettres par connexion."))
@click.option("--per-second", type=Rate(0, _MOST_PER_SECOND), help=_("Lettres par seconde, tous postes réunis."))
@click.option("--domain", "domains", type=Domain(), multiple=True, help=_("Un domaine d’adresses ; répétable."))
@click.option("--exchanger", "exchangers", type=Domain(), multiple=True,
              help=_("La fin du nom des serveurs (MX) qui reçoivent son courrier ; répétable."))  # fmt: skip
@faces.as_json
def set_(name: str, json_: bool, domains: tuple[str, ...], exchangers: tuple[str, ...], **given: Any) -> None:
    """Change one provider; what is not given stays as it was."""
    opened = faces.opened()
    changes = {key: value or None for key, value in given.items() if value is not None}
    lists = {"domains": list(dict.fromkeys(domains)), "exchangers": list(dict.fromkeys(exchangers))}
    changes |= {key: value for key, value in lists.items() if value}
    with opened.database.transaction() as session:
        row = verbs.change(session, name, changes)
        if changes:
            details = {"name": name, "fields": sorted(changes)}
            audit.record(session, opened.clock.now(), faces.actor(), "provider.changed", **details)
        now = opened.clock.epoch()
        faces.answer(_document(row, now), _table([row], now), json_=json_)


@providers.command("list", help=_("Montre les messageries, leurs limites, et celles qu’on laisse en repos."))
@faces.as_json
def list_(json_: bool) -> None:
    """Show every provider."""
    opened = faces.opened()
    now = opened.clock.epoch()
    with opened.database.transaction() as session:  # what ships and is missing is added
        rows = verbs.ensure(session)
    faces.answer([_document(row, now) for row in rows], _table(rows, now), json_=json_)


def _document(row: Provider, now: int) -> dict[str, Any]:
    rests = datetime.fromtimestamp(row.rests_until, PARIS).isoformat() if row.rests_until > now else None
    return {
        "name": row.name,
        "title": _(row.title),
        "connections": row.connections,
        "letters": row.letters,
        "per_second": row.per_second,
        "domains": list(row.domains),
        "exchangers": list(row.exchangers),
        "rests_until": rests,
    }


def _table(rows: list[Provider], now: int) -> str:
    head = (_("Nom"), _("Messagerie"), _("Connexions"), _("Lettres"), _("Par seconde"), _("Repos"))
    return faces.table(head, [_cells(row, now) for row in rows])


def _cells(row: Provider, now: int) -> tuple[str, ...]:
    limits = [_("sans limite") if one is None else f"{one:g}" for one in (row.connections, row.letters, row.per_second)]
    rests = moments.moment(datetime.fromtimestamp(row.rests_until, PARIS)) if row.rests_until > now else ""
    return row.name, _(row.title), *limits, _("jusqu’au {when}").format(when=rests) if rests else ""
