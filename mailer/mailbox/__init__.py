"""The mailbox to which letters come back: IMAP over TLS, a Maildir, or an mbox, all read in one way.

A mailbox may be shared with people. Only what the caller has understood is put away, into a folder `Relais`, or is left
where a mailbox cannot move it; nothing is deleted, nothing is marked as read, and what was left in place is not read
again: `Box.position` says how far it was read. Refuses to know what the letters are.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from mailer import errors
from mailer.mailbox.boxes import LARGEST, Box, Found
from mailer.mailbox.maildir import Maildir
from mailer.mailbox.mbox import Mbox
from runtime.language import _

__all__ = ["LARGEST", "Box", "Found", "open_"]


def open_(url: str) -> Box:
    """Return the mailbox behind `imaps://user:password@host/INBOX`, `maildir:///path` or `mbox:///path`, ready to read.

    Raises:
        errors.MailboxRefused: the address cannot be used.
        errors.MailboxUnreachable: nobody answers there, or not as a mailbox does.
    """
    parts = urlsplit(url)
    if parts.scheme == "maildir":
        return Maildir(unquote(parts.path))
    if parts.scheme == "mbox":
        return Mbox(unquote(parts.path))
    if parts.scheme != "imaps" or not parts.hostname or not parts.username:
        reason = _("imaps://utilisateur:motdepasse@serveur/INBOX, maildir:///chemin ou mbox:///chemin est attendu")
        raise errors.MailboxRefused(reason=reason)
    # The library is loaded where a server is asked.
    from mailer.mailbox.imap import Imap

    return Imap(
        parts.hostname,
        parts.port or 993,
        unquote(parts.username),
        unquote(parts.password or ""),
        unquote(parts.path.lstrip("/")) or "INBOX",
    )
