"""Choosing the better of two subjects: by the clock, or by a person who does not want to wait."""

from __future__ import annotations

from sqlmodel import Session

from campaigns import errors
from campaigns.post import transitions
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState
from campaigns.post.subject_trials import choosing, outcomes
from campaigns.post.subject_trials.choosing import Because, Chosen
from campaigns.post.subject_trials.outcomes import Trial
from campaigns.post.subject_trials.rows import SubjectTrial
from runtime import audit
from runtime.installation import Installation

#: Campaigns in which a person may still choose.
_OPEN = frozenset({CampaignState.WAITING, CampaignState.SENDING, CampaignState.PAUSED, CampaignState.HELD})


def show(opened: Installation, campaign_id: int) -> Trial | None:
    """Return where the trial of a campaign stands; `None` when it tries nothing.

    Raises:
        errors.UnknownCampaign.
    """
    with opened.database.reading() as session:
        if session.get(Campaign, campaign_id) is None:
            raise errors.UnknownCampaign(id=campaign_id)
        return outcomes.of(session, campaign_id)


def turn(opened: Installation) -> list[int]:
    """Choose where the hours of a trial are over; return the campaigns."""
    chosen = []
    with opened.database.transaction() as session:
        for trial in choosing.undecided(session):
            if choosing.turn(session, trial, opened.clock.epoch()):
                _record(session, opened, trial, "tick")
                chosen.append(trial.campaign_id)
    return chosen


def choose(opened: Installation, campaign_id: int, chosen: Chosen, actor: str) -> Trial | None:
    """Give the readers who wait this subject now; return where the trial stands.

    Raises:
        errors.UnknownCampaign; errors.NothingToChoose: it tries nothing, one was chosen, or it is over.
    """
    with opened.database.transaction() as session:
        campaign, trial = transitions.take(session, campaign_id), session.get(SubjectTrial, campaign_id)
        if trial is None or trial.chosen or CampaignState(campaign.state) not in _OPEN:
            raise errors.NothingToChoose(id=campaign_id)
        choosing.choose(session, trial, chosen, Because.PERSON, opened.clock.epoch())
        _record(session, opened, trial, actor)
        return outcomes.of(session, campaign_id)


def _record(session: Session, opened: Installation, trial: SubjectTrial, actor: str) -> None:
    audit.record(
        session, opened.clock.now(), actor, "campaign.subject_chosen",
        campaign=trial.campaign_id, chosen=trial.chosen, because=trial.because,
    )  # fmt: skip
