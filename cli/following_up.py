"""What is done about a campaign that has left: `relais campaigns complete`."""

from __future__ import annotations

import click

from cli import terminal
from runtime.language import _, ngettext


@click.command(
    "complete", help=_("Envoie la même lettre aux personnes qu’un envoi n’a pas atteintes, et à elles seules.")
)
@click.argument("campaign", type=terminal.NUMBER)
@click.option("--grace", type=click.IntRange(0, 86_400), default=600, show_default=True,
              help=_("Secondes pendant lesquelles on peut encore tout annuler."))  # fmt: skip
@terminal.as_json
def complete(campaign: int, grace: int, json_: bool) -> None:
    """Plan a small campaign of the same edition."""
    from campaigns.acting.following_up import sending_again
    from campaigns.editorial import event_times

    made = sending_again.send(terminal.opened(), campaign, terminal.actor(), grace=grace)
    words = ngettext(
        "Envoi n° {id} prêt : la même lettre à {n} personne, premier départ le {when}.",
        "Envoi n° {id} prêt : la même lettre à {n} personnes, premier départ le {when}.",
        made.audience,
    ).format(id=made.id, n=made.audience, when=event_times.moment(made.not_before))
    terminal.answer(made.as_json(), words, json_=json_)
