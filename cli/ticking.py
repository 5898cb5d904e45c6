"""`relais tick`: what is due now, for cron; silent when all is well."""

from __future__ import annotations

from campaigns.acting import ticking
from cli import click_groups, terminal
from runtime.language import _


@click_groups.command(
    help=_("Fait tout ce qui est dû maintenant ; à lancer chaque minute par cron, muet si tout va bien.")
)
@terminal.as_json
def tick(json_: bool) -> None:
    """Run one tick; failures of duties are reported after everything else was done."""
    done = ticking.tick(terminal.opened())
    if done.alerts:
        from cli import advice  # its table knows the errors of every package: silence does not wait for it

        for alert in done.alerts:
            terminal.say(advice.heard(alert))
    if json_:
        terminal.answer({"did": done.did}, "", json_=True)
    if done.failures:
        from cli import advice

        for failure in done.failures[1:]:
            terminal.say(advice.of(failure))
        raise done.failures[0]
