"""For whom an item is: everybody, or those of some kinds of organisations and some départements. Pure.

Each target has one name, used as a condition in the compiled letter. If a letter has no item for a reader, neither
theirs nor for everybody, the reader receives all of it, because an empty letter makes no sense. Refuses to look
readers up: the caller gives the places they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from campaigns.editorial import lead_items
from campaigns.editorial.snapshots import Piece, Snapshot
from lists import geography
from lists.audiences import Belonging
from lists.kinds import OrganisationKind

#: What `for` may say -> the organisations that are meant.
AUDIENCES = {
    "company": frozenset({OrganisationKind.COMPANY.value}),
    "local_mission": frozenset({OrganisationKind.LOCAL_MISSION.value, OrganisationKind.REGIONAL_NETWORK.value}),
}
_NATIONAL = "national"


@dataclass(frozen=True)
class Target:
    """The organisations that an item is for."""

    #: Of `OrganisationKind`; empty for all.
    kinds: frozenset[str]
    #: Codes; empty for everywhere.
    departements: frozenset[str]

    def means(self, belonging: Belonging) -> bool:
        """Tell whether an organisation is meant."""
        kind, place = belonging
        return (not self.kinds or kind in self.kinds) and (not self.departements or place in self.departements)


@dataclass(frozen=True)
class Targets:
    """The targets of a letter."""

    #: By name, without the target « everybody ».
    known: Mapping[str, Target]
    #: Whether there is anything for everybody.
    has_common: bool

    @property
    def names(self) -> frozenset[str]:
        """The names of all of them."""
        return frozenset(self.known)

    @property
    def everywhere(self) -> frozenset[Belonging]:
        """Places of which each target means one: who belonged to all of them would receive every item."""
        return frozenset(
            (min(target.kinds, default=None), min(target.departements, default=None)) for target in self.known.values()
        )

    def meant(self, belongs: Iterable[Belonging]) -> frozenset[str]:
        """Return the names of those that mean one of the organisations that a reader works for."""
        places = list(belongs)
        return frozenset(name for name, target in self.known.items() if any(map(target.means, places)))

    def reached(self, belongs: Iterable[Belonging]) -> frozenset[str]:
        """Return the targets whose items a reader receives: their own, or all of them if the letter were empty."""
        meant = self.meant(belongs)
        return meant if meant or self.has_common else self.names


def condition(item: Piece) -> str:
    """Return the name of an item's target, empty when it is for everybody: `company@departement:33,region:11`."""
    audience = sorted(set(item.audience))
    kinds = "" if set(audience) == AUDIENCES.keys() else ",".join(audience)
    places = "" if _NATIONAL in item.territory else ",".join(sorted(set(item.territory)))
    return f"{kinds}@{places}" if kinds or places else ""


def targets(snapshot: Snapshot) -> Targets:
    """Return the targets of a snapshot; the lead item of a letter is for everybody who receives it."""
    lead = lead_items.of(snapshot)
    names = {condition(item) for item in snapshot.items if item is not lead}
    return Targets({name: _target(name) for name in sorted(names - {""})}, lead is not None or "" in names)


def _target(name: str) -> Target:
    audience, _at, places = name.partition("@")
    kinds = [AUDIENCES[one] for one in audience.split(",") if one]
    territories = [geography.territory(one).departements for one in places.split(",") if one]
    return Target(frozenset().union(*kinds), frozenset().union(*territories))
