"""`relais bilan`: the review of the convention, on the screen or as a file, and what the committee corrects in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from campaigns.partnership.bilan import correcting, files, told
from campaigns.partnership.bilan.periods import Asked
from campaigns.partnership.bilan.reviewing import Review
from campaigns.partnership.statuses.status import NAMES, Status
from cli import click_groups, terminal
from cli.partners import Day
from runtime.language import _


@click.group(
    cls=click_groups.Speaking,
    invoke_without_command=True,
    help=_("Le bilan de la convention : chaque engagement, son statut, ses preuves."),
)
@click.option("--from", "since", type=Day(), help=_("Le premier jour ; celui de la convention si rien n’est dit."))
@click.option("--to", "until", type=Day(), help=_("Le dernier jour ; celui de la convention si rien n’est dit."))
@click.option("--at", type=Day(), help=_("Le jour auquel on regarde ; aujourd’hui si rien n’est dit."))
@click.option(
    "-o", "file", type=click.Path(dir_okay=False, path_type=Path), help=_("Un fichier .pdf, .html, .odt ou .json.")
)
@terminal.as_json
@click.pass_context
def bilan(
    context: click.Context, since: date | None, until: date | None, at: date | None, file: Path | None, json_: bool
) -> None:
    """Print the review, or write it."""
    if context.invoked_subcommand is not None:
        return
    if file is not None:
        terminal.require_writable(file)
    found = files.reviewed(terminal.opened(), Asked(since, until, at), str(file) if file else None)
    words = "\n".join(_in_words(found.review))
    if file is not None and found.content is not None:
        terminal.write(file, found.content)
        words = _("Bilan écrit dans « {file} ».").format(file=file)
    terminal.answer(found.review.as_json(), words, json_=json_)


@bilan.command(help=_("Corrige le statut d’un engagement, avec la raison du comité ; les deux sont imprimés."))
@click.argument("commitment", metavar="ENGAGEMENT")
@click.option("--status", type=click.Choice([one.value for one in Status]), help=_("Le statut que le comité retient."))
@click.option("--reason", default="", help=_("La raison, telle qu’elle sera imprimée."))
@click.option("--withdraw", is_flag=True, help=_("Retire la correction : le statut calculé vaut de nouveau."))
@terminal.as_json
def correct(commitment: str, status: str | None, reason: str, withdraw: bool, json_: bool) -> None:
    """Correct a status, or take the correction back."""
    if withdraw == (status is not None):
        raise click.UsageError(_("Donnez --status avec --reason, ou --withdraw seul."))
    opened = terminal.opened()
    if status is None:
        correcting.withdraw(opened, commitment, terminal.actor())
        words = _("{id} : le statut calculé vaut de nouveau.").format(id=commitment)
    else:
        made = correcting.correct(opened, commitment, Status(status), reason, terminal.actor())
        words = _("{id} : {status}. {reason}").format(id=commitment, status=_(NAMES[made.status]), reason=made.reason)
    terminal.answer({"id": commitment, "status": status, "reason": reason or None}, words, json_=json_)


def _in_words(review: Review) -> Iterator[str]:
    yield told.title(review)
    yield f"{told.period(review)}. {told.seen(review)}."
    yield told.sentence(review)
    yield ""
    for one in told.blocks(review):
        yield f"{one.status:<11} {one.id:<7} {one.short}"
        yield f"{'':<11} {one.correction or one.reason}"
