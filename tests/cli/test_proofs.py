"""`relais designations`, `issues proof`, `issues approve`, `campaigns launch`: a bon à tirer from the shell."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime import installation, settings
from tests import servers
from tests.campaigns.partnership import conventions
from tests.cli.conftest import Relais

ANNE = "anne@livre.example"
#: In force whenever this test runs.
DATES = {"signed_on = 2026-01-02": "signed_on = 2020-01-02", "first_day = 2026-01-02": "first_day = 2020-01-02",
         "last_day = 2027-01-01": "last_day = 2199-01-01"}  # fmt: skip


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[servers.Sink]:
    """A mail server that the settings name."""
    with servers.running() as sink:
        monkeypatch.setenv("RELAIS_SMTP_URL", sink.url)
        yield sink


@pytest.fixture
def shown(composed: Relais, server: servers.Sink, tmp_path: Path) -> Relais:
    """An issue that Anne was asked to approve, under a convention between two other partners."""
    del server
    opened = installation.open_(settings.load(data=tmp_path / "data"))
    conventions.adopted(opened, conventions.other(**DATES))
    opened.database.engine.dispose()
    who = ("--side", "livre", "--role", "follow_up", "--name", "Anne Dubreuil", "--email", ANNE)
    assert composed("designations", "add", *who, "--from", "2020-01-02").code == 0
    assert composed("issues", "proof", 1).code == 0
    return composed


def _read(octets: bytes) -> tuple[str, str]:
    """Return the subject and the text of a letter."""
    letter = email.message_from_bytes(octets, policy=email.policy.default)
    body = letter.get_body(("plain",))
    assert body is not None
    return str(letter["Subject"]), body.get_content()


def test_two_mails_and_a_code_let_the_letter_leave(shown: Relais, server: servers.Sink) -> None:
    """A real copy at once, the page by the tick, the code by another tick; the launch waits for all of it."""
    copy = _read(server.letters[ANNE])
    waiting = shown("campaigns", "launch", 1, "--grace", 0)
    shown("tick")
    page = _read(server.letters[ANNE])
    asked = shown("issues", "approve", 1, "--by", ANNE)
    shown("tick")
    code = re.findall(r"^\d{6}", _read(server.letters[ANNE])[0])[0]
    wrong = shown("issues", "approve", 1, "--by", ANNE, "--code", "nonsense")
    approved = shown("issues", "approve", 1, "--by", ANNE, "--code", code, "--json")

    assert copy[0].startswith("[Bon à tirer] La Lettre de septembre")
    assert waiting.code == 1
    assert "attend la réponse de\xa0: la Maison. (not_approved)" in waiting.err
    assert page[0].startswith("[BAT] ")
    assert "/l/bat/" in page[1]
    assert "Un code est en route" in asked.out
    assert (wrong.code, wrong.err.startswith("--code")) == (2, True)
    (side,) = approved.document["approvals"]
    assert (side["side"], side["state"], side["by"]) == ("livre", "approved", "Anne Dubreuil")
    assert (
        shown("campaigns", "launch", 1, "--grace", 0, "--json").document["edition_sha256"] == approved.document["hash"]
    )


def test_a_reason_lets_it_leave_without(shown: Relais) -> None:
    """And nobody is asked about an issue that does not exist, or by an address that was not asked."""
    assert shown("issues", "approve", 1, "--by", "qui@livre.example").code == 2
    assert shown("issues", "proof", 9).code == 2
    assert shown("campaigns", "launch", 1, "--without-approval", "Anne est en congé.").code == 0


def test_designations_are_listed_and_ended(shown: Relais) -> None:
    """By number; without anybody the proof is refused by name."""
    (one,) = shown("designations", "list", "--json").document
    ended = shown("designations", "end", one["id"], "--on", "2024-12-31")
    shown("issues", "set", 1, "--subject", "Un autre objet")
    nobody = shown("issues", "proof", 1)

    assert "livre  suivi du partenariat\xa0: Anne Dubreuil, du 2\xa0janvier 2020 au 31\xa0décembre 2024" in ended.out
    assert nobody.code == 2
    assert "Personne n’est désigné aujourd’hui par la Maison" in nobody.err
