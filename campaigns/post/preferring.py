"""What somebody with a letter in her hand may choose: less of it. More needs her mailbox, see `acting.visiting`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from campaigns.post import leaving, tokens
from campaigns.post.leaving import Leaving
from lists import reducing
from runtime.keyring import Keyring


@dataclass(frozen=True)
class Preferences:
    """What she receives."""

    #: Of which letter, at which address, and whether it comes at all.
    letter: Leaving
    #: The special issues only.
    reduced: bool


def look(session: Session, keyring: Keyring, token: str) -> Preferences:
    """Say what the address of a letter receives; changes nothing.

    Raises:
        errors.LeaveRefused: the token was cut or changed.
    """
    said = tokens.read_leave(keyring, token)
    reduced = reducing.is_reduced(session, said.address_key, said.mailing_list_id)
    return Preferences(leaving.look(session, keyring, token), reduced)


def reduce(session: Session, keyring: Keyring, token: str, now: datetime) -> Preferences:
    """Send the special issues only to the address of a letter; repeating changes nothing.

    Raises:
        errors.LeaveRefused: the token was cut or changed.
    """
    said = tokens.read_leave(keyring, token)
    reducing.reduce(session, said.address_key, said.mailing_list_id, now)
    return look(session, keyring, token)
