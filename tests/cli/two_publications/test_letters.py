"""Of two publications: each has its own letters, pages, files and style."""

from __future__ import annotations

import re
from pathlib import Path

from tests import servers
from tests.cli import files
from tests.cli.conftest import Relais
from tests.cli.two_publications.conftest import ANA, ONE, PAGES, TWO, letter, sent, words
from tests.web import conftest as pages


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
