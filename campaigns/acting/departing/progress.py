"""How far departures are at this moment, for those who watch: asked once a second for all of them together."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.acting.departing import figures, moments
from campaigns.acting.departing.figures import Figures, Share
from campaigns.editorial import event_times
from campaigns.post import models, providers, states
from campaigns.post.statements import CAMPAIGN, DELIVERY
from campaigns.post.states import CampaignState, DeliveryState
from campaigns.post.subject_trials import outcomes
from runtime.clock import PARIS
from runtime.installation import Installation
from runtime.language import grouped, ngettext


@dataclass(frozen=True)
class Progress:
    """How far one departure is."""

    state: CampaignState
    #: When it leaves, as it is told to people; seconds since 1970.
    leaves_at: int
    figures: Figures
    #: What letters wait for, in sentences.
    waits: tuple[str, ...]


def look(opened: Installation, campaign_ids: Collection[int]) -> dict[int, Progress]:
    """Return how far some departures are, by number; those that do not exist are left out."""
    now = opened.clock.epoch()
    with opened.database.reading() as session:
        rows = session.execute(
            sa.select(CAMPAIGN.c.id, CAMPAIGN.c.state, CAMPAIGN.c.not_before).where(CAMPAIGN.c.id.in_(campaign_ids))
        ).all()
        counted = figures.count(session, [id_ for id_, _state, _leaves in rows])
        return {
            id_: Progress(
                CampaignState(state), moments.shown(leaves), counted[id_],
                tuple(_waits(session, id_, counted[id_], now)) if state == CampaignState.SENDING else (),
            )
            for id_, state, leaves in rows
        }  # fmt: skip


def accepted(opened: Installation, campaign_ids: Collection[int]) -> dict[int, int]:
    """Return how many letters of some departures were accepted, by number."""
    with opened.database.reading() as session:
        return dict.fromkeys(campaign_ids, 0) | figures.accepted(session, campaign_ids)


def _waits(session: Session, campaign_id: int, counted: Figures, now: int) -> Iterator[str]:
    if sentence := outcomes.waiting(session, campaign_id):
        yield sentence
    rests = providers.resting(session, now)
    for share in counted.shares:
        waiting = share.of(states.OPEN)
        if waiting and share.provider in rests:
            yield _resting(share, waiting, rests[share.provider])
    deferred = sa.select(sa.func.count(), sa.func.min(DELIVERY.c.next_at)).where(
        DELIVERY.c.campaign_id == campaign_id, models.DUE, DELIVERY.c.state == DeliveryState.DEFERRED.value
    )
    if counted.of([DeliveryState.DEFERRED]):
        many, at = session.execute(deferred).one()
        if many:
            words = ngettext(
                "{n} lettre différée : nouvel essai à {hour}.", "{n} lettres différées : prochain essai à {hour}.", many
            )
            yield words.format(n=grouped(many), hour=_hour(max(at, now)))


def _resting(share: Share, waiting: int, until: int) -> str:
    words = ngettext(
        "{title} demande de patienter jusqu’à {hour} : {n} lettre attend.",
        "{title} demande de patienter jusqu’à {hour} : {n} lettres attendent.",
        waiting,
    )
    return words.format(title=share.title, hour=_hour(until), n=grouped(waiting))


def _hour(epoch: int) -> str:
    return event_times.hour(datetime.fromtimestamp(epoch, PARIS))
