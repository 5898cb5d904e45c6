"""How far departures are: the letters of each by state and by provider, in one statement for all that are watched.

Every recipient stands in exactly one figure, so the figures of a departure always sum up to its audience.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.post import providers, states
from campaigns.post.statements import DELIVERY
from campaigns.post.states import DeliveryState
from runtime.language import N_, _

#: What people read above a number, and the states that it counts: first the four that are always shown.
FOUR = (
    (N_("acceptées"), states.REACHED),
    (N_("en attente"), (DeliveryState.PLANNED, DeliveryState.CLAIMED, DeliveryState.HANDING_OVER)),
    (N_("différées"), (DeliveryState.DEFERRED,)),
    (N_("refusées"), (DeliveryState.REFUSED,)),
)
#: And those that are shown where they count anybody.
OTHERS = (
    (N_("revenues"), (DeliveryState.BOUNCED,)),
    (N_("à vérifier"), (DeliveryState.UNCERTAIN,)),
    (N_("arrêtées"), (DeliveryState.CANCELLED,)),
    (N_("non envoyées"), (DeliveryState.EXCLUDED,)),
    (N_("périmées"), (DeliveryState.EXPIRED,)),
)


@dataclass(frozen=True)
class Figure:
    """One number and what it counts."""

    words: str
    many: int


@dataclass(frozen=True)
class Share:
    """The letters of a departure, or those of them for one provider."""

    #: State -> how many; what is left out is nobody.
    counts: Mapping[DeliveryState, int]
    #: The provider: its number in the database, and how people know it. All of them together are none.
    provider: int | None = None
    title: str = ""

    def of(self, kinds: Iterable[DeliveryState]) -> int:
        """Return how many letters stand in some states."""
        return sum(self.counts.get(state, 0) for state in kinds)

    @cached_property
    def audience(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def accepted(self) -> int:
        """How many the servers of their readers took."""
        return self.of(states.REACHED)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to be done: only then is anything called sent (« envoyé »)."""
        return not self.of(states.OPEN)

    @property
    def four(self) -> tuple[Figure, ...]:
        """The numbers that are always shown."""
        return tuple(Figure(_(words), self.of(kinds)) for words, kinds in FOUR)

    @property
    def others(self) -> tuple[Figure, ...]:
        """The others that count anybody."""
        return tuple(Figure(_(words), many) for words, kinds in OTHERS if (many := self.of(kinds)))


@dataclass(frozen=True)
class Figures(Share):
    """All letters of a departure."""

    #: The same by provider, the largest first.
    shares: tuple[Share, ...] = ()


def count(session: Session, campaign_ids: Iterable[int]) -> dict[int, Figures]:
    """Return the figures of some campaigns, by number."""
    wanted = list(campaign_ids)
    rows = session.execute(
        sa.select(DELIVERY.c.campaign_id, DELIVERY.c.provider, DELIVERY.c.state, sa.func.count())
        .where(DELIVERY.c.campaign_id.in_(wanted))
        .group_by(DELIVERY.c.campaign_id, DELIVERY.c.provider, DELIVERY.c.state)
    )
    found: dict[int, dict[int, Counter[DeliveryState]]] = {one: defaultdict(Counter) for one in wanted}
    for campaign, provider, state, many in rows:
        found[campaign][provider][DeliveryState(state)] = many
    titles = {one.id: _(one.title) for one in providers.listed(session)}
    return {campaign: _figures(shares, titles) for campaign, shares in found.items()}


def accepted(session: Session, campaign_ids: Iterable[int]) -> dict[int, int]:
    """Return how many letters of some campaigns were accepted, by number; a cheaper question than `count`."""
    rows = session.execute(
        sa.select(DELIVERY.c.campaign_id, sa.func.count())
        .where(DELIVERY.c.campaign_id.in_(list(campaign_ids)), DELIVERY.c.state.in_(states.REACHED))
        .group_by(DELIVERY.c.campaign_id)
    )
    return dict(rows.all())


def _figures(shares: Mapping[int, Counter[DeliveryState]], titles: Mapping[int | None, str]) -> Figures:
    together: Counter[DeliveryState] = Counter()
    for counts in shares.values():
        together.update(counts)
    ordered = sorted(shares.items(), key=lambda one: (-one[1].total(), one[0]))
    parts = tuple(Share(dict(counts), number, titles.get(number, "")) for number, counts in ordered)
    return Figures(dict(together), shares=parts)
