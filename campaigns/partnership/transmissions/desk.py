"""What the screen « Transmissions » shows: the list that waits, whom it goes to, those that were made. Only reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from campaigns.partnership.conventions import Convention
from campaigns.partnership.transmissions import announcements, kept_lists, obligations, starting
from campaigns.partnership.transmissions.values import Transmission
from lists.organisations.signatories import Signatory
from runtime import clock
from runtime.installation import Installation


@dataclass(frozen=True)
class Desk:
    """The lists of new signatories, as an officer deals with them."""

    #: « la convention du 16 juin 2009 ».
    convention: str
    waiting: Transmission
    made: tuple[Transmission, ...]
    #: By name, whom the next list is mailed to.
    readers: tuple[str, ...]
    #: Partners that have nobody to be written to, by name.
    unanswered: tuple[str, ...]
    #: Since when one is new; `None` when nobody said it.
    start: date | None
    #: The first day of the convention, and how many of those who wait signed before it.
    first_day: date
    before: int
    #: Who was announced in no issue yet.
    unannounced: tuple[Signatory, ...]

    @property
    def next(self) -> int:
        """The number of the next list."""
        return max((one.number or 0 for one in self.made), default=0) + 1


def look(opened: Installation) -> Desk | None:
    """Return the desk; `None` where no convention asks for these lists, nor ever did."""
    today = clock.today(opened.clock)
    with opened.database.reading() as session:
        convention = obligations.told(session, today)
        if convention is None:
            return None
        waiting = kept_lists.next_(session, opened)
        readers, unanswered = _readers(session, convention, today)
        start = starting.day(session)
    return Desk(
        convention=convention.short,
        waiting=waiting,
        made=kept_lists.listed(opened),
        readers=readers,
        unanswered=unanswered,
        start=start,
        first_day=convention.first_day,
        before=sum(one.signed_on < convention.first_day for one in waiting.companies),
        unannounced=announcements.waiting(opened),
    )


def _readers(session: Session, convention: Convention, today: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    people, missing = [], []
    for code in obligations.creditors(convention):
        partner, person = convention.partner(code), obligations.answering(session, code, today)
        name = partner.name if partner else code
        if person is None:
            missing.append(name)
        else:
            people.append(f"{person.greeting} ({name})")
    return tuple(people), tuple(missing)
