"""Fixing the typography of a whole issue: its lines, and every item that stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from campaigns.editorial import house_style, issue_lines, issues, outlines, typography_fixes
from campaigns.editorial.models import Issue, Publication
from campaigns.editorial.outlines import Outline
from campaigns.editorial.typography import fixing
from campaigns.editorial.typography.fixing import TextChange
from campaigns.editorial.typography.styles import Style
from campaigns.editorial.typography_fixes import Mended
from runtime import audit
from runtime.installation import Installation

#: The lines that readers read.
LINES = ("title", "subject", "preheader")


@dataclass(frozen=True)
class MendedIssue:
    """What mending an issue changes."""

    issue: Outline
    #: Of its own lines, each with the name of its field.
    changes: tuple[tuple[str, TextChange], ...]
    #: In the order of the letter.
    items: tuple[Mended, ...]

    @property
    def count(self) -> int:
        """How many places change."""
        return len(self.changes) + sum(len(one.changes) for one in self.items)

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        changes = [{"field": field, "before": one.before, "after": one.after} for field, one in self.changes]
        return self.issue.as_json() | {"changes": changes, "mended": [one.as_json() for one in self.items]}


def rehearse(opened: Installation, issue_id: int) -> MendedIssue:
    """Say what mending an issue would change; changes nothing.

    Raises:
        errors.UnknownIssue, errors.InBin.
    """
    with opened.database.reading() as session:
        issue, style = _found(session, issue_id)
        held = [item for _section, several in issues.sections(session, issue) for item in several]
        mended = tuple(typography_fixes.look(item, style) for item in held)
        return MendedIssue(outlines.of(session, issue), _changes(issue, style), mended)


def mend(opened: Installation, issue_id: int, actor: str) -> MendedIssue:
    """Mend an issue and its items in the style of its publication; a second time finds nothing to change.

    Raises:
        errors.UnknownIssue, errors.InBin.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        issue, style = _found(session, issue_id)
        changes = _changes(issue, style)
        before = issue_lines.said(issue)
        for field in LINES:
            setattr(issue, field, fixing.text(getattr(issue, field), style))
        session.add(issue)
        issue_lines.count(session, issue, before, now, actor)
        held = [item.id or 0 for _section, several in issues.sections(session, issue) for item in several]
        mended = tuple(typography_fixes.fix(session, one, style, now, actor) for one in held)
        if changes or any(one.changes for one in mended):
            audit.record(session, now, actor, "issue.mended", id=issue_id)
        return MendedIssue(outlines.of(session, issue), changes, mended)


def _found(session: Session, issue_id: int) -> tuple[Issue, Style]:
    issue = issues.get(session, issue_id)
    return issue, house_style.style(session.get_one(Publication, issue.publication_id))


def _changes(issue: Issue, style: Style) -> tuple[tuple[str, TextChange], ...]:
    return tuple((field, change) for field in LINES for change in fixing.changes(getattr(issue, field), style))
