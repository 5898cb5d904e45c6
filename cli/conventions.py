"""`relais convention`: what partners promised each other, as a file; and whether each site shows the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from campaigns.acting.partnership import site_checks
from campaigns.acting.partnership.site_checks import Checked
from campaigns.editorial import event_times
from campaigns.partnership import adopting
from campaigns.partnership.conventions import Convention
from cli import click_groups, local_files, terminal
from runtime.language import _, ngettext


@click.group(cls=click_groups.Group, help=_("La convention : ses engagements, ses dates, ses avenants."))
def convention() -> None:
    """Group what concerns the convention."""


@convention.command("show", help=_("Montre la convention et ses versions."))
@terminal.as_json
def show(json_: bool) -> None:
    """Show every version."""
    found = adopting.listed(terminal.opened())
    words = "\n\n".join(map(_said, found)) or _("Aucune convention n’est enregistrée.")
    terminal.answer([_told(one) for one in found], words, json_=json_)


@convention.command("set", help=_("Enregistre une convention, depuis un fichier TOML."))
@click.argument("file", type=click.Path(path_type=Path))
@terminal.as_json
def set_(file: Path, json_: bool) -> None:
    """Store a convention."""
    made = adopting.set_(terminal.opened(), local_files.convention(file), terminal.actor())
    terminal.answer(_told(made), _said(made), json_=json_)


@convention.command("amend", help=_("Enregistre un avenant : ce qui change, et ses propres dates."))
@click.argument("file", type=click.Path(path_type=Path))
@terminal.as_json
def amend(file: Path, json_: bool) -> None:
    """Store an amendment."""
    made = adopting.amend(terminal.opened(), local_files.convention(file), terminal.actor())
    terminal.answer(_told(made), _said(made), json_=json_)


@convention.command("check", help=_("Regarde si le site de chaque partenaire montre l’autre : lien et logo."))
@click.option("--page", type=click.Path(path_type=Path), help=_("Une page enregistrée, au lieu du site."))
@click.option("--from", "on", default="", metavar="CODE", help=_("De qui est la page, s’il y en a plusieurs."))
@click.option("--to", "of", default="", metavar="CODE", help=_("Qui doit y figurer."))
@terminal.as_json
def check(page: Path | None, on: str, of: str, json_: bool) -> None:
    """Look at the pages now."""
    opened, actor = terminal.opened(), terminal.actor()
    if page is None:
        found = site_checks.check(opened, actor)
    else:
        found = (site_checks.check_file(opened, local_files.convention(page), actor, on, of),)
    terminal.answer([one.as_json() for one in found], "\n".join(map(_seen, found)), json_=json_)
    if not all(one.is_good for one in found):
        terminal.leave(terminal.FAILED)


def _told(one: Convention) -> dict[str, Any]:
    return {
        "version": one.version,
        "amends": one.amends or None,
        "title": one.title,
        "signed_on": one.signed_on.isoformat(),
        "first_day": one.first_day.isoformat(),
        "last_day": one.last_day.isoformat(),
        "partners": [partner.code for partner in one.partners],
        "commitments": [clause.id for clause in one.commitments],
    }


def _said(one: Convention) -> str:
    counted = len(one.counted)
    many = ngettext("{n} engagement", "{n} engagements", counted).format(n=counted)
    kind = _("Version {n}, avenant") if one.amends else _("Version {n}")
    period = _("du {first} au {last}").format(
        first=event_times.day(one.first_day), last=event_times.day(one.last_day)
    )  # fmt: skip
    partners = ", ".join(partner.name for partner in one.partners)
    lines = [f"{kind.format(n=one.version)} : {one.title}", f"  {period}, {many}", f"  {partners}"]
    return "\n".join([*lines, *(f"    {clause.id:<8}{clause.short}" for clause in one.commitments)])


def _seen(one: Checked) -> str:
    look = one.look
    assert look is not None
    where = _("Site de {on} ({page})").format(on=one.pair.on_name, page=look.page or _("adresse inconnue"))
    if look.reason:
        return f"{where} : {look.reason}."
    link, logo = (
        _("lien présent") if look.link else _("lien absent"),
        _("logo présent") if look.logo else _("logo absent"),
    )
    return f"{where} : {link}, {logo}."
