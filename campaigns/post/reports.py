"""The figures of a campaign, straight from the ledger: every recipient is counted once, and the sums are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial import editions, snapshots
from campaigns.editorial.models import Edition
from campaigns.post import complaints, tokens
from campaigns.post.figures import departures, interest, reach, trends
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import State
from runtime.language import N_, _

_BATCH = 1000
NO_OPENS = N_(
    "Il n’y a pas de taux d’ouverture : le mesurer demande l’accord de chaque lecteur (CNIL, délibération 2026-042), "
    "et les messageries ouvrent elles-mêmes les images de beaucoup de lettres que personne n’a lues."
)


@dataclass(frozen=True)
class Report:
    """What became of one campaign; every sum is the ledger's, to the unit."""

    campaign: Campaign
    publication: str
    title: str
    #: Nothing for a letter that is no number.
    number: int | None
    #: The day that the issue bears.
    dated: date
    counts: dict[State, int]
    #: State -> reason -> how many, where there are reasons.
    reasons: dict[State, dict[str, int]]
    reach: reach.Reach
    interest: interest.Interest
    #: How many left from this letter.
    left: int
    #: Why, where they said so -> how many, the most frequent first.
    left_reasons: dict[str, int]
    trend: tuple[trends.Point, ...]

    @property
    def complained(self) -> int:
        """How many reported it as unwanted."""
        return self.counts[State.COMPLAINED]

    @property
    def failed(self) -> int:
        """Refused by a server, or sent back by one."""
        return self.counts[State.REFUSED] + self.counts[State.BOUNCED]

    def per_reached(self, number: int) -> float:
        """Return a number as a share of the letters that readers have."""
        return number / self.reach.contacts if self.reach.contacts else 0.0

    def as_json(self) -> dict[str, Any]:
        """Return the document that `--json` promises."""
        told = {state.value: reasons for state, reasons in self.reasons.items() if reasons}
        return summary(self.campaign, self.counts) | {
            "title": self.title,
            "number": self.number,
            "date": self.dated.isoformat(),
            "reasons": told,
            "reached": asdict(self.reach),
            "interest": self.interest.as_json(),
            "robots": self.interest.robots,
            "left": self.left,
            "left_reasons": self.left_reasons,
            "complaints": {
                "count": self.complained,
                "rate": round(self.per_reached(self.complained), 6),
                "lines": list(complaints.LINES),
            },
            "opens": None,
            "opens_reason": _(NO_OPENS),
            "trend": [asdict(point) | {"dated": point.dated.isoformat()} for point in self.trend],
        }


def get(session: Session, campaign_id: int) -> Campaign:
    """Return one campaign.

    Raises:
        errors.UnknownCampaign.
    """
    found = session.get(Campaign, campaign_id)
    if found is None:
        raise errors.UnknownCampaign(id=campaign_id)
    return found


def listed(session: Session) -> list[Campaign]:
    """Return the campaigns, newest first."""
    return list(session.exec(select(Campaign).order_by(col(Campaign.id).desc())))


def summary(campaign: Campaign, counts: dict[State, int]) -> dict[str, Any]:
    """Return the document of `relais campaigns show`."""
    return {
        "id": campaign.id,
        "state": campaign.state,
        "audience": campaign.audience,
        "excluded_at_launch": dict(campaign.excluded_at_launch),
        "counts": {state.value: number for state, number in counts.items()},
    }


def report(session: Session, campaign_id: int) -> Report:
    """Return what became of a campaign.

    Raises:
        errors.UnknownCampaign.
    """
    campaign = get(session, campaign_id)
    edition = session.get_one(Edition, campaign.edition_id)
    snapshot = snapshots.parse(edition.content)
    issue = snapshot.issue
    counts, reasons = _fates(session, campaign_id)
    reached = reach.reach(session, campaign_id, issue.dated)
    return Report(
        campaign=campaign,
        publication=snapshot.publication.name,
        title=issue.title,
        number=issue.number,
        dated=issue.dated,
        counts=counts,
        reasons=reasons,
        reach=reached,
        interest=interest.interest(session, campaign_id, edition, snapshot, reached.contacts),
        left=departures.left(session, [campaign_id]),
        left_reasons=departures.reasons(session, campaign_id),
        trend=trends.trend(session, campaign),
    )


#: States that a row comes to for a reason.
_WITH_REASONS = (State.REFUSED, State.BOUNCED, State.DEFERRED, State.EXCLUDED)


def _fates(session: Session, campaign_id: int) -> tuple[dict[State, int], dict[State, dict[str, int]]]:
    """Count the rows of a campaign by state, zeros included, and by state and reason, the most frequent first."""
    rows = session.execute(
        sa.select(DELIVERY.c.state, DELIVERY.c.reason, sa.func.count().label("many"))
        .where(DELIVERY.c.campaign_id == campaign_id)
        .group_by(DELIVERY.c.state, DELIVERY.c.reason)
    ).all()
    counts = {state: sum(row.many for row in rows if row.state == state) for state in State}
    ordered = sorted(rows, key=lambda row: (-row.many, row.reason))
    told = {state: {row.reason: row.many for row in ordered if row.state == state} for state in _WITH_REASONS}
    return counts, told


def deliveries(session: Session, campaign_id: int, state: State | None = None) -> Iterator[dict[str, Any]]:
    """Yield one document a recipient, in the order they were planned; memory stays constant.

    Raises:
        errors.UnknownCampaign.
    """
    campaign = get(session, campaign_id)
    domain = sender_domain(session, campaign)
    last = 0
    query = sa.select(DELIVERY).where(DELIVERY.c.campaign_id == campaign_id).order_by(DELIVERY.c.id).limit(_BATCH)
    if state is not None:
        query = query.where(DELIVERY.c.state == state)
    while rows := session.execute(query.where(DELIVERY.c.id > last)).all():
        for row in rows:
            yield _delivery(row, campaign.seed, domain)
        last = rows[-1].id


def edition_of(session: Session, campaign: Campaign) -> Edition:
    """Return what a campaign sends."""
    return session.get_one(Edition, campaign.edition_id)


def sender_domain(session: Session, campaign: Campaign) -> str:
    """Return the domain that this campaign's letters come from."""
    return editions.read(session, campaign.edition_id).publication.domain


def _delivery(row: sa.Row[Any], seed: bytes, domain: str) -> dict[str, Any]:
    return {
        "address": row.address,
        "state": row.state,
        "attempts": row.attempts,
        "message_id": tokens.message_id(seed, row.id, domain) if row.attempts else None,
        "reply": row.reply,
        "updated_at": datetime.fromtimestamp(row.updated_at, UTC).isoformat(),
    }
