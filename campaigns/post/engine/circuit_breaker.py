"""The circuit breaker: pauses a campaign that does harm, with the reason, before the rest of it leaves.

It counts the letters that ended since a person last said « go on ». Small numbers give no meaningful share: three
unknown addresses among the first two dozen letters are chance, not harm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.post import complaint_thresholds, models, transitions
from campaigns.post.ledger import Settlement
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState, DeliveryState
from mailer.verdicts import Reason
from runtime import audit
from runtime.language import N_, _


class CountedEvent(StrEnum):
    """What is counted."""

    #: Letters that ended: accepted, refused, and what became of them later.
    ENDED = "ended"
    #: Ended letters that no reader has: refused, or sent back.
    FAILED = "failed"
    #: Refused for what we are or write, not for who the reader is.
    POLICY = "policy"
    #: The address or its domain does not exist.
    HARD = "hard"
    COMPLAINED = "complained"


#: Reasons of the first kind, and of the second.
_POLICY = {Reason.POLICY, Reason.BLOCKED, Reason.SPAM, Reason.VIRUS, Reason.AUTH_FAILURE}
_HARD = {Reason.USER_UNKNOWN, Reason.HOST_UNKNOWN, Reason.HAS_MOVED, Reason.NOT_ACCEPT}
#: The share, the minimum count of the kind, and the words. Computed for 500 readers of whom 2 % are
#: unknown: three of the kind would trip by chance in one sending of 45, ten in one of 28,000.
_LIMITS = (
    (
        CountedEvent.COMPLAINED, complaint_thresholds.STOPPED, complaint_thresholds.FEWEST,
        N_("{many} lecteurs sur {all} l’ont signalée comme indésirable"),
    ),
    (CountedEvent.POLICY, 0.05, 6, N_("{many} lettres sur {all} sont refusées pour ce que nous sommes ou écrivons")),
    (CountedEvent.HARD, 0.10, 10, N_("{many} adresses sur {all} n’existent pas")),
)  # fmt: skip
#: Refused for what the letter is, or not understood: never for who the reader is.
_LETTER = {Reason.SPAM, Reason.VIRUS, Reason.TOO_BIG, Reason.PROTOCOL}
#: So many in a row, and none accepted between them, are no chance either, however few letters there were.
_MOST_IN_A_ROW = 10
#: With fewer letters, no share is computed.
_FEWEST = 20
_ENDS = (DeliveryState.ACCEPTED, DeliveryState.REFUSED, DeliveryState.BOUNCED, DeliveryState.COMPLAINED)
_ENDED = CountedEvent.ENDED.value
_DELIVERY = models.table("delivery")


def reason(counted: Mapping[str, int]) -> str:
    """Return why a campaign with these figures must stop, in French; empty when it need not."""
    for kind, limit, fewest, words in _LIMITS:
        if _is_above(limit, counted, kind, fewest):
            return _(words).format(many=counted[kind], all=_among(counted, kind))
    return ""


def complained(counted: Mapping[str, int]) -> tuple[int, int] | None:
    """Return how many complained, of how many who have the letter, if a person must know; otherwise `None`."""
    if _is_above(complaint_thresholds.WATCHED, counted, CountedEvent.COMPLAINED, complaint_thresholds.FEWEST):
        return counted[CountedEvent.COMPLAINED], _among(counted, CountedEvent.COMPLAINED)
    return None


def _is_above(limit: float, counted: Mapping[str, int], kind: CountedEvent, fewest: int) -> bool:
    many = counted.get(kind, 0)
    return counted.get(CountedEvent.ENDED, 0) >= _FEWEST and many >= fewest and many > limit * _among(counted, kind)


def _among(counted: Mapping[str, int], kind: CountedEvent) -> int:
    """Return the number of letters that a share is taken of; for complaints, only letters that readers have."""
    ended = counted.get(CountedEvent.ENDED, 0)
    return ended - counted.get(CountedEvent.FAILED, 0) if kind is CountedEvent.COMPLAINED else ended


def count(session: Session, campaign: Campaign) -> Counter[str]:
    """Return the figures of a campaign, less what a person has tolerated."""
    counted = count_all(session, campaign.id or 0)
    counted.subtract(campaign.tolerated)
    return counted


def count_all(session: Session, campaign_id: int) -> Counter[str]:
    """Return the figures of a campaign since its launch."""
    rows = session.execute(
        sa.select(_DELIVERY.c.state, _DELIVERY.c.reason, sa.func.count())
        .where(_DELIVERY.c.campaign_id == campaign_id, _DELIVERY.c.state.in_(_ENDS))
        .group_by(_DELIVERY.c.state, _DELIVERY.c.reason)
    )
    counted: Counter[str] = Counter()
    for state, why, many in rows:
        for kind in _kinds(DeliveryState(state), why):
            counted[kind] += many
    return counted


class Breaker:
    """The figures of one campaign as one sending process follows them."""

    def __init__(self, counted: Mapping[str, int] | None = None, *, is_unread: bool = True) -> None:
        self._counted = Counter(counted or {})
        #: Whether no server has accepted a letter of this campaign yet.
        self.is_unread = is_unread
        self._in_a_row = 0
        #: Why the campaign must stop; empty as long as all is well.
        self.reason = reason(self._counted)
        #: Whether the campaign was paused for it.
        self.has_tripped = False

    def note(self, said: Settlement) -> None:
        """Count what became of a letter."""
        if said.state is DeliveryState.ACCEPTED:  # nearly every one
            is_bad = self.is_unread = False
            self._in_a_row = 0
            self._counted[_ENDED] += 1
        else:
            kinds = _kinds(said.state, said.reason)
            is_bad = len(kinds) > 1
            self._counted.update(kinds)
            self._in_a_row += said.state is DeliveryState.REFUSED and said.reason in _LETTER
            self.stop(_in_words(self._in_a_row) if self._in_a_row >= _MOST_IN_A_ROW else "")
        # When the minimum is reached, everything before it is weighed too.
        if (is_bad or self._counted[_ENDED] == _FEWEST) and not self.reason:
            self.reason = reason(self._counted)

    def stop(self, why: str) -> None:
        """Note why the campaign must stop, unless it must already; an empty `why` changes nothing."""
        self.reason = self.reason or why


def load(session: Session, campaign: Campaign) -> Breaker:
    """Return the breaker of a campaign, with the figures of the ledger."""
    counted = count_all(session, campaign.id or 0)
    return Breaker(count(session, campaign), is_unread=counted[_ENDED] == counted[CountedEvent.FAILED])


def weigh(session: Session, campaign: Campaign, now: datetime) -> bool:
    """Pause a campaign that is under way and does harm, by the figures of the ledger; tell whether it was paused."""
    why = reason(count(session, campaign))
    return bool(why) and pause(session, campaign.id or 0, why, now)


def pause(session: Session, campaign_id: int, why: str, now: datetime) -> bool:
    """Pause a campaign that is under way, with the reason; false when it is not."""
    campaign = transitions.take(session, campaign_id)
    if campaign.state != CampaignState.SENDING:
        return False
    said = _(
        "{reason}. L’envoi s’est mis en pause : cherchez la cause, puis reprenez (« resume ») ou annulez (« cancel »)."
    ).format(reason=why[:1].upper() + why[1:])
    transitions.move(session, campaign, CampaignState.PAUSED, int(now.timestamp()), said)
    audit.record(session, now, "relais", "campaign.paused", campaign=campaign_id, reason=why)
    return True


def _in_words(many: int) -> str:
    return _("{many} lettres de suite sont refusées pour ce qu’elles contiennent").format(many=many)


def _kinds(state: DeliveryState, why: str) -> list[str]:
    if state not in _ENDS:
        return []
    found = [_ENDED]
    if state is DeliveryState.COMPLAINED:
        found.append(CountedEvent.COMPLAINED.value)
    elif state is not DeliveryState.ACCEPTED:
        found.append(CountedEvent.FAILED.value)
        if why in _POLICY:
            found.append(CountedEvent.POLICY.value)
        elif why in _HARD:
            found.append(CountedEvent.HARD.value)
    return found
