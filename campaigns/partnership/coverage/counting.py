"""The count by région. Names organisations of the network that no letter reached, and never a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from campaigns.partnership.transmissions import kept_lists
from campaigns.post import launch_records
from lists import geography
from lists.folding import fold
from lists.kinds import OrganisationKind
from lists.models import Organisation
from lists.organisations import signatories
from lists.organisations.signatories import Signatory
from runtime import json_values


@dataclass(frozen=True)
class Line:
    """One région, or what lies in none of them."""

    #: Code of the région; empty for what lies in none.
    code: str
    name: str
    #: Missions locales that are active on the last day, and how many of them got at least one letter.
    missions: int
    missions_reached: int
    #: Signatories on the last day, and how many of them got at least one letter.
    signatories: int
    signatories_reached: int
    #: First signatures of the period, and how many of them a mission locale brought.
    signed: int
    brought: int
    #: Missions locales that no letter reached, by name.
    unreached: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say of it."""
        return not (self.missions or self.signatories or self.signed)


@dataclass(frozen=True)
class Coverage:
    """Every région of the day by name, and last what lies in none when there is any."""

    lines: tuple[Line, ...]

    @property
    def total(self) -> Line:
        """The sums; they name nobody."""
        return Line(
            code="",
            name="",
            missions=sum(one.missions for one in self.lines),
            missions_reached=sum(one.missions_reached for one in self.lines),
            signatories=sum(one.signatories for one in self.lines),
            signatories_reached=sum(one.signatories_reached for one in self.lines),
            signed=sum(one.signed for one in self.lines),
            brought=sum(one.brought for one in self.lines),
            unreached=(),
        )

    def as_json(self) -> list[dict[str, Any]]:
        """Return the lines by the names that scripts know."""
        return [json_values.document(one) for one in self.lines]


def covered(session: Session, campaigns: Iterable[int], since: date, until: date) -> Coverage:
    """Count by région what these campaigns reached, and who signed in the period; both days are included."""
    reached = {group.organisation for campaign in campaigns for group in launch_records.reached(session, campaign)}
    missions = [(one, _region(departement, until)) for one, departement in _missions(session, until)]
    standing = signatories.new(session, None, until)
    signed = kept_lists.registered(session, since, until)
    return Coverage(tuple(_lines(reached, missions, standing, signed, until)))


@dataclass(frozen=True)
class _Mission:
    id: int
    name: str


def _missions(session: Session, on: date) -> list[tuple[_Mission, str | None]]:
    rows = session.execute(
        sa.select(col(Organisation.id), col(Organisation.name), col(Organisation.departement)).where(
            col(Organisation.kind) == OrganisationKind.LOCAL_MISSION.value,
            sa.func.coalesce(col(Organisation.active_from), on) <= on,
            sa.func.coalesce(col(Organisation.active_until), on) >= on,
        )
    )
    return [(_Mission(number, name), departement) for number, name, departement in rows]


def _region(departement: str | None, on: date) -> str:
    known = departement in geography.departements() if departement else False
    region = geography.region_at(departement, on) if known and departement else None
    return region.code if region else ""


def _lines(
    reached: set[int | None],
    missions: list[tuple[_Mission, str]],
    standing: list[Signatory],
    signed: Sequence[Signatory],
    on: date,
) -> Iterable[Line]:
    here: defaultdict[str, list[_Mission]] = defaultdict(list)
    for mission, code in missions:
        here[code].append(mission)
    all_signed, new = _by_region(standing), _by_region(signed)
    names = {region.code: region.name for region in geography.regions_at(on)}
    for code in [*sorted(names, key=lambda one: fold(names[one])), ""]:
        line = Line(
            code=code,
            name=names.get(code, ""),
            missions=len(here[code]),
            missions_reached=sum(one.id in reached for one in here[code]),
            signatories=len(all_signed[code]),
            signatories_reached=sum(one.organisation_id in reached for one in all_signed[code]),
            signed=len(new[code]),
            brought=sum(one.referrer is not None for one in new[code]),
            unreached=tuple(sorted((one.name for one in here[code] if one.id not in reached), key=fold)),
        )
        if code or not line.is_empty:
            yield line


def _by_region(found: Sequence[Signatory]) -> defaultdict[str, list[Signatory]]:
    lines: defaultdict[str, list[Signatory]] = defaultdict(list)
    for one in found:
        lines[one.region.code if one.region else ""].append(one)
    return lines
