"""What is done for the partnership once a day, from eight o'clock: a person is not reminded of anything at night.

`STEPS` is the list, in order. A step knows from its own table what it did before; one that fails keeps no other from
its work, and is tried again the next day.
"""

from __future__ import annotations

from collections.abc import Callable

from campaigns import errors
from campaigns.acting.partnership import (
    chasing,
    contributions,
    meeting_reminders,
    renewals,
    site_checks,
    transmission_reminders,
)
from campaigns.acting.partnership.outcomes import Outcome
from runtime import heartbeats, logs
from runtime.errors import RelaisError
from runtime.installation import Installation

#: Every step, in the order in which they are done.
STEPS: tuple[Callable[[Installation], Outcome], ...] = (
    renewals.ask,
    chasing.chase,
    meeting_reminders.remind,
    transmission_reminders.remind,
    site_checks.monthly,
    contributions.remind,
    contributions.thank,
)


def run(opened: Installation) -> tuple[list[Outcome], list[RelaisError]]:
    """Do all steps; return what they did, and what kept some of them from their work."""
    with opened.database.transaction() as session:
        heartbeats.beat(session, heartbeats.PARTNERSHIP, opened.clock.epoch())
    done: list[Outcome] = []
    failures: list[RelaisError] = []
    for step in STEPS:
        try:
            done.append(step(opened))
        except RelaisError as problem:
            failures.append(problem)
        except Exception as problem:  # noqa: BLE001 -- no step keeps the others from their work
            logs.logger(__name__).info("unexpected", step=step.__module__, exc_info=problem)
            failures.append(errors.DutyFailed(kind=type(problem).__name__))
    return done, failures
