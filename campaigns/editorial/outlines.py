"""Issues as people see and fill them (« sommaire »): the sections that hold something, their items in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from campaigns.editorial import issues, labels, publications, wordings
from campaigns.editorial.issues import Form, TitleLines
from campaigns.editorial.models import Issue, Publication, Section
from runtime import audit
from runtime.installation import Installation
from templates import designs


@dataclass(frozen=True)
class Entry:
    """An issue in a list."""

    id: int
    #: « n° »; `None` for an issue outside the series.
    number: int | None
    title: str
    #: The name of its publication, where there are several.
    letter: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {"id": self.id, "number": self.number, "title": self.title}


@dataclass(frozen=True)
class Placed:
    """An item at its place."""

    id: int
    title: str


@dataclass(frozen=True)
class Outline:
    """An issue as it stands."""

    id: int
    number: int | None
    #: One of `templates.catalogue.ISSUES`.
    template: str
    title: str
    subject: str
    preheader: str
    #: The day printed on it.
    dated: date
    sections: tuple[tuple[Section, tuple[Placed, ...]], ...]
    #: One of `templates.designs`: its own, or that of its publication.
    design: str = designs.INSTITUTIONAL
    #: What its sections are called.
    headings: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know; the design where it is not that of who chose none."""
        chosen = {} if self.design == designs.INSTITUTIONAL else {"design": self.design}
        return {
            "id": self.id,
            "number": self.number,
            "template": self.template,
            "title": self.title,
            "subject": self.subject,
            "preheader": self.preheader,
            "date": self.dated.isoformat(),
            "sections": [
                {"section": key.value, "items": [{"id": one.id, "title": one.title} for one in held]}
                for key, held in self.sections
            ],
        } | chosen


def begin(
    opened: Installation,
    lines: TitleLines,
    actor: str,
    *,
    like: int | None = None,
    form: Form = issues.USUAL,
    publication: str | None = None,
) -> Outline:
    """Begin the next issue of a publication, empty, with the order of sections of the issue `like`.

    Raises:
        errors.PublicationUnknown, and as `issues.new`.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        made = issues.new(session, publications.chosen(session, publication), lines, now, like, form)
        audit.record(session, now, actor, "issue.created", id=made.id)
        return of(session, made)


def fill(opened: Installation, issue_id: int, item_ids: Sequence[int], section: str, actor: str) -> Outline:
    """Place items at the end of a section.

    Raises:
        errors.UnknownIssue, errors.UnknownItem, errors.UnknownSection, errors.AlreadyPlaced.
    """
    with opened.database.transaction() as session:
        filled = issues.add(session, issue_id, item_ids, section)
        audit.record(session, opened.clock.now(), actor, "issue.filled", id=issue_id, items=list(item_ids))
        return of(session, filled)


def show(opened: Installation, issue_id: int) -> Outline:
    """Return an issue as it stands.

    Raises:
        errors.UnknownIssue.
    """
    with opened.database.reading() as session:
        return of(session, issues.get(session, issue_id))


def listed(opened: Installation, *, publication: str | None = None) -> list[Entry]:
    """Return the issues of one publication, or of all, newest first.

    Raises:
        errors.PublicationUnknown.
    """
    newest = select(Issue).where(col(Issue.deleted_at).is_(None)).order_by(col(Issue.id).desc())
    with opened.database.reading() as session:
        letter = publications.chosen(session, publication) if publication else None
        found = session.exec(newest.where(Issue.publication_id == letter.id) if letter else newest)
        known = publications.everything(session)
        letters = {one.id: one.name for one in known} if len(known) > 1 else {}
        return [Entry(one.id or 0, one.number, one.title, letters.get(one.publication_id, "")) for one in found]


def of(session: Session, issue: Issue) -> Outline:
    """Return an issue as it stands in this transaction."""
    words = wordings.on(session, issue.dated)
    return Outline(
        id=issue.id or 0,
        number=issue.number,
        template=issue.template,
        title=issue.title,
        subject=issue.subject,
        preheader=issue.preheader,
        dated=issue.dated,
        sections=tuple(
            (key, tuple(Placed(item.id or 0, item.title) for item in held))
            for key, held in issues.sections(session, issue)
        ),
        design=issue.design or session.get_one(Publication, issue.publication_id).design,
        headings={key: labels.section(key, words) for key in issue.sections},
    )
