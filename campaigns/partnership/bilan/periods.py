"""Which convention is reviewed, over which days, and as seen on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from campaigns.editorial import event_times
from campaigns.partnership import conventions
from campaigns.partnership.bilan_errors import NothingToReview, PeriodRefused
from campaigns.partnership.conventions import Convention
from runtime.language import _


@dataclass(frozen=True)
class Asked:
    """What somebody asks for; `None` is the period of the convention, and today."""

    since: date | None = None
    until: date | None = None
    #: As it was known on that day.
    at: date | None = None


@dataclass(frozen=True)
class Scope:
    """What is reviewed; all days are included."""

    convention: Convention
    since: date
    until: date
    #: The day of the look; nothing later counts.
    at: date

    @property
    def seen_until(self) -> date:
        """The last day of which something counts."""
        return min(self.until, self.at)


def current(session: Session, on: date) -> Convention:
    """Return the convention of a day, else the one that ended last before it, else the one that is to come.

    Raises:
        NothingToReview: there is no convention at all.
    """
    found = conventions.in_force(session, on) or conventions.ended(session, on) or conventions.newest(session)
    if found is None:
        raise NothingToReview
    return found


def scope(session: Session, asked: Asked, today: date) -> Scope:
    """Decide what is reviewed.

    Raises:
        NothingToReview: there is no convention at all.
        PeriodRefused: the last day comes before the first, or the look before both.
    """
    convention = current(session, asked.until or min(asked.at or today, asked.since or today))
    since, until = asked.since or convention.first_day, asked.until or convention.last_day
    if until < since:
        reason = _("la période finirait le {until}, avant de commencer le {since}")
        said = reason.format(until=event_times.day(until), since=event_times.day(since))
        raise PeriodRefused(field="until", reason=said)
    at = asked.at or max(today, since)  # what has not begun is looked at on its first day
    if at < since:
        reason = _("le {at} est avant la période, qui commence le {since}")
        raise PeriodRefused(field="at", reason=reason.format(at=event_times.day(at), since=event_times.day(since)))
    return Scope(convention, since, until, at)
