"""The better of two subjects: the one in whose letters more persons clicked, counted without knowing any of them.

A tie, or too few clicks, leaves the first one. Choosing and releasing those who wait is one transaction: a crash leaves
both undone. Refuses to choose twice.
"""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.post import delivery_events, models
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import CampaignState, DeliveryState
from campaigns.post.subject_trials.rows import SubjectTrial

#: Persons who must have clicked in letters with the better subject: fewer are chance.
FEWEST = 5
_EVENT = models.table("event")
#: Letters that are still to be handed over for the first time.
_AHEAD = (DeliveryState.PLANNED.value, DeliveryState.CLAIMED.value, DeliveryState.HANDING_OVER.value)


class Chosen(StrEnum):
    """Which subject the rest of the readers get."""

    FIRST = "first"
    SECOND = "second"


class Because(StrEnum):
    """Why."""

    CLICKS = "clicks"
    TIE = "tie"
    FEW = "few"
    PERSON = "person"


def undecided(session: Session) -> list[SubjectTrial]:
    """Return the trials of campaigns that are being sent in which nothing was chosen yet."""
    sending = col(Campaign.state) == CampaignState.SENDING.value
    found = select(SubjectTrial).join(Campaign, col(Campaign.id) == SubjectTrial.campaign_id)
    return list(session.exec(found.where(sending, SubjectTrial.chosen == "").order_by(col(SubjectTrial.campaign_id))))


def turn(session: Session, trial: SubjectTrial, now: int) -> bool:
    """Note that the letters of a trial are out, or choose when its hours are over; tell whether one was chosen."""
    if trial.out_at is None:
        if not _is_out(session, trial.campaign_id):
            return False
        trial.out_at = now
        session.add(trial)
    if now < trial.out_at + trial.hours * 3600:
        return False
    first, second = clicked(session, trial.campaign_id)
    choose(session, trial, *_better(first, second), now)
    return True


def choose(session: Session, trial: SubjectTrial, chosen: Chosen, because: Because, now: int) -> int:
    """Give the rest of the readers this subject, and let their letters leave; return how many."""
    trial.first_clicked, trial.second_clicked = clicked(session, trial.campaign_id)
    trial.chosen, trial.because, trial.chosen_at = chosen.value, because.value, now
    session.add(trial)
    session.flush()
    waiting = sa.and_(
        DELIVERY.c.campaign_id == trial.campaign_id,
        DELIVERY.c.next_at == models.UNDECIDED,
        DELIVERY.c.state == DeliveryState.PLANNED.value,
    )
    released = sa.update(DELIVERY).where(waiting).values(next_at=0, second=chosen is Chosen.SECOND, updated_at=now)
    return session.connection().execute(released).rowcount


def clicked(session: Session, campaign_id: int) -> tuple[int, int]:
    """Return how many persons clicked in letters with the first subject, and in those with the second."""
    rows = session.execute(
        sa.select(_EVENT.c.details).where(
            _EVENT.c.campaign_id == campaign_id,
            _EVENT.c.kind == delivery_events.EventKind.CLICKED.value,
            _EVENT.c.robot == "",
        )
    ).scalars()
    found = {False: 0, True: 0}
    for details in rows:
        found[bool(details.get(delivery_events.SECOND))] += details.get(delivery_events.VISITS, 0)
    return found[False], found[True]


def _better(first: int, second: int) -> tuple[Chosen, Because]:
    if max(first, second) < FEWEST:
        return Chosen.FIRST, Because.FEW
    if first == second:
        return Chosen.FIRST, Because.TIE
    return Chosen.SECOND if second > first else Chosen.FIRST, Because.CLICKS


def _is_out(session: Session, campaign_id: int) -> bool:
    ahead = sa.select(DELIVERY.c.id).where(
        DELIVERY.c.campaign_id == campaign_id, DELIVERY.c.state.in_(_AHEAD), DELIVERY.c.next_at != models.UNDECIDED
    )
    return session.execute(ahead.limit(1)).first() is None
