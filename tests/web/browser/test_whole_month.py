"""A month at the console in a real browser: from an Excel list to the answer that a reader gets."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import TypeVar

import playwright.sync_api as playwright
import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from campaigns.acting import campaign_views, ticking
from campaigns.partnership.designations import verbs as designations
from runtime import settings, spreadsheets
from runtime.database import Database
from runtime.files import File
from runtime.installation import Installation
from runtime.keyring import Keyring
from tests import cast, servers
from tests.campaigns.acting.returned import Box
from tests.campaigns.partnership import conventions, partners
from tests.clocks import MovableClock
from tests.web.console.officers import Officer
from web.console import bundling

T = TypeVar("T")
HEAD = ("Prénom", "Nom", "Courriel", "Société")
ROWS = (("Anne", "Martin", "anne@atelier.example", "Atelier Martin"), ("Luc", "Petit", "luc@atelier.example", "Petit"))
NEW = "anne@atelier.example"
#: Both partners approve whatever leaves.
BOTH = File("charte.toml", conventions.CHARTE.content.replace(b'approval = "each"', b'approval = "both"'))


@dataclass
class Month:
    """An installation that sends and reads, and the world around it."""

    opened: Installation
    server: servers.Sink
    box: Box
    clock: MovableClock
    beside: ThreadPoolExecutor

    def tick(self, after: timedelta = timedelta(minutes=1)) -> None:
        """Let time pass, and do what is due; the browser's driver holds the event loop of this thread."""
        self.clock.move(after)
        done = self.beside.submit(ticking.tick, self.opened).result()
        assert done.failures == []

    def received(self, email: str) -> EmailMessage:
        """Return the last letter that somebody got."""
        found = message_from_bytes(self.server.letters[email], policy=policy.default)
        assert isinstance(found, EmailMessage)
        return found

    def read(self, email: str) -> str:
        """Return the text of that letter."""
        body = self.received(email).get_body(("plain",))
        assert body is not None
        return str(body.get_content())


@pytest.fixture
def month(
    database: Database, keyring: Keyring, server: servers.Sink, clock: MovableClock, tmp_path: Path,
    door: socket.socket,
) -> Iterator[Month]:  # fmt: skip
    """A publication, an issue, a convention by which both partners approve, and people designated on both sides."""
    bundling.make()
    box = Box(tmp_path / "retours", server)
    box.make()
    base_url = f"http://127.0.0.1:{door.getsockname()[1]}"
    set_ = settings.load(data=tmp_path, base_url=base_url, smtp_url=server.url, mailbox_url=box.url)
    opened = Installation(set_, database, keyring, clock)
    partners.enter(opened)
    cast.stage(opened, tmp_path)
    conventions.adopted(opened, BOTH)
    for one in (partners.ANNE, partners.MARIE):
        designations.add(opened, one, "test")
    with ThreadPoolExecutor(1) as beside:
        yield Month(opened, server, box, clock, beside)


@pytest.fixture
def opened(month: Month) -> Installation:
    """What the pages serve."""
    return month.opened


@pytest.fixture
def window(month: Month, site: str, chromium: playwright.Browser) -> Iterator[Callable[[bool], playwright.Page]]:
    """Open a window: the officer's, or one of whoever holds a link."""
    token = Officer(month.opened, *Role, name="Claire Aubry").token
    contexts = []

    def made(is_officer: bool) -> playwright.Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR", base_url=site)
        if is_officer:
            context.add_cookies([{"name": "relais", "value": token, "url": site}])
        contexts.append(context)
        return context.new_page()

    yield made
    for context in contexts:
        context.close()


def test_a_month_at_the_console(month: Month, window: Callable[[bool], playwright.Page]) -> None:
    """Import, segment, two approvals by mailed links, launch, watch, cancel another, read the report, answer."""
    page = window(True)
    _import(page)
    many = _segment(page)
    _ask(page)
    month.tick()
    for email in (partners.ANNE.email, partners.MARIE.email):
        _approve(month, window(False), email)
    month.server.at_rcpt["luc@atelier.example"] = ["552 5.2.2 Mailbox full"]
    _launch(page, many)
    month.tick(timedelta(minutes=12))
    expect(page.get_by_role("heading", name=f"Envoyé : {many - 1} sur {many} acceptées")).to_be_visible()
    assert month.server.received[NEW] == 1

    _cancel_another(page, month)
    _report(page)
    _answer(page, month)


def _import(page: playwright.Page) -> None:
    page.goto("/destinataires/imports")
    page.get_by_role("link", name="Importer un fichier").click()
    content = spreadsheets.xlsx([spreadsheets.Table("Feuil1", HEAD, ROWS)])
    page.get_by_label("Le fichier").set_input_files(
        {"name": "liste.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("radio", name="Des personnes noms").check()
    page.get_by_role("button", name="Lire le fichier").click()
    page.get_by_label("D’où viennent ces adresses").fill("le salon du 12 mars")
    page.get_by_role("button", name="Simuler").click()
    page.get_by_role("button", name="Créer les organisations inconnues").click()
    page.get_by_role("button", name="Importer 2 personnes").click()
    expect(page.get_by_text("L’import est terminé.")).to_be_visible()


def _segment(page: playwright.Page) -> int:
    """Build a segment; return how many persons it holds."""
    page.goto("/destinataires/segments")
    page.get_by_role("link", name="Construire un segment").click()
    expect(page.locator("form[data-module]").first).to_have_attribute("data-started", "filter")
    page.get_by_label("Condition 1", exact=True).select_option("type")
    page.get_by_role("checkbox", name="entreprise").check()
    page.get_by_label("Nom du segment").fill("Les entreprises")
    expect(page.locator("#compte")).to_contain_text("Luc Petit")
    found = re.search(r"(\d+) personnes", page.locator("#compte").inner_text())
    assert found
    page.get_by_role("button", name="Enregistrer le segment").click()
    expect(page.get_by_role("heading", name="Les entreprises")).to_be_visible()
    return int(found[1])


def _ask(page: playwright.Page) -> None:
    page.goto("/numeros/1/bon-a-tirer")
    page.get_by_label("La lettre partira vers").select_option("Les entreprises")
    page.get_by_role("button", name="Demander le bon à tirer").click()
    expect(page.get_by_role("status")).not_to_be_empty()


def _approve(month: Month, page: playwright.Page, email: str) -> None:
    """Approve as somebody who has nothing but their mail."""
    link = re.search(r"http://\S+/l/bat/[^\s>]+", month.read(email))
    assert link
    page.goto(link[0])
    page.get_by_role("button", name="Recevoir mon code").click()
    month.tick()
    code = re.search(r"\b\d{6}\b", str(month.received(email)["Subject"]) + month.read(email))
    assert code
    page.get_by_label("Le code reçu").fill(code[0])
    page.get_by_role("button", name="Je valide").click()
    expect(page.get_by_role("main")).to_contain_text("validé")


def _launch(page: playwright.Page, many: int) -> None:
    page.goto("/numeros/1/controles")
    page.get_by_role("link", name="Préparer l’envoi").click()
    page.get_by_label("La lettre part vers").select_option("Les entreprises")
    page.get_by_label("Dès que j’aurai confirmé").check()
    expect(page.locator("#compte")).to_contain_text(f"{many} destinataires")
    page.get_by_role("button", name="Relire avant d’envoyer").click()
    page.get_by_label("Pour confirmer, écrivez le nombre de destinataires").fill(str(many))
    page.get_by_role("button", name=f"Envoyer à {many} personnes").click()
    page.wait_for_url("**/envois/1")
    expect(page.get_by_text("Rien n’est encore parti. Vous pouvez")).to_be_visible()


def _cancel_another(page: playwright.Page, month: Month) -> None:
    """To whom it did not reach; on second thoughts, not yet."""
    page.goto("/envois/1/resultats/renvoyer")
    page.get_by_role("button", name="Envoyer à 1 personne").click()
    page.wait_for_url("**/envois/2")
    page.goto("/articles")
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("status")).to_contain_text("Rien n’est parti.")
    month.tick(timedelta(minutes=12))
    assert month.server.received["luc@atelier.example"] == 0
    assert campaign_views.listed(month.opened)[0].standing.state.value == "cancelled"


def _report(page: playwright.Page) -> None:
    page.goto("/envois/1/resultats")
    expect(page.get_by_role("main")).to_contain_text("boîte pleine")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Télécharger le compte rendu").click()
    assert Path(downloading.value.path()).read_bytes().startswith(b"%PDF-")


def _answer(page: playwright.Page, month: Month) -> None:
    """Answer what a reader wrote, in the same thread."""
    month.box.drop(
        f"From: Anne Martin <{NEW}>\nTo: lettre@charte.example\nSubject: Re: La Lettre\n\n"
        f"Bravo, peut-on visiter ?\n\n> Partir : {month.box.leave_link(NEW)}\n"
    )
    month.tick()
    page.goto("/reponses")
    page.get_by_role("link", name="Re: La Lettre").click()
    page.get_by_label("Votre réponse").fill("Oui, mardi.")
    page.get_by_role("button", name="Envoyer la réponse").click()
    month.tick()
    letter = month.received(NEW)
    assert (letter["Subject"], "Oui, mardi." in month.read(NEW)) == ("Re: La Lettre", True)
    assert "1253000000.test.host@host.example" in str(letter["In-Reply-To"])
