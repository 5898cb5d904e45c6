"""Turning an audience into a campaign: one row per recipient, copied once, in one transaction.

The addresses never pass through Python: INSERT .. SELECT from the audience that `lists.audiences` gives *now*.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from campaigns.editorial import editions, second_subjects
from campaigns.post import completions, launch_records, provider_lookup, providers, statements
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState, DeliveryState
from campaigns.post.subject_trials import drawing
from lists import audiences
from lists.kinds import Policy
from lists.models import Contact
from lists.segments import rules

#: How long letters are tried again when nothing else is said: two days after the window opens.
DEFAULT_EXPIRY = 48 * 3600


@dataclass(frozen=True)
class Plan:
    """What a person decided about one sending; moments are seconds since 1970."""

    edition_id: int
    mailing_list_id: int
    segment: str
    rule: rules.Rule | None
    #: The saved rule, for the record.
    tree: dict[str, Any] | None
    not_before: int
    not_after: int | None
    on_uncertain: str
    policy: Policy = Policy.ALL
    #: What the checks counted just before. If the number of recipients is still the same, nothing is recounted: that
    #: takes as long as the plan itself, and blocks every other writer.
    checked: audiences.Count | None = None
    #: How two subjects are tried; `None` where there is one.
    trial: second_subjects.Wish | None = None


def plan(session: Session, decided: Plan, now: int) -> Campaign:
    """Create the campaign and its deliveries; people left out are counted per reason."""
    special = editions.read(session, decided.edition_id).is_special
    wanted = decided.mailing_list_id, decided.rule, decided.policy
    campaign = Campaign(
        edition_id=decided.edition_id,
        mailing_list_id=decided.mailing_list_id,
        segment=decided.segment,
        rule=decided.tree,
        policy=decided.policy.value,
        state=(CampaignState.SENDING if decided.not_before <= now else CampaignState.WAITING).value,
        launched_at=now,
        not_before=decided.not_before,
        not_after=decided.not_after,
        expires_at=max(now, decided.not_before, decided.not_after or 0) + DEFAULT_EXPIRY,
        on_uncertain=decided.on_uncertain,
        seed=secrets.token_bytes(16),
    )
    session.add(campaign)
    providers.ensure(session)
    session.flush()
    campaign.audience = insert(session, campaign, audiences.selection(*wanted, special=special), now)
    if decided.trial is not None:
        drawing.draw(session, campaign, decided.trial)
    counted = decided.checked
    if counted is None or counted.contacts != campaign.audience:
        counted = audiences.count(session, *wanted, special=special)
    campaign.excluded_at_launch = dict(counted.excluded)
    launch_records.write(session, campaign.id or 0)
    provider_lookup.learn(session, campaign.id or 0)
    return campaign


def complete(session: Session, first: Campaign, people: sa.Select[Any], opens: int, now: int) -> Campaign:
    """Create a campaign of the same edition as `first` for these people, as `audiences.selection` gives them."""
    campaign = Campaign(
        edition_id=first.edition_id,
        mailing_list_id=first.mailing_list_id,
        segment=first.segment,
        rule=first.rule,
        state=(CampaignState.SENDING if opens <= now else CampaignState.WAITING).value,
        launched_at=now,
        not_before=opens,
        expires_at=max(now, opens) + DEFAULT_EXPIRY,
        on_uncertain=first.on_uncertain,
        seed=secrets.token_bytes(16),
    )
    session.add(campaign)
    providers.ensure(session)
    session.flush()
    session.add(completions.Completion(campaign_id=campaign.id or 0, completes_id=first.id or 0))
    campaign.audience = insert(session, campaign, people, now)
    launch_records.write(session, campaign.id or 0)
    provider_lookup.learn(session, campaign.id or 0)
    return campaign


def insert(session: Session, campaign: Campaign, audience: sa.Select[Any], now: int) -> int:
    """Plan one letter for each row of an audience, and return how many there are."""
    chosen = audience.subquery()
    columns = sa.select(
        sa.literal(campaign.id),
        chosen.c.contact_id,
        chosen.c.organisation_id,
        col(Contact.role),
        chosen.c.address,
        chosen.c.address_key,
        sa.literal(DeliveryState.PLANNED.value),
        provider_lookup.provider_of(chosen.c.address, session.get_bind().dialect.name),
        sa.literal(0),
        sa.literal(0),
        sa.literal(""),
        sa.literal(""),
        sa.literal(now),
    ).join_from(chosen, Contact, col(Contact.id) == chosen.c.contact_id)
    # A join keeps no order: see `audiences.selection` for this one.
    columns = columns.order_by(chosen.c.address_key)
    names = [
        "campaign_id", "contact_id", "organisation_id", "role", "address", "address_key", "state",
        "provider", "attempts", "next_at", "reply", "reason", "updated_at",
    ]  # fmt: skip
    # psycopg counts inserted rows only on request.
    connection = session.connection().execution_options(preserve_rowcount=True)
    return connection.execute(sa.insert(statements.DELIVERY).from_select(names, columns)).rowcount
