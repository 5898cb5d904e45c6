"""Letters that come back to a Maildir, as servers and people write them about a letter that was really sent."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from tests import servers


@dataclass
class Box:
    """A Maildir into which letters are dropped."""

    path: Path
    server: servers.Sink
    dropped: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """What `RELAIS_MAILBOX_URL` says."""
        return f"maildir://{self.path}"

    def make(self) -> None:
        """Make the folders."""
        for name in ("cur", "new", "tmp"):
            (self.path / name).mkdir(parents=True)

    def drop(self, text: str) -> None:
        """Deliver a letter."""
        name = f"{1253000000 + len(self.dropped)}.test.host"
        self.dropped.append(name)
        (self.path / "new" / name).write_bytes(f"Message-ID: <{name}@host.example>\n{text}".encode())

    @property
    def left(self) -> int:
        """How many letters are still where they were delivered."""
        return len(list((self.path / "new").iterdir()))

    @property
    def put_away(self) -> int:
        """How many were moved."""
        folder = self.path / ".Relais" / "cur"
        return len(list(folder.iterdir())) if folder.exists() else 0

    def sender(self, reader: str) -> str:
        """Return the signed envelope sender of one reader's letter."""
        return self.server.senders[reader]

    def leave_link(self, reader: str) -> str:
        """Return the link by which one reader leaves, as her letter has it."""
        found = re.search(rb"<(https?://[^>]*/l/u/[^>]+)>", self.server.letters[reader].replace(b"\r\n ", b""))
        assert found is not None
        return found[1].decode()

    def bounce(self, reader: str, reply: str, *, status: str, to: str | None = None, about: str | None = None) -> None:
        """Deliver a report of failure, as Postfix writes it."""
        self.drop(
            f"Return-Path: <>\nDelivered-To: {to or self.sender(reader)}\nFrom: MAILER-DAEMON@relais.example\n"
            "Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n"
            'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
            "--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relais.example\n\n"
            f"Final-Recipient: rfc822; {about or reader}\nAction: failed\nStatus: {status}\n"
            f"Diagnostic-Code: smtp; {reply}\n\n--B--\n"
        )

    def complaint(self, reader: str, *, quoted: bool = True) -> None:
        """Deliver an abuse report, with the letter or without."""
        letter = self.server.letters[reader].decode("utf-8", "replace").replace("\r\n", "\n") if quoted else "\n"
        self.drop(
            "From: fbl@fai.example\nSubject: FW\n"
            'Content-Type: multipart/report; report-type=feedback-report; boundary="F"\n\n'
            "--F\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n"
            f"Original-Rcpt-To: {reader}\n\n--F\nContent-Type: message/rfc822\n\n{letter}\n--F--\n"
        )
