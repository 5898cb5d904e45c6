"""The daily work for contributors: networks are asked for what an issue lacks, authors told that they appeared."""

from __future__ import annotations

from campaigns.acting.partnership.outcomes import Outcome
from campaigns.partnership.proposals import reminding, thanking
from runtime.installation import Installation


def remind(opened: Installation) -> Outcome:
    """Ask the networks."""
    asked = reminding.remind(opened)
    return Outcome((f"networks.asked:{asked}",) if asked else ())


def thank(opened: Installation) -> Outcome:
    """Thank the authors."""
    return Outcome(tuple(f"proposal.thanked:{one}" for one in thanking.thank(opened)))
