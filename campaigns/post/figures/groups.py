"""Whom a figure counts: named groups of letters, of one campaign or of several of one issue.

A figure and the list that it opens come from the same condition, so they are equal. Refuses to name anybody: that is
for `persons`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from campaigns.post import completions
from campaigns.post.figures import departures, reach
from campaigns.post.launch_records import ORGANISATION
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import REACHED, CampaignState, DeliveryState
from lists import geography


class Group(StrEnum):
    """What a figure counts, besides the letters in one state."""

    #: Everybody whom the campaign was planned for.
    ALL = "all"
    #: A server took the letter and did not send it back.
    REACHED = "reached"
    #: It was refused, came back, or never left.
    UNREACHED = "unreached"
    #: Refused by a server, or sent back; whom another campaign of the issue reached is not meant.
    FAILED = "failed"
    #: The reader left from this letter, and did not undo it.
    LEFT = "left"


class Breakdown(StrEnum):
    """By what those whom a letter reached are told apart, as `figures.reach` does."""

    KIND = "kind"
    REGION = "region"
    ROLE = "role"


@dataclass(frozen=True)
class Asked:
    """Which letters."""

    group: Group | DeliveryState = Group.ALL
    #: Of a state: why, as the ledger has it; empty for any reason.
    reason: str = ""
    #: Of those reached: the part of a breakdown with this name; `None` for all.
    by: Breakdown | None = None
    name: str = ""
    #: Selects the numbers of the only contacts in question; `None` for anybody.
    among: sa.Select[Any] | None = None


_FAILED = (DeliveryState.REFUSED, DeliveryState.BOUNCED)
_STATES: dict[Group, tuple[DeliveryState, ...]] = {
    Group.REACHED: REACHED, Group.UNREACHED: completions.UNREACHED, Group.FAILED: _FAILED
}  # fmt: skip


def counted(session: Session, campaign: Campaign, asked: Asked) -> list[int]:
    """Return the campaigns that a figure of the whole issue adds up: those that were not cancelled.

    Whom a completing campaign writes to was planned for already: it adds nobody to the audience.
    """
    alive = sa.select(col(Campaign.id)).where(
        col(Campaign.id).in_(completions.of_same_issue(session, campaign)),
        col(Campaign.state) != CampaignState.CANCELLED.value,
    )
    if asked.group is Group.ALL:
        alive = alive.where(col(Campaign.id).not_in(completions.all_()))
    return [number for number in session.execute(alive.order_by(col(Campaign.id))).scalars() if number is not None]


def chosen(campaign_ids: Sequence[int], asked: Asked, on: date) -> sa.ColumnElement[bool]:
    """Return the condition over `delivery` that selects a group; `on` says which régions there are.

    A letter that reached somebody erased since is in no part of a breakdown: `count` counts it, and nothing names it.
    """
    mine: sa.ColumnElement[bool] = DELIVERY.c.campaign_id.in_(list(campaign_ids))
    if asked.among is not None:
        mine = sa.and_(mine, DELIVERY.c.contact_id.in_(asked.among))
    if asked.group is Group.LEFT:
        return sa.and_(mine, DELIVERY.c.id.in_(departures.who(list(campaign_ids))))
    if isinstance(asked.group, DeliveryState):
        because = DELIVERY.c.reason == asked.reason if asked.reason else sa.true()
        return sa.and_(mine, DELIVERY.c.state == asked.group.value, because)
    if asked.group in _STATES:
        mine = sa.and_(mine, DELIVERY.c.state.in_(_STATES[asked.group]))
    if asked.group is Group.FAILED:
        return sa.and_(mine, DELIVERY.c.id.in_(_once(campaign_ids)))
    if asked.by is not None:
        return sa.and_(mine, DELIVERY.c.contact_id.is_not(None), _part(asked, on))
    return mine


def count(session: Session, campaign_ids: Sequence[int], asked: Asked, on: date) -> int:
    """Count the letters of a group; of those who left, also whoever is no longer in the ledger."""
    if asked.group is Group.LEFT:
        return departures.left(session, list(campaign_ids))
    if asked.by is not None:
        whole = [reach.reach(session, one, on) for one in campaign_ids]
        return sum(share.contacts for one in whole for share in _shares(one, asked.by) if share.name == asked.name)
    query = sa.select(sa.func.count()).where(chosen(campaign_ids, asked, on))
    return int(session.execute(query).scalar_one())


def _once(campaign_ids: Sequence[int]) -> sa.Select[Any]:
    """Select one failed letter a person, of those whom no letter of these campaigns reached."""
    mine = DELIVERY.c.campaign_id.in_(list(campaign_ids))
    reached = sa.select(DELIVERY.c.contact_id).where(
        mine, DELIVERY.c.state.in_(REACHED), DELIVERY.c.contact_id.is_not(None)
    )
    person = sa.func.coalesce(DELIVERY.c.contact_id, -DELIVERY.c.id)
    missed = sa.or_(DELIVERY.c.contact_id.is_(None), DELIVERY.c.contact_id.not_in(reached))
    return sa.select(sa.func.min(DELIVERY.c.id)).where(mine, DELIVERY.c.state.in_(_FAILED), missed).group_by(person)


def _part(asked: Asked, on: date) -> sa.ColumnElement[bool]:
    if asked.by is Breakdown.ROLE:
        return DELIVERY.c.role == asked.name
    named: sa.ColumnElement[bool] = sa.true()
    if asked.by is Breakdown.REGION:
        named = ORGANISATION.c.placed_in.in_(_placed(asked.name, on))
    elif asked.name:
        named = ORGANISATION.c.kind == asked.name
    stood = sa.exists().where(
        ORGANISATION.c.campaign_id == DELIVERY.c.campaign_id,
        ORGANISATION.c.organisation_id == DELIVERY.c.organisation_id,
        named,
    )
    return stood if asked.name else sa.not_(stood)


def _placed(region: str, on: date) -> list[str]:
    """Return the départements of a région of that day; without a name, those of all régions."""
    names = {code: reach.region_of(code, on) for code in geography.departements()}
    return [code for code, name in names.items() if (name == region if region else name)]


def _shares(found: reach.Reach, by: Breakdown) -> tuple[reach.Share, ...]:
    return {Breakdown.KIND: found.kinds, Breakdown.REGION: found.regions, Breakdown.ROLE: found.roles}[by]
