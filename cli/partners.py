"""`relais partners`: who stands beside the sender, under which name and logo, from which day on."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from campaigns.editorial import moments
from campaigns.editorial import partners as verbs
from cli import faces, helping
from lists.models import Organisation, PartnerIdentity
from runtime import audit, clock
from runtime.language import _


@click.group(cls=helping.Group, help=_("Les partenaires : leur nom, leur mention et leur logo, datés."))
def partners() -> None:
    """Group what concerns partners."""


class Day(click.ParamType[date]):
    """A day in ISO 8601."""

    name = "jour"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day or refuse it in French."""
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            self.fail(_("« {value} » n’est pas un jour comme 2009-06-16.").format(value=value), param, ctx)


@partners.command("set", help=_("Dit comment un partenaire se nomme et se montre à partir d’un jour."))
@click.argument("code")
@click.option("--name", help=_("Le nom."))
@click.option("--mention", help=_("La mention longue, imprimée sous le nom."))
@click.option("--url", help=_("Le site."))
@click.option("--logo", type=click.Path(dir_okay=False, path_type=Path), help=_("Une image PNG, JPEG, GIF ou WebP."))
@click.option("--logo-alt", help=_("Ce que dit le logo, pour qui ne le voit pas."))
@click.option("--from", "since", type=Day(), help=_("Le premier jour ; aujourd’hui si rien n’est dit."))
@faces.as_json
def set_(code: str, since: date | None, json_: bool, **given: Any) -> None:
    """Give a partner a new identity; what is not given stays as it was."""
    opened = faces.opened()
    now = opened.clock.now()
    with opened.database.transaction() as session:
        new = verbs.Change(since or clock.in_paris(now).date(), **given)
        identity = verbs.change(session, opened.settings.data, code, new)
        fields = sorted(name for name, value in given.items() if value is not None)
        audit.record(session, now, faces.actor(), "partner.changed", code=code, fields=fields)
    faces.answer(_document(code, identity), _line(code, identity), json_=json_)


@partners.command("list", help=_("Montre les partenaires et leurs identités successives."))
@faces.as_json
def list_(json_: bool) -> None:
    """Show the partners."""
    with faces.opened().database.reading() as session:
        known = [(_code(partner), one) for partner, identities in verbs.listed(session) for one in identities]
    words = "\n".join(_line(code, one) for code, one in known) or _("Aucun partenaire.")
    faces.answer([_document(code, one) for code, one in known], words, json_=json_)


def _code(partner: Organisation) -> str:
    return partner.code or ""


def _document(code: str, identity: PartnerIdentity) -> dict[str, Any]:
    return {
        "code": code,
        "name": identity.name,
        "mention": identity.mention or "",
        "url": identity.url or "",
        "logo": identity.logo or "",
        "logo_alt": identity.logo_alt or "",
        "from": identity.valid_from.isoformat(),
        "to": identity.valid_until.isoformat() if identity.valid_until else None,
    }


def _line(code: str, identity: PartnerIdentity) -> str:
    since = moments.day(identity.valid_from)
    if identity.valid_until is None:
        when = _("depuis le {since}").format(since=since)
    else:
        when = _("du {since} au {until}").format(since=since, until=moments.day(identity.valid_until))
    logo = _("avec logo") if identity.logo else _("sans logo")
    return f"{code}  {identity.name} ({when}, {logo})"
