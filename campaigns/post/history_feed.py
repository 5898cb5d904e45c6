"""Reporting outcomes to `lists.history`, once a campaign is over: who was reached, who was not, who was
told where their address comes from.

Works in slices of contacts, one transaction each, so that a reader who leaves meanwhile never waits long. Repeating
it changes nothing. Refuses to report unsettled letters: an uncertain letter counts as not received until a person
says so.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.editorial.models import Edition
from campaigns.post import ledger, states
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import DeliveryState
from lists import history
from lists.kinds import Fact
from lists.models import Contact
from lists.permission import informing
from runtime import clock
from runtime.database import Database
from templates import letters

#: Contacts per slice.
_SLICE = 20_000
#: Joined by address, because the index of the ledger is on addresses.
_OF_CONTACT = (DELIVERY.c.address_key == col(Contact.address_key), DELIVERY.c.contact_id == col(Contact.id))
_FACTS = {
    DeliveryState.ACCEPTED.value: Fact.RECEIVED.value,
    DeliveryState.COMPLAINED.value: Fact.RECEIVED.value,
    DeliveryState.REFUSED.value: Fact.REFUSED.value,
    DeliveryState.EXPIRED.value: Fact.REFUSED.value,
    DeliveryState.BOUNCED.value: Fact.BOUNCED.value,
}


def untold(session: Session) -> list[int]:
    """Return the campaigns that are over and were not reported yet."""
    found = session.exec(
        select(Campaign.id)
        .where(col(Campaign.state).in_(states.CAMPAIGN_OVER), col(Campaign.told_at).is_(None))
        .order_by(col(Campaign.id))
    )
    # A letter that was at its dot when its campaign was cancelled still awaits its outcome.
    return [one for one in found if one is not None and not ledger.is_open(session, one)]


def tell(database: Database, campaign_id: int, now: int) -> None:
    """Report one campaign."""
    with database.transaction() as session:
        campaign = session.get_one(Campaign, campaign_id)
        edition = session.get_one(Edition, campaign.edition_id)
        is_informative = letters.UNINFORMED in edition.letter["conditions"]
        mailing_list_id = campaign.mailing_list_id
        history.sent(session, campaign_id, edition.issue_id, campaign.not_before)
        last = session.exec(select(sa.func.max(Contact.id))).one() or 0
    for first in range(1, last + 1, _SLICE):
        with database.transaction() as session:
            history.note_all(session, _facts(campaign_id, first), campaign_id)
            if is_informative:
                _inform(session, campaign_id, mailing_list_id, first)
    with database.transaction() as session:
        campaign = session.get_one(Campaign, campaign_id)
        campaign.told_at = now
        session.add(campaign)


def _inform(session: Session, campaign_id: int, mailing_list_id: int, first: int) -> None:
    """Note the day on which a slice of contacts was told where their addresses come from (GDPR art. 14(3)(b))."""
    mine = sa.and_(*_OF_CONTACT, DELIVERY.c.campaign_id == campaign_id, DELIVERY.c.state == DeliveryState.ACCEPTED)
    untold = sa.and_(col(Contact.id).between(first, first + _SLICE - 1), informing.is_untold(mailing_list_id))
    moments = sa.select(DELIVERY.c.updated_at).join_from(Contact, DELIVERY, mine).where(untold).distinct()
    days = {clock.in_paris(datetime.fromtimestamp(at, UTC)).date() for at in session.scalars(moments)}
    for day in sorted(days):
        begins = datetime.combine(day, time(), clock.PARIS)
        ends = datetime.combine(day + timedelta(days=1), time(), clock.PARIS)
        on_it = DELIVERY.c.updated_at.between(int(begins.timestamp()), int(ends.timestamp()) - 1)
        told = sa.exists().where(mine, on_it).correlate(Contact)
        informing.note(session, sa.select(col(Contact.id)).where(untold, told), mailing_list_id, day)


def _facts(campaign_id: int, first: int) -> sa.Select[tuple[int, str, int]]:
    """Select the facts about a slice of contacts; by address, because the index of the ledger is on addresses."""
    return (
        sa.select(col(Contact.id), sa.case(_FACTS, value=DELIVERY.c.state), DELIVERY.c.updated_at)
        .join_from(
            Contact,
            DELIVERY,
            sa.and_(DELIVERY.c.campaign_id == campaign_id, *_OF_CONTACT),
        )
        .where(col(Contact.id).between(first, first + _SLICE - 1), DELIVERY.c.state.in_(list(_FACTS)))
    )
