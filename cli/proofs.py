"""`relais issues proof` and `approve`: showing an issue to those who must approve it, and noting what they say."""

from __future__ import annotations

import click

from campaigns.acting.partnership import answering, approval_desk, asking
from campaigns.acting.partnership.approval_desk import Desk
from campaigns.editorial import event_times
from campaigns.partnership.approvals.standing import Side
from cli import campaigns, click_groups, terminal
from runtime import clock
from runtime.language import _, ngettext


@click_groups.command("proof", help=_("Demande le bon à tirer aux personnes désignées, et montre le numéro pour avis."))
@click.argument("issue", type=terminal.NUMBER)
@click.option("--segment", help=_("À qui partira la lettre ; sans cette option, toute la liste."))
@click.option(
    "--opinion", "opinions", multiple=True, metavar="EMAIL", help=_("Le montre aussi à cette adresse, pour avis.")
)
@click.option(
    "--override", "overrides", type=campaigns.Override(), multiple=True, help=_("Passe outre un point bloquant.")
)
@terminal.as_json
def proof(
    issue: int, segment: str | None, opinions: tuple[str, ...], overrides: tuple[tuple[str, str], ...], json_: bool
) -> None:
    """Ask for the approval of an issue."""
    request = asking.Request(issue, segment, opinions, dict(overrides))
    asked = asking.ask(terminal.opened(), request, terminal.actor())
    many = len(asked.people)
    lines = [
        ngettext("Le numéro est soumis à {n} personne.", "Le numéro est soumis à {n} personnes.", many).format(n=many)
        if many
        else _("Tout est déjà validé : personne n’est sollicité."),
        *(f"  {one}" for one in asked.people),
        *map(_side, asked.standing.sides),
        *(_("Personne n’est désigné par {side}.").format(side=one) for one in asked.missing),
        *(
            _("La copie de {name} n’est pas partie : {why}").format(name=n, why=w)
            for n, w in asked.copies_refused.items()
        ),
    ]
    terminal.answer(asked.as_json(), "\n".join(lines), json_=json_)
    terminal.leave(terminal.FAILED if asked.missing or asked.copies_refused else terminal.DONE)


@click_groups.command("approve", help=_("Note la validation d’une personne désignée, avec le code qu’elle a reçu."))
@click.argument("issue", type=terminal.NUMBER)
@click.option("--by", "email", required=True, metavar="EMAIL", help=_("Qui valide."))
@click.option("--code", help=_("Le code reçu ; sans cette option, Relais en envoie un à cette personne."))
@terminal.as_json
def approve(issue: int, email: str, code: str | None, json_: bool) -> None:
    """Note an approval, or send the code that it needs."""
    opened = terminal.opened()
    if code is None:
        answering.send_code_to(opened, issue, email)
        said = _("Un code est en route vers cette personne : recommencez avec --code.")
    else:
        answer = answering.answer_by(opened, issue, email, code, terminal.actor())
        said = _("{name} a validé ce numéro.").format(name=answer.name)
    desk = approval_desk.look(opened, issue)
    terminal.answer(desk.as_json(), "\n".join([said, *_sides(desk)]), json_=json_)


def _sides(desk: Desk) -> list[str]:
    return [_side(one) for one in desk.standing.sides] if desk.standing else []


def _side(one: Side) -> str:
    said = one.answer
    if said is None or not said.name:
        return f"{one.name} : {one.words}"
    when = event_times.day(clock.in_paris(said.at).date())
    return _("{side} : {state} ({name}, le {day})").format(side=one.name, state=one.words, name=said.name, day=when)
