"""When failures add up to « nobody reads there »: one policy for what a server refuses at once and for what comes back.

A hard failure counts at once. The others count over time, as `RULES` says; what blames our server, our letter or the
hour never counts against a reader. Refuses to forget: the ledger is what is counted, nothing is kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.post.statements import CAMPAIGN, DELIVERY
from campaigns.post.states import State
from lists import history
from mailer.reasons import Reason

_DAY = 86_400


@dataclass(frozen=True)
class Rule:
    """So many failures, of as many campaigns, within so many days; the first and the last so many days apart."""

    failures: int
    within: int
    apart: int = 0


#: Reasons that count against an address over time.
RULES = {
    # Said without a code and by nobody knows whom, or of a domain that may be back tomorrow: twice is enough.
    Reason.USER_UNKNOWN: Rule(2, within=90),
    Reason.HOST_UNKNOWN: Rule(2, within=90, apart=1),
    Reason.HAS_MOVED: Rule(2, within=90),
    Reason.NOT_ACCEPT: Rule(2, within=90, apart=1),
    # A full mailbox is emptied one day, a sleeping one wakes.
    Reason.MAILBOX_FULL: Rule(5, within=365, apart=30),
    Reason.SUSPENDED: Rule(3, within=365, apart=30),
}
#: Reasons that hold for a domain: believed when they are repeated, though each is hard.
REPEATED = frozenset({Reason.HOST_UNKNOWN, Reason.NOT_ACCEPT})
#: Reasons for which we are to blame, never the reader: somebody must look at them.
OURS = frozenset({Reason.BLOCKED, Reason.AUTH_FAILURE, Reason.SPAM, Reason.VIRUS})
_LONGEST = max(rule.within for rule in RULES.values())


def weigh(session: Session, address_key: bytes, reason: Reason, *, hard: bool, now: int, evidence: str) -> bool:
    """Suppress an address when its last failure, already in the ledger, is one too many; tell whether it was news."""
    if hard and reason not in REPEATED:
        return history.refused_hard(session, address_key, datetime.fromtimestamp(now, UTC), evidence)
    return _weigh_all(session, DELIVERY.c.address_key == address_key, [reason], now, evidence) > 0


def weigh_campaign(session: Session, campaign_id: int, now: int) -> int:
    """Weigh what was refused to a campaign that has ended; return how many addresses are written to no more."""
    refused = sa.select(DELIVERY.c.address_key).where(
        DELIVERY.c.campaign_id == campaign_id, DELIVERY.c.state == State.REFUSED, DELIVERY.c.reason.in_(list(RULES))
    )
    return _weigh_all(session, DELIVERY.c.address_key.in_(refused), RULES, now, f"campaign:{campaign_id}")


def _weigh_all(
    session: Session, whose: sa.ColumnElement[bool], reasons: Iterable[Reason], now: int, evidence: str
) -> int:
    wanted = [reason for reason in reasons if reason in RULES]
    if not wanted:
        return 0
    since = now - _LONGEST * _DAY
    # Campaigns are few: the ledger is asked for an address once a campaign, by its one unique index.
    recent = sa.select(CAMPAIGN.c.id).where(CAMPAIGN.c.launched_at > since)
    rows = session.execute(
        sa.select(DELIVERY.c.address_key, DELIVERY.c.reason, DELIVERY.c.updated_at)
        .where(
            DELIVERY.c.campaign_id.in_(recent),
            whose,
            DELIVERY.c.state.in_([State.REFUSED, State.BOUNCED]),
            DELIVERY.c.reason.in_([reason.value for reason in wanted]),
            DELIVERY.c.updated_at > since,
        )
        .order_by(DELIVERY.c.address_key, DELIVERY.c.reason, DELIVERY.c.updated_at)
    )
    failures: dict[tuple[bytes, str], list[int]] = {}
    for key, reason, at in rows:
        failures.setdefault((key, reason), []).append(at)
    spent = {key for (key, reason), moments in failures.items() if is_too_many(RULES[Reason(reason)], moments, now)}
    moment = datetime.fromtimestamp(now, UTC)
    return sum(history.refused_hard(session, key, moment, evidence) for key in sorted(spent))


def is_too_many(rule: Rule, moments: list[int], now: int) -> bool:
    """Tell whether failures at these seconds, oldest first, are as many as a rule allows."""
    counted = [at for at in moments if at > now - rule.within * _DAY]
    return len(counted) >= rule.failures and counted[-1] - counted[0] >= rule.apart * _DAY
