"""The last issues side by side: at most six, oldest first, all the campaigns of an issue together."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.acting import launching
from campaigns.acting.launching import Launched
from campaigns.editorial import issues, publications
from campaigns.post.models import Campaign, Delivery
from campaigns.post.states import CampaignState, DeliveryState
from runtime.installation import Installation
from tests.campaigns.post.figures.conftest import click, leave, told


def another(opened: Installation, issue_id: int | None = None) -> Launched:
    """Launch another issue of the same article, or an issue once more, and let everybody have it."""
    with opened.database.transaction() as session:
        issue_id = issue_id or _issue(session, opened)
    again = {"already_launched": "test"}
    made = launching.launch(opened, launching.Order(issue_id, grace=0, overrides=again), "test")
    with opened.database.transaction() as session:
        session.execute(
            sa.update(Delivery).where(sa.column("campaign_id") == made.id).values(state=DeliveryState.ACCEPTED.value)
        )
    return made


def _issue(session: Session, opened: Installation) -> int:
    lines = issues.TitleLines("La Lettre suivante", "La Lettre suivante")
    made = issues.new(session, publications.chosen(session), lines, opened.clock.now())
    issues.add(session, made.id or 0, [1], "actions")
    return made.id or 0


def test_one_issue_is_one_point(opened: Installation, campaign: Launched) -> None:
    """With the figures of its ledger."""
    with opened.database.transaction() as session:
        click(session, campaign, 1)
        click(session, campaign, 1, "burst")
        leave(session, campaign, 1)
        leave(session, campaign, 1)
    (point,) = told(opened, campaign).trend

    assert (point.audience, point.reached, point.failed, point.clicks, point.left, point.complained) == (
        9, 5, 2, 1, 1, 1,
    )  # fmt: skip


def test_issues_come_oldest_first_up_to_this_one(opened: Installation, campaign: Launched) -> None:
    """An older report does not change when a newer issue leaves."""
    second = another(opened)
    third = another(opened)

    first = told(opened, campaign).trend[-1].number or 0
    assert [point.number for point in told(opened, third).trend] == [first, first + 1, first + 2]
    assert [point.number for point in told(opened, second).trend] == [first, first + 1]


def test_six_are_enough(opened: Installation, campaign: Launched) -> None:
    """The newest ones."""
    first = told(opened, campaign).trend[-1].number or 0
    for _number in range(6):
        last = another(opened)

    assert [point.number for point in told(opened, last).trend] == list(range(first + 1, first + 7))


def test_campaigns_of_one_issue_are_added(opened: Installation, campaign: Launched) -> None:
    """Companies on Tuesday, missions locales on Thursday: one issue. A cancelled one counts for nothing."""
    again = another(opened, 1)
    cancelled = another(opened, 1)
    with opened.database.transaction() as session:
        session.execute(
            sa.update(Campaign).where(sa.column("id") == cancelled.id).values(state=CampaignState.CANCELLED.value)
        )
    (point,) = told(opened, again).trend

    assert (point.audience, point.reached) == (18, 14)
