"""Of two publications: what a reader says to one or to both, and what she sees of each."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

from tests import servers
from tests.cli import files
from tests.cli.conftest import Relais
from tests.cli.two_publications.conftest import ANA, NETWORK, ONE, TWO, hers, leave, letter, sent, words
from tests.web import conftest as pages


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
