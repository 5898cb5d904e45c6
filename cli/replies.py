"""`relais replies`: what readers write back, read, answered, followed and classed."""

from __future__ import annotations

import click

from campaigns.acting.replies import answering, deciding, listing, settling, threads
from campaigns.acting.replies.listing import Line, State
from campaigns.acting.replies.offers import Proposal
from campaigns.acting.replies.threads import Said, Thread
from campaigns.editorial import event_times
from campaigns.post.returns.pending import Decision
from cli import click_groups, terminal
from runtime.language import _

_PROPOSALS = click.Choice([one.value for one in Proposal])


@click.group(cls=click_groups.Group, help=_("Ce que les lecteurs écrivent : le lire, y répondre, le classer."))
def replies() -> None:
    """Group what concerns letters that people write back."""


@replies.command("list", help=_("Montre les lettres qui attendent, les plus récentes d’abord."))
@click.option("--state", type=click.Choice([one.value for one in State]), help=_("Seulement celles-ci."))
@terminal.as_json
def list_(state: str | None, json_: bool) -> None:
    """Show the letters."""
    found = listing.listed(terminal.opened(), state=State(state) if state else None)
    words = "\n".join(map(_line, found.lines)) or _("Rien à lire.")
    terminal.answer([one.as_json() for one in found.lines], words, json_=json_)


@replies.command("show", help=_("Montre une lettre, avec ce qui lui a été répondu et ce qu’elle propose."))
@click.argument("letter", type=terminal.NUMBER)
@terminal.as_json
def show(letter: int, json_: bool) -> None:
    """Show one letter."""
    _tell(threads.show(terminal.opened(), letter), json_=json_)


@replies.command("answer", help=_("Répond à une lettre, par message électronique, à la suite de la sienne."))
@click.argument("letter", type=terminal.NUMBER)
@click.option("--text", required=True, help=_("La réponse, telle que la personne la lira."))
@click.option("--name", default="", help=_("Qui signe."))
@terminal.publication
@terminal.as_json
def answer(letter: int, text: str, name: str, publication: str | None, json_: bool) -> None:
    """Answer one letter."""
    opened = terminal.opened()
    answering.answer(opened, letter, text, terminal.actor(), name=name, publication=publication)
    _tell(threads.show(opened, letter), json_=json_)


@replies.command("accept", help=_("Fait ce que propose une lettre."))
@click.argument("letter", type=terminal.NUMBER)
@click.argument("proposal", type=_PROPOSALS)
@terminal.publication
@terminal.as_json
def accept(letter: int, proposal: str, publication: str | None, json_: bool) -> None:
    """Do what a letter proposes."""
    done = deciding.accept(terminal.opened(), letter, Proposal(proposal), terminal.actor(), publication=publication)
    terminal.answer({"id": letter} | done.as_json(), done.consequence, json_=json_)


@replies.command("decline", help=_("Ne fait rien de ce que propose une lettre."))
@click.argument("letter", type=terminal.NUMBER)
@click.argument("proposal", type=_PROPOSALS)
@terminal.as_json
def decline(letter: int, proposal: str, json_: bool) -> None:
    """Leave things as they are."""
    left = deciding.decline(terminal.opened(), letter, Proposal(proposal), terminal.actor())
    terminal.answer({"id": letter} | left.as_json(), _("Rien n’est changé."), json_=json_)


@replies.command("class", help=_("Classe une lettre : elle n’attend plus."))
@click.argument("letter", type=terminal.NUMBER)
@terminal.as_json
def class_(letter: int, json_: bool) -> None:
    """Class one letter."""
    settled = settling.settle(terminal.opened(), letter, Decision.DISMISS, terminal.actor())
    terminal.answer(settled.as_json(), _("Lettre classée."), json_=json_)


def _tell(found: Thread, *, json_: bool) -> None:
    terminal.answer(found.as_json(), "\n".join(_told(found)), json_=json_)


def _line(one: Line) -> str:
    state = _(listing.NAMES[one.state])
    return f"{one.id:>4}  {one.name} · {one.subject or _('sans objet')} ({event_times.moment(one.at)}, {state})"


def _told(found: Thread) -> list[str]:
    lines = [_("n° {id} · {name} · {what}").format(id=found.id, name=found.name, what=found.what)]
    if found.issue:
        lines.append(_("En réponse à « {issue} »").format(issue=found.issue))
    lines += [line for one in found.said for line in _said(one)]
    for offer in found.offers:
        lines += ["", offer.sentence, f"  → {offer.consequence}"]
    return lines


def _said(one: Said) -> list[str]:
    state = f" ({one.state})" if one.state else ""
    files = [_("  jointes : {files}").format(files=", ".join(one.attachments))] if one.attachments else []
    return [
        "",
        f"{one.who}, {event_times.moment(one.at)}{state}",
        *(f"  {line}" for line in one.words.splitlines()),
        *files,
    ]
