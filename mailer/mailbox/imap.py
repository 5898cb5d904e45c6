"""An IMAP mailbox (RFC 9051) over TLS. The one module that knows IMAPClient.

Reads with BODY.PEEK, so that nothing is marked as read; numbers are UIDs, which hold for as long as UIDVALIDITY does
(RFC 9051 2.3.1.1). Moves with MOVE (RFC 6851), or with COPY and UID EXPUNGE (RFC 4315) of exactly that letter; where a
server can do neither, the letter stays.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from typing import Any, Self

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from mailer import errors
from mailer.mailbox.boxes import FOLDER, LARGEST, Found
from runtime.language import _

_PATIENCE = 30.0
#: How many letters are fetched at once.
_BATCH = 20
_BODY = f"BODY.PEEK[]<0.{LARGEST}>"


class Imap:
    """One folder of one account."""

    def __init__(self, host: str, port: int, username: str, password: str, folder: str) -> None:
        """Connect, authenticate and open the folder; certificates are checked.

        Raises:
            errors.MailboxUnreachable, errors.MailboxLoginRefused.
        """
        self._name = f"{host}/{folder}"
        self._position = ""
        self._target = ""
        self._client: IMAPClient = self._asked(
            lambda: IMAPClient(host, port, ssl=True, ssl_context=ssl.create_default_context(), timeout=_PATIENCE)
        )
        try:
            self._asked(lambda: self._client.login(username, password))
            self._validity = int(self._asked(lambda: self._client.select_folder(folder))[b"UIDVALIDITY"])
        except Exception:
            self.__exit__()
            raise

    def __enter__(self) -> Self:
        """The connection is open already."""
        return self

    def __exit__(self, *_problem: object) -> None:
        """Log out, and ignore what the server answers."""
        try:
            self._client.logout()
        except (OSError, IMAPClientError):
            self._client.shutdown()

    def letters(self, position: str, most: int) -> Iterator[Found]:
        """Yield letters in the order of their UIDs, some of them fetched at once."""
        validity, _colon, last = position.partition(":")
        known = int(last) if validity == str(self._validity) else 0
        self._position = f"{self._validity}:{known}"
        # « n:* » matches the last letter too, even when its UID is below n.
        found = self._asked(lambda: self._client.search(["UID", f"{known + 1}:*"]))
        uids = sorted(uid for uid in found if uid > known)[:most]
        for first in range(0, len(uids), _BATCH):
            batch = uids[first : first + _BATCH]
            fetched = self._asked(lambda batch=batch: self._client.fetch(batch, [_BODY]))  # type: ignore[misc]
            for uid in batch:
                self._position = f"{self._validity}:{uid}"
                raw = _body(fetched, uid)
                if raw is not None:
                    yield Found(str(uid), raw)

    def whole(self, found: Found, most: int) -> bytes:
        """Fetch one letter again, more of it."""
        uid = int(found.place)
        fetched = self._asked(lambda: self._client.fetch([uid], [f"BODY.PEEK[]<0.{most}>"]))
        return _body(fetched, uid) or found.raw

    def put_away(self, found: Found) -> None:
        """Move one letter to the folder, which is created when it does not exist."""
        uid = int(found.place)
        if self._client.has_capability("MOVE"):
            self._asked(lambda: self._client.move([uid], self._folder()))
        elif self._client.has_capability("UIDPLUS"):
            self._asked(lambda: self._client.copy([uid], self._folder()))
            self._asked(lambda: self._client.add_flags([uid], [b"\\Deleted"], silent=True))
            self._asked(lambda: self._client.uid_expunge([uid]))

    @property
    def position(self) -> str:
        """UIDVALIDITY and the last UID that was read."""
        return self._position

    def _folder(self) -> str:
        """Return the name of the folder, in the account's own part of the server's names (RFC 2342)."""
        if not self._target:
            prefix = ""
            if self._client.has_capability("NAMESPACE"):
                personal = self._client.namespace().personal
                prefix = personal[0][0] if personal else ""
            self._target = f"{prefix}{FOLDER}"
            if not self._client.folder_exists(self._target):
                self._client.create_folder(self._target)
                self._client.subscribe_folder(self._target)
        return self._target

    def _asked(self, ask: Callable[[], Any]) -> Any:
        """Ask the server, and report errors in our own words; those of the server may repeat a secret."""
        try:
            return ask()
        except LoginError:
            raise errors.MailboxLoginRefused(mailbox=self._name) from None
        except ssl.SSLCertVerificationError as problem:
            reason = _("son certificat n’est pas reconnu ({reason})").format(reason=problem.verify_message)
        except TimeoutError:
            reason = _("il ne répond pas à temps")
        except OSError as problem:
            reason = problem.strerror or type(problem).__name__
        except IMAPClientError as problem:
            reason = str(problem).splitlines()[0][:200]
        raise errors.MailboxUnreachable(mailbox=self._name, reason=reason)


def _body(fetched: Any, uid: int) -> bytes | None:
    raw = next((value for name, value in fetched.get(uid, {}).items() if name.startswith(b"BODY[")), None)
    return raw if isinstance(raw, bytes) else None
