"""`relais issues answers`: who answered to an invitation, and what; the same as a file that a spreadsheet opens."""

from __future__ import annotations

from pathlib import Path

import click

from campaigns.acting import invitation_answers
from campaigns.acting.invitation_answers import Answers
from campaigns.editorial import event_times
from campaigns.post.answers.tallies import Line, Tally
from cli import terminal
from runtime import clock
from runtime.language import _


@click.command("answers", help=_("Montre qui a répondu à une invitation ou à une convocation."))
@click.argument("issue", type=terminal.NUMBER)
@click.option("-o", "file", type=click.Path(dir_okay=False, path_type=Path), help=_("Un fichier .csv ou .xlsx."))
@terminal.as_json
def answers(issue: int, file: Path | None, json_: bool) -> None:
    """Print the answers, or write them to a file; record who took them out."""
    opened = terminal.opened()
    if file is None:
        found = invitation_answers.listed(opened, issue)
        words = in_words(found)
    else:
        terminal.require_writable(file)
        taken = invitation_answers.take_out(opened, issue, file.name, terminal.actor())
        terminal.write(file, taken.content)
        found, words = taken.answers, _("Réponses écrites dans « {file} ».").format(file=file)
    terminal.answer(found.as_json(), words, json_=json_)


def in_words(found: Answers) -> str:
    """Return the figures, then one line for each answer."""
    parts = ["\n".join([found.title, "", *counted(found.tally)])]
    if found.lines:
        head = [_("Qui"), _("Réponse"), _("Quand")]
        parts.append(terminal.table(head, [_row(one) for one in found.lines]))
    return "\n\n".join(parts)


def counted(tally: Tally) -> list[str]:
    """Return one line for each figure."""
    return [
        terminal.figure(_("Je viens"), tally.coming),
        terminal.figure(_("  personnes attendues"), tally.people),
        terminal.figure(_("Je ne viens pas"), tally.declined),
        terminal.figure(_("  représentation par une autre personne"), tally.represented),
    ]


def _row(one: Line) -> list[object]:
    who = ", ".join(filter(None, (one.name, one.organisation))) or _("données effacées")
    return [who, invitation_answers.said(one), event_times.moment(clock.in_paris(one.at))]
