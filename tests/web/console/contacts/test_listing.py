"""« Destinataires »: who is known, found by words, without an address in any address of a page."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from lists.contacts import erasing
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer

PATH = "/destinataires"


@pytest.fixture(autouse=True)
def _people(opened: Installation) -> None:
    """A letter with four readers, of whom one objected."""
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)
        cast.object_(session, opened, cast.LOIC)


def test_the_list_says_of_each_whether_they_receive(opened: Installation) -> None:
    """With the reason."""
    page = Officer(opened, Role.READ).get(PATH).text

    assert page.count('class="row-title"') == 4
    assert "parce que son adresse est inscrite depuis le" in page
    assert "parce que cette personne s’est opposée à nos envois" in page
    assert 'href="/destinataires/personnes/1"' in page


def test_words_stand_in_the_address_and_somebodys_address_does_not(opened: Installation) -> None:
    """The first can be kept as a bookmark; the second is answered at once."""
    officer = Officer(opened, Role.READ)
    words = officer.post(PATH, {"q": "maïté", "etat": "receives"})
    address = officer.post(PATH, {"q": cast.MAITE})

    assert words.headers["location"] == "/destinataires?q=ma%C3%AFt%C3%A9&etat=receives"
    assert address.status_code == 200
    assert address.text.count('class="row-title"') == 1
    assert "%40" not in address.text


def test_an_empty_list_says_what_to_do(opened: Installation) -> None:
    """Where nobody is known, and where nobody matches."""
    officer = Officer(opened, Role.READ)

    assert "Personne ne correspond." in officer.get(f"{PATH}?q=zzzz").text
    with opened.database.transaction() as session:
        for email in cast.EVERYBODY:
            erasing.delete(session, cast.key(opened, email))
    assert "Personne encore." in officer.get(PATH).text


def test_an_officer_of_one_letter_sees_its_readers_only(opened: Installation) -> None:
    """Nothing tells that there are others."""
    cast.second(opened)
    officer = Officer(opened, Role.READ, publication_id=2)

    assert "Zoé" not in officer.get(PATH).text
