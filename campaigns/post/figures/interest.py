"""What interested readers: clicks on each item per letter that carried it, people and machines apart.

A click is one visit to one link; the same visitor's second one within seconds is counted with the machines. Nobody is
named: clicks name a reader only with their consent, and all count alike.

A letter carried an item if its reader's variant contains it. Variants follow the places that readers belonged to when
the campaign was launched; whoever is not known to belong anywhere is assumed to have received what is for everybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from campaigns.editorial import lead_items, letter_context, targets
from campaigns.editorial.models import Edition
from campaigns.editorial.snapshots import Piece, Section, Snapshot
from campaigns.post import launch_records, models
from campaigns.post.delivery_events import HOW_OFTEN, EventKind
from lists.audiences import Belonging

_EVENT = models.table("event")


@dataclass(frozen=True)
class ItemInterest:
    """The figures of one item."""

    id: int
    title: str
    clicks: int
    #: Letters that carried it and reached a reader.
    carried: int

    @property
    def rate(self) -> float:
        """Clicks per letter."""
        return self.clicks / self.carried if self.carried else 0.0


@dataclass(frozen=True)
class SectionInterest:
    """One section: the sum of its items."""

    #: A section name such as `practices`.
    key: str
    items: tuple[ItemInterest, ...]
    #: What the letter calls it.
    heading: str

    @property
    def clicks(self) -> int:
        """Clicks on all its items."""
        return sum(item.clicks for item in self.items)

    @property
    def carried(self) -> int:
        """Letters that carried any of it, taken as those of its most carried item."""
        return max((item.carried for item in self.items), default=0)

    @property
    def rate(self) -> float:
        """Clicks per letter."""
        return self.clicks / self.carried if self.carried else 0.0


@dataclass(frozen=True)
class Interest:
    """Every click on a campaign; `clicks` and the machines' together are its click events."""

    #: Of people.
    clicks: int
    sections: tuple[SectionInterest, ...]
    #: Clicks of people outside items: partners, the network, the footer.
    elsewhere: int
    #: Rule (`robots.Rule`) -> clicks of machines.
    robots: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return it for scripts; rates are clicks per letter."""
        return {
            "clicks": self.clicks,
            "elsewhere": self.elsewhere,
            "sections": [
                {"section": section.key, "clicks": section.clicks, "carried": section.carried,
                 "rate": round(section.rate, 6), "items": [_told(item) for item in section.items]}
                for section in self.sections
            ],
        }  # fmt: skip


def interest(session: Session, campaign_id: int, edition: Edition, snapshot: Snapshot, reached: int) -> Interest:
    """Count the clicks on a campaign, whose letters, of this edition and its snapshot, reached so many readers."""
    rows = session.execute(
        sa.select(_EVENT.c.link, _EVENT.c.robot, sa.func.sum(HOW_OFTEN))
        .where(_EVENT.c.campaign_id == campaign_id, _EVENT.c.kind == EventKind.CLICKED.value)
        .group_by(_EVENT.c.link, _EVENT.c.robot)
    ).all()
    keys = {int(number): key for number, _url, key, _label in edition.letter["links"]}
    human: Counter[str] = Counter()
    robots: Counter[str] = Counter()
    for link, robot, many in rows:
        if robot:
            robots[robot] += many
        else:
            human[keys.get(link, "")] += many
    carried = _carried(session, campaign_id, snapshot, reached)
    sections = tuple(_section(section, human, carried) for section in snapshot.sections)
    clicks = sum(human.values())
    return Interest(clicks, sections, clicks - sum(section.clicks for section in sections), dict(robots.most_common()))


def _carried(session: Session, campaign_id: int, snapshot: Snapshot, reached: int) -> Callable[[Piece], int]:
    """Return a function: an item -> how many of the letters that readers have contain it."""
    known, lead = targets.targets(snapshot), lead_items.of(snapshot)
    if not known.known:
        return lambda _item: reached
    variants: Counter[frozenset[Belonging]] = Counter()
    for group in launch_records.reached(session, campaign_id):
        variants[group.belongs] += group.many
    held: Counter[str] = Counter()
    for belongs, many in variants.items():
        held.update(dict.fromkeys(known.reached(belongs), many))
    return lambda item: reached if item is lead or not targets.condition(item) else held[targets.condition(item)]


def groups_of(session: Session, campaign_id: int, snapshot: Snapshot, item: Piece) -> list[launch_records.Group]:
    """Return whom an item reached: the groups of readers whose letters contain it."""
    known, named = targets.targets(snapshot), targets.condition(item)
    is_for_all = item is lead_items.of(snapshot) or not named
    groups = launch_records.reached(session, campaign_id)
    return groups if is_for_all else [one for one in groups if named in known.reached(one.belongs)]


def _section(section: Section, human: Counter[str], carried: Callable[[Piece], int]) -> SectionInterest:
    items = (
        ItemInterest(one.id, one.title, human[letter_context.item_key(one.id)], carried(one)) for one in section.items
    )
    return SectionInterest(section.key, tuple(items), section.heading)


def _told(item: ItemInterest) -> dict[str, Any]:
    return {
        "item": item.id,
        "title": item.title,
        "clicks": item.clicks,
        "carried": item.carried,
        "rate": round(item.rate, 6),
    }
