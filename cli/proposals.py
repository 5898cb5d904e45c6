"""`relais proposals`: what contributors propose, read and answered."""

from __future__ import annotations

import click

from campaigns.editorial import event_times
from campaigns.partnership.proposals import reviewing, views
from campaigns.partnership.proposals.proposal_states import ProposalState
from campaigns.partnership.proposals.views import Line, Whole
from cli import click_groups, terminal
from runtime import clock
from runtime.language import _


@click.group(cls=click_groups.Group, help=_("Les propositions d’articles\u00a0: les lire, y répondre."))
def proposals() -> None:
    """Group what concerns proposals."""


@proposals.command("list", help=_("Montre les propositions, celles qui attendent d’abord."))
@click.option("--state", type=click.Choice([one.value for one in ProposalState]), help=_("Seulement celles-ci."))
@terminal.as_json
def list_(state: str | None, json_: bool) -> None:
    """Show the proposals."""
    found = views.listed(terminal.opened(), ProposalState(state) if state else None)
    words = "\n".join(map(_line, found)) or _("Aucune proposition.")
    terminal.answer([one.as_json() for one in found], words, json_=json_)


@proposals.command("show", help=_("Montre une proposition."))
@click.argument("proposal", type=terminal.NUMBER)
@terminal.as_json
def show(proposal: int, json_: bool) -> None:
    """Show one proposal."""
    _answer(views.show(terminal.opened(), proposal), json_=json_)


@proposals.command(
    "accept", help=_("Accepte une proposition\u00a0: son article attend sa place, son auteur est prévenu.")
)
@click.argument("proposal", type=terminal.NUMBER)
@terminal.as_json
def accept(proposal: int, json_: bool) -> None:
    """Accept a proposal."""
    _answer(reviewing.accept(terminal.opened(), proposal, terminal.actor()), json_=json_)


@proposals.command("decline", help=_("Décline une proposition\u00a0: son auteur lit la raison."))
@click.argument("proposal", type=terminal.NUMBER)
@click.option("--reason", required=True, help=_("Pourquoi, en une phrase que son auteur lira."))
@terminal.as_json
def decline(proposal: int, reason: str, json_: bool) -> None:
    """Decline a proposal."""
    _answer(reviewing.decline(terminal.opened(), proposal, reason, terminal.actor()), json_=json_)


def _answer(found: Whole, *, json_: bool) -> None:
    terminal.answer(found.as_json(), "\n".join(_told(found)), json_=json_)


def _line(one: Line) -> str:
    day = event_times.day(clock.in_paris(one.received_at).date())
    return f"{one.id:>4}  {one.title} ({one.organisation or _('expéditeur inconnu')}, {day}, {one.words})"


def _told(found: Whole) -> list[str]:
    said = [_line(found.line)]
    if found.item is not None:
        said.append(_("Article n°\u00a0{item}.").format(item=found.item))
    if found.asked:
        answered = _("répondu") if found.answered_at else _("sans réponse")
        said.append(
            _("Question sur la photo ou l’accord d’une jeune personne\u00a0: {answered}.").format(answered=answered)
        )
    if found.guest:
        comes = {None: _("sans réponse"), True: _("viendra"), False: _("ne viendra pas")}[found.comes]
        said.append(_("Invitation {guest}\u00a0: {comes}.").format(guest=found.guest, comes=comes))
    if found.reason:
        said.append(found.reason)
    return said
