"""An officer builds a segment in phrases, sees at once whom it reaches, and keeps it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from accounts.roles import Role
from campaigns.acting import segmenting
from lists.segments import saved
from lists.segments.phrases import PHRASES
from runtime.files import File
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

PATH = "/destinataires/segments"
DROME: dict[str, Any] = {"construit": "1", "nom": "Drôme", "g0": "all", "g0c0": "dep", "g0c0v": "26"}


@pytest.fixture(autouse=True)
def _readers(opened: Installation) -> None:
    with opened.database.transaction() as session:
        cast.publish(session)
        for name, departement in (("Ombelle", "26"), ("Brume", "75")):
            made = cast.organisation(session, name, departement)
            cast.reader(session, opened, f"anne@{name.lower()}.example", made)


def words(html: str) -> str:
    """Return what a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<main")[2]).split())


def tree(opened: Installation, name: str) -> Any:
    """Return the rule that is kept under a name."""
    with opened.database.reading() as session:
        return next(one.rule for one in saved.everything(session) if one.name == name)


def test_a_segment_is_built_counted_kept_and_changed(opened: Installation) -> None:
    """By forms alone; the count and the names are those of the rule as it is typed."""
    marie = Officer(opened, Role.WRITE)
    assert "2 personnes" not in words(marie.get(f"{PATH}/nouveau").text)
    counted = words(marie.get(f"{PATH}/nouveau", params=DROME).text)
    assert "1 personne , 1 organisation" in counted
    assert "Ombelle" in counted
    assert "Brume" not in counted

    made = marie.post(f"{PATH}/nouveau", DROME)
    where = made.headers["location"]
    assert tree(opened, "Drôme") == {"all": [{"field": "organisation.departement", "in": ["26"]}]}
    shown = words(marie.follow(made).text)
    assert "le département est l’un de 26" in shown
    assert "1 personne" in shown
    assert "le département est l’un de 26" in words(marie.get(PATH).text)

    edited = marie.get(f"{where}/modifier").text
    assert re.search(r'name="g0c0v"[^>]*value="26"', edited)
    marie.post(f"{where}/modifier", DROME | {"g0c0v": "26, Paris"})
    assert "2 personnes" in words(marie.get(where).text)
    again = marie.post(f"{PATH}/nouveau", DROME)
    assert (again.status_code, "Un autre segment porte déjà ce nom." in again.text) == (422, True)


def test_buttons_add_and_take_away_without_a_script(opened: Installation) -> None:
    """What was typed stays; what was chosen for another phrase does not follow."""
    marie = Officer(opened, Role.WRITE)
    more = marie.get(f"{PATH}/nouveau", params=DROME | {"faire": "plus-0"}).text
    assert re.search(r'name="g0c1"', more)
    assert re.search(r'name="g0c0v"[^>]*value="26"', more)
    assert "Complétez la condition pour compter." in more
    two = marie.get(f"{PATH}/nouveau", params=DROME | {"faire": "groupe"}).text
    assert 'name="g1c0"' in two
    less = marie.get(f"{PATH}/nouveau", params=DROME | {"g0c1": "signe", "faire": "moins-0-0"}).text
    assert re.search(r'<option value="signe" selected>', less)
    assert 'name="g0c1"' not in less
    other = marie.get(f"{PATH}/nouveau", params=DROME | {"g0c0": "nom", "g0c0p": "dep"}).text
    assert not re.search(r'name="g0c0v"[^>]*value="26"', other)


@pytest.mark.parametrize("typed", ["", "'\"<script>", "2010-02-31", "-1", "9" * 30])
def test_every_phrase_is_shown_whatever_was_typed_for_it(opened: Installation, typed: str) -> None:
    """Nothing, or what does not suit it."""
    marie = Officer(opened, Role.WRITE)
    asked = {f"g{number // 15}c{number % 15}": key for number, key in enumerate(PHRASES)}
    values = {f"{name}v": [typed, typed] for name in asked}
    page = marie.get(f"{PATH}/nouveau", params={"construit": "1", "g0": "none", **asked, **values})

    assert page.status_code == 200
    assert "<script>" not in page.text.partition("<main")[2]
    assert marie.post(f"{PATH}/nouveau", {"nom": "x", **asked, **values}).status_code == 422


def test_what_is_wrong_stands_beside_its_condition_and_no_number_is_shown(opened: Installation) -> None:
    """R12: a number is shown only when it is true."""
    marie = Officer(opened, Role.WRITE)
    page = marie.get(f"{PATH}/nouveau", params=DROME | {"g0c0v": "26, Narnia"}).text
    assert re.search(r'id="g0c0e">[^<]*Narnia|id="g0c0e">[^<]+<', page)
    assert "personne" not in words(page).partition("Qui le remplit")[2].partition("Nom du segment")[0]
    kept = marie.post(f"{PATH}/nouveau", DROME | {"g0c0v": "Narnia"})
    assert (kept.status_code, "à compléter ou à corriger" in kept.text) == (422, True)
    nameless = marie.post(f"{PATH}/nouveau", DROME | {"nom": " "})
    assert (nameless.status_code, "Un segment a un nom." in nameless.text) == (422, True)


def test_a_rule_made_by_hand_is_said_in_words_and_kept(opened: Installation) -> None:
    """The builder cannot show it, and does not touch it."""
    rule = b'{"all": [{"not": {"all": [{"field": "contact.language", "is": "fr"}, {"all": []}]}}]}'
    segmenting.keep(opened, "Fin", File("fin.json", rule), "test")
    before = tree(opened, "Fin")
    marie = Officer(opened, Role.WRITE)
    page = words(marie.get(f"{PATH}/1/modifier").text)

    assert "Cette règle a été écrite à la main." in page
    assert "la langue est « fr »" in page
    assert tree(opened, "Fin") == before


def test_whoever_only_reads_sees_segments_and_builds_none(opened: Installation) -> None:
    """The button says whom to ask."""
    Officer(opened, Role.WRITE).post(f"{PATH}/nouveau", DROME)
    lou = Officer(opened, Role.READ, name="Lou Exemple")

    assert "Demandez à" in lou.get(PATH).text
    assert lou.get(f"{PATH}/1").status_code == 200
    assert [lou.get(f"{PATH}/nouveau").status_code, lou.post(f"{PATH}/1/modifier", DROME).status_code] == [403, 403]
    assert lou.get(f"{PATH}/99").status_code == 404
