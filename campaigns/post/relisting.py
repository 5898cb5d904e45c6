"""The list of a campaign drawn up again before its first letter: who came since, who is gone, and making it so.

Refuses nothing by itself: whoever calls it has seen to it that no letter has left. Rows of those who are gone are
deleted, because nobody was ever written to under them: the books hold the list that the letters leave to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from campaigns.editorial import editions
from campaigns.post import completions, launch_records, planning, provider_lookup
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import DeliveryState
from campaigns.post.subject_trials import drawing
from lists import audiences
from lists.kinds import Policy
from lists.models import Contact
from lists.segments.rules import Rule


@dataclass(frozen=True)
class Moved:
    """How a list differs from the one that a campaign was planned for."""

    added: int
    removed: int


def has_begun(session: Session, campaign_id: int) -> bool:
    """Tell whether a letter has left, may have left, or is about to."""
    touched = (DELIVERY.c.state != DeliveryState.PLANNED.value) | (DELIVERY.c.attempts > 0)
    query = sa.select(DELIVERY.c.id).where(DELIVERY.c.campaign_id == campaign_id, touched).limit(1)
    return session.execute(query).first() is not None


def moved(session: Session, campaign: Campaign, rule: Rule | None) -> Moved:
    """Count who came, and who is gone, since the list of a campaign was drawn up."""
    counts = (
        session.execute(sa.select(sa.func.count()).select_from(one.subquery())).scalar_one()
        for one in (_newcomers(session, campaign, rule), _leavers(session, campaign, rule))
    )
    return Moved(*counts)


def named(session: Session, campaign: Campaign, rule: Rule | None, most: int) -> tuple[Sequence[str], Sequence[str]]:
    """Return who came and who is gone, by name, `most` of each; nobody knows the name of who was erased."""
    came, gone = _newcomers(session, campaign, rule).subquery().c, _leavers(session, campaign, rule).subquery().c
    return _names(session, came.contact_id, most), _names(session, gone.contact_id, most)


def relist(session: Session, campaign: Campaign, rule: Rule | None, tree: dict[str, Any] | None, now: int) -> Moved:
    """Draw up the list of a campaign again."""
    campaign_id = campaign.id or 0
    connection = session.connection().execution_options(preserve_rowcount=True)
    gone = sa.select(_leavers(session, campaign, rule).subquery().c.id)
    removed = connection.execute(sa.delete(DELIVERY).where(DELIVERY.c.id.in_(gone))).rowcount
    added = planning.insert(session, campaign, _newcomers(session, campaign, rule), now)
    campaign.audience += added - removed
    campaign.rule, campaign.listed_at = tree, now
    if not _is_closed(session, campaign):
        asked = campaign.mailing_list_id, rule, Policy(campaign.policy)
        counted = audiences.count(session, *asked, special=_is_special(session, campaign))
        campaign.excluded_at_launch = dict(counted.excluded)
    session.add(campaign)
    drawing.redraw(session, campaign)
    launch_records.write_again(session, campaign_id)
    provider_lookup.learn(session, campaign_id)
    return Moved(added, removed)


def _wanted(session: Session, campaign: Campaign, rule: Rule | None) -> Any:
    asked = campaign.mailing_list_id, rule, Policy(campaign.policy)
    mine = sa.select(DELIVERY.c.contact_id).where(DELIVERY.c.campaign_id == campaign.id)
    among = mine if _is_closed(session, campaign) else None
    chosen = audiences.selection(*asked, special=_is_special(session, campaign), among=among)
    return chosen.order_by(None).subquery().c


def _newcomers(session: Session, campaign: Campaign, rule: Rule | None) -> sa.Select[Any]:
    """Select those who would be written to now and are not on the list, as `audiences.selection` gives them."""
    wanted = _wanted(session, campaign, rule)
    listed = sa.select(DELIVERY.c.address_key).where(DELIVERY.c.campaign_id == campaign.id)
    return sa.select(*wanted).where(wanted.address_key.not_in(listed))


def _leavers(session: Session, campaign: Campaign, rule: Rule | None) -> sa.Select[Any]:
    """Select the letters of those who are on the list and would not be written to now: id, contact_id."""
    wanted = _wanted(session, campaign, rule)
    return sa.select(DELIVERY.c.id, DELIVERY.c.contact_id).where(
        DELIVERY.c.campaign_id == campaign.id, DELIVERY.c.address_key.not_in(sa.select(wanted.address_key))
    )


def _names(session: Session, contact_id: Any, most: int) -> list[str]:
    name = (col(Contact.first_name), col(Contact.last_name), col(Contact.email_shown))
    query = sa.select(*name).join_from(contact_id.table, Contact, col(Contact.id) == contact_id)
    rows = session.execute(query.order_by(col(Contact.last_name), col(Contact.id)).limit(most))
    return [" ".join(filter(None, (first, last))) or shown for first, last, shown in rows]


def _is_closed(session: Session, campaign: Campaign) -> bool:
    """Tell whether nobody may join: a campaign that completes another is for those whom that one did not reach."""
    return completions.completed_by(session, campaign.id or 0) is not None


def _is_special(session: Session, campaign: Campaign) -> bool:
    return editions.read(session, campaign.edition_id).is_special
