"""Welcoming: the letter is queued in the very transaction that puts a person on the list.

Once for a person and a publication: the ledger of consents knows whether they said yes before, so nothing more is
kept of them for this. Refuses whoever comes back after leaving: they know the letter.
"""

from __future__ import annotations

from sqlmodel import Session

from campaigns.editorial.models import Publication
from campaigns.post import tokens
from campaigns.post.outbox import queue
from campaigns.post.welcomes import welcome_letters
from lists import addresses, contact_lookup
from lists.permission import consents
from runtime.installation import Installation


def greet(session: Session, opened: Installation, publication: Publication, key: bytes) -> bool:
    """Queue the letter for a person whose consent was just recorded; tell whether it was.

    It is a letter to a reader: it does not leave once they have left.
    """
    said = welcome_letters.of(session, publication)
    known = contact_lookup.of(session, key)
    if not (said.is_on and known) or consents.times_given(session, key, publication.mailing_list_id) != 1:
        return False
    token = tokens.mint_leave(opened.keyring, publication.mailing_list_id, 0, key)
    letter = welcome_letters.notice(session, opened, publication, said, token)
    address = addresses.parse(known[0].email)
    queue.queue(session, opened.keyring, publication, address, letter, now=opened.clock.now())
    return True
