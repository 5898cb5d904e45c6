"""`relais segments`: rules kept under a name, and how many they reach."""

from __future__ import annotations

from pathlib import Path

import click

from campaigns.acting import segmenting
from campaigns.acting.segmenting import Reached
from cli import click_groups, terminal
from lists.kinds import Policy
from runtime.errors import FieldRefused
from runtime.language import _, ngettext


@click.group(cls=click_groups.Group, help=_("Les segments : des règles qui disent à qui écrire."))
def segments() -> None:
    """Group what concerns segments."""


class Name(click.ParamType[str]):
    """A name that can be read and typed again."""

    name = "nom"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name without the spaces around it, or refuse it in French."""
        try:
            return segmenting.cleaned(value)
        except FieldRefused as refused:
            self.fail(f"{refused.reason}.", param, ctx)


@segments.command("add", help=_("Garde une règle sous un nom ; la redonner la remplace."))
@click.argument("name", type=Name())
@click.option("--rule", "file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@terminal.publication
@terminal.as_json
def add(name: str, file: Path, publication: str | None, json_: bool) -> None:
    """Keep a rule and count whom it reaches."""
    rule = terminal.read(file)
    _answer(segmenting.keep(terminal.opened(), name, rule, terminal.actor(), publication=publication), json_=json_)


@segments.command("list", help=_("Montre les segments."))
@terminal.as_json
def list_(json_: bool) -> None:
    """Show the names."""
    names = segmenting.listed(terminal.opened())
    terminal.answer(names, "\n".join(names) or _("Aucun segment."), json_=json_)


@segments.command("count", help=_("Compte à qui l’on peut écrire maintenant, et qui est écarté."))
@click.argument("name")
@click.option("--list", "mailing_list", help=_("Le nom de la liste de diffusion, quand il y en a plusieurs."))
@click.option("--policy", type=click.Choice([policy.value for policy in Policy]), default=Policy.ALL.value,
              show_default=True, help=_("Combien de contacts d’une même organisation, par ordre de rôle."))  # fmt: skip
@terminal.publication
@terminal.as_json
def count(name: str, mailing_list: str | None, policy: str, publication: str | None, json_: bool) -> None:
    """Count whom a segment reaches now."""
    reached = segmenting.count(
        terminal.opened(), name, mailing_list=mailing_list, policy=Policy(policy), publication=publication
    )
    _answer(reached, json_=json_)


def _picking(command: terminal.Command) -> terminal.Command:
    """Give a command what picks contacts by hand: a segment and their addresses."""
    emails = click.argument("emails", nargs=-1, required=True, metavar="EMAIL…")
    return click.argument("name")(emails(terminal.publication(terminal.as_json(command))))


@segments.command("include", help=_("Met des contacts dans un segment, quoi que dise sa règle."))
@_picking
def include(name: str, emails: tuple[str, ...], publication: str | None, json_: bool) -> None:
    """Put contacts into a segment by hand."""
    _answer(segmenting.include(terminal.opened(), name, emails, terminal.actor(), publication=publication), json_=json_)


@segments.command("exclude", help=_("Sort des contacts d’un segment, quoi que dise sa règle."))
@_picking
def exclude(name: str, emails: tuple[str, ...], publication: str | None, json_: bool) -> None:
    """Take contacts out of a segment by hand."""
    _answer(segmenting.exclude(terminal.opened(), name, emails, terminal.actor(), publication=publication), json_=json_)


@segments.command("unpick", help=_("Oublie ce qui fut choisi à la main : la règle seule décide à nouveau."))
@_picking
def unpick(name: str, emails: tuple[str, ...], publication: str | None, json_: bool) -> None:
    """Let the rule alone decide about contacts again."""
    _answer(segmenting.unpick(terminal.opened(), name, emails, terminal.actor(), publication=publication), json_=json_)


def _answer(reached: Reached, *, json_: bool) -> None:
    left_out = sum(reached.excluded.values())
    words = [
        ngettext("{n} contact", "{n} contacts", reached.contacts).format(n=reached.contacts),
        ngettext("dans {n} organisation,", "dans {n} organisations,", reached.organisations).format(
            n=reached.organisations
        ),
        ngettext("{n} écarté.", "{n} écartés.", left_out).format(n=left_out),
    ]
    terminal.answer(reached.as_json(), f"{reached.name} : {' '.join(words)}", json_=json_)
