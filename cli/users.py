"""`relais users`: who works in the console, and with which rights."""

from __future__ import annotations

import sys

import click

from accounts import roles
from accounts.roles import Role
from campaigns.acting.accounts import members
from campaigns.acting.accounts.members import Member
from cli import click_groups, terminal
from runtime.language import _

_ROLES = click.Choice([one.value for one in Role])


@click.group(cls=click_groups.Group, help=_("Les comptes de la console : qui y travaille, avec quels droits."))
def users() -> None:
    """Group what concerns accounts."""


@users.command("add", help=_("Ajoute un compte, et montre le lien par lequel la personne choisit son mot de passe."))
@click.argument("email")
@click.option("--role", "roles", multiple=True, required=True, type=_ROLES, help=_("Un droit ; ils s’additionnent."))
@click.option("--name", help=_("Le nom de la personne ; tiré de son adresse sinon."))
@click.option("--publication", metavar="NAME", help=_("La seule lettre pour laquelle ces droits valent."))
@click.option("--password-stdin", is_flag=True, help=_("Lit le mot de passe sur l’entrée standard."))
@terminal.as_json
def add(
    email: str, roles: tuple[str, ...], name: str | None, publication: str | None, password_stdin: bool, json_: bool
) -> None:
    """Add an account."""
    made = members.add(
        terminal.opened(),
        email=email,
        name=name,
        roles=[Role(one) for one in roles],
        publication=publication,
        password=_password() if password_stdin else None,
        actor=terminal.actor(),
    )
    terminal.answer(made.as_json(), _told(made), json_=json_)


@users.command("set", help=_("Change un compte : son nom, ses droits, son mot de passe ; ou le bloque."))
@click.argument("email")
@click.option(
    "--role", "roles", multiple=True, type=_ROLES, help=_("Un droit ; ceux qui sont donnés remplacent tous les autres.")
)
@click.option("--no-role", is_flag=True, help=_("Retire tous les droits."))
@click.option("--name", help=_("Le nom de la personne."))
@click.option("--publication", metavar="NAME", help=_("La seule lettre pour laquelle ces droits valent, ou cessent."))
@click.option("--block/--unblock", "is_blocked", default=None, help=_("Ferme le compte, ou le rouvre."))
@click.option("--password-stdin", is_flag=True, help=_("Lit le nouveau mot de passe sur l’entrée standard."))
@click.option(
    "--link", "with_link", is_flag=True, help=_("Montre un lien par lequel la personne choisit un mot de passe.")
)
@terminal.as_json
def set_(
    email: str,
    roles: tuple[str, ...],
    no_role: bool,
    name: str | None,
    publication: str | None,
    is_blocked: bool | None,
    password_stdin: bool,
    with_link: bool,
    json_: bool,
) -> None:
    """Change an account, show the whole."""
    if roles and no_role:
        raise click.UsageError(_("--role et --no-role s’excluent."))
    shown = members.change(
        terminal.opened(),
        email,
        roles=[Role(one) for one in roles] if roles or no_role else None,
        name=name,
        publication=publication,
        is_blocked=is_blocked,
        password=_password() if password_stdin else None,
        with_link=with_link,
        actor=terminal.actor(),
    )
    terminal.answer(shown.as_json(), _told(shown), json_=json_)


@users.command("list", help=_("Montre les comptes et leurs droits."))
@terminal.as_json
def list_(json_: bool) -> None:
    """Show every account."""
    found = members.listed(terminal.opened())
    rows = [[one.user.name, one.user.email, _roles(one), _state(one)] for one in found]
    head = [_("nom"), _("adresse électronique"), _("droits"), _("état")]
    terminal.answer([one.as_json() for one in found], terminal.table(head, rows), json_=json_)


def _password() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def _told(member: Member) -> str:
    words = _("{name} ({email}) : {roles}. {state}.").format(
        name=member.user.name, email=member.user.email, roles=_roles(member), state=_state(member).capitalize()
    )
    if member.link is None:
        return words
    return "\n".join(
        [words, _("Le mot de passe se choisit une fois à cette adresse : {link}").format(link=member.link)]
    )


def _roles(member: Member) -> str:
    said = [
        _(roles.NAMES[role])
        if name is None
        else _("{role} ({publication})").format(role=_(roles.NAMES[role]), publication=name)
        for role, name in member.roles
    ]
    return ", ".join(said) or _("aucun droit")


def _state(member: Member) -> str:
    if member.user.is_blocked:
        return _("bloqué")
    return _("actif") if member.user.has_password else _("attend son mot de passe")
