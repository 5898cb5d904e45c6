"""Two subjects at the shell: the options of a launch, where a trial stands, and choosing before its time."""

from __future__ import annotations

import click

from campaigns.acting.series import subject_choices
from campaigns.editorial import second_subjects
from campaigns.post.subject_trials.choosing import Chosen
from campaigns.post.subject_trials.outcomes import Trial
from cli import terminal
from runtime.language import _

_PERCENTS, _LEASTS = second_subjects.PERCENTS, second_subjects.LEASTS


def options(command: terminal.Command) -> terminal.Command:
    """Give a launch the options of a trial."""
    given = (
        click.option("--second-subject", metavar="OBJET", help=_("Un second objet à essayer ; vide, le retire.")),
        click.option("--try-on", "percent", type=click.IntRange(*_PERCENTS), default=second_subjects.PERCENT,
                     show_default=True, help=_("Sur combien de destinataires pour cent, la moitié pour chaque objet.")),
        click.option("--try-least", "least", type=click.IntRange(*_LEASTS), default=second_subjects.LEAST,
                     show_default=True, help=_("Sur combien de destinataires au moins.")),
        click.option("--decide-after", "hours", type=click.IntRange(*second_subjects.HOURS_RANGE),
                     default=second_subjects.HOURS, show_default=True,
                     help=_("Heures après lesquelles les autres reçoivent le meilleur des deux.")),
    )  # fmt: skip
    for option in reversed(given):
        command = option(command)
    return command


def wish(subject: str | None, percent: int, least: int, hours: int) -> second_subjects.Wish | None:
    """Return what the options ask for; `None` when no subject was given."""
    return None if subject is None else second_subjects.Wish(subject, percent, least, hours)


@click.command("subject", help=_("Montre où en est l’essai de deux objets, ou choisit l’un d’eux sans attendre."))
@click.argument("campaign", type=terminal.NUMBER)
@click.option("--choose", type=click.Choice([one.value for one in Chosen]),
              help=_("L’objet que reçoivent aussitôt ceux qui attendent."))  # fmt: skip
@terminal.as_json
def subject(campaign: int, choose: str | None, json_: bool) -> None:
    """Show a trial, or choose."""
    opened = terminal.opened()
    if choose:
        found = subject_choices.choose(opened, campaign, Chosen(choose), terminal.actor())
    else:
        found = subject_choices.show(opened, campaign)
    words = "\n".join(lines(found)) if found else _("Cet envoi n’a qu’un objet.")
    terminal.answer(found.as_json() if found else None, words, json_=json_)


def lines(trial: Trial) -> list[str]:
    """Return a trial in words."""
    return [*trial.lines, trial.words]
