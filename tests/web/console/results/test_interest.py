"""Interest on the letter, the issues side by side, and what is put right after a letter has left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accounts.roles import Role
from campaigns.acting import launching
from campaigns.acting.following_up import interest
from campaigns.acting.launching import Launched
from runtime.installation import Installation
from tests import cast
from tests.campaigns.acting.following_up import scenes
from tests.campaigns.post.figures.conftest import click, told
from tests.web.console.officers import Officer
from tests.web.console.results import figures

PATH = "/envois/1/resultats"


@pytest.fixture
def clicked(opened: Installation, over: Launched) -> Installation:
    """The link of its article was followed seven times by people and twice by a machine."""
    with opened.database.transaction() as session:
        for robot in (*[""] * 7, *["burst"] * 2):
            click(session, over, 1, robot)
    return opened


def test_a_small_number_of_clicks_is_not_said(opened: Installation, over: Launched) -> None:
    """It could mean a person: neither on the letter nor beside it, nor by a hundred letters."""
    with opened.database.transaction() as session:
        for _time in range(3):
            click(session, over, 1)
    reader = Officer(opened, Role.READ)
    page = reader.get(f"{PATH}/interet").text

    assert "moins de\u00a05 clics" in reader.get(f"{PATH}/interet/lettre").text
    assert page.count("moins de\u00a05") >= 3
    assert re.search(r">\s*3\s*<", page[page.index('id="liens"') : page.index('id="regions"')]) is None


def test_clicks_are_drawn_on_the_letter(clicked: Installation) -> None:
    """Those of machines are elsewhere; nothing on it leads away."""
    reader = Officer(clicked, Role.READ)
    letter = reader.get(f"{PATH}/interet/lettre")
    page = reader.get(f"{PATH}/interet").text
    counted = interest.by_link(clicked, 1)

    assert "7 clics" in letter.text
    assert "https://ml-drome.example" not in letter.text
    assert "default-src 'none'" in letter.headers["content-security-policy"]
    assert [one.said for one in counted] == ["7"]
    assert "Machines, comptées à part" in page
    assert re.search(r'<td class="number"[^>]*>2</td>', page)


def test_regions_kinds_and_roles_open_their_people(clicked: Installation) -> None:
    """R18 on the page of interest."""
    reader = Officer(clicked, Role.READ)
    found = figures.on(reader.get(f"{PATH}/interet").text)

    assert len(found) > 5
    assert {one.address: figures.rows(reader, one) for one in found} == {one.address: one.number for one in found}


def test_issues_and_two_letters_side_by_side(clicked: Installation, over: Launched, tmp_path: Path) -> None:
    """R18 there too: figures of a whole issue open the rows of all its campaigns."""
    with clicked.database.transaction() as session:
        issue_id = cast.issue(session, clicked, tmp_path, cast.ARTICLE.replace("immeubles", "tours")).id or 0
    launching.launch(clicked, launching.Order(issue_id, grace=0), "test")
    reader = Officer(clicked, Role.READ)
    page = reader.get("/envois/2/resultats/numeros?avec=1").text
    found = figures.on(page)

    assert page.count('role="img"') == 2
    assert len(told(clicked, over).trend) == 1
    assert len(found) >= 12
    assert {one.address: figures.rows(reader, one) for one in found} == {one.address: one.number for one in found}
    assert reader.get(f"{PATH}/numeros?avec=99").status_code == 404


def test_a_wrong_link_is_put_right_where_it_stands(clicked: Installation) -> None:
    """What is no address stays typed, beside its sentence."""
    sender = Officer(clicked, Role.SEND)
    refused = sender.post(f"{PATH}/corriger/liens/1", {"url": "javascript:alert(1)"})
    assert (refused.status_code, 'value="javascript:alert(1)"' in refused.text) == (422, True)
    done = sender.follow(sender.post(f"{PATH}/corriger/liens/1", {"url": "https://exemple.example/juste"}))

    assert 'href="https://exemple.example/juste"' in done.text
    assert "corrigé depuis l’envoi" in done.text


def test_an_erratum_is_begun_and_finished_by_the_usual_way(clicked: Installation) -> None:
    """It needs the right to write, and leads to its composer."""
    path = f"{PATH}/corriger/erratum"
    begun = Officer(clicked, Role.WRITE).post(path)

    assert begun.status_code == 303
    assert begun.headers["location"].startswith("/numeros/")
    assert Officer(clicked, Role.SEND, name="Léa Exemple").post(path).status_code == 403
    assert scenes.ZOE not in begun.headers["location"]
