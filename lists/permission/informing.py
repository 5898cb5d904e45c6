"""Who was told where her address comes from (GDPR art. 14): each list for itself, because each has its own controller.

A contact keeps the day on which anybody told her first. A list that has yet to tell her, although another one did, says
so in her subscription.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from lists.models import Contact, Subscription


def is_informed() -> sa.ColumnElement[bool]:
    """Return the condition, over a contact beside her subscription to a list, that this list has told her."""
    return sa.and_(col(Contact.informed_on).is_not(None), col(Subscription.is_untold).is_not(True))


def is_untold(mailing_list_id: int) -> sa.ColumnElement[bool]:
    """Return the condition, over contacts, that a list has yet to tell her."""
    owes = sa.exists().where(
        col(Subscription.contact_id) == col(Contact.id),
        col(Subscription.mailing_list_id) == mailing_list_id,
        col(Subscription.is_untold),
    )
    return sa.or_(col(Contact.informed_on).is_(None), owes.correlate(Contact))


def note(session: Session, wanted: sa.Select[Any], mailing_list_id: int, day: date) -> None:
    """Note that a list told contacts on a day, whose numbers `wanted` selects; who was told before keeps her day."""
    here = col(Subscription.mailing_list_id) == mailing_list_id
    mine = col(Subscription.contact_id).in_(wanted)
    news = col(Contact.id).in_(wanted) & col(Contact.informed_on).is_(None)
    first = col(Subscription.contact_id).in_(sa.select(col(Contact.id)).where(news))
    session.execute(sa.update(Subscription).where(mine, here, col(Subscription.is_untold)).values(is_untold=False))
    session.execute(sa.update(Subscription).where(first, sa.not_(here)).values(is_untold=True))
    session.execute(sa.update(Contact).where(news).values(informed_on=day))
