"""Every e-mail of Relais as it goes over the wire, signed: the issues of the demo, and a service message of each kind.

Owns no test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from cli.demo import building, cast, folders
from mailer import dkim, headers, messages
from mailer.dkim import Key, keys
from mailer.dkim.keys import Algorithm
from runtime.settings import Settings
from templates import catalogue, compiling, letters, samples
from tests import proofs
from tests.mailer.dkim.verifier import DOMAIN


@dataclass(frozen=True)
class Written:
    """One letter."""

    #: Of its template.
    name: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The letter as Python's `email` reads it."""
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def html(self) -> str:
        """Its HTML part."""
        body = self.message.get_body(("html",))
        assert body is not None
        return str(body.get_content())


def everything(folder: Path) -> tuple[list[Written], tuple[Key, ...]]:
    """Write one letter of each template; return them and the two keys that signed them."""
    players, data = cast.draw(), folder / "demo"
    folders.prepare(data)
    built = building.build(data, "smtp://127.0.0.1:25", Settings(), players, "test")
    made = tuple(
        keys.make(built.installation.settings.keys, selector, algorithm)
        for selector, algorithm in (("rsa", Algorithm.RSA), ("ed", Algorithm.ED25519))
    )
    issues = dict(zip(catalogue.ISSUES, (built.issue_id, *built.drafts), strict=True))
    for name, issue in issues.items():
        proofs.render(built.installation, issue, players.reader.email, folder / name)
    built.installation.database.engine.dispose()
    found = [Written(name, (folder / name / "letter.eml").read_bytes()) for name in issues]
    return found + list(_notices(made)), made


def _notices(signing: tuple[Key, ...]) -> Iterator[Written]:
    for name in catalogue.EMAILS:
        if name in catalogue.ISSUES:
            continue
        flat = compiling.compile_sample(name).variant(frozenset([letters.PERSONAL]))
        head = headers.service_headers(
            sender=(samples.SENDER.name, samples.SENDER.email), reply_to=samples.SENDER.reply_to, subject=flat.subject
        )
        blank = messages.compile_message(head, flat.text, flat.html, boundary_seed=name.encode())
        values = {
            "to": "anne-sophie@entreprise.example",
            "date": "Thu, 01 Oct 2009 08:00:00 +0000",
            "message_id": headers.message_id(name, DOMAIN),
        }
        yield Written(name, dkim.sign(blank.fill(values), DOMAIN, signing))
