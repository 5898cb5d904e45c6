"""Things that are kept only so long: each counts what is over, and lets it go. Persons are in `people`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from campaigns.acting.retaining import durations
from campaigns.post import expiring
from lists import history, requests
from lists.importing import undoing
from lists.retention import terms
from lists.retention.terms import Term
from runtime import audit, clock
from runtime.installation import Installation

#: An installation and the moment before which things are over -> how many they are.
Verb = Callable[[Installation, datetime], int]


@dataclass(frozen=True)
class Step:
    """One kind of thing, and how much of it is over."""

    term: Term
    #: Counts; changes nothing.
    due: Verb
    #: Lets go; returns how much that was.
    do: Verb


def before(session: Session, term: Term, today: date) -> datetime:
    """Return the moment before which things of a term are over."""
    return clock.midnight(terms.before(term, terms.value(session, term), today))


def _reading(count: Callable[[Session, datetime], int]) -> Verb:
    def verb(opened: Installation, moment: datetime) -> int:
        with opened.database.reading() as session:
            return count(session, moment)

    return verb


def _writing(change: Callable[[Session, datetime], int]) -> Verb:
    def verb(opened: Installation, moment: datetime) -> int:
        with opened.database.transaction() as session:
            return change(session, moment)

    return verb


def _strip_deliveries(opened: Installation, moment: datetime) -> int:
    return expiring.strip_deliveries(opened.database, moment, opened.clock.epoch())


def _strip_events(opened: Installation, moment: datetime) -> int:
    return expiring.strip_events(opened.database, moment)


def _dismiss_returned(opened: Installation, moment: datetime) -> int:
    return expiring.dismiss_returned(opened.database, moment, opened.clock.epoch())


def _spooled(opened: Installation, moment: datetime) -> int:
    return len(expiring.spooled(opened.settings.data, opened.clock.now() - moment))


def _drop_spooled(opened: Installation, moment: datetime) -> int:
    files = expiring.spooled(opened.settings.data, opened.clock.now() - moment)
    for file in files:
        file.unlink(missing_ok=True)
    return len(files)


STEPS = (
    Step(terms.IMPORT, _reading(undoing.old), _writing(undoing.forget)),
    Step(terms.HISTORY, _reading(history.old), _writing(history.forget)),
    Step(terms.REQUEST, _reading(requests.old), _writing(requests.forget)),
    Step(expiring.DELIVERIES, _reading(expiring.deliveries), _strip_deliveries),
    Step(expiring.EVENTS, _reading(expiring.events), _strip_events),
    Step(expiring.RETURNED, _reading(expiring.returned), _dismiss_returned),
    Step(expiring.SPOOL, _spooled, _drop_spooled),
    Step(durations.AUDIT, _reading(audit.old), _writing(audit.forget)),
)
