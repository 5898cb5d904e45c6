"""When failures add up to « nobody reads there »: one policy for what a server refuses at once and for what comes back.

A hard failure counts at once. The others count over time, as `RULES` says, letters and service messages together; what
blames our server, our letter or the moment never counts against a reader. Refuses to forget: it counts rows of the
ledger and the outbox, and keeps no other record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from campaigns.post.message_rows import ServiceMessage
from campaigns.post.statements import CAMPAIGN, DELIVERY
from campaigns.post.states import DeliveryState
from lists import history
from mailer.reasons import Reason

_DAY = 86_400


@dataclass(frozen=True)
class SuppressionRule:
    """So many failures, of as many campaigns or days, within so many days; the first and last so many days apart."""

    failures: int
    within: int
    apart: int = 0


#: Reasons that count against an address over time.
RULES = {
    # Reported without a code, by an unknown sender, or about a domain that may be back tomorrow: two are needed.
    Reason.USER_UNKNOWN: SuppressionRule(2, within=90),
    Reason.HOST_UNKNOWN: SuppressionRule(2, within=90, apart=1),
    Reason.HAS_MOVED: SuppressionRule(2, within=90),
    Reason.NOT_ACCEPT: SuppressionRule(2, within=90, apart=1),
    # A full mailbox may be emptied one day, and an inactive one used again.
    Reason.MAILBOX_FULL: SuppressionRule(5, within=365, apart=30),
    Reason.SUSPENDED: SuppressionRule(3, within=365, apart=30),
}
#: Reasons that concern a whole domain: believed only when repeated, although each is hard.
REPEATED = frozenset({Reason.HOST_UNKNOWN, Reason.NOT_ACCEPT})
#: Reasons for which we are to blame, never the reader: somebody must look at them.
OURS = frozenset({Reason.BLOCKED, Reason.AUTH_FAILURE, Reason.SPAM, Reason.VIRUS})
_LONGEST = max(rule.within for rule in RULES.values())


def weigh(session: Session, address_key: bytes, reason: Reason, *, hard: bool, now: int, evidence: str) -> bool:
    """Suppress an address if its last failure, already recorded, is one too many; tell whether that is new."""
    if is_final(reason, hard=hard):
        return history.refused_hard(session, address_key, datetime.fromtimestamp(now, UTC), evidence)
    return _weigh_all(session, lambda key: key == address_key, [reason], now, evidence) > 0


def is_final(reason: Reason, *, hard: bool) -> bool:
    """Tell whether one failure is enough: it is hard, and holds for one address alone."""
    return hard and reason not in REPEATED


def weigh_campaign(session: Session, campaign_id: int, now: int) -> int:
    """Weigh what was refused to a campaign that has ended; return how many addresses were suppressed."""
    refused = sa.select(DELIVERY.c.address_key).where(
        DELIVERY.c.campaign_id == campaign_id,
        DELIVERY.c.state == DeliveryState.REFUSED,
        DELIVERY.c.reason.in_(list(RULES)),
    )
    return _weigh_all(session, lambda key: key.in_(refused), RULES, now, f"campaign:{campaign_id}")


#: A condition over a column of keys: whose failures are weighed.
_Whose = Callable[[Any], sa.ColumnElement[bool]]


def _weigh_all(session: Session, whose: _Whose, reasons: Iterable[Reason], now: int, evidence: str) -> int:
    wanted = [reason.value for reason in reasons if reason in RULES]
    if not wanted:
        return 0
    since = now - _LONGEST * _DAY
    failures: dict[tuple[bytes, str], list[int]] = {}
    for key, reason, at in session.execute(_letters(whose, wanted, since)):
        failures.setdefault((key, reason), []).append(at)
    for key, reason, at in session.execute(_messages(whose, wanted, since)):
        moments = failures.setdefault((key, reason), [])
        # Refusals on the same day count only once, such as three requests within a minute.
        if all(at // _DAY != other // _DAY for other in moments):
            moments.append(at)
    moment = datetime.fromtimestamp(now, UTC)
    spent = {key for (key, reason), at in failures.items() if is_too_many(RULES[Reason(reason)], sorted(at), now)}
    return sum(history.refused_hard(session, key, moment, evidence) for key in sorted(spent))


def _letters(whose: _Whose, reasons: list[str], since: int) -> sa.Select[Any, Any, Any]:
    # Campaigns are few: the ledger is queried once per campaign and address, by its one unique index.
    recent = sa.select(CAMPAIGN.c.id).where(CAMPAIGN.c.launched_at > since)
    return sa.select(DELIVERY.c.address_key, DELIVERY.c.reason, DELIVERY.c.updated_at).where(
        DELIVERY.c.campaign_id.in_(recent),
        whose(DELIVERY.c.address_key),
        DELIVERY.c.state.in_([DeliveryState.REFUSED, DeliveryState.BOUNCED]),
        DELIVERY.c.reason.in_(reasons),
        DELIVERY.c.updated_at > since,
    )


def _messages(whose: _Whose, reasons: list[str], since: int) -> sa.Select[Any, Any, Any]:
    key, reason, ended = col(ServiceMessage.address_key), col(ServiceMessage.reason), col(ServiceMessage.ended_at)
    is_refused = col(ServiceMessage.state) == DeliveryState.REFUSED.value
    return sa.select(key, reason, ended).where(whose(key), is_refused, reason.in_(reasons), ended > since)


def is_too_many(rule: SuppressionRule, moments: list[int], now: int) -> bool:
    """Tell whether failures at these seconds, oldest first, are as many as a rule allows."""
    counted = [at for at in moments if at > now - rule.within * _DAY]
    return len(counted) >= rule.failures and counted[-1] - counted[0] >= rule.apart * _DAY
