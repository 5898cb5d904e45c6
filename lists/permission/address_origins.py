"""Where the addresses of a list come from, as kinds of files: safe to tell everybody, as it concerns no one person."""

from __future__ import annotations

from sqlmodel import Session, col, select

from lists.kinds import ImportKind
from lists.models import Contact, ImportRun, Subscription


def kinds(session: Session, mailing_list_id: int) -> list[ImportKind | None]:
    """Return the kinds of files that people of a list came from; `None` is among them when some came otherwise.

    Otherwise: by themselves or by hand. Imports that were undone do not count; the order is that of `ImportKind`.
    """
    # One query per file instead of one per reader: files are few, and `None` is queried like one of them.
    runs = [run for run in session.exec(select(ImportRun)) if run.undone_at is None]
    found = {ImportKind(run.kind) for run in runs if _brought(session, mailing_list_id, run.id)}
    known: list[ImportKind | None] = [kind for kind in ImportKind if kind in found]
    return [*known, None] if _brought(session, mailing_list_id, None) else known


def _brought(session: Session, mailing_list_id: int, run_id: int | None) -> bool:
    """Tell whether somebody of the list came by one import; `None`: whether somebody came without an import."""
    query = (
        select(col(Contact.id))
        .join(Subscription, col(Subscription.contact_id) == col(Contact.id))
        .where(Subscription.mailing_list_id == mailing_list_id, col(Contact.import_id).is_not_distinct_from(run_id))
    )
    return session.exec(query.limit(1)).first() is not None
