"""Beginning an issue from the last one: its order of sections, and copies of the items that somebody chose.

The lines of the issue are asked anew. A copy is marked as taken over until its content differs from what it was, or
somebody says that it is right as it is; a check names what still is. Refuses to share an item between issues.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial import issue_corrections, issues, outlines, publications
from campaigns.editorial.issue_rows import TakenOver
from campaigns.editorial.issues import Form, TitleLines
from campaigns.editorial.models import Issue, Item, ItemState, Placement
from campaigns.editorial.outlines import Outline
from runtime import audit
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _

#: Whoever changes one of these touched the item.
_SEEN = ("title", "kicker", "intro", "body", "image", "starts", "ends", "place", "link")
#: What a copy does not take over.
_OWN = frozenset({"id", "state", "created_at", "deleted_at", "embargo", "expires", "meeting"})


@dataclass(frozen=True)
class Next:
    """What the next issue begins from."""

    #: « n° » of the next issue.
    number: int
    #: The last issue of the series; `None` before the first.
    last: Outline | None


def upcoming(opened: Installation, *, publication: str | None = None) -> Next:
    """Return what the next issue of a publication begins from.

    Raises:
        errors.PublicationUnknown.
    """
    with opened.database.reading() as session:
        letter = publications.chosen(session, publication).id or 0
        last = _last(session, letter)
        return Next(issues.next_number(session, letter), outlines.of(session, last) if last else None)


def begin(
    opened: Installation,
    lines: TitleLines,
    dated: date | None,
    actor: str,
    *,
    keep: Collection[int] = (),
    form: Form = issues.USUAL,
    publication: str | None = None,
) -> Outline:
    """Begin the next issue; it takes over the order of sections of the last one, and copies of the items `keep`.

    Raises:
        errors.PublicationUnknown; templates.errors.TextRefused; as `issues.new`.
        runtime.errors.FieldRefused (`subject`, `dated`): one is missing.
    """
    if not lines.subject.strip():
        raise FieldRefused(field="subject", reason=_("écrivez l’objet de ce numéro"))
    if dated is None:
        raise FieldRefused(field="dated", reason=_("donnez la date de ce numéro"))
    now = opened.clock.now()
    with opened.database.transaction() as session:
        letter = publications.chosen(session, publication)
        last = _last(session, letter.id or 0)
        made = issues.new(session, letter, lines, now, last.id if last else None, form)
        made.dated = dated
        session.add(made)
        taken = [_copied(session, made, last, placed) for placed in _placements(session, last, keep)] if last else []
        audit.record(session, now, actor, "issue.created", id=made.id, taken=taken)
        return outlines.of(session, made)


def mark(session: Session, issue_id: int, item: Item, source_id: int) -> None:
    """Say that an issue took an item over from another one, as it is now."""
    sha256 = _fingerprint(item)
    session.add(TakenOver(issue_id=issue_id, item_id=item.id or 0, source_id=source_id, sha256=sha256))
    session.flush()


def untouched(session: Session, issue_id: int) -> dict[int, str]:
    """Return the items of an issue that are still as they were taken over -> the name of the issue they come from."""
    rows = session.exec(
        select(TakenOver, Item, Issue)
        .join(Item, col(Item.id) == TakenOver.item_id)
        .join(Issue, col(Issue.id) == TakenOver.source_id)
        .join(Placement, (col(Placement.item_id) == Item.id) & (col(Placement.issue_id) == TakenOver.issue_id))
        .where(TakenOver.issue_id == issue_id)
    )
    return {item.id or 0: _named(source) for taken, item, source in rows if taken.sha256 == _fingerprint(item)}


def accept(opened: Installation, issue_id: int, item_id: int, actor: str) -> None:
    """Say that an item is right as it was taken over; nothing happens when it is not marked.

    Raises:
        errors.UnknownIssue.
    """
    with opened.database.transaction() as session:
        issues.get(session, issue_id)
        found = session.get(TakenOver, (issue_id, item_id))
        if found is not None:
            session.delete(found)
            audit.record(session, opened.clock.now(), actor, "issue.kept_as_taken", id=issue_id, item=item_id)


def step(opened: Installation, issue_id: int, item_id: int, by: int, actor: str) -> Outline:
    """Move an item up (-1) or down (1) in its section; at the end of it, the item stays.

    Raises:
        errors.UnknownIssue, errors.NotPlaced.
    """
    found = outlines.show(opened, issue_id)
    for _section, held in found.sections:
        ids = [one.id for one in held]
        if item_id in ids:
            place = min(max(ids.index(item_id) + 1 + by, 1), len(ids))
            return issue_corrections.move(opened, issue_id, item_id, place, actor)
    raise errors.NotPlaced(item=item_id)


def _last(session: Session, publication_id: int) -> Issue | None:
    mine = select(Issue).where(Issue.publication_id == publication_id, col(Issue.deleted_at).is_(None))
    return session.exec(mine.where(col(Issue.number).is_not(None)).order_by(col(Issue.number).desc())).first()


def _placements(session: Session, last: Issue, keep: Collection[int]) -> list[Placement]:
    chosen = select(Placement).where(Placement.issue_id == last.id, col(Placement.item_id).in_(keep))
    return list(session.exec(chosen.order_by(col(Placement.position))))


def _copied(session: Session, issue: Issue, last: Issue, placed: Placement) -> int:
    """Copy an item into a new issue, where it stood in the last one; return the copy."""
    source = session.get_one(Item, placed.item_id)
    said = {name: getattr(source, name) for name in Item.model_fields if name not in _OWN}
    copy = Item(**said, state=ItemState.READY.value, created_at=issue.created_at)
    session.add(copy)
    session.flush()
    ids = {"issue_id": issue.id or 0, "item_id": copy.id or 0}
    session.add(Placement(**ids, section=placed.section, position=placed.position))
    mark(session, issue.id or 0, copy, last.id or 0)
    return copy.id or 0


def _fingerprint(item: Item) -> str:
    said = json.dumps([getattr(item, name) for name in _SEEN], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _named(issue: Issue) -> str:
    return _("n° {number}").format(number=issue.number) if issue.number else f"« {issue.title} »"
