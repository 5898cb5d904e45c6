"""The variants of a letter: which readers receive which items, how many they are, and what each variant weighs.

A variant follows from the targets of the items; the mission locale near a reader does not make another one. Refuses
to choose readers: the audience is that of the list or the segment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from campaigns.editorial import lead_items, targets
from campaigns.editorial.snapshots import Snapshot
from lists.contacts import affiliations
from lists.contacts.affiliations import Sort
from lists.kinds import Policy
from lists.segments.rules import Rule
from templates import letters


@dataclass(frozen=True)
class Variant:
    """What some readers receive."""

    #: The names of the targets whose items they receive, see `targets`.
    reached: frozenset[str]
    #: Whether they receive all items because no item was for them.
    is_whole: bool
    #: Ids of the items that they receive, in order.
    items: tuple[int, ...]
    #: How many may be written to now.
    readers: int
    #: One of them, always the same.
    contact_id: int
    #: Octets in UTF-8, with fallbacks in the slots and the longest text wherever it depends on the reader.
    html_bytes: int = 0
    text_bytes: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "readers": self.readers,
            "items": list(self.items),
            "reached": sorted(self.reached),
            "html_bytes": self.html_bytes,
            "text_bytes": self.text_bytes,
        }


def listed(
    session: Session,
    mailing_list_id: int,
    rule: Rule | None,
    snapshot: Snapshot,
    letter: letters.Letter | None,
    policy: Policy = Policy.ALL,
) -> list[Variant]:
    """Return the variants that have readers, the largest audience first; without a letter they have no weight."""
    return of_sorts(sorts(session, mailing_list_id, rule, snapshot, policy), snapshot, letter)


def sorts(
    session: Session, mailing_list_id: int, rule: Rule | None, snapshot: Snapshot, policy: Policy = Policy.ALL
) -> list[Sort]:
    """Return the sorts of readers that a snapshot tells apart: all are one where no item is for some only."""
    tell = affiliations.sorts if targets.targets(snapshot).known else affiliations.together
    return tell(session, mailing_list_id, rule, policy, special=snapshot.is_special)


def of_sorts(readers: Iterable[Sort], snapshot: Snapshot, letter: letters.Letter | None) -> list[Variant]:
    """Return the variants that these readers receive, as `listed` does."""
    known = targets.targets(snapshot)
    merged: dict[tuple[frozenset[str], bool], Sort] = {}
    for sort in readers:
        reached = known.reached(sort.belongs)
        key = reached, reached != known.meant(sort.belongs)
        first = merged.get(key, Sort(sort.belongs, 0, sort.contact_id))
        merged[key] = Sort(first.belongs, first.readers + sort.readers, first.contact_id)
    weigh = _scales(known.names, letter)
    found = [
        Variant(reached, is_whole, _items(snapshot, reached), sort.readers, sort.contact_id, *weigh(reached))
        for (reached, is_whole), sort in merged.items()
    ]
    return sorted(found, key=lambda variant: (-variant.readers, variant.contact_id))


def _items(snapshot: Snapshot, reached: frozenset[str]) -> tuple[int, ...]:
    lead = lead_items.of(snapshot)
    return tuple(item.id for item in snapshot.items if item is lead or targets.condition(item) in reached | {""})


def _scales(names: frozenset[str], letter: letters.Letter | None) -> Callable[[frozenset[str]], tuple[int, int]]:
    """Return a function: targets -> the weight of their variant, in octets of HTML and of text."""
    if letter is None:
        return lambda _reached: (0, 0)
    return lambda reached: letter.sizes(reached | {letters.PERSONAL}, names | {letters.PERSONAL})
