"""What the link of a letter allows: to receive less. To receive more, see `acting.rights.own_page` (by mail)."""

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
        errors.LeaveRefused: the token was cut or changed.
    """
    said = tokens.read_leave(opened.keyring, token)
    with opened.database.reading() as session:
        return _preferences(session, said)


def reduce(opened: Installation, token: str) -> Preferences:
    """Send the special issues only to the address of a letter; repeating changes nothing.

    Raises:
        errors.LeaveRefused: the token was cut or changed.
    """
    said = tokens.read_leave(opened.keyring, token)
    with opened.database.transaction() as session:
        special_issues.reduce(session, said.address_key, said.mailing_list_id, opened.clock.now())
        return _preferences(session, said)


def _preferences(session: Session, said: Leave) -> Preferences:
    reduced = special_issues.is_reduced(session, said.address_key, said.mailing_list_id)
    return Preferences(unsubscribing.told(session, said), reduced)
