"""What was looked at is what leaves (R6): the console, a trial and the sending, over real SMTP."""

from __future__ import annotations

import email
import email.policy
import hashlib
import re
from email.message import EmailMessage
from pathlib import Path

from accounts.roles import Role
from campaigns.acting import launching, previewing, sending, trials
from runtime import settings
from runtime.installation import Installation
from tests import cast, invitations, servers
from tests.web.console.officers import Officer

#: What is one reader's, or one sending's, in a letter: tokens of its links.
_TOKEN = re.compile(r"(/l/[a-z]/)[\w-]{20,}")


def test_the_letter_that_was_looked_at_is_the_one_that_leaves(opened: Installation, tmp_path: Path) -> None:
    """R6: preview, trial and sending have one SHA-256 for each part, tokens apart; and the inbox is the frozen one."""
    issue_id = invitations.stage(opened, tmp_path)
    marie = Officer(opened, Role.WRITE, Role.SEND)
    zoe = previewing.contact(opened, cast.ZOE)
    seen = _undone(marie.get(f"/numeros/{issue_id}/apercu?comme={zoe}").text, opened.settings.base_url)
    inbox = marie.get(f"/numeros/{issue_id}/regard?comme={zoe}").text
    with servers.running() as sink:
        given = settings.load(data=tmp_path, base_url=opened.settings.base_url, smtp_url=sink.url)
        found = Installation(given, opened.database, opened.keyring, opened.clock)
        trials.send(found, issue_id, ["marie@partenariat.example"], "test", mark="[Essai] ", like=zoe)
        launching.launch(found, launching.Order(issue_id, grace=0), "test")
        sending.send(found, 1)
    letter, trial = _read(sink.letters[cast.ZOE]), _read(sink.letters["marie@partenariat.example"])

    assert _digest(seen) == _digest(_part(letter, "html")) == _digest(_part(trial, "html"))
    assert _digest(_part(trial, "plain")) == _digest(_part(letter, "plain"))
    assert trial["Subject"] == f"[Essai] {letter['Subject']}"
    assert f'<p class="inbox-subject">{letter["Subject"]}</p>' in inbox
    assert letter["From"].addresses[0].display_name in inbox
    assert "/l/r/" in _part(letter, "plain")


def _undone(frame: str, base_url: str) -> str:
    """Undo what a frame needs to be shown: addresses of this server, and dark rules that a light screen never asks."""
    return frame.replace('="/l/', f'="{base_url}/l/').replace("(max-width:0)", "(prefers-color-scheme: dark)")


def _read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def _part(letter: EmailMessage, kind: str) -> str:
    found = letter.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


def _digest(text: str) -> str:
    return hashlib.sha256(_TOKEN.sub(r"\1", text.rstrip("\n")).encode()).hexdigest()
