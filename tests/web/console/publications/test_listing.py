"""Letters are listed, added, and set each on its own pages."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from campaigns.editorial import imprints
from runtime.installation import Installation
from tests import cast
from tests.web.console.officers import Officer


@pytest.fixture
def marie(opened: Installation) -> Officer:
    """Somebody who administers an installation with one letter."""
    with opened.database.transaction() as session:
        cast.publish(session)
    return Officer(opened, Role.ADMINISTER)


def test_an_added_letter_says_what_it_lacks_until_it_is_set(opened: Installation, marie: Officer) -> None:
    """Its pages change it alone, and lead back to it."""
    added = marie.post("/reglages/publications/nouvelle", {"name": "Le Flash", "slug": "flash"})
    said = {"name": "Le Flash", "publisher": "Le réseau", "postal": "2, rue B", "basis": "consent"}

    assert "la base légale, l’expéditeur" in marie.get("/reglages/publications").text
    address = added.headers["location"]
    number = address.rpartition("/")[2]
    kept = marie.post(f"/reglages/organisation?lettre={number}", said)
    assert kept.headers["location"] == address
    first, second = (one.imprint for one in imprints.listed(opened))
    assert (first.publisher, second.publisher) != ("Le réseau", "Le réseau")
    assert second.lacking == ("sender",)
    assert f"/reglages/expediteur?lettre={number}" in marie.get(address).text


def test_a_name_that_is_taken_stands_beside_its_field(opened: Installation, marie: Officer) -> None:
    """With what was typed."""
    name = imprints.listed(opened)[0].imprint.name
    answer = marie.post("/reglages/publications/nouvelle", {"name": name, "slug": "Deuxième lettre"})

    assert answer.status_code == 422
    assert 'id="error-name"' in answer.text
    assert 'value="Deuxième lettre"' in answer.text
    assert len(imprints.listed(opened)) == 1


def test_who_administers_one_letter_sets_no_other_and_nothing_shared(opened: Installation, marie: Officer) -> None:
    """The right is for a letter; servers belong to all of them."""
    imprints.add(opened, "Le Flash", "test")
    first, second = (one.id for one in imprints.listed(opened))
    paul = Officer(opened, Role.ADMINISTER, name="Paul Exemple", publication_id=second)

    assert paul.get("/reglages/expediteur").text.count(f"lettre={first}") == 0
    shared = ("serveur", "retours", "domaines", "publications/nouvelle", f"organisation?lettre={first}")
    assert [paul.get(f"/reglages/{path}").status_code for path in shared] == [403] * len(shared)
    assert paul.get(f"/reglages/organisation?lettre={second}").status_code == 200
    assert marie.get("/reglages/organisation?lettre=99").status_code == 404
