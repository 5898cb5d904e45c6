"""Taking the snapshot of an issue as this installation would send it: its addresses, its mailbox, its keys, and what
the partnership writes into it.

`_PARTS` is what writes itself, in order. An edition keeps what they wrote: nothing of it is asked again.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlmodel import Session

from campaigns.editorial import editions
from campaigns.editorial.snapshots import Snapshot
from campaigns.partnership import mentions
from campaigns.partnership.kit import preparing as kit
from campaigns.partnership.recruiting import obligations as recruiting
from campaigns.partnership.transmissions import automatic_lists
from campaigns.post import tokens
from runtime.installation import Installation

_PARTS: tuple[Callable[[Session, Installation, Snapshot], Snapshot], ...] = (
    automatic_lists.filled,
    recruiting.filled,
    kit.filled,
    mentions.left_out,
)


def snapshot(session: Session, opened: Installation, issue_id: int, design: str = "") -> Snapshot:
    """Return what the letter is made of now, see `editions.snapshot`.

    Raises:
        errors.UnknownIssue.
    """
    settings = opened.settings
    bare = editions.snapshot(
        session,
        issue_id,
        settings.data,
        settings.base_url,
        by_mail=settings.mailbox_url is not None,
        web=tokens.mint_web(opened.keyring, issue_id),
        design=design,
    )
    return filled(session, opened, bare)


def filled(session: Session, opened: Installation, bare: Snapshot) -> Snapshot:
    """Return a snapshot with what writes itself."""
    for part in _PARTS:
        bare = part(session, opened, bare)
    return bare
