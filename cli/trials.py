"""`relais issues test`: an issue as a trial letter, to a few addresses."""

from __future__ import annotations

import click

from cli import terminal
from runtime.language import _, ngettext


@click.command(
    "test", help=_("Envoie un essai à quelques adresses ; il ne compte nulle part et ne désinscrit personne.")
)
@click.argument("issue", type=terminal.NUMBER)
@click.option("--to", "to", multiple=True, required=True, metavar="EMAIL", help=_("Une adresse ; vingt au plus."))
@terminal.as_json
def test(issue: int, to: tuple[str, ...], json_: bool) -> None:
    """Hand a trial letter to a few addresses; exit 1 when one was refused."""
    from campaigns.acting import trials

    # The mark is a contract with scripts that look for it; the console writes it in French.
    tried = trials.send(terminal.opened(), issue, to, terminal.actor(), mark="[TEST] ")
    lines = [_("{address} : {reason}").format(address=one, reason=why) for one, why in tried.refused.items()]
    many = len(tried.accepted)
    taken = ngettext(
        "Un essai remis au serveur d’envoi.", "{n} essais remis au serveur d’envoi.", many
    ) if many else _("Aucun essai n’a été remis.")  # fmt: skip
    terminal.answer(tried.as_json(), "\n".join([taken.format(n=many), *lines]), json_=json_)
    terminal.leave(terminal.FAILED if tried.refused else terminal.DONE)
