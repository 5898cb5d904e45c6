"""`relais send`: one campaign in the foreground, with a progress bar on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich import progress as rich_progress
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

from campaigns.acting import sending
from campaigns.editorial import event_times
from campaigns.post.engine.runs import Progress
from campaigns.post.states import DeliveryState
from cli import campaigns, click_groups, terminal
from runtime.language import _


@click_groups.command(help=_("Envoie maintenant tout ce qui peut l’être d’un envoi."))
@click.argument("campaign", type=terminal.NUMBER)
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True,
              help=_("Combien de processus se partagent l’envoi ; signer en occupe un par cœur."))  # fmt: skip
@terminal.as_json
def send(campaign: int, processes: int, json_: bool) -> None:
    """Send one campaign until nothing can be done now; exit 1 when a letter was refused."""
    with _bar() as progress:
        sent = sending.send_now(terminal.opened(), campaign, watch=progress, processes=processes)
    if sent.told:
        terminal.say(sent.told)
    campaigns.answer(sent.campaign, json_=json_)
    if sent.goes_on is not None:
        words = _("La suite est prévue le {when} : relancez « relais send {id} ».")
        terminal.say(words.format(when=event_times.moment(sent.goes_on), id=campaign))
    terminal.leave(terminal.FAILED if sent.campaign.counts[DeliveryState.REFUSED] else terminal.DONE)


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None] | None]:
    """Show a progress bar on standard error when a person looks at it, and nothing otherwise."""
    if not terminal.is_terminal():
        yield None
        return
    columns = (TextColumn(_("Envoi")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with rich_progress.Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("")
        yield lambda told: bar.update(task, completed=told.done, total=told.total)
