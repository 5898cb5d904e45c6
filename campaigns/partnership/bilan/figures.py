"""The figures of a review: what left, what stood in it, who signed, who met. Counts only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from campaigns.editorial.models import ItemType
from campaigns.editorial.snapshots import Piece
from campaigns.partnership.bilan.standings import Standing
from campaigns.partnership.conventions import Convention
from campaigns.partnership.coverage.counting import Coverage
from campaigns.partnership.evidence.sent_letters import SentLetter
from lists import errors, geography
from runtime import json_values


@dataclass(frozen=True)
class Letter:
    """One issue that left; several sendings of it are one line."""

    #: « n° 4 », or its title.
    name: str
    title: str
    on: date
    #: Readers who have it.
    recipients: int
    #: Items of the partnership in it.
    partner_items: int
    #: SHA-256 of the edition that was archived.
    sha256: str


@dataclass(frozen=True)
class Figures:
    """What a year was, in numbers."""

    issues: int
    #: Letters accepted, over all issues.
    letters: int
    partner_items: int
    #: Missions locales that these items come from, and régions that they speak of.
    missions: int
    regions: int
    signed: int
    brought: int
    transmissions: int
    practices: int
    meetings: int
    by_issue: tuple[Letter, ...]

    @property
    def items_per_issue(self) -> float:
        """Items of the partnership in an issue, on average; zero without an issue."""
        return self.partner_items / self.issues if self.issues else 0.0

    def as_json(self) -> dict[str, Any]:
        """Return them by the names that scripts know."""
        return json_values.document(self) | {"items_per_issue": round(self.items_per_issue, 2)}


def counted(
    convention: Convention, letters: Iterable[SentLetter], standings: Iterable[Standing], coverage: Coverage, on: date
) -> Figures:
    """Count; `on` says which régions there are."""
    sent = [one for one in letters if one.snapshot.issue.number is not None or one.snapshot.is_special]
    types = {kind for commitment in convention.counted for kind in commitment.content}
    lines = _by_issue(sent, types)
    items = {piece.id: piece for one in sent for piece in one.snapshot.items if piece.type in types}
    acts = {(proof.act, proof.subject) for standing in standings for proof in standing.evidence}
    total = coverage.total
    return Figures(
        issues=len(lines),
        letters=sum(line.recipients for line in lines),
        partner_items=sum(line.partner_items for line in lines),
        missions=len(_named(items.values())),
        regions=len({code for piece in items.values() for code in _regions(piece, on)}),
        signed=total.signed,
        brought=total.brought,
        transmissions=sum(act == "transmission" for act, _subject in acts),
        practices=len({number for one in sent for number in one.from_meetings}),
        meetings=len({subject for act, subject in acts if act.startswith("meeting:")}),
        by_issue=lines,
    )


def _by_issue(sent: list[SentLetter], types: set[str]) -> tuple[Letter, ...]:
    found: dict[int, Letter] = {}
    for one in sent:
        issue = one.snapshot.issue
        before = found.get(issue.id)
        found[issue.id] = Letter(
            name=before.name if before else one.name,
            title=before.title if before else issue.title,
            on=before.on if before else one.on,
            recipients=one.reached + (before.recipients if before else 0),
            partner_items=sum(piece.type in types for piece in one.snapshot.items),
            sha256=one.edition_sha256,
        )
    return tuple(found.values())


def _named(items: Iterable[Piece]) -> set[str]:
    """Return who the items of missions locales come from, as they are signed."""
    mine = (piece for piece in items if piece.type == ItemType.LOCAL_MISSION_ACTION.value)
    return {name for piece in mine if (name := piece.source or piece.author)}


def _regions(piece: Piece, on: date) -> set[str]:
    """Return the codes of the régions that an item speaks of; a national one speaks of none."""
    found = set()
    for typed in piece.territory:
        try:
            place = geography.territory(typed)
        except errors.PlaceUnknown:
            continue
        if place.code:
            found |= {region.code for one in place.departements if (region := geography.region_at(one, on))}
    return found
