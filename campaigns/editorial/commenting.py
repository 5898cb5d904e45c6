"""Remarks on an issue: what a colleague says of it, or of one of its items, and whether that is settled.

Nothing is edited or taken back: a remark is resolved, and may be opened again. Refuses remarks on items that do not
stand in the issue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial import issues
from campaigns.editorial.issue_rows import IssueComment
from campaigns.editorial.models import Placement
from runtime import audit
from runtime.clock import PARIS
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _
from templates import typed_text

#: Signs of the longest remark.
LONGEST = 2000


@dataclass(frozen=True)
class Comment:
    """A remark."""

    id: int
    #: The item that it is about; `None` for the whole issue.
    item: int | None
    #: In Paris.
    at: datetime
    name: str
    text: str
    #: Who resolved it; empty while it is open.
    resolved_by: str

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody."""
        return not self.resolved_by


def listed(opened: Installation, issue_id: int) -> tuple[Comment, ...]:
    """Return the remarks on an issue, oldest first.

    Raises:
        errors.UnknownIssue.
    """
    with opened.database.reading() as session:
        issues.get(session, issue_id)
        return _listed(session, issue_id)


def say(
    opened: Installation, issue_id: int, text: str, actor: str, *, name: str, item: int | None = None
) -> tuple[Comment, ...]:
    """Add a remark under the name by which people know its author; return all.

    Raises:
        errors.UnknownIssue, errors.NotPlaced; templates.errors.TextRefused.
        runtime.errors.FieldRefused (`text`): it is empty, or longer than `LONGEST` signs.
    """
    said = _said(text)
    now = opened.clock.now()
    with opened.database.transaction() as session:
        issues.get(session, issue_id)
        if item is not None and session.get(Placement, (issue_id, item)) is None:
            raise errors.NotPlaced(item=item)
        made = IssueComment(issue_id=issue_id, item_id=item, at=now, actor=actor, name=name, text=said)
        session.add(made)
        session.flush()
        audit.record(session, now, actor, "issue.commented", id=issue_id, item=item, comment=made.id)
        return _listed(session, issue_id)


def settle(
    opened: Installation, issue_id: int, comment_id: int, actor: str, *, name: str, resolved: bool = True
) -> tuple[Comment, ...]:
    """Resolve a remark, or open it again; return all.

    Raises:
        errors.UnknownIssue, errors.CommentUnknown.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        issues.get(session, issue_id)
        found = session.get(IssueComment, comment_id)
        if found is None or found.issue_id != issue_id:
            raise errors.CommentUnknown(id=comment_id)
        found.resolved_at, found.resolved_by = (now, name) if resolved else (None, "")
        session.add(found)
        session.flush()
        act = "comment.resolved" if resolved else "comment.reopened"
        audit.record(session, now, actor, act, id=issue_id, comment=comment_id)
        return _listed(session, issue_id)


def _said(text: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise FieldRefused(field="text", reason=_("écrivez votre remarque"))
    if len(said) > LONGEST:
        raise FieldRefused(field="text", reason=_("elle compte plus de {most} signes").format(most=LONGEST))
    for line in said.split("\n"):
        typed_text.require_printable(line)
    return said


def _listed(session: Session, issue_id: int) -> tuple[Comment, ...]:
    query = select(IssueComment).where(IssueComment.issue_id == issue_id).order_by(col(IssueComment.id))
    return tuple(
        Comment(one.id or 0, one.item_id, one.at.astimezone(PARIS), one.name, one.text, one.resolved_by)
        for one in session.exec(query)
    )
