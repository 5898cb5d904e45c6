"""The one door: which handler judges which kind of commitment.

What is not listed here is refused: a convention with another kind is refused when it is stored, not when it is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from campaigns.partnership.statuses import association, cases, content, event, nomination, standing, transmission
from campaigns.partnership.statuses.cases import Call, Case, Commitment, Period, Proof
from campaigns.partnership.statuses.status import Judgement

HANDLERS: dict[str, Callable[[Case], Judgement]] = {
    "content": content.judge,
    "transmission": transmission.judge,
    "state": standing.judge,
    "event": event.judge,
    "association": association.judge,
    "nomination": nomination.judge,
}


def judged(
    commitment: Commitment, proofs: Iterable[Proof], calls: Iterable[Call], period: Period, day: date
) -> Judgement:
    """Judge a commitment by what is known of it on a day; later acts are announced, those before are left out."""
    return HANDLERS[commitment.kind](cases.case(commitment, proofs, calls, period, day))
