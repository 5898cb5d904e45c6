"""Who tries which subject: a window of the recipients in the order of their keyed hashes, half of it each.

That order says nothing of anybody, and the window begins where the seed of the campaign says: the same readers are not
asked each month, and the same campaign always draws the same. Everybody else waits in the ledger, planned and not due.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.editorial.second_subjects import Wish
from campaigns.post import models
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import DeliveryState
from campaigns.post.subject_trials.rows import SubjectTrial


def draw(session: Session, campaign: Campaign, wish: Wish) -> None:
    """Draw who tries which subject in a campaign that was just planned."""
    session.add(
        SubjectTrial(campaign_id=campaign.id or 0, percent=wish.percent, least=wish.least, hours=wish.hours)
    )  # fmt: skip
    session.flush()
    redraw(session, campaign)


def redraw(session: Session, campaign: Campaign) -> None:
    """Draw again, because the recipients changed before the first letter; nothing without a trial."""
    trial = session.get(SubjectTrial, campaign.id)
    if trial is None:
        return
    mine = (DELIVERY.c.campaign_id == campaign.id) & (DELIVERY.c.state == DeliveryState.PLANNED.value)
    many = session.execute(sa.select(sa.func.count()).select_from(DELIVERY).where(mine)).scalar_one()
    tried = Wish("", trial.percent, trial.least, trial.hours).readers(many)
    begin = int.from_bytes(campaign.seed[:8]) % (many - tried + 1)
    trial.first_readers, trial.second_readers = tried - tried // 2, tried // 2
    session.add(trial)
    ordered = sa.select(DELIVERY.c.id).where(mine).order_by(DELIVERY.c.address_key)
    at_once = ordered.offset(begin).limit(tried)
    second = ordered.offset(begin + trial.first_readers).limit(trial.second_readers)
    place = session.connection()
    place.execute(sa.update(DELIVERY).where(mine).values(second=False, next_at=models.UNDECIDED))
    place.execute(sa.update(DELIVERY).where(mine, DELIVERY.c.id.in_(at_once)).values(next_at=0))
    place.execute(sa.update(DELIVERY).where(mine, DELIVERY.c.id.in_(second)).values(second=True))
