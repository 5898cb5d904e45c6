"""The press of a letter that is looked at or tried out, and whom it is filled for: like one that is sent, with inert
tokens.

Everything that shows a letter before it leaves stands on this one module. Compiles outside of any transaction, so that
looking never keeps a sender waiting. Refuses to send and to write files.
"""

from __future__ import annotations

from itertools import islice

import sqlalchemy as sa
from sqlmodel import Session, col

from campaigns import errors
from campaigns.editorial import targets
from campaigns.editorial.models import Publication
from campaigns.editorial.snapshots import Snapshot
from campaigns.partnership import snapshotting
from campaigns.post import compiled_letters, composing, presses, tokens
from campaigns.post.composing import Personal, Press
from campaigns.post.hits import tracked_links
from lists import audiences, folded_search
from lists.audiences import Reader
from lists.contacts import affiliations
from lists.kinds import Purpose
from lists.models import Contact, Organisation
from lists.permission import consents
from runtime.installation import Installation
from runtime.language import _
from templates.letters import Letter

#: Readers that one search shows.
MOST_FOUND = 8
#: Rows that a search reads at once.
_AT_ONCE = 500


def press(opened: Installation, issue_id: int, mark: str = "", design: str = "") -> Press:
    """Return the press of an issue as it stands now, or in another design; `mark` is set before its subject.

    Keeps the targets of its links, so that they work.

    Raises:
        errors.UnknownIssue, errors.SenderMissing;
        templates.errors.TemplatesError; mailer.errors.SigningKeyRefused.
    """
    with opened.database.reading() as session:
        snapshot = snapshotting.snapshot(session, opened, issue_id, design)
    if not snapshot.publication.from_address:
        raise errors.SenderMissing
    return pressed(opened, snapshot, compiled_letters.of(snapshot, opened.settings.data / "templates"), mark)


def pressed(opened: Installation, snapshot: Snapshot, letter: Letter, mark: str = "") -> Press:
    """Return the press of a letter that was compiled from this snapshot, now or when it was frozen.

    Raises:
        mailer.errors.SigningKeyRefused.
    """
    seed = bytes.fromhex(snapshot.sha256)[:16]
    with opened.database.reading() as session:
        is_known = tracked_links.is_registered(session, letter)
    if not is_known:
        with opened.database.transaction() as session:
            tracked_links.register(session, letter)
    with opened.database.reading() as session:
        return presses.press(session, opened, letter, snapshot, seed, 0, mark)


def reader(session: Session, press: Press, contact_id: int) -> Reader:
    """Return a contact as a letter knows them."""
    mailing_list_id = list_of(session, press)
    purposes = consents.agreed(session, [contact_id], mailing_list_id).get(contact_id, set())
    found = affiliations.widened(session, audiences.readers(session, [contact_id], mailing_list_id))[contact_id]
    return found._replace(has_agreed=Purpose.NEWSLETTER in purposes)


def anybody(press: Press) -> Reader:
    """Return a reader of whom nothing is known, and who receives every item."""
    return Reader(0, belongs=targets.targets(press.snapshot).everywhere)


def require_reader(session: Session, press: Press, contact_id: int) -> None:
    """Refuse a contact who would not receive the letter if it left now.

    Raises:
        errors.UnknownReader.
    """
    audience = _audience(session, press.snapshot)
    if session.execute(sa.select(audience.c.contact_id).where(audience.c.contact_id == contact_id)).first() is None:
        raise errors.UnknownReader


def readers_like(session: Session, snapshot: Snapshot, words: str) -> list[tuple[int, str, str]]:
    """Return those who would receive the letter and whose name, address or organisation holds these words, with or
    without their accents: contact, name, organisation; `MOST_FOUND` at most.
    """
    audience = _audience(session, snapshot)
    said = (col(Contact.first_name), col(Contact.last_name), col(Contact.email_shown), col(Organisation.name))
    query = (
        sa.select(audience.c.contact_id, *said)
        .select_from(audience)
        .join(Contact, col(Contact.id) == audience.c.contact_id)
        .outerjoin(Organisation, col(Organisation.id) == audience.c.organisation_id)
        .where(folded_search.likely(said, words))
        .order_by(col(Contact.last_name), audience.c.contact_id)
    )
    likely = session.execute(query).partitions(_AT_ONCE)
    found = (row for rows in likely for row in rows if folded_search.holds(words, row[1:]))
    return [
        (row[0], " ".join(filter(None, (row[1], row[2]))) or _("sans nom"), row[4] or "")
        for row in islice(found, MOST_FOUND)
    ]


def list_of(session: Session, press: Press) -> int:
    """Return the mailing list that the letter goes to."""
    return list_for(session, press.snapshot)


def list_for(session: Session, snapshot: Snapshot) -> int:
    """Return the mailing list that a letter goes to."""
    return session.get_one(Publication, snapshot.publication.id).mailing_list_id


def _audience(session: Session, snapshot: Snapshot) -> sa.Subquery:
    listed = list_for(session, snapshot)
    return audiences.selection(listed, special=snapshot.is_special).subquery("audience")


def inert(opened: Installation, address: str, domain: str, number: int = 0) -> Personal:
    """Return tokens of the real length that no signature fits; `number` tells the letters of one trial apart."""
    return Personal(
        address=address,
        leave_token=tokens.INERT_LEAVE,
        message_id=tokens.message_id(b"inert", number, domain),
        date=composing.date(opened.clock.now()),
    )
