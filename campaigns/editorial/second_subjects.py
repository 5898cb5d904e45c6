"""A second subject for an issue: some readers get the one, some the other, and the rest the better of both.

It belongs to the issue, so that whoever approves the issue has seen both: an edition freezes them. Refuses a second
subject that is the first one, and a trial that could teach nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from campaigns.editorial import issues
from campaigns.editorial.issue_rows import SecondSubject
from runtime import audit
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _
from templates import errors, merge_fields

#: Signs of the longest subject.
LONGEST = 200
#: What is proposed, and what may be chosen: percent of the readers, readers at least, hours.
PERCENT, LEAST, HOURS = 20, 20, 4
PERCENTS, LEASTS, HOURS_RANGE = (1, 90), (2, 100_000), (1, 24)


@dataclass(frozen=True)
class Wish:
    """How two subjects are tried."""

    subject: str
    #: Of a hundred readers, how many get one of the two at once: half of them each.
    percent: int = PERCENT
    #: How many do at least.
    least: int = LEAST
    #: Hours after the last of these letters at which the better one is chosen.
    hours: int = HOURS

    def readers(self, audience: int) -> int:
        """Return how many of so many recipients get one of the two at once."""
        return min(audience, max(self.least, -(-audience * self.percent // 100)))

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {"subject": self.subject, "percent": self.percent, "least": self.least, "hours": self.hours}


def show(opened: Installation, issue_id: int) -> Wish | None:
    """Return how two subjects of an issue are tried; `None` while it has one.

    Raises:
        campaigns.errors.UnknownIssue, campaigns.errors.InBin.
    """
    with opened.database.reading() as session:
        issues.get(session, issue_id)
        return of(session, issue_id)


def keep(opened: Installation, issue_id: int, wish: Wish, actor: str) -> Wish | None:
    """Keep a second subject and how it is tried; an empty one takes it away.

    Raises:
        campaigns.errors.UnknownIssue, campaigns.errors.InBin.
        runtime.errors.FieldRefused (`second_subject`, `percent`, `least`, `hours`).
    """
    with opened.database.transaction() as session:
        issue, row = issues.get(session, issue_id), session.get(SecondSubject, issue_id)
        subject = _subject(wish.subject, issue.subject)
        for field, value, (first, last) in _ranges(wish):
            if not first <= value <= last:
                raise FieldRefused(
                    field=field, reason=_("donnez un nombre de {first} à {last}").format(first=first, last=last)
                )
        if not subject:
            if row is not None:
                session.delete(row)
        else:
            row = row or SecondSubject(issue_id=issue_id, subject="", percent=0, least=0, hours=0)
            row.subject, row.percent, row.least, row.hours = subject, wish.percent, wish.least, wish.hours
            session.add(row)
        session.flush()
        audit.record(session, opened.clock.now(), actor, "issue.second_subject", issue=issue_id)
        return of(session, issue_id)


def of(session: Session, issue_id: int) -> Wish | None:
    """Return how two subjects of an issue are tried; `None` while it has one."""
    row = session.get(SecondSubject, issue_id)
    return Wish(row.subject, row.percent, row.least, row.hours) if row else None


def text(session: Session, issue_id: int) -> str:
    """Return the second subject of an issue; empty while it has none."""
    found = of(session, issue_id)
    return found.subject if found else ""


def _ranges(wish: Wish) -> tuple[tuple[str, int, tuple[int, int]], ...]:
    return (("percent", wish.percent, PERCENTS), ("least", wish.least, LEASTS), ("hours", wish.hours, HOURS_RANGE))


def _subject(typed: str, first: str) -> str:
    def refused(reason: str) -> FieldRefused:
        return FieldRefused(field="second_subject", reason=reason)

    try:
        subject = issues.printable(typed)
        merge_fields.parse(subject)
    except errors.TemplatesError as problem:
        raise refused(str(problem).rstrip(".")) from problem
    if subject and subject.casefold() == first.strip().casefold():
        raise refused(_("c’est déjà le premier objet\u00a0: écrivez-en un autre"))
    if len(subject) > LONGEST:
        raise refused(_("{most} signes au plus").format(most=LONGEST))
    return subject
