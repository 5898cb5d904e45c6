"""The provider of a letter's mailbox: the domain of the address, looked up in the database, then in the DNS.

Known domains are used at launch, inside the one statement that plans. Unknown ones are asked before letters leave, for
some seconds at most. A domain without an answer belongs to `providers.OTHERS`, and is asked again in an hour.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.post import models, providers
from campaigns.post.models import MailDomain
from campaigns.post.states import CampaignState
from mailer import pacing
from runtime import bulk, resolving
from runtime.installation import Installation

DOMAIN = models.table("mail_domain")
#: Seconds after which a domain is asked again: when it gave no answer; when it may have moved.
_SILENT, _OLD = 3_600, 30 * 86_400
#: Questions at once, domains per round, and seconds for all of it.
_AT_ONCE, _ROUND, _SECONDS = 20, 200, 10


def domain_of(address: sa.ColumnElement[str], dialect: str) -> sa.ColumnElement[str]:
    """Return the domain of an address column."""
    if dialect == "sqlite":
        return sa.func.substr(address, sa.func.instr(address, "@") + 1)
    return sa.func.split_part(address, "@", 2)


def provider_of(address: sa.ColumnElement[str], dialect: str) -> sa.ColumnElement[int]:
    """Return the number of the group that keeps an address, if known; otherwise `providers.OTHERS`."""
    known = sa.select(DOMAIN.c.provider_id).where(DOMAIN.c.domain == domain_of(address, dialect)).scalar_subquery()
    return sa.func.coalesce(known, providers.OTHERS)


def learn(session: Session, campaign_id: int) -> None:
    """Record the domains of a campaign that were never seen before."""
    delivery = models.table("delivery")
    domain = domain_of(delivery.c.address, session.get_bind().dialect.name)
    seen = sa.select(domain.label("domain"), sa.literal(0)).where(delivery.c.campaign_id == campaign_id).distinct()
    new = seen.where(domain.not_in(sa.select(DOMAIN.c.domain)))
    # Two launches at once may see the same domain.
    session.execute(
        bulk.insert(DOMAIN, session)
        .from_select(["domain", "asked_at"], new.order_by("domain"))
        .on_conflict_do_nothing()
    )


def ask(opened: Installation, seconds: float = _SECONDS) -> int:
    """Ask the DNS for unknown domains, and move the waiting letters to their groups; return how many were found.

    Ends after `seconds`, or when the first twenty questions get no answer: there is no network then.
    """
    ends = time.monotonic() + seconds
    found = 0
    while time.monotonic() < ends and (domains := _unknown(opened)):
        with opened.database.reading() as session:
            groups = [providers.group(row) for row in providers.listed(session)]
        answers = list(_answers(opened.resolver, domains, groups, ends))
        with opened.database.transaction() as session:
            _sort(session, answers, opened.clock.epoch())
        known = sum(answer.group is not None for answer in answers)
        found += known
        if not known:
            break
    return found


@dataclass(frozen=True)
class _Answer:
    domain: str
    #: `None`: no answer.
    group: str | None


def _unknown(opened: Installation) -> list[str]:
    now = opened.clock.epoch()
    silent = col(MailDomain.provider_id).is_(None) & (col(MailDomain.asked_at) < now - _SILENT)
    old = col(MailDomain.asked_at) < now - _OLD
    with opened.database.reading() as session:
        query = select(MailDomain.domain).where(silent | old).order_by(col(MailDomain.asked_at)).limit(_ROUND)
        return list(session.exec(query))


def _answers(
    resolver: resolving.Resolver, domains: list[str], groups: list[pacing.Group], ends: float
) -> Iterator[_Answer]:
    heard: list[bool] = []

    def look_up(domain: str) -> _Answer | None:
        if time.monotonic() > ends or (len(heard) >= _AT_ONCE and not any(heard)):
            return None
        try:
            group = pacing.belongs(domain, resolver.exchangers(domain), groups)
        except resolving.Silent:
            group = None
        heard.append(group is not None)
        return _Answer(domain, group)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for answer in pool.map(look_up, domains):
            if answer is not None:
                yield answer


def _sort(session: Session, answers: list[_Answer], now: int) -> None:
    """Save the answers, and move the waiting rows of live campaigns to their groups."""
    asked = [answer.domain for answer in answers]
    # In a fixed order, so that two processes with the same domains wait for each other instead of deadlocking.
    session.execute(sa.select(DOMAIN.c.domain).where(DOMAIN.c.domain.in_(asked)).order_by("domain").with_for_update())
    session.execute(sa.update(DOMAIN).where(DOMAIN.c.domain.in_(asked)).values(asked_at=now))
    numbers = {row.name: row.id or 0 for row in providers.listed(session)}
    by_group: dict[int, list[str]] = {}
    for answer in answers:
        if answer.group is not None:
            by_group.setdefault(numbers[answer.group], []).append(answer.domain)
    for number, domains in by_group.items():
        session.execute(sa.update(DOMAIN).where(DOMAIN.c.domain.in_(domains)).values(provider_id=number))
        if number != providers.OTHERS:
            _move(session, number, domains)


def _move(session: Session, provider_id: int, domains: list[str]) -> None:
    delivery, campaign = models.table("delivery"), models.table("campaign")
    dialect = session.get_bind().dialect.name
    states = [CampaignState.WAITING.value, CampaignState.SENDING.value, CampaignState.PAUSED.value]
    live = sa.select(campaign.c.id).where(campaign.c.state.in_(states))
    moved: Any = (
        sa.update(delivery)
        .where(
            bulk.found(delivery.c.campaign_id, live, dialect),
            delivery.c.provider == providers.OTHERS,
            models.DUE,
            domain_of(delivery.c.address, dialect).in_(domains),
        )
        .values(provider=provider_id)
    )
    session.execute(moved)
