"""The mailbox to which letters come back: IMAP over TLS, a Maildir, or an mbox, all read in the same way.

A mailbox may be shared with people. Only letters that the caller understood are moved, into a folder `Relais`, or left
in place where a mailbox cannot move them. Nothing is deleted or marked as read. What was left in place is not read
again: `Box.position` says how far the mailbox was read. Refuses to know what the letters are.
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
        errors.MailboxUnreachable: there is no answer, or not that of a mailbox.
    """
    parts = urlsplit(url)
    if parts.scheme == "maildir":
        return Maildir(unquote(parts.path))
    if parts.scheme == "mbox":
        return Mbox(unquote(parts.path))
    if parts.scheme != "imaps" or not parts.hostname or not parts.username:
        reason = _("imaps://utilisateur:motdepasse@serveur/INBOX, maildir:///chemin ou mbox:///chemin est attendu")
        raise errors.MailboxRefused(reason=reason)
    # Imported here, so that the library is loaded only when a server is asked.
    from mailer.mailbox.imap import Imap

    return Imap(
        parts.hostname,
        parts.port or 993,
        unquote(parts.username),
        unquote(parts.password or ""),
        unquote(parts.path.lstrip("/")) or "INBOX",
    )
