"""Where the addresses of a list come from, in kinds: what may be said to all, because it speaks of nobody."""

from __future__ import annotations

from sqlmodel import Session, col, select

from lists.kinds import ImportKind
from lists.models import Contact, ImportRun, Subscription


def kinds(session: Session, mailing_list_id: int) -> list[ImportKind | None]:
    """Return the kinds of files that people of a list came in; None when some came otherwise, by themselves or by hand.

    What was taken back does not count; the order is that of `ImportKind`.
    """
    # One look a file instead of one a reader: files are few, and None is asked for like one of them.
    runs = [run for run in session.exec(select(ImportRun)) if run.undone_at is None]
    found = {ImportKind(run.kind) for run in runs if _brought(session, mailing_list_id, run.id)}
    known: list[ImportKind | None] = [kind for kind in ImportKind if kind in found]
    return [*known, None] if _brought(session, mailing_list_id, None) else known


def _brought(session: Session, mailing_list_id: int, run_id: int | None) -> bool:
    """Tell whether somebody of the list came in one import; in none when there is no number."""
    query = (
        select(col(Contact.id))
        .join(Subscription, col(Subscription.contact_id) == col(Contact.id))
        .where(Subscription.mailing_list_id == mailing_list_id, col(Contact.import_id).is_not_distinct_from(run_id))
    )
    return session.exec(query.limit(1)).first() is not None
