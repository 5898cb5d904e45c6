"""`relais worker`: sends on one of several machines, until it is told to stop."""

from __future__ import annotations

import click

from campaigns import errors
from cli import advice, click_groups, terminal
from runtime.language import _


@click_groups.command(help=_("Envoie, avec d’autres machines, jusqu’à l’arrêt demandé (PostgreSQL)."))
def worker() -> None:
    """Work until a signal; says only what a person must decide."""
    opened = terminal.opened()
    if opened.database.file is not None:
        raise errors.WorkersNeedServer
    try:
        from campaigns.acting import working  # procrastinate comes with the extra `postgres`
    except ModuleNotFoundError as missing:
        words = _(
            "Il manque « {name} » : tapez « .venv/bin/python -m pip install -e '.[postgres]' » dans le dossier de "
            "Relais."
        )
        raise click.ClickException(words.format(name=missing.name)) from None
    working.work(opened, say=lambda alert: terminal.say(advice.heard(alert)))
