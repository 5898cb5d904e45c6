"""The duties of a tick that are done once a day: what they do and say, loaded when they are due."""

from __future__ import annotations

from campaigns.acting.tick_outcomes import Done
from runtime.installation import Installation


def retain(opened: Installation, done: Done) -> None:
    """Once a day, delete what has expired, handle silent readers, and report who was erased, and waiting requests."""
    from campaigns.acting.retention import daily
    from campaigns.acting.rights import register

    outcome = daily.run(opened)
    done.did += [f"retention.{name}:{number}" for name, number in outcome.figures().items() if number]
    done.alerts += daily.alerts(outcome)
    done.alerts += register.alerts(opened)


def keep_promises(opened: Installation, done: Done) -> None:
    """Once a day, do what the partnership asks for."""
    from campaigns.acting.partnership import daily

    outcomes, failures = daily.run(opened)
    done.did += [act for one in outcomes for act in one.did]
    done.alerts += [alert for one in outcomes for alert in one.alerts]
    done.failures += failures
