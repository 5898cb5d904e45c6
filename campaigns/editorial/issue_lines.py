"""The lines of an issue as somebody writes them: saved field by field, and never over what somebody else saved.

Owns the count of their changes. Other lines of an issue, and other ways to set these, stand in `issue_corrections`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from campaigns.editorial import issues, item_errors, item_versions
from campaigns.editorial.issue_rows import LinesRevision
from campaigns.editorial.models import Issue
from runtime import audit
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.language import _

#: What is written, and how many signs of it are kept at most.
LONGEST = {"title": 200, "subject": 200, "preheader": 300}
DATED = "dated"


@dataclass(frozen=True)
class Sheet:
    """What the form of the lines shows."""

    version: int
    #: Field -> what stands there; the date in ISO 8601.
    said: Mapping[str, str]


@dataclass(frozen=True)
class Saved:
    """What a save did."""

    version: int
    at: datetime
    #: Field -> why it kept its former value, as a French clause.
    refused: Mapping[str, str]


def sheet(opened: Installation, issue_id: int) -> Sheet:
    """Return the lines of an issue.

    Raises:
        errors.UnknownIssue, errors.InBin.
    """
    with opened.database.reading() as session:
        issue = issues.get(session, issue_id)
        return Sheet(_revision(session, issue_id), said(issue))


def written(opened: Installation, issue_id: int, wanted: Mapping[str, str], seen: int, actor: str) -> Saved:
    """Save lines of an issue; those that cannot be used are left as they were, and told.

    Raises:
        errors.UnknownIssue, errors.InBin.
        item_errors.LinesEditedMeanwhile: `seen` is not their newest version.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        session.get(Issue, issue_id, with_for_update=True)
        issue = issues.get(session, issue_id)
        last = session.get(LinesRevision, issue_id)
        if last is not None and seen != last.revision:
            raise item_errors.LinesEditedMeanwhile(actor=last.actor, at=last.at, version=last.revision)
        before = said(issue)
        refused = {field: reason for field, value in wanted.items() if (reason := _set(issue, field, value))}
        session.add(issue)
        if count(session, issue, before, now, actor):
            _told_once(session, issue_id, now, actor)
        return Saved(_revision(session, issue_id), now, refused)


def said(issue: Issue) -> dict[str, str]:
    """Return the lines of an issue by their fields."""
    return {field: str(getattr(issue, field)) for field in LONGEST} | {DATED: issue.dated.isoformat()}


def count(session: Session, issue: Issue, before: Mapping[str, str], now: datetime, actor: str) -> bool:
    """Count a change of the lines, and keep who made it; tell whether they differ from `before`."""
    if said(issue) == before:
        return False
    number = issue.id or 0
    session.merge(LinesRevision(issue_id=number, revision=_revision(session, number) + 1, actor=actor, at=now))
    session.flush()
    return True


def _revision(session: Session, issue_id: int) -> int:
    found = session.get(LinesRevision, issue_id)
    return found.revision if found else 1


def _set(issue: Issue, field: str, value: str) -> str:
    """Set a line; return why it cannot be, or an empty string."""
    try:
        setattr(issue, field, date.fromisoformat(value.strip()) if field == DATED else _line(field, value))
    except (ValueError, RelaisError) as problem:
        return _("donnez une date comme 2026-12-08") if field == DATED else str(problem).rstrip(".")
    return ""


def _line(field: str, value: str) -> str:
    said = issues.printable(value)
    if not said and field != "preheader":
        raise ValueError(_("écrivez le titre") if field == "title" else _("écrivez l’objet"))
    if len(said) > LONGEST[field]:
        raise ValueError(_("c’est trop long : {most} signes au plus").format(most=LONGEST[field]))
    return said


def _told_once(session: Session, issue_id: int, now: datetime, actor: str) -> None:
    """Write one line a sitting into the journal."""
    last = audit.last(session, ["issue.edited"], id=issue_id)
    if last is None or last.actor != actor or now - last.at > item_versions.SITTING:
        audit.record(session, now, actor, "issue.edited", id=issue_id)
