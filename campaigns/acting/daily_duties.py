"""The duties of a tick that are done once a day: what they do and say, loaded when they are due."""

from __future__ import annotations

from campaigns.acting.tick_outcomes import Done
from runtime.installation import Installation
from runtime.language import _
from runtime.remedies import Remark


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


def prepare_digests(opened: Installation, done: Done) -> None:
    """On the day of a rhythm, gather what appeared into a draft; say what could not leave by itself."""
    from campaigns.acting.series import digesting
    from campaigns.editorial.digests import Outcome

    for one in digesting.turn(opened):
        assert one.outcome is not None
        done.did.append(f"digest.{one.outcome.value}:{one.publication_id}")
        if one.outcome is Outcome.WAITING:
            words = _("Le récapitulatif de {name} est prêt et n’est pas parti : {why}")
            done.alerts.append(Remark(words.format(name=one.publication, why=one.why)))
