"""The same letter once more, to whom it did not reach, and to nobody twice."""

from __future__ import annotations

import pytest
from sqlmodel import Session, col, select

from campaigns import errors as story
from campaigns.acting import issue_desk, steering
from campaigns.acting.following_up import errors, overview, sending_again
from campaigns.acting.launching import Launched
from campaigns.acting.preparing import list_updates
from campaigns.editorial.models import Edition
from campaigns.post.figures.groups import Asked, Group
from campaigns.post.models import Campaign, Delivery
from campaigns.post.states import CampaignState
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from runtime.installation import Installation
from tests import audited, cast
from tests.campaigns.acting.following_up import scenes
from tests.campaigns.post.figures.conftest import told


def test_only_those_without_the_letter_get_it(opened: Installation, over: Launched) -> None:
    """Amadou's box was full; Maïté's does not exist; whoever is uncertain or deferred may still have it."""
    made = sending_again.send(opened, 1, "user:1", expected=1)

    with opened.database.reading() as session:
        assert scenes.planned(session, made.id) == [scenes.AMADOU]
        small = session.get_one(Campaign, made.id)
        assert small.edition_id == session.get_one(Campaign, 1).edition_id
        assert (small.state, small.not_before) == (CampaignState.WAITING.value, opened.clock.epoch() + 600)
    assert audited.acts(opened, "user:1")[-1][0] == "campaign.completed"


def test_nobody_gets_it_twice(opened: Installation, over: Launched) -> None:
    """While the small campaign waits, there is nobody left; once it was cancelled, there is."""
    made = sending_again.send(opened, 1, "test")
    with pytest.raises(errors.NobodyLeft):
        sending_again.send(opened, 1, "test")
    steering.cancel(opened, made.id, "test")

    assert overview.look(opened, 1).remaining == 1


def test_nobody_joins_a_small_campaign(opened: Installation, over: Launched) -> None:
    """Its list is not drawn up again: it is that of those without the letter."""
    made = sending_again.send(opened, 1, "test")
    with pytest.raises(story.WrongMoment):
        list_updates.update(opened, made.id, "test")

    with opened.database.reading() as session:
        assert scenes.planned(session, made.id) == [scenes.AMADOU]


def test_whoever_left_is_never_written_to(opened: Installation, over: Launched) -> None:
    """An unsubscription between two campaigns counts at once."""
    with opened.database.transaction() as session:
        suppressing.suppress(
            session, cast.key(opened, scenes.AMADOU), reason=SuppressionReason.UNSUBSCRIBED,
            since=opened.clock.now(), mailing_list_id=1, evidence="x",
        )  # fmt: skip

    with pytest.raises(errors.NobodyLeft):
        sending_again.send(opened, 1, "test")


def test_a_number_that_moved_is_read_again(opened: Installation, over: Launched) -> None:
    """What leaves is what was read."""
    with pytest.raises(errors.NumberMoved, match="4, ils sont maintenant 1"):
        sending_again.send(opened, 1, "test", expected=4)


def test_a_campaign_under_way_is_waited_for(opened: Installation, campaign: Launched) -> None:
    """It may still reach them by itself."""
    with pytest.raises(story.WrongMoment):
        sending_again.send(opened, 1, "test")


def test_the_issue_is_no_draft_when_the_small_campaign_is_cancelled(opened: Installation, over: Launched) -> None:
    """And its report adds nobody to the audience of the issue."""
    made = sending_again.send(opened, 1, "test")
    with opened.database.transaction() as session:
        session.get_one(Campaign, made.id).state = CampaignState.FINISHED.value
        mine = session.exec(select(Delivery).where(col(Delivery.campaign_id) == made.id)).one()
        mine.state = "accepted"
        session.add(mine)
    (point,) = told(opened, over).trend
    both = overview.people(opened, 1, Asked(Group.FAILED), whole_issue=True).listed

    assert (point.audience, point.reached, point.failed) == (9, 6, both.total) == (9, 6, 1)
    assert overview.people(opened, 1, Asked(Group.ALL), whole_issue=True).listed.total == point.audience
    assert issue_desk.open_(opened, _issue(opened, 1)).state == "envoyé"


def _issue(opened: Installation, campaign_id: int) -> int:
    with opened.database.reading() as session:
        return _of(session, campaign_id)


def _of(session: Session, campaign_id: int) -> int:
    return session.get_one(Edition, session.get_one(Campaign, campaign_id).edition_id).issue_id
