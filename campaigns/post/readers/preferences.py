"""What the link of a letter allows: to receive less, and to take that back. Whoever left comes back by mail only."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from campaigns.post import tokens
from campaigns.post.readers import unsubscribing
from campaigns.post.readers.unsubscribing import Leaving
from campaigns.post.tokens import Leave
from lists.permission import special_issues
from runtime.installation import Installation


@dataclass(frozen=True)
class Preferences:
    """What the reader of a letter receives."""

    #: The publication, the address, and whether letters are sent at all.
    letter: Leaving
    #: Whether only the special issues are sent.
    reduced: bool


def look(opened: Installation, token: str) -> Preferences:
    """Return what the address of a letter receives; changes nothing.

    Raises:
        link_errors.LeaveRefused: the token was cut or changed.
    """
    said = tokens.read_leave(opened.keyring, token)
    with opened.database.reading() as session:
        return _preferences(session, opened, said)


def reduce(opened: Installation, token: str) -> Preferences:
    """Send the special issues only to the address of a letter; repeating changes nothing.

    Raises:
        link_errors.LeaveRefused: the token was cut or changed.
    """
    said = tokens.read_leave(opened.keyring, token)
    with opened.database.transaction() as session:
        special_issues.reduce(session, said.address_key, said.mailing_list_id, opened.clock.now())
        return _preferences(session, opened, said)


def restore(opened: Installation, token: str) -> Preferences:
    """Send every issue again to the address of a letter, which asked for the special ones only.

    It lifts nothing else: an address that left goes on receiving nothing.

    Raises:
        link_errors.LeaveRefused: the token was cut or changed.
    """
    said = tokens.read_leave(opened.keyring, token)
    with opened.database.transaction() as session:
        special_issues.restore(session, said.address_key, said.mailing_list_id)
        return _preferences(session, opened, said)


def _preferences(session: Session, opened: Installation, said: Leave) -> Preferences:
    reduced = special_issues.is_reduced(session, said.address_key, said.mailing_list_id)
    return Preferences(unsubscribing.told(session, opened, said), reduced)
