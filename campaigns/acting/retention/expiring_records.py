"""Things that are kept for a limited time: each step counts what has expired, and deletes it. Not persons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from campaigns.acting import deleting_issues
from campaigns.acting.absences import noting as absences
from campaigns.acting.importing import kept_files
from campaigns.acting.retention import all_terms
from campaigns.editorial import recycling
from campaigns.partnership.approvals import forgetting as proofs
from campaigns.partnership.meetings import forgetting as guests
from campaigns.partnership.proposals import erasing as proposals
from campaigns.post import purging
from campaigns.post.answers import forgetting
from campaigns.post.returns import correspondence
from lists import history, rights_requests
from lists.importing import undoing
from lists.retention import terms
from lists.retention.terms import Term
from runtime import audit, clock
from runtime.installation import Installation

#: An installation, the moment before which things have expired -> how many there are.
Verb = Callable[[Installation, datetime], int]


@dataclass(frozen=True)
class Step:
    """One kind of thing, and how much of it has expired."""

    term: Term
    #: Counts; changes nothing.
    due: Verb
    #: Deletes; returns how many.
    do: Verb


def before(session: Session, term: Term, today: date) -> datetime:
    """Return the moment before which things of a term have expired."""
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


def _purge_imports(opened: Installation, moment: datetime) -> int:
    with opened.database.transaction() as session:
        return undoing.purge(session, moment, pause=opened.database.pause)


def _strip_deliveries(opened: Installation, moment: datetime) -> int:
    return purging.strip_deliveries(opened.database, moment, opened.clock.epoch())


def _strip_events(opened: Installation, moment: datetime) -> int:
    return purging.strip_events(opened.database, moment)


def _returned(session: Session, moment: datetime) -> int:
    return correspondence.old(session, moment) + proposals.strangers(session, moment)


def _dismiss_returned(opened: Installation, moment: datetime) -> int:
    with opened.database.transaction() as session:
        strangers = proposals.forget_strangers(session, moment)
        return strangers + correspondence.forget_old(session, moment, opened.clock.epoch())


def _spooled(opened: Installation, moment: datetime) -> int:
    return len(purging.spooled(opened.settings.data, opened.clock.now() - moment))


def _drop_spooled(opened: Installation, moment: datetime) -> int:
    files = purging.spooled(opened.settings.data, opened.clock.now() - moment)
    for file in files:
        file.unlink(missing_ok=True)
    return len(files)


def _uploaded(opened: Installation, moment: datetime) -> int:
    return len(kept_files.expired(opened, moment))


STEPS = (
    Step(terms.IMPORT, _reading(undoing.old), _purge_imports),
    Step(all_terms.UPLOAD, _uploaded, kept_files.drop_expired),
    Step(terms.HISTORY, _reading(history.old), _writing(history.purge)),
    Step(terms.REQUEST, _reading(rights_requests.old), _writing(rights_requests.purge)),
    Step(purging.DELIVERIES, _reading(purging.deliveries), _strip_deliveries),
    Step(purging.EVENTS, _reading(purging.events), _strip_events),
    Step(purging.RETURNED, _reading(_returned), _dismiss_returned),
    Step(forgetting.ANSWERS, _reading(forgetting.old), _writing(forgetting.strip)),
    Step(guests.GUESTS, _reading(guests.old), _writing(guests.strip)),
    Step(proofs.PROOFS, _reading(proofs.old), _writing(proofs.strip)),
    Step(absences.ABSENCE, _reading(absences.over), _writing(absences.purge)),
    Step(purging.SPOOL, _spooled, _drop_spooled),
    Step(all_terms.BIN, _reading(recycling.expired), _writing(deleting_issues.empty)),
    Step(all_terms.AUDIT, _reading(audit.old), _writing(audit.purge)),
)
