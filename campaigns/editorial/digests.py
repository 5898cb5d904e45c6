"""The digest of a publication: its rhythm, whether it leaves by itself, and what became of the last one.

Off until somebody sets a rhythm. Refuses to prepare anything: `campaigns.acting.series.digesting` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from campaigns.editorial import event_times, publications
from campaigns.editorial.digest_rhythms import WEEKS, Every, Rhythm
from campaigns.editorial.issue_rows import Digest
from campaigns.editorial.models import Publication
from runtime import audit, clock
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import N_, _


class Outcome(StrEnum):
    """What became of the last digest."""

    #: Nothing had appeared since the one before.
    NOTHING = "nothing"
    #: It is a draft, which a person sends.
    PREPARED = "prepared"
    #: It was to leave by itself and could not: a person is asked.
    WAITING = "waiting"
    #: It leaves by itself.
    LAUNCHED = "launched"


_SAID = {
    Outcome.NOTHING: N_("Le {day}, rien n’avait paru depuis le précédent : rien n’a été préparé."),
    Outcome.PREPARED: N_("Le {day}, un numéro a été préparé : c’est à vous de l’envoyer."),
    Outcome.WAITING: N_("Le {day}, un numéro a été préparé et n’est pas parti. {why}"),
    Outcome.LAUNCHED: N_("Le {day}, un numéro a été préparé et envoyé."),
}


@dataclass(frozen=True)
class Setting:
    """How a digest is set."""

    publication: str
    publication_id: int
    is_on: bool = False
    rhythm: Rhythm = field(default_factory=Rhythm)
    #: Whether it leaves by itself, if the checks pass and nobody's approval is missing.
    by_itself: bool = False
    #: The next day on which it is prepared; `None` while it is off.
    next_on: date | None = None
    #: What became of the last one, why, on which day, and its issue; `None` and empty before the first.
    outcome: Outcome | None = None
    why: str = ""
    on: date | None = None
    issue: int | None = None

    @property
    def said(self) -> str:
        """What became of the last one, in a sentence; empty before the first."""
        if self.outcome is None or self.on is None:
            return ""
        return _(_SAID[self.outcome]).format(day=event_times.day(self.on, weekday=True), why=self.why)

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "publication": self.publication,
            "on": self.is_on,
            "every": self.rhythm.every.value,
            "weekday": self.rhythm.weekday + 1,
            "week": self.rhythm.week,
            "by_itself": self.by_itself,
            "next": self.next_on.isoformat() if self.next_on else None,
            "last": {
                "outcome": self.outcome.value, "why": self.why, "date": self.on.isoformat(), "issue": self.issue
            } if self.outcome and self.on else None,
        }  # fmt: skip


@dataclass(frozen=True)
class Change:
    """What a person changes; `None` changes nothing."""

    is_on: bool | None = None
    every: Every | None = None
    weekday: int | None = None
    week: int | None = None
    by_itself: bool | None = None


def show(opened: Installation, publication: str | None = None) -> Setting:
    """Return how the digest of a publication is set.

    Raises:
        campaigns.errors.PublicationUnknown.
    """
    with opened.database.reading() as session:
        return of(session, publications.chosen(session, publication))


def change(opened: Installation, asked: Change, actor: str, *, publication: str | None = None) -> Setting:
    """Change what was given; the next day follows from it and from today.

    Raises:
        campaigns.errors.PublicationUnknown; runtime.errors.FieldRefused (`weekday`, `week`).
    """
    with opened.database.transaction() as session:
        one = publications.chosen(session, publication)
        known = of(session, one)
        rhythm = _rhythm(known.rhythm, asked)
        row = session.get(Digest, one.id) or Digest(publication_id=one.id or 0)
        row.is_on = known.is_on if asked.is_on is None else asked.is_on
        row.by_itself = known.by_itself if asked.by_itself is None else asked.by_itself
        row.every, row.weekday, row.week = rhythm.every.value, rhythm.weekday, rhythm.week
        row.next_on = rhythm.after(clock.today(opened.clock)) if row.is_on else None
        session.add(row)
        session.flush()
        audit.record(session, opened.clock.now(), actor, "digest.changed", publication=one.name, on=row.is_on)
        return of(session, one)


def of(session: Session, one: Publication) -> Setting:
    """Return how the digest of a publication is set."""
    row = session.get(Digest, one.id)
    if row is None:
        return Setting(one.name, one.id or 0)
    rhythm = Rhythm(Every(row.every), row.weekday, row.week)
    outcome = Outcome(row.outcome) if row.outcome else None
    return Setting(
        one.name, one.id or 0, row.is_on, rhythm, row.by_itself, row.next_on, outcome, row.why, row.last_on,
        row.issue_id,
    )  # fmt: skip


def _rhythm(known: Rhythm, asked: Change) -> Rhythm:
    changed = Rhythm(
        asked.every or known.every,
        known.weekday if asked.weekday is None else asked.weekday,
        known.week if asked.week is None else asked.week,
    )
    if not 0 <= changed.weekday <= 6:
        raise FieldRefused(field="weekday", reason=_("donnez un jour de la semaine"))
    if changed.week not in WEEKS:
        raise FieldRefused(field="week", reason=_("donnez un nombre de 1 à 4"))
    return changed
