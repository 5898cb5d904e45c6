"""Correcting an issue that is there: its lines, its day and its design, which items it holds, and where.

What a launched edition froze never changes; the number of an issue is not chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial import issue_lines, issues, items, outlines
from campaigns.editorial.models import Issue, Placement, Section
from campaigns.editorial.outlines import Outline
from runtime import audit
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _
from templates import designs


@dataclass(frozen=True)
class Lines:
    """What is to be set; `None` leaves a line as it is."""

    title: str | None = None
    #: An empty subject is the title again.
    subject: str | None = None
    preheader: str | None = None
    dated: date | None = None
    #: One of `templates.designs`; an empty one is that of the publication.
    design: str | None = None


def amend(opened: Installation, issue_id: int, lines: Lines, actor: str) -> Outline:
    """Set lines of an issue; a subject that was the title follows it.

    Raises:
        errors.UnknownIssue, errors.InBin.
        errors.LineMissing: the title would be empty.
        templates.errors.TextRefused: a control character stands in a line.
        templates.errors.DesignUnknown.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        issue = issues.get(session, issue_id)
        before = issue_lines.said(issue)
        _set(issue, lines)
        session.add(issue)
        issue_lines.count(session, issue, before, now, actor)
        audit.record(session, now, actor, "issue.edited", id=issue_id)
        return outlines.of(session, issue)


def take_out(opened: Installation, issue_id: int, item_ids: Sequence[int], actor: str) -> Outline:
    """Take items out of an issue, all or none; they wait again.

    Raises:
        errors.UnknownIssue, errors.InBin, errors.NotPlaced.
    """
    with opened.database.transaction() as session:
        issue = issues.get(session, issue_id)
        for item_id in dict.fromkeys(item_ids):
            session.delete(_placed(session, issue_id, item_id))
        session.flush()
        audit.record(session, opened.clock.now(), actor, "issue.emptied", id=issue_id, items=list(item_ids))
        return outlines.of(session, issue)


def move(
    opened: Installation, issue_id: int, item_id: int, to: int, actor: str, *, section: str | None = None
) -> Outline:
    """Put an item at a place of its section, or of another one; places count from 1, a higher one is the last.

    Raises:
        errors.UnknownIssue, errors.InBin, errors.NotPlaced, errors.UnknownSection.
    """
    if section is not None and section not in list(Section):
        raise errors.UnknownSection(section=section, known=", ".join(Section))
    with opened.database.transaction() as session:
        issue = issues.get(session, issue_id)
        moved = _placed(session, issue_id, item_id)
        moved.section = section or moved.section
        _reorder(session, issue_id, moved, to)
        audit.record(session, opened.clock.now(), actor, "issue.reordered", id=issue_id, item=item_id)
        return outlines.of(session, issue)


def arrange(opened: Installation, issue_id: int, sections: Sequence[str], actor: str) -> Outline:
    """Put sections of an issue into this order, at the places that they hold together; the others keep theirs.

    Raises:
        errors.UnknownIssue, errors.InBin, errors.UnknownSection.
        runtime.errors.FieldRefused (`sections`): one is named twice.
    """
    for key in sections:
        if key not in list(Section):
            raise errors.UnknownSection(section=key, known=", ".join(Section))
    if len(set(sections)) < len(sections):
        raise FieldRefused(field="sections", reason=_("une rubrique est nommée deux fois"))
    with opened.database.transaction() as session:
        issue = issues.get(session, issue_id)
        # Issues of before a section existed do not list it: it would stand last.
        known = [*issue.sections, *(one.value for one in Section if one.value not in issue.sections)]
        named = iter(sections)
        issue.sections = [next(named) if key in sections else key for key in known]
        session.add(issue)
        audit.record(session, opened.clock.now(), actor, "issue.arranged", id=issue_id)
        return outlines.of(session, issue)


def _set(issue: Issue, lines: Lines) -> None:
    follows = issue.subject == issue.title
    if lines.title is not None:
        if not lines.title.strip():
            raise errors.LineMissing
        issue.title = issues.printable(lines.title)
        issue.subject = issue.title if follows else issue.subject
    if lines.subject is not None:
        issue.subject = issues.printable(lines.subject) or issue.title
    if lines.preheader is not None:
        issue.preheader = issues.printable(lines.preheader)
    if lines.design is not None:
        issue.design = designs.known(lines.design).key if lines.design else ""
    issue.dated = lines.dated or issue.dated


def _placed(session: Session, issue_id: int, item_id: int) -> Placement:
    found = session.get(Placement, (issue_id, item_id))
    if found is None:
        items.get(session, item_id)
        raise errors.NotPlaced(item=item_id)
    return found


def _reorder(session: Session, issue_id: int, moved: Placement, to: int) -> None:
    rows = session.exec(select(Placement).where(Placement.issue_id == issue_id).order_by(col(Placement.position)))
    others = [one for one in rows if one is not moved]
    before = [one for one in others if one.section == moved.section][: to - 1]
    at = others.index(before[-1]) + 1 if before else 0
    for position, one in enumerate([*others[:at], moved, *others[at:]], 1):
        one.position = position
        session.add(one)
    session.flush()
