"""`relais send`: one campaign in the foreground, with a progress bar for whoever looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import click
from rich import progress as rich_progress
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

from campaigns.acting import sending
from campaigns.editorial import moments
from campaigns.post import ledger, reports
from campaigns.post.engine.sending import Progress
from campaigns.post.states import CampaignState, State
from cli import campaigns, faces, helping
from runtime.clock import PARIS
from runtime.installation import Installation
from runtime.language import _


@helping.command(help=_("Envoie maintenant tout ce qui peut l’être d’un envoi."))
@click.argument("campaign", type=faces.NUMBER)
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True,
              help=_("Combien de processus se partagent l’envoi ; signer en occupe un par cœur."))  # fmt: skip
@faces.as_json
def send(campaign: int, processes: int, json_: bool) -> None:
    """Send one campaign until nothing can be done now."""
    opened = faces.opened()
    with _bar() as progress:
        told = sending.send(opened, campaign, watch=progress, processes=processes)
    if told:
        faces.say(told)
    answer(opened, campaign, json_=json_)


def answer(opened: Installation, campaign_id: int, *, json_: bool) -> None:
    """Say what became of it, and when the rest is due; exit 1 when a letter was refused."""
    with opened.database.reading() as session:
        found = reports.get(session, campaign_id)
        counts, due = ledger.counts(session, campaign_id), ledger.next_due(session, campaign_id, opened.clock.epoch())
    campaigns.answer(found, counts, json_=json_)
    if due is not None and found.state in (CampaignState.SENDING, CampaignState.WAITING):
        when = moments.moment(datetime.fromtimestamp(max(due, found.not_before, opened.clock.epoch()), PARIS))
        faces.say(_("La suite est prévue le {when} : relancez « relais send {id} ».").format(when=when, id=campaign_id))
    faces.leave(faces.FAILED if counts[State.REFUSED] else faces.DONE)


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None] | None]:
    """Show a progress bar on standard error when a person looks at it, and nothing otherwise."""
    if not faces.is_terminal():
        yield None
        return
    columns = (TextColumn(_("Envoi")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with rich_progress.Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("")
        yield lambda told: bar.update(task, completed=told.done, total=told.total)
