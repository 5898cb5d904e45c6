"""`relais partners`: the partners beside the sender, their names and logos, and from which day on."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from campaigns.editorial import event_times
from campaigns.editorial import partner_identities as verbs
from campaigns.editorial.partner_identities import Identity
from cli import click_groups, local_files, terminal
from runtime.language import _


@click.group(cls=click_groups.Group, help=_("Les partenaires : leur nom, leur mention et leur logo, datés."))
def partners() -> None:
    """Group what concerns partners."""


class Day(click.ParamType[date]):
    """A day in ISO 8601."""

    name = "aaaa-mm-jj"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day or refuse it in French."""
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            self.fail(
                _("« {value} » n’est pas une date : écrivez AAAA-MM-JJ, par exemple 2009-06-16.").format(value=value),
                param,
                ctx,
            )


@partners.command("set", help=_("Dit comment un partenaire se nomme et se montre à partir d’un jour."))
@click.argument("code")
@click.option("--name", help=_("Le nom."))
@click.option("--mention", help=_("La mention longue, imprimée sous le nom."))
@click.option("--url", help=_("Le site."))
@click.option("--logo", type=click.Path(dir_okay=False, path_type=Path), help=_("Une image PNG, JPEG, GIF ou WebP."))
@click.option("--logo-alt", help=_("Ce que dit le logo, pour qui ne le voit pas."))
@click.option("--from", "since", type=Day(), help=_("Le premier jour ; aujourd’hui si rien n’est dit."))
@terminal.as_json
def set_(code: str, since: date | None, logo: Path | None, json_: bool, **given: str | None) -> None:
    """Give a partner a new identity; fields that are not given stay unchanged."""
    new = verbs.IdentityChange(since, logo=local_files.picture(logo) if logo else None, **given)
    identity = verbs.change(terminal.opened(), code, new, terminal.actor())
    terminal.answer(identity.as_json(), _line(identity), json_=json_)


@partners.command("end", help=_("Dit jusqu’à quel jour un partenaire figure dans les lettres."))
@click.argument("code")
@click.option("--on", "last_day", type=Day(), required=True, help=_("Le dernier jour."))
@terminal.as_json
def end(code: str, last_day: date, json_: bool) -> None:
    """End the newest identity of a partner."""
    identity = verbs.end(terminal.opened(), code, last_day, terminal.actor())
    terminal.answer(identity.as_json(), _line(identity), json_=json_)


@partners.command("list", help=_("Montre les partenaires et leurs identités successives."))
@terminal.as_json
def list_(json_: bool) -> None:
    """Show the partners."""
    known = verbs.listed(terminal.opened())
    words = "\n".join(map(_line, known)) or _("Aucun partenaire.")
    terminal.answer([one.as_json() for one in known], words, json_=json_)


def _line(one: Identity) -> str:
    since = event_times.day(one.since)
    if one.until is None:
        when = _("depuis le {since}").format(since=since)
    else:
        when = _("du {since} au {until}").format(since=since, until=event_times.day(one.until))
    logo = _("avec logo") if one.logo else _("sans logo")
    return f"{one.code}  {one.name} ({when}, {logo})"
