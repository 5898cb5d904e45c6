"""The review as a value: all that the document says, before it is put into words.

Looks and changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from campaigns.partnership import conventions, override_codes
from campaigns.partnership.bilan import faces, figures, periods, standings
from campaigns.partnership.bilan.faces import Face
from campaigns.partnership.bilan.figures import Figures
from campaigns.partnership.bilan.periods import Asked, Scope
from campaigns.partnership.bilan.standings import Standing
from campaigns.partnership.coverage import counting
from campaigns.partnership.coverage.counting import Coverage
from campaigns.partnership.evidence import sent_letters
from campaigns.partnership.evidence.sent_letters import SentLetter
from campaigns.partnership.statuses.status import Status
from runtime import clock
from runtime.audit import AuditEntry
from runtime.installation import Installation


@dataclass(frozen=True)
class Override:
    """A letter that left although the convention asked for something else, and why."""

    #: « n° 4 ».
    letter: str
    on: date
    #: The finding that was overridden, and the officer's reason.
    code: str
    reason: str


@dataclass(frozen=True)
class Review:
    """A review."""

    scope: Scope
    partners: tuple[Face, ...]
    #: In the order of the clauses.
    standings: tuple[Standing, ...]
    figures: Figures
    coverage: Coverage
    overrides: tuple[Override, ...]
    #: How many amendments the convention has had.
    amendments: int
    #: The beginning of addresses of evidence.
    base_url: str

    @property
    def gaps_first(self) -> tuple[Standing, ...]:
        """What is missing first, then what is there; in each the order of the clauses."""
        order = list(Status)
        return tuple(sorted(self.standings, key=lambda one: order.index(one.status)))

    @property
    def tally(self) -> dict[Status, int]:
        """How many commitments have each status, zeros included."""
        many = Counter(one.status for one in self.standings)
        return {status: many[status] for status in Status}

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais bilan` promises; commitments with gaps come first."""
        return {
            "convention": {"title": self.scope.convention.title, "version": self.scope.convention.version},
            "from": self.scope.since.isoformat(),
            "to": self.scope.until.isoformat(),
            "at": self.scope.at.isoformat(),
            "tally": {status.value: many for status, many in self.tally.items()},
            "commitments": [one.as_json() for one in self.gaps_first],
            "figures": self.figures.as_json(),
            "regions": self.coverage.as_json(),
            "overrides": [
                {"letter": one.letter, "on": one.on.isoformat(), "code": one.code, "reason": one.reason}
                for one in self.overrides
            ],
        }


def review(opened: Installation, asked: Asked) -> Review:
    """Review the convention.

    Raises:
        bilan_errors.NothingToReview, bilan_errors.PeriodRefused.
    """
    with opened.database.reading() as session:
        scope = periods.scope(session, asked, clock.today(opened.clock))
        found = standings.over(session, scope.convention, scope.since, scope.until, scope.at)
        letters = tuple(sent_letters.sent(session, scope.since, scope.seen_until))
        numbers = [one.campaign_id for one in letters]
        coverage = counting.covered(session, numbers, scope.since, scope.seen_until)
        return Review(
            scope=scope,
            partners=faces.of(session, opened.settings.data, scope.convention, scope.seen_until),
            standings=found,
            figures=figures.counted(scope.convention, letters, found, coverage, scope.seen_until),
            coverage=coverage,
            overrides=_overrides(session, letters),
            amendments=sum(one.amends > 0 for one in conventions.everything(session)),
            base_url=opened.settings.base_url,
        )


def _overrides(session: Session, letters: tuple[SentLetter, ...]) -> tuple[Override, ...]:
    """Return the reasons given at launches and, for what left without its bon à tirer, before them; each once."""
    by_campaign = {one.campaign_id: one for one in letters}
    by_issue = {one.snapshot.issue.id: one for one in reversed(letters)}
    entries = session.exec(
        select(AuditEntry).where(col(AuditEntry.act).in_([_LAUNCHED, _UNAPPROVED])).order_by(col(AuditEntry.id))
    )
    found: dict[Override, None] = {}
    for entry in entries:
        said = entry.details
        if entry.act == _UNAPPROVED and (letter := by_issue.get(said.get("issue", 0))):
            found[Override(letter.name, letter.on, override_codes.APPROVAL, said.get("reason", ""))] = None
        elif entry.act == _LAUNCHED and (letter := by_campaign.get(said.get("campaign", 0))):
            reasons = sorted(dict(said.get("overrides") or {}).items())
            chosen = (one for one in reasons if one[0] in override_codes.CODES)
            found |= {Override(letter.name, letter.on, code, reason): None for code, reason in chosen}
    return tuple(found)


#: Acts of the audit that hold a reason.
_LAUNCHED, _UNAPPROVED = "campaign.launched", "proof.overridden"
