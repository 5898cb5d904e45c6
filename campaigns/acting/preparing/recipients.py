"""Who would get an issue if it left now, and who of the list would not, by reason and by name.

The figures are those of the very statement that a launch inserts from. Refuses to remember them: a number is shown only
while it is true.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from campaigns.editorial import issues, snapshots
from campaigns.editorial.models import Publication
from campaigns.post import labels
from lists import audiences, left_out
from lists.kinds import Policy
from lists.left_out import Person, Question
from lists.segments import saved
from runtime.installation import Installation

#: People of one reason who stand on the page itself, and on one page of all of them.
FIRST, PAGE = 10, 50


@dataclass(frozen=True)
class Absent:
    """Those who are left out for one reason."""

    why: str
    #: The reason, in words.
    words: str
    many: int
    #: The first of them, by name.
    people: tuple[Person, ...]


@dataclass(frozen=True)
class Recipients:
    """Who gets it."""

    contacts: int
    organisations: int
    #: The others, the most frequent reason first.
    absent: tuple[Absent, ...]

    @property
    def absentees(self) -> int:
        """How many of the list, or of the segment, do not get it."""
        return sum(one.many for one in self.absent)


@dataclass(frozen=True)
class AbsentPage:
    """Some of those who are left out for one reason."""

    words: str
    people: tuple[Person, ...]
    many: int
    page: int
    pages: int


def look(opened: Installation, issue_id: int, segment: str, policy: Policy) -> Recipients:
    """Return who would get an issue now; an empty segment is the whole list.

    Raises:
        campaigns.errors.UnknownIssue, campaigns.errors.IssueInBin; lists.errors.ListsError.
    """
    with opened.database.reading() as session:
        asked = _question(session, opened, issue_id, segment, policy)
        counted = _counted(session, asked)
        names = left_out.first(session, asked, FIRST) if counted.excluded else {}
    absent = [Absent(why, labels.reason(why), many, names.get(why, ())) for why, many in counted.excluded.items()]
    return Recipients(
        counted.contacts, counted.organisations, tuple(sorted(absent, key=lambda one: (-one.many, one.words)))
    )  # fmt: skip


def absent(opened: Installation, issue_id: int, segment: str, policy: Policy, why: str, page: int) -> AbsentPage:
    """Return one page of those who are left out for one reason; a page beyond the last is the last.

    Raises:
        as `look`.
    """
    with opened.database.reading() as session:
        asked = _question(session, opened, issue_id, segment, policy)
        many = _counted(session, asked).excluded.get(why, 0)
        pages = max(1, -(-many // PAGE))
        shown = min(max(page, 1), pages)
        people = left_out.page(session, asked, why, PAGE, (shown - 1) * PAGE) if many else ()
    return AbsentPage(labels.reason(why), people, many, shown, pages)


def _question(session: Session, opened: Installation, issue_id: int, segment: str, policy: Policy) -> Question:
    issue = issues.get(session, issue_id)
    listed = session.get_one(Publication, issue.publication_id).mailing_list_id
    rule = saved.named(session, segment, opened.clock.now()) if segment else None
    return Question(listed, rule, policy, issue.template == snapshots.SPECIAL)


def _counted(session: Session, asked: Question) -> audiences.Count:
    return audiences.count(session, asked.mailing_list_id, asked.rule, asked.policy, special=asked.special)
