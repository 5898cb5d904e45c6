"""The answers to an invitation, counted and one by one: for whoever prepares the room.

A name is that of the contact today; of a person who was erased only the answer is left. Refuses addresses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from campaigns.editorial.models import Issue
from campaigns.post import models
from campaigns.post.answer_rows import Answer
from campaigns.post.statements import DELIVERY
from lists.models import Contact, Organisation
from templates.letters import PERSONAL, Letter, Slot

_ANSWER = models.table(str(Answer.__tablename__))


@dataclass(frozen=True)
class Tally:
    """How many answered, and what."""

    #: Readers who come, and how many people come with them, themselves included.
    coming: int = 0
    people: int = 0
    #: Readers who do not come, and how many of these send somebody else.
    declined: int = 0
    represented: int = 0

    @property
    def answered(self) -> int:
        """How many readers answered."""
        return self.coming + self.declined

    def as_json(self) -> dict[str, int]:
        """Return the shape that `--json` promises."""
        return {"answered": self.answered, **asdict(self)}


@dataclass(frozen=True)
class Line:
    """One answer."""

    #: Who answered; empty, like the two after it, when the person is no longer known.
    name: str
    function: str
    organisation: str
    coming: bool
    people: int
    represented_by: str
    at: datetime

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `--json` promises."""
        return asdict(self) | {"at": self.at.isoformat()}


def is_asked(letter: Letter) -> bool:
    """Tell whether the readers of a compiled letter are asked whether they come."""
    shown = letter.variant(frozenset({PERSONAL})).text
    return any(isinstance(part, Slot) and part.name == "answer_token" for part in shown)


def of_issue(session: Session, issue: Issue) -> tuple[Tally, tuple[Line, ...]]:
    """Return the answers to an issue: counted, and one by one, those who come first, by name."""
    mine = _ANSWER.c.issue_id == issue.id
    return _tally(session, mine), tuple(_lines(session, issue.id or 0))


def of_campaigns(session: Session, campaigns: Sequence[int]) -> Tally:
    """Return the answers that the letters of some campaigns brought."""
    return _tally(session, _ANSWER.c.campaign_id.in_(campaigns))


def _tally(session: Session, mine: sa.ColumnElement[bool]) -> Tally:
    instead = sa.case((_ANSWER.c.represented_by != "", 1), else_=0)
    columns = (_ANSWER.c.coming, sa.func.count(), sa.func.sum(_ANSWER.c.people), sa.func.sum(instead))
    found = {
        coming: (many, people, represented)
        for coming, many, people, represented in session.execute(
            sa.select(*columns).where(mine).group_by(_ANSWER.c.coming)
        )
    }
    coming, declined = found.get(True, (0, 0, 0)), found.get(False, (0, 0, 0))
    return Tally(coming[0], coming[1], declined[0], declined[2])


def _lines(session: Session, issue_id: int) -> list[Line]:
    query = (
        select(Answer, Contact, Organisation.name)
        .join(DELIVERY, DELIVERY.c.id == col(Answer.delivery_id), isouter=True)
        .join(Contact, col(Contact.id) == DELIVERY.c.contact_id, isouter=True)
        .join(Organisation, col(Organisation.id) == col(Contact.organisation_id), isouter=True)
        .where(Answer.issue_id == issue_id)
        .order_by(col(Answer.coming).desc(), col(Contact.last_name), col(Contact.first_name), col(Answer.id))
    )
    return [_line(*row) for row in session.exec(query)]


def _line(answer: Answer, contact: Contact | None, employer: str | None) -> Line:
    name = " ".join(filter(None, (contact.first_name, contact.last_name))) if contact else ""
    at = datetime.fromtimestamp(answer.at, UTC)
    function = (contact.function or "") if contact else ""
    return Line(name, function, employer or "", answer.coming, answer.people, answer.represented_by, at)
