"""R17 and R18: persons first, by state, with reason and gesture; each figure opens the very rows that it counts."""

from __future__ import annotations

import re

from accounts.roles import Role
from campaigns.acting.launching import Launched
from campaigns.post.figures import persons
from campaigns.post.readers import anonymising
from runtime.installation import Installation
from tests import cast
from tests.campaigns.acting.following_up import scenes
from tests.campaigns.post.figures.conftest import leave
from tests.web.console.officers import Officer
from tests.web.console.results import figures

PATH = "/envois/1/resultats"


def test_results_begin_with_persons_by_state_reason_and_gesture(opened: Installation, over: Launched) -> None:
    """R17: who does not have the letter, why, and what can be done; nowhere a percentage."""
    page = Officer(opened, Role.SEND).get(PATH).text
    main = re.sub(r"<[^>]+>", " ", page[page.index("<main") :])

    assert "%" not in main
    assert main.index("refusée") < main.index("adresse inconnue") < main.index("maite@")
    assert "Corriger l’adresse et lui envoyer" in main
    assert "Peut la recevoir par un nouvel envoi." in main
    assert "Envoyer à la personne qui ne l’a pas reçue…" in main
    assert "zoe@" not in main  # she has it


def test_every_figure_opens_its_rows_and_equals_them(opened: Installation, over: Launched) -> None:
    """R18: all of them, with people who were erased since, of whom a row is left that names nobody."""
    with opened.database.transaction() as session:
        leave(session, over, scenes.delivery(opened, scenes.ZOE))
        for erased in ("loic@exemple.example", scenes.AMADOU):
            anonymising.anonymise(session, cast.key(opened, erased), erased)
    reader = Officer(opened, Role.READ)
    found = figures.on(reader.get(PATH).text)

    assert len(found) > 8
    assert {one.address: figures.rows(reader, one) for one in found} == {one.address: one.number for one in found}


def test_a_long_list_has_pages_and_an_odd_address_no_page(opened: Installation, over: Launched) -> None:
    """A page beyond the last is the last; a group that there is not is no page, and neither is a campaign."""
    reader = Officer(opened, Role.READ)

    assert reader.get(f"{PATH}?etat=tous&page=99").text.count("<tr id=") == 9 <= persons.PAGE
    assert reader.get(f"{PATH}?etat=ouvertes").status_code == 404
    assert reader.get("/envois/9/resultats").status_code == 404
    assert reader.get(f"{PATH}?etat=recues&region=<script>").text.count("<script>") == 0


def test_the_letter_leaves_again_to_whom_it_did_not_reach(opened: Installation, over: Launched) -> None:
    """The page names them; the number that was read is the number that leaves, and the departure can be watched."""
    sender = Officer(opened, Role.SEND)
    page = sender.get(f"{PATH}/renvoyer").text
    assert "amadou@exemple.example" in page
    assert "maite@" not in page
    moved = sender.post(f"{PATH}/renvoyer", {"expected": "4"})
    assert (moved.status_code, "Ils étaient 4" in moved.text) == (422, True)
    sent = sender.post(f"{PATH}/renvoyer", {"expected": "1"})

    assert (sent.status_code, sent.headers["location"]) == (303, "/envois/2")
    assert "Plus personne" in sender.get(f"{PATH}/renvoyer").text
    assert "La recevra par l’envoi n°\u00a02." in sender.get(PATH).text


def test_a_wrong_address_is_corrected_where_it_stands(opened: Installation, over: Launched) -> None:
    """What is refused stays typed beside its sentence; what is right leads to the departure."""
    sender = Officer(opened, Role.SEND)
    path = f"{PATH}/personnes/{scenes.delivery(opened, scenes.MAITE)}/adresse"
    refused = sender.post(path, {"email": "maite chez exemple"})
    assert refused.status_code == 422
    assert 'value="maite chez exemple"' in refused.text
    assert "est refusée" in refused.text
    sent = sender.post(path, {"email": "maite.roussel@exemple.example"})

    assert (sent.status_code, sent.headers["location"]) == (303, "/envois/2")
    assert Officer(opened, Role.WRITE, name="Léa Exemple").post(path, {"email": "x@y.example"}).status_code == 403


def test_the_report_is_taken_along(opened: Installation, over: Launched) -> None:
    """One page for whoever decides, a workbook, a table; nothing else."""
    reader = Officer(opened, Role.READ)
    begins = {"pdf": b"%PDF", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}
    for ending, first in begins.items():
        answer = reader.get(f"{PATH}/compte-rendu.{ending}")
        assert answer.content.startswith(first)
        assert f'filename="compte-rendu-envoi-1.{ending}"' in answer.headers["content-disposition"]

    assert reader.get(f"{PATH}/compte-rendu.exe").status_code == 404
