"""Preparing digests: what is ready and stands in no issue becomes the draft of one, on the day of its rhythm.

Prepared once: the draft and the next day are one transaction. One that leaves by itself leaves as if a person had sent
it, with its grace, its checks and its approvals; what they refuse waits as a draft, and says why.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from campaigns.acting import launching
from campaigns.editorial import digests, event_times, issues, labels, publications
from campaigns.editorial.digest_rhythms import Every, Rhythm
from campaigns.editorial.digests import Outcome, Setting
from campaigns.editorial.issue_rows import Digest
from campaigns.editorial.issues import TitleLines
from campaigns.editorial.models import Issue, Item, ItemState, Placement, Publication
from runtime import audit, clock
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.language import _


def turn(opened: Installation) -> list[Setting]:
    """Prepare the digests whose day has come; return how each stands now."""
    today = clock.today(opened.clock)
    with opened.database.reading() as session:
        due = select(Digest.publication_id).where(Digest.is_on, col(Digest.next_on) <= today)
        numbers = session.exec(due.order_by(col(Digest.publication_id))).all()
    return [_turn(opened, one, "tick") for one in numbers]


def prepare(opened: Installation, actor: str, *, publication: str | None = None) -> Setting:
    """Prepare a digest now, whatever its day; it is not sent, and the rhythm goes on.

    Raises:
        campaigns.errors.PublicationUnknown.
    """
    with opened.database.transaction() as session:
        one = publications.chosen(session, publication)
        row = session.get(Digest, one.id) or Digest(publication_id=one.id or 0)
        _prepare(session, opened, one, row, actor)
        return digests.of(session, one)


def gathered(opened: Installation) -> list[str]:
    """Return the titles of what a digest would hold now."""
    with opened.database.reading() as session:
        return [labels.titled(one.title) for one in _ready(session, clock.today(opened.clock))]


def _turn(opened: Installation, publication_id: int, actor: str) -> Setting:
    with opened.database.transaction() as session:
        one, row = session.get_one(Publication, publication_id), session.get_one(Digest, publication_id)
        row.next_on = Rhythm(Every(row.every), row.weekday, row.week).after(clock.today(opened.clock))
        _prepare(session, opened, one, row, actor)
        setting = digests.of(session, one)
    if setting.by_itself and setting.outcome is Outcome.PREPARED and setting.issue is not None:
        outcome, why = _launched(opened, setting.issue, actor)
        with opened.database.transaction() as session:
            row = session.get_one(Digest, publication_id)
            row.outcome, row.why = outcome.value, why
            session.add(row)
            session.flush()
            return digests.of(session, session.get_one(Publication, publication_id))
    return setting


def _prepare(session: Session, opened: Installation, one: Publication, row: Digest, actor: str) -> None:
    today = clock.today(opened.clock)
    found = _ready(session, today)
    row.outcome, row.why, row.last_on = (Outcome.PREPARED if found else Outcome.NOTHING).value, "", today
    row.issue_id = None
    if found:
        row.issue_id = _draft(session, opened, one, found, actor)
    session.add(row)
    session.flush()
    audit.record(session, opened.clock.now(), actor, "digest.turned", publication=one.name, articles=len(found))


def _draft(session: Session, opened: Installation, one: Publication, found: list[Item], actor: str) -> int:
    now, today = opened.clock.now(), clock.today(opened.clock)
    title = _("Les nouveautés du {day}").format(day=event_times.day(today))
    newest = select(Issue.id).where(Issue.publication_id == one.id, col(Issue.deleted_at).is_(None))
    like = session.exec(newest.order_by(col(Issue.id).desc()).limit(1)).first()
    made = issues.new(session, one, TitleLines(title, title, ""), now, like)
    for item in found:
        issues.add(session, made.id or 0, [item.id or 0], labels.home(item.type).value)
    audit.record(session, now, actor, "issue.created", id=made.id)
    return made.id or 0


def _ready(session: Session, today: date) -> list[Item]:
    """Return what is ready, may appear today, and stands in no issue in use; the oldest first."""
    placed = select(Placement.item_id).join(Issue).where(col(Issue.deleted_at).is_(None))
    free = select(Item).where(
        Item.state == ItemState.READY.value, col(Item.deleted_at).is_(None), col(Item.id).not_in(placed)
    )
    rows = session.exec(free.order_by(col(Item.id))).all()
    return [
        one for one in rows
        if (one.embargo is None or one.embargo <= today) and (one.expires is None or one.expires >= today)
    ]  # fmt: skip


def _launched(opened: Installation, issue_id: int, actor: str) -> tuple[Outcome, str]:
    try:
        launching.launch(opened, launching.Order(issue_id), actor)
    except RelaisError as problem:
        return Outcome.WAITING, str(problem)
    return Outcome.LAUNCHED, ""
