"""The demo's campaign through a real Postfix to a real Dovecot: its genuine bounces come back over IMAP, and move the
right deliveries.
"""

from __future__ import annotations

import email
import json
import os
import re
import smtplib
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from imapclient import IMAPClient

from cli.demo import building, cast, folders
from cli.demo.cast import FULL_REPLY, UNKNOWN_REPLY, Cast
from runtime import settings
from tests.acceptance import mailservers
from tests.acceptance.mailservers import Servers

_PATIENCE = 120


@dataclass(frozen=True)
class Scene:
    """The demo, sent, with its servers."""

    servers: Servers
    data: Path
    cast: Cast

    def relais(self, *words: object) -> Any:
        """Type `relais …` at a shell, and read the JSON that it answers."""
        environment = os.environ | {
            "RELAIS_DATA": str(self.data),
            "RELAIS_SMTP_URL": self.servers.smtp_url,
            "RELAIS_MAILBOX_URL": self.servers.mailbox_url,
            "SSL_CERT_FILE": str(self.servers.certificate),
        }
        said = subprocess.run(
            [sys.executable, "-m", "cli.main", *map(str, words)], env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert said.returncode in (0, 1), said.stderr
        return (
            [json.loads(line) for line in said.stdout.splitlines()]
            if "deliveries" in words
            else json.loads(said.stdout)
        )

    def states(self) -> dict[str, str]:
        """Return where each reader stands."""
        return {one["address"]: one["state"] for one in self.relais("campaigns", "deliveries", 1)}

    def replied(self, reply: str) -> set[str]:
        """Return the people of the demo to whose letters a server answers so."""
        return {address for address, said in self.cast.replies.items() if said == reply}

    def settled(self) -> None:
        """Wait until Postfix has nothing left to do."""
        deadline = time.monotonic() + _PATIENCE
        quiet = 0
        while time.monotonic() < deadline and quiet < 5:
            quiet = quiet + 1 if self.servers.queued() == 0 else 0
            time.sleep(0.2)
        assert quiet == 5, "Postfix is still busy"


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    """Build the demo, and send its issue through Postfix."""
    drawn = cast.draw()
    with tempfile.TemporaryDirectory(prefix="relais-mail-") as name:
        folder = Path(name)
        data = folder / "demo"
        folders.prepare(data)
        built = building.build(data, "smtp://127.0.0.1:9", settings.load(data=data), drawn, "test")
        unknown = {address for address, said in drawn.replies.items() if said == UNKNOWN_REPLY}
        full = {address for address, said in drawn.replies.items() if said == FULL_REPLY}
        everybody = _addresses(data)
        with mailservers.running(folder, sorted(everybody - unknown), sorted(full)) as servers:
            made = Scene(servers, data, drawn)
            made.relais("campaigns", "launch", built.issue_id, "--grace", 0, "--json")
            made.relais("send", 1, "--json")
            made.settled()
            yield made


def _addresses(data: Path) -> set[str]:
    """Return the addresses of everybody who was imported."""
    return {row[0] for row in _rows(data, "SELECT email FROM contact")}


def _rows(data: Path, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(data / "relais.db")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_bounces_come_back_and_move_the_right_deliveries(scene: Scene) -> None:
    """Unknown and full mailboxes are refused by Dovecot, sent back by Postfix, and read over IMAP."""
    assert set(scene.states().values()) == {"accepted"}
    told = scene.relais("bounces", "read", "--json")

    bounced = {reader for reader, state in scene.states().items() if state == "bounced"}
    expected = scene.replied(UNKNOWN_REPLY) | scene.replied(FULL_REPLY)
    # Dovecot's LMTP has no SMTPUTF8: addresses with accents come back too.
    assert bounced == expected | {reader for reader in scene.states() if not reader.isascii()}
    assert told["bounces"] == told["read"] == len(bounced)


def test_reasons_and_suppressions_are_those_of_the_servers(scene: Scene) -> None:
    """Who does not exist is written to no more; a full mailbox is, for a while."""
    scene.relais("bounces", "read", "--json")
    report = scene.relais("report", 1, "--json")

    assert report["reasons"]["bounced"]["userunknown"] == len(scene.replied(UNKNOWN_REPLY))
    assert report["reasons"]["bounced"]["mailboxfull"] == len(scene.replied(FULL_REPLY))
    assert sum(report["counts"].values()) == report["audience"]
    suppressed = "SELECT count(*) FROM suppression WHERE reason = 'bounced' AND mailing_list_id IS NULL"
    assert _rows(scene.data, suppressed) == [(len(scene.replied(UNKNOWN_REPLY)),)]


def test_the_mailbox_is_left_in_order(scene: Scene) -> None:
    """What was understood is in its folder; a letter of a person stays, unread; nothing is read twice."""
    with smtplib.SMTP(scene.servers.smtp_url.removeprefix("smtp://")) as postfix:
        postfix.sendmail(
            "ami@client.example",
            [mailservers.RETURNS],
            "From: ami@client.example\r\nSubject: Bonjour\r\n\r\nBonjour\r\n",
        )
    scene.settled()
    first, second = scene.relais("bounces", "read", "--json"), scene.relais("bounces", "read", "--json")

    assert (first["read"], second["read"]) == (1, 0)
    with _imap(scene) as client:
        client.select_folder("INBOX", readonly=True)
        assert [flags[b"FLAGS"] for flags in client.fetch(client.search(), ["FLAGS"]).values()] in (
            [()],
            [(b"\\Recent",)],
        )
        put_away = client.select_folder("Relais", readonly=True)[b"EXISTS"]
    assert put_away == Counter(scene.states().values())["bounced"]


def test_who_unsubscribes_by_mail_is_left_alone(scene: Scene) -> None:
    """What `List-Unsubscribe` makes a mail program write, through Postfix, to the return address."""
    reader = next(reader for reader, state in scene.states().items() if state == "accepted" and reader.isascii())
    letter = _letter_of(scene, reader)
    to, subject = letter["mailto"], letter["subject"]
    with smtplib.SMTP(scene.servers.smtp_url.removeprefix("smtp://")) as postfix:
        postfix.sendmail(reader, [to], f"From: {reader}\r\nTo: {to}\r\nSubject: {subject}\r\n\r\n\r\n")
    scene.settled()

    assert scene.relais("bounces", "read", "--json")["unsubscribes"] == 1
    assert scene.relais("report", 1, "--json")["left"] == 1


def _letter_of(scene: Scene, reader: str) -> dict[str, str]:
    """Return the mailto address of the letter that Dovecot keeps for a reader, as a mail program reads it."""
    with _imap(scene, reader) as client:
        client.select_folder("INBOX", readonly=True)
        (raw,) = (one[b"BODY[]"] for one in client.fetch(client.search()[:1], ["BODY.PEEK[]"]).values())
    header = str(email.message_from_bytes(raw)["List-Unsubscribe"])
    found = re.search(r"<mailto:([^?>]+)\?subject=([^>]+)>", header)
    assert found is not None
    return {"mailto": found[1], "subject": unquote(found[2])}


def _imap(scene: Scene, user: str = mailservers.RETURNS) -> IMAPClient:
    port = int(scene.servers.mailbox_url.rpartition(":")[2].partition("/")[0])
    context = ssl.create_default_context(cafile=str(scene.servers.certificate))
    client = IMAPClient("localhost", port, ssl_context=context)
    client.login(user, mailservers.PASSWORD)
    return client
