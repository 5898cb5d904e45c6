"""The box of proposals, where letters come back too: which of them are proposals, and what becomes of those.

What cannot enter (no convention, a sender who writes too often) stays in the mailbox, where people read it.
"""

from __future__ import annotations

from campaigns.partnership.proposals import by_mail, errors
from campaigns.partnership.proposals.by_mail import Letter
from campaigns.post.returns.receiving import Read, ReturnKind, Taken
from mailer.bounces import LetterKind, machines
from mailer.mailbox import Box, Found
from runtime.installation import Installation


def read(opened: Installation, box: Box, found: Found, known: Read) -> Letter | None:
    """Return a letter that a person sent to the box of proposals; `None` for any other.

    Raises:
        mailer.errors.MailboxUnreachable.
    """
    is_for_us = by_mail.is_addressed(opened.settings.proposals_address or "", known.letter)
    if not is_for_us or known.opinion.kind is not LetterKind.OTHER or machines.is_mail_server(known.letter):
        return None
    return by_mail.read(known.letter, box.whole(found, by_mail.LARGEST))


def take(opened: Installation, letter: Letter, known: Read) -> Taken:
    """Let a letter enter."""
    try:
        with opened.database.transaction() as session:
            row = by_mail.take(session, opened, letter, known.id)
    except errors.NoProposals:
        return Taken(ReturnKind.OTHER)
    return Taken(ReturnKind.OTHER, done=row is not None)
