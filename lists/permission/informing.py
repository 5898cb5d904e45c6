"""Who was told where their address comes from (GDPR art. 14): per list, because each has its own controller.

A contact keeps the day on which any list first told them. When a list has yet to tell them, although another one did,
their subscription says so.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from lists.models import Contact, Subscription


def is_informed() -> sa.ColumnElement[bool]:
    """Return the condition, over a contact joined with a subscription, that this list has told the contact."""
    return sa.and_(col(Contact.informed_on).is_not(None), col(Subscription.is_untold).is_not(True))


def is_untold(mailing_list_id: int) -> sa.ColumnElement[bool]:
    """Return the condition, over contacts, that a list has yet to tell them."""
    owes = sa.exists().where(
        col(Subscription.contact_id) == col(Contact.id),
        col(Subscription.mailing_list_id) == mailing_list_id,
        col(Subscription.is_untold),
    )
    return sa.or_(col(Contact.informed_on).is_(None), owes.correlate(Contact))


def note(session: Session, wanted: sa.Select[Any], mailing_list_id: int, day: date) -> None:
    """Note that a list told the contacts that `wanted` selects on a day; contacts told before keep their day."""
    here = col(Subscription.mailing_list_id) == mailing_list_id
    mine = col(Subscription.contact_id).in_(wanted)
    news = col(Contact.id).in_(wanted) & col(Contact.informed_on).is_(None)
    first = col(Subscription.contact_id).in_(sa.select(col(Contact.id)).where(news))
    session.execute(sa.update(Subscription).where(mine, here, col(Subscription.is_untold)).values(is_untold=False))
    session.execute(sa.update(Subscription).where(first, sa.not_(here)).values(is_untold=True))
    session.execute(sa.update(Contact).where(news).values(informed_on=day))
