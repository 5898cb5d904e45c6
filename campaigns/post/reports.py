"""The figures of a campaign, straight from the ledger: every recipient is counted once, and the sums are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial import editions, snapshots, wordings
from campaigns.editorial.models import Edition
from campaigns.editorial.wordings import Words
from campaigns.post import complaint_thresholds, labels, tokens
from campaigns.post.answers import tallies
from campaigns.post.figures import departures, interest, reach, trends
from campaigns.post.models import Campaign
from campaigns.post.statements import DELIVERY
from campaigns.post.states import CampaignState, DeliveryState
from campaigns.post.subject_trials import outcomes
from runtime.language import N_, _
from templates import letter_json

_BATCH = 1000
NO_OPENS = N_(
    "Il n’y a pas de taux d’ouverture : le mesurer demande l’accord de chaque lecteur (CNIL, délibération 2026-042), "
    "et les messageries ouvrent elles-mêmes les images de beaucoup de lettres que personne n’a lues."
)


@dataclass(frozen=True)
class Standing:
    """Where a campaign stands."""

    id: int
    state: CampaignState
    #: Why it is held or paused, in French; empty otherwise.
    state_reason: str
    #: Recipients planned.
    audience: int
    #: Why contacts were left out before -> how many.
    excluded_at_launch: Mapping[str, int]
    #: Recipients by state, zeros included.
    counts: Mapping[DeliveryState, int]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais campaigns show` promises."""
        return {
            "id": self.id,
            "state": self.state.value,
            "audience": self.audience,
            "excluded_at_launch": dict(self.excluded_at_launch),
            "counts": {state.value: number for state, number in self.counts.items()},
        }


@dataclass(frozen=True)
class Recipient:
    """What became of the letter to one reader."""

    #: Empty once its retention term is over.
    address: str
    state: DeliveryState
    attempts: int
    #: `None` as long as nothing was tried.
    message_id: str | None
    #: What the server said last.
    reply: str
    updated_at: datetime

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais campaigns deliveries` promises."""
        return {
            "address": self.address,
            "state": self.state.value,
            "attempts": self.attempts,
            "message_id": self.message_id,
            "reply": self.reply,
            "updated_at": self.updated_at.isoformat(),
        }


@dataclass(frozen=True)
class Report:
    """What became of one campaign; every sum is the ledger's, to the unit."""

    campaign: Standing
    publication: str
    title: str
    #: `None` for a letter without a number.
    number: int | None
    #: The day that the issue bears.
    dated: date
    #: State -> reason -> how many, where there are reasons.
    reasons: Mapping[DeliveryState, Mapping[str, int]]
    reach: reach.Reach
    interest: interest.Interest
    #: How many left from this letter.
    left: int
    #: Why, where they said so -> how many, the most frequent first.
    left_reasons: Mapping[str, int]
    #: What readers answered, where they were asked whether they come; else `None`.
    answers: tallies.Tally | None
    trend: tuple[trends.Point, ...]
    #: What the installation calls things, on the day that the issue bears.
    words: Words = wordings.ORDINARY
    #: Two subjects and what they brought; `None` where there was one.
    subjects: outcomes.Trial | None = None

    @property
    def counts(self) -> Mapping[DeliveryState, int]:
        """Recipients by state, zeros included."""
        return self.campaign.counts

    def kind(self, name: str) -> str:
        """Return the words for a kind of organisation, in the plural."""
        return labels.kind(name, self.words)

    @property
    def complained(self) -> int:
        """How many reported it as unwanted."""
        return self.counts[DeliveryState.COMPLAINED]

    @property
    def failed(self) -> int:
        """Refused by a server, or sent back by one."""
        return self.counts[DeliveryState.REFUSED] + self.counts[DeliveryState.BOUNCED]

    def per_reached(self, number: int) -> float:
        """Return a number as a share of the letters that readers have."""
        return number / self.reach.contacts if self.reach.contacts else 0.0

    def as_json(self) -> dict[str, Any]:
        """Return the document that `--json` promises."""
        told = {state.value: dict(reasons) for state, reasons in self.reasons.items() if reasons}
        return (
            self.campaign.as_json()
            | {
                "title": self.title,
                "number": self.number,
                "date": self.dated.isoformat(),
                "reasons": told,
                "reached": asdict(self.reach),
                "interest": self.interest.as_json(),
                "robots": self.interest.robots,
                "answers": self.answers.as_json() if self.answers else None,
                "left": self.left,
                "left_reasons": dict(self.left_reasons),
                "complaints": {
                    "count": self.complained,
                    "rate": round(self.per_reached(self.complained), 6),
                    "lines": list(complaint_thresholds.LINES),
                },
                "opens": None,
                "opens_reason": _(NO_OPENS),
                "trend": [point.as_json() for point in self.trend],
            }
            | ({"subjects": self.subjects.as_json()} if self.subjects else {})
        )


def get(session: Session, campaign_id: int) -> Campaign:
    """Return one campaign.

    Raises:
        errors.UnknownCampaign.
    """
    found = session.get(Campaign, campaign_id)
    if found is None:
        raise errors.UnknownCampaign(id=campaign_id)
    return found


def listed(session: Session) -> list[tuple[Campaign, str]]:
    """Return the campaigns with the titles of their letters, newest first."""
    title = col(Edition.content)["issue"]["title"].as_string()
    joined = select(Campaign, title).join(Edition, col(Edition.id) == col(Campaign.edition_id))
    return [(one, name) for one, name in session.exec(joined.order_by(col(Campaign.id).desc()))]


def standing(campaign: Campaign, counts: Mapping[DeliveryState, int]) -> Standing:
    """Return where a campaign stands, whose recipients were counted."""
    return Standing(
        campaign.id or 0,
        CampaignState(campaign.state),
        campaign.state_reason,
        campaign.audience,
        campaign.excluded_at_launch,
        counts,
    )


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
        campaign=standing(campaign, counts),
        publication=snapshot.publication.name,
        title=issue.title,
        number=issue.number,
        dated=issue.dated,
        reasons=reasons,
        reach=reached,
        interest=interest.interest(session, campaign_id, edition, snapshot, reached.contacts),
        left=departures.left(session, [campaign_id]),
        left_reasons=departures.reasons(session, campaign_id),
        answers=_answers(session, campaign_id, edition),
        trend=trends.trend(session, campaign),
        words=wordings.on(session, issue.dated),
        subjects=outcomes.of(session, campaign_id),
    )


def _answers(session: Session, campaign_id: int, edition: Edition) -> tallies.Tally | None:
    is_asked = tallies.is_asked(letter_json.load(edition.letter))
    return tallies.of_campaigns(session, [campaign_id]) if is_asked else None


#: States that a row comes to for a reason.
_WITH_REASONS = (DeliveryState.REFUSED, DeliveryState.BOUNCED, DeliveryState.DEFERRED, DeliveryState.EXCLUDED)


def _fates(session: Session, campaign_id: int) -> tuple[dict[DeliveryState, int], dict[DeliveryState, dict[str, int]]]:
    """Count the rows of a campaign by state, zeros included, and by state and reason, the most frequent first."""
    rows = session.execute(
        sa.select(DELIVERY.c.state, DELIVERY.c.reason, sa.func.count().label("many"))
        .where(DELIVERY.c.campaign_id == campaign_id)
        .group_by(DELIVERY.c.state, DELIVERY.c.reason)
    ).all()
    counts = {state: sum(row.many for row in rows if row.state == state) for state in DeliveryState}
    ordered = sorted(rows, key=lambda row: (-row.many, row.reason))
    told = {state: {row.reason: row.many for row in ordered if row.state == state} for state in _WITH_REASONS}
    return counts, told


def deliveries(session: Session, campaign_id: int, state: DeliveryState | None = None) -> Iterator[Recipient]:
    """Yield the recipients, in the order they were planned; memory stays constant.

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
            yield _recipient(row, campaign.seed, domain)
        last = rows[-1].id


def sender_domain(session: Session, campaign: Campaign) -> str:
    """Return the domain that this campaign's letters come from."""
    return editions.read(session, campaign.edition_id).publication.domain


def _recipient(row: sa.Row[Any], seed: bytes, domain: str) -> Recipient:
    return Recipient(
        address=row.address,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        message_id=tokens.message_id(seed, row.id, domain) if row.attempts else None,
        reply=row.reply,
        updated_at=datetime.fromtimestamp(row.updated_at, UTC),
    )
