"""`relais worker`: sends on one of several machines, until it is told to stop."""

from __future__ import annotations

from cli import advice, click_groups, terminal
from runtime.language import _


@click_groups.command(help=_("Envoie, avec d’autres machines, jusqu’à l’arrêt demandé (PostgreSQL)."))
def worker() -> None:
    """Work until a signal; says only what a person must decide."""
    from campaigns.acting import working  # procrastinate comes with the extra `postgres`

    working.work(terminal.opened(), say=lambda alert: terminal.say(advice.heard(alert)))
