"""Two publications in one installation, from the outside: typed at a shell, mailed to a server, asked for by HTTP.

The secretariat's letter goes to companies, the network's to missions locales; Zoé reads both.
"""

from __future__ import annotations

import email
import email.policy
import json
import re
import zipfile
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


def test_each_is_named_where_it_matters(both: Relais) -> None:
    """A command that must know refuses to guess, in one sentence that names them; what it changes, it changes there."""
    refused = both("issues", "new", "--title", "Trois")
    unknown = both("publications", "set", "--publication", "La lettre")
    shown = both("publications", "list", "--json").document

    assert (refused.code, unknown.code) == (2, 2)
    assert refused.err.replace("\u00a0", " ") == (
        "--publication : dites laquelle, parmi « La Lettre », « La Lettre du réseau ».\n"
    )
    assert [(one["name"], one["from"], one["basis"], one["list"]) for one in shown] == [
        (ONE, files.SENDER, "legitimate_interest", "Liste de diffusion"),
        (TWO, "Réseau des missions locales <lettre@reseau.example>", "public_task", TWO),
    ]
    assert both("issues", "list", "--publication", TWO, "--json").document == [
        {"id": 2, "number": 1, "title": "Le réseau en octobre"}
    ]


def test_each_writes_to_its_own_readers_in_its_own_name(both: Relais, server: servers.Sink) -> None:
    """From its own address, under its own number, with its own right, list and page on why it is received."""
    assert sent(both, 1) == [2]
    assert server.received == {files.ZOE: 1, files.LOIC: 1}
    first = letter(server, files.ZOE)
    assert sent(both, 2) == [2]
    second = letter(server, files.ZOE)

    assert set(server.letters) == {files.ZOE, files.LOIC, ANA}
    assert [one["From"].addresses[0].addr_spec for one in (first, second)] == [
        "lettre@charte.example", "lettre@reseau.example",
    ]  # fmt: skip
    assert [one["List-Id"] for one in (first, second)] == ["<lettre-1.charte.example>", "<lettre-2.reseau.example>"]
    assert "http://127.0.0.1:8000/l/pourquoi" in words(first)
    assert f"http://127.0.0.1:8000{PAGES}/pourquoi" in words(second)
    assert [both("report", one, "--json").document["number"] for one in (1, 2)] == [1, 1]


def test_each_tells_a_reader_itself_where_it_has_her_address_from(both: Relais, server: servers.Sink) -> None:
    """Another controller's word is not its own (GDPR art. 14); once it has told her, it does not again."""
    heading = "VOTRE ADRESSE ET VOS DROITS"
    sent(both, 1)
    both("tick")
    first = words(letter(server, files.ZOE))
    sent(both, 2)
    both("tick")
    second = words(letter(server, files.ZOE))
    both("campaigns", "launch", 2, "--grace", 0, "--override", "already_launched=test")
    both("send", 3)
    third = words(letter(server, files.ZOE))

    assert [heading in one for one in (first, second, third)] == [True, True, False]
    assert "liste de contacts tenue par l’équipe de la lettre" in first
    assert "annuaire du réseau" in second
    assert "Union du réseau, 2, rue, 75011 Paris" in second


def test_who_leaves_one_keeps_the_other(both: Relais, server: servers.Sink, web: pages.Ask) -> None:
    """By the button of her mail program; the other letter still comes."""
    sent(both, 1)
    leave(web, letter(server, files.ZOE))

    assert both("segments", "add", "Drôme", "--rule", "drome.json", "--publication", ONE, "--json").document[
        "excluded"
    ] == {"unsubscribed": 1}
    assert both("segments", "count", "Drôme", "--publication", TWO, "--json").document["excluded"] == {}
    assert sent(both, 2) == [2]
    assert server.received[files.ZOE] == 2
    assert [both("report", one, "--json").document["left"] for one in (1, 2)] == [1, 0]


def test_an_objection_stops_both(both: Relais, server: servers.Sink) -> None:
    """And no file of either brings her back."""
    assert both("readers", "object", files.ZOE).code == 0
    told = both("readers", "import", NETWORK, "--as", "contacts", "--publication", TWO, "--json").document

    assert sent(both, 1, 2) == [1, 1]
    assert files.ZOE not in server.received
    assert [one["reason"].partition(" du ")[0] for one in told["skipped"]] == ["opposition"]


def test_an_erasure_is_from_both(both: Relais, server: servers.Sink) -> None:
    """They are about the person; Ana, whom one letter knows, is forgotten by it."""
    assert both("readers", "forget", files.ZOE).code == 0
    assert both("readers", "forget", ANA).code == 0

    assert sent(both, 1) == [1]
    assert set(server.received) == {files.LOIC}


def test_her_page_shows_each_letter_and_who_answers_for_it(both: Relais, server: servers.Sink, web: pages.Ask) -> None:
    """The link says whose it is; from the page she leaves one, reads less of the other, and both stay apart."""
    page = hers(both, web, server)
    mail = words(letter(server, files.ZOE))
    shown = web("GET", page).text
    numbers = re.findall(r'action="[^"]+/quitter">\s*<input type="hidden" name="letter" value="(\d+)">', shown)
    left = web("POST", f"{page}/quitter", data={"letter": numbers[0]}).text
    less = web("POST", f"{page}/numeros", data={"letter": numbers[1], "which": "special"}).text
    refused = web("POST", f"{page}/quitter")

    assert "« La Lettre » (Charte de la diversité), « La Lettre du réseau » (Union du réseau)" in mail
    assert numbers == ["1", "2"]
    for text in ("Responsable de vos données : Charte de la diversité, 1, rue, 75017 Paris",
                 "Responsable de vos données : Union du réseau, 2, rue, 75011 Paris",
                 "Votre adresse lui vient de : annuaire du réseau."):  # fmt: skip
        assert text in shown.replace("\u00a0", " ")
    assert "Vous ne recevez pas « La Lettre »." in left.replace("\u00a0", " ")
    assert "Vous recevez « La Lettre du réseau »." in left.replace("\u00a0", " ")
    assert 'value="special" checked' in less
    assert refused.status_code == 422
    assert sent(both, 1) == [1]
    assert both("campaigns", "launch", 2, "--json").document["audience"] == 1


def test_a_measure_is_agreed_to_for_one_letter(both: Relais, server: servers.Sink, web: pages.Ask) -> None:
    """In the words of that letter and its publisher."""
    page = hers(both, web, server)
    web("POST", f"{page}/mesures", data={"letter": 2, "agreed": ["clicks"]})
    told = both("readers", "show", files.ZOE, "--json").document["consents"]

    assert [(one["purpose"], one["list"]) for one in told] == [("clicks", TWO)]
    assert "Union du réseau" in told[0]["wording"]


def test_what_she_takes_away_names_who_answers_for_each(both: Relais, tmp_path: Path) -> None:
    """GDPR art. 15: one controller for each letter that knows her; Ana, whom one letter knows, has one."""
    for address in (files.ZOE, ANA):
        assert both("readers", "access", address, "-o", f"{address}.zip").code == 0
    zoe, ana = (json.loads(zipfile.ZipFile(tmp_path / f"{one}.zip").read("donnees.json")) for one in (files.ZOE, ANA))

    assert [(one["letter"], one["name"]) for one in zoe["controllers"]] == [
        (ONE, "Charte de la diversité"), (TWO, "Union du réseau"),
    ]  # fmt: skip
    assert ana["controller"]["name"] == "Union du réseau"
    assert "Charte de la diversité" not in json.dumps(ana, ensure_ascii=False)


def test_archives_feeds_and_reasons_are_apart(both: Relais, web: pages.Ask) -> None:
    """What the first letter sent is where it always was; each names the other, and shows nothing of it."""
    sent(both, 1, 2)
    first, second = ({path: web("GET", home + path).text for path in (
        "/archives", "/numeros", "/flux.atom", "/flux.json", "/bonnes-pratiques.atom",
        "/fragments/bonnes-pratiques.html", "/pourquoi",
    )} for home in ("/l", PAGES))  # fmt: skip

    assert "Un outil" in first["/archives"]
    assert "Une pratique" not in first["/archives"] + first["/flux.atom"] + first["/fragments/bonnes-pratiques.html"]
    assert "Une pratique" in second["/archives"]
    assert "Un outil" not in second["/archives"] + second["/flux.atom"] + second["/flux.json"]
    assert f'<a href="{PAGES}/archives">{TWO}</a>' in first["/archives"]
    assert f'<a href="/l/archives">{ONE}</a>' in second["/numeros"]
    assert "Le réseau en octobre" in second["/numeros"]
    assert f"<id>http://127.0.0.1:8000{PAGES}/a/2</id>" in second["/bonnes-pratiques.atom"]
    assert "Union du réseau" in second["/pourquoi"]
    assert "mission d’intérêt public" in second["/pourquoi"]
    assert web("GET", f"{PAGES}/a/2-une-pratique").status_code == 200
    assert [web("GET", path).status_code for path in ("/l/a/2", f"{PAGES}/a/1", "/l/lettres/autre/archives")] == [
        404
    ] * 3


def test_a_form_is_of_one_letter(both: Relais, server: servers.Sink, web: pages.Ask) -> None:
    """The question comes from it, and the answer is to it alone."""
    web("POST", "/l/s/reseau", data={"email": files.LOIC})
    both("tick")
    asked = letter(server, files.LOIC)
    found = re.search(r"/l/s/reseau/[\w-]+", words(asked))
    assert found is not None
    web("POST", found[0])
    lists = both("readers", "show", files.LOIC, "--json").document["contacts"][0]["lists"]

    assert asked["From"].addresses[0].addr_spec == "lettre@reseau.example"
    assert [(one["list"], one["state"]) for one in lists] == [("Liste de diffusion", "subscribed"), (TWO, "subscribed")]
    assert "deux ans au plus" not in web("GET", "/l/s/reseau").text
    both("retention", "set", "contact", 24, "--list", TWO)
    assert "deux ans au plus" in web("GET", "/l/s/reseau").text


def test_files_hold_the_readers_of_one_letter(both: Relais, tmp_path: Path) -> None:
    """An export is used elsewhere: it names nobody of the other letter, not even who objected."""
    both("readers", "object", files.LOIC)
    for kind in ("contacts", "objections"):
        assert both("readers", "export", "--as", kind, "-o", f"{kind}.csv", "--publication", TWO).code == 0
    contacts, objections = ((tmp_path / f"{kind}.csv").read_text("utf-8-sig") for kind in ("contacts", "objections"))

    assert ANA in contacts
    assert files.LOIC not in contacts + objections
    assert "tenue par l’équipe de la lettre" not in contacts


def test_the_doctor_looks_at_each_domain(both: Relais) -> None:
    """And says which letter nobody signs yet."""
    both("publications", "add", "La Troisième")
    both("dkim", "new", "2026a")
    told = both("doctor", "--json").document
    details = {check: [one["detail"] for one in told if one["check"] == check] for check in ("spf", "dkim", "dmarc")}

    for check in ("spf", "dkim", "dmarc"):
        assert [any(domain in detail for detail in details[check]) for domain in ("charte.example", "reseau.example")]
        assert any(detail.startswith("«\u00a0La Troisième\u00a0»") for detail in details[check])
    assert "2026a._domainkey.reseau.example" in both("dkim", "list").out


def test_house_style_and_look_are_of_one_letter(both: Relais) -> None:
    """What one house writes is no mistake of the other."""
    both("publications", "style", "--publication", TWO, "--acronym", "CNML=Conseil national des missions locales")
    both("publications", "look", "--publication", TWO, "--colour", "brand=#0b5d3b")
    both("issues", "mute", 2, "partner_silent", "--always")

    assert both("publications", "style", "--publication", ONE, "--json").document["acronyms"] == {}
    assert both("publications", "look", "--publication", ONE, "--json").document["colours"]["brand"] != "#0b5d3b"
    assert both("issues", "mute", 1, "--json").document["always"] == []
    assert both("issues", "mute", 2, "--json").document["always"] == ["partner_silent"]
