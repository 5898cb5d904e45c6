"""Issues (« numéros »): their rows, made and filled; the acts that people know stand in `outlines`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, func, select

from campaigns import errors
from campaigns.editorial import item_errors, items, labels
from campaigns.editorial.models import Issue, Item, ItemState, Placement, Publication, Section
from runtime import clock
from runtime.language import _
from templates import typed_text


@dataclass(frozen=True)
class TitleLines:
    """The three lines that a person sees before the letter; merge fields are allowed in the last two."""

    title: str
    subject: str
    preheader: str = ""


#: The templates whose issues are numbered, one after the other.
NUMBERED = ("newsletter", "special")


@dataclass(frozen=True)
class Form:
    """The e-mail that an issue becomes, and the partners that must approve it."""

    #: One of `templates.catalogue.ISSUES`.
    template: str = "newsletter"
    #: Code of a partner -> who approves for it, name and function.
    approvers: Mapping[str, str] = field(default_factory=dict)


#: A newsletter that needs no approval.
USUAL = Form()


def new(
    session: Session,
    publication: Publication,
    lines: TitleLines,
    now: datetime,
    like: int | None = None,
    form: Form = USUAL,
) -> Issue:
    """Create the next issue, empty; it copies the order of sections of the issue `like`.

    Raises:
        errors.LineMissing: the title is empty.
        errors.UnknownIssue: there is no issue `like`.
        templates.errors.TextRefused: a control character stands in a line.
    """
    if not lines.title.strip():
        raise errors.LineMissing
    model = get(session, like) if like is not None else None
    assert publication.id is not None
    created = Issue(
        publication_id=publication.id,
        number=next_number(session, publication.id) if form.template in NUMBERED else None,
        template=form.template,
        approvers={code: printable(name) for code, name in form.approvers.items()},
        title=printable(lines.title),
        subject=printable(lines.subject),
        preheader=printable(lines.preheader),
        dated=clock.in_paris(now).date(),
        sections=list(model.sections) if model else [section.value for section in Section],
        created_at=now,
    )
    session.add(created)
    session.flush()
    return created


def add(session: Session, issue_id: int, item_ids: Sequence[int], section: str) -> Issue:
    """Place items at the end of a section; return the issue.

    Raises:
        errors.UnknownIssue, errors.UnknownItem, errors.UnknownSection, errors.AlreadyPlaced, item_errors.StillDraft.
    """
    issue = get(session, issue_id)
    if section not in list(Section):
        raise errors.UnknownSection(section=section, known=", ".join(Section))
    for item_id in item_ids:
        if items.get(session, item_id).state == ItemState.DRAFT.value:
            raise item_errors.StillDraft(id=item_id)
        placed = session.get(Placement, (issue_id, item_id))
        if placed is not None:
            raise errors.AlreadyPlaced(item=item_id, section=labels.section(placed.section))
        session.add(Placement(issue_id=issue_id, item_id=item_id, section=section, position=_end(session, issue_id)))
        session.flush()
    return issue


def get(session: Session, issue_id: int) -> Issue:
    """Return one issue.

    Raises:
        errors.UnknownIssue, errors.InBin.
    """
    found = session.get(Issue, issue_id)
    if found is None:
        raise errors.UnknownIssue(id=issue_id)
    if found.deleted_at is not None:
        raise errors.IssueInBin(what=called(found), id=issue_id)
    return found


def sections(session: Session, issue: Issue) -> list[tuple[Section, list[Item]]]:
    """Return the sections that hold something, in the issue's order, with their items."""
    rows = session.exec(
        select(Placement.section, Item)
        .join(Item, col(Item.id) == Placement.item_id)
        .where(Placement.issue_id == issue.id)
        .order_by(col(Placement.position))
    ).all()
    found = [(Section(key), [item for section, item in rows if section == key]) for key in issue.sections]
    return [(section, held) for section, held in found if held]


def next_number(session: Session, publication_id: int) -> int:
    """Return the number after the last one of a publication; what was deleted has given its own back.

    It is never below the first number of the publication.
    """
    last = session.exec(select(func.max(Issue.number)).where(Issue.publication_id == publication_id)).one()
    return max((last or 0) + 1, session.get_one(Publication, publication_id).first_number)


def _end(session: Session, issue_id: int) -> int:
    last = session.exec(select(func.max(Placement.position)).where(Placement.issue_id == issue_id)).one()
    return (last or 0) + 1


def printable(text: str) -> str:
    """Return a line without the blanks around it; raises TextRefused when a control character stands in it."""
    said = text.strip(" ")
    typed_text.require_printable(said.replace("\n", "\0"))
    return said


def called(issue: Issue) -> str:
    """Return how a sentence about an issue begins."""
    return _("Le numéro « {title} » (id {id})").format(title=issue.title, id=issue.id)
