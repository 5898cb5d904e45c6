"""Taking the snapshot of an issue as this installation would send it: its addresses, its mailbox, its keys."""

from __future__ import annotations

from sqlmodel import Session

from campaigns.editorial import editions
from campaigns.editorial.snapshots import Snapshot
from campaigns.post import tokens
from runtime.installation import Installation


def snapshot(session: Session, opened: Installation, issue_id: int, design: str = "") -> Snapshot:
    """Return what the letter is made of now, see `editions.snapshot`.

    Raises:
        errors.UnknownIssue.
    """
    settings = opened.settings
    return editions.snapshot(
        session,
        issue_id,
        settings.data,
        settings.base_url,
        by_mail=settings.mailbox_url is not None,
        web=tokens.mint_web(opened.keyring, issue_id),
        design=design,
    )
