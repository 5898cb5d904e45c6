"""Two publications in one installation, from the outside: typed at a shell, mailed to a server, asked for by HTTP.

The secretariat's letter goes to companies, the network's to missions locales; Zoé reads both.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from runtime import installation, settings
from tests import servers
from tests.cli import files
from tests.cli.conftest import Relais
from tests.web import conftest as pages

#: The name of the first letter, as `relais init` gives it, and of the second.
ONE, TWO = "La Lettre", "La Lettre du réseau"
ANA = "ana@ml-drome.example"
NETWORK = "reseau.csv"
PAGES = "/l/lettres/reseau"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[servers.Sink]:
    """A mail server that the settings name."""
    with servers.running() as sink:
        monkeypatch.setenv("RELAIS_SMTP_URL", sink.url)
        yield sink


@pytest.fixture
def both(composed: Relais, server: servers.Sink, tmp_path: Path) -> Relais:
    """Both letters set up, with two readers each, of whom Zoé is one; an issue of each is ready."""
    assert composed("publications", "add", TWO, "--slug", "reseau").code == 0
    law = ("--from", "Réseau des missions locales <lettre@reseau.example>", "--postal", "2, rue / 75011 Paris")
    more = ("--basis", "public_task", "--publisher", "Union du réseau", "--form", "reseau")
    assert composed("publications", "set", "--publication", TWO, *law, *more).code == 0
    (tmp_path / NETWORK).write_text(
        "SIREN;Code;E-mail;Prénom;Nom\n"
        f"552100554;;{files.ZOE};Zoé;Œuvrard\n;ML26;{ANA};Ana;Costa\n", "utf-8",
    )  # fmt: skip
    for file, kind in (("missions.csv", "missions"), (NETWORK, "contacts")):
        told = composed("readers", "import", file, "--as", kind, "--publication", TWO, "--origin", "annuaire du réseau")
        assert told.code == 0, told
    (tmp_path / "autre.md").write_text("---\ntype: good_practice\ntitle: Une pratique\n---\nDeux voix.\n", "utf-8")
    assert composed("items", "add", "autre.md").code == 0
    assert composed("issues", "new", "--title", "Le réseau en octobre", "--publication", TWO).code == 0
    assert composed("issues", "add", 2, 2, "--section", "practices").code == 0
    return composed


def sent(relais: Relais, *issues: int) -> list[int]:
    """Launch issues and send them; return how many received each."""
    ids = [relais("campaigns", "launch", issue, "--grace", 0, "--json").document["id"] for issue in issues]
    return [relais("send", one, "--json").document["counts"]["accepted"] for one in ids]


def letter(server: servers.Sink, address: str) -> EmailMessage:
    """Return the last letter that somebody received."""
    read = email.message_from_bytes(server.letters[address], policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    return read


def words(message: EmailMessage) -> str:
    """Return what the text part of a letter says, spaces as they are read."""
    body = message.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


@pytest.fixture
def web(both: Relais) -> pages.Ask:
    """The pages of this installation."""
    return pages.browser(installation.open_(settings.load()))


def leave(web: pages.Ask, message: EmailMessage) -> None:
    """Press the button that a mail program shows (RFC 8058)."""
    found = re.search(r"<http://127\.0\.0\.1:8000(/l/u/[^>]+)>", message["List-Unsubscribe"])
    assert found is not None
    answer = web("POST", found[1], data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert "Les autres lettres que vous recevez ne changent pas." in answer.text


def hers(relais: Relais, web: pages.Ask, server: servers.Sink) -> str:
    """Ask for Zoé's own page; return where it is."""
    assert web("POST", "/l/moi", data={"email": files.ZOE}).status_code == 200
    assert relais("tick").code == 0
    found = re.search(r"/l/moi/[\w-]{40,}", words(letter(server, files.ZOE)))
    assert found is not None
    return found[0]
