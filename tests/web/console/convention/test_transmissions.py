"""The screen « Transmissions »: the list that waits, one gesture to hand it over, and what was handed over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from accounts.roles import Role
from campaigns.editorial import outlines
from campaigns.partnership.transmissions import kept_lists
from lists.models import Signature
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership import partners
from tests.campaigns.partnership.conventions import adopted, other
from tests.web.console.officers import Officer

_PATH = "/convention/transmissions"


@pytest.fixture
def partnered(opened: Installation, tmp_path: Path) -> Installation:
    """A company signed lately, one long ago; issue 1 is being composed."""
    cast.stage(opened, tmp_path)
    partners.enter(opened)
    with opened.database.transaction() as session:
        for name, signed in (("<b>Zinc", date(2009, 9, 1)), ("Fidèle", date(2007, 5, 2))):
            made = cast.organisation(session, name, "33")
            session.add(Signature(organisation_id=made.id or 0, signed_on=signed, registered_on=date(2009, 9, 2)))
    return opened


def test_a_list_is_handed_over_in_one_gesture(partnered: Installation) -> None:
    """Who waits stands there by région, late ones with their true day; then the list is kept, with its files."""
    adopted(partnered)
    sender = Officer(partnered, Role.SEND)
    assert f'href="{_PATH}"' in sender.get("/convention").text
    before = sender.get(_PATH).text
    after = sender.follow(sender.post(_PATH)).text
    one = sender.get(f"{_PATH}/1").text
    files = [sender.get(f"{_PATH}/1.{ending}") for ending in ("csv", "html", "exe")]
    assert "&lt;b&gt;Zinc, en Gironde" in before
    assert "Transmettre la liste n°\u00a01" in before
    assert "1 organisation en attente a signé avant le 16\u00a0juin 2009" in before
    assert "n’a désigné personne" in before
    assert "La liste n°\u00a01 est transmise\u00a0: 2 nouveaux signataires, dont 1 enregistré tardivement." in after
    assert "Personne n’attend." in after
    assert "enregistrée tardivement" in one
    assert [file.status_code for file in files] == [200, 200, 404]
    assert "&lt;b&gt;Zinc" in files[1].text


def test_whoever_is_known_already_is_left_out(partnered: Installation) -> None:
    """A day that is none is refused beside its field."""
    adopted(partnered)
    sender = Officer(partnered, Role.SEND)
    assert sender.post(f"{_PATH}/debut", {"day": "hier"}).status_code == 422
    page = sender.follow(sender.post(f"{_PATH}/debut", {"day": "2009-06-16"})).text
    assert "Les signatures d’avant le 16\u00a0juin 2009 sont tenues pour connues" in page
    assert [one.name for one in kept_lists.waiting(partnered).companies] == ["<b>Zinc"]


def test_the_list_is_put_into_the_issue_that_is_composed(partnered: Installation) -> None:
    """By whoever may write it; sending is another right."""
    adopted(partnered)
    writer = Officer(partnered, Role.WRITE)
    page = writer.get(_PATH).text
    placed = writer.post(f"{_PATH}/annonce", {"issue": "1"})
    assert "2 signataires ne sont encore annoncés dans aucun numéro." in page
    assert "Placer la liste" in page
    assert "Il faut le droit" in page
    assert placed.headers["location"] == "/numeros/1"
    assert [section.value for section, _held in outlines.show(partnered, 1).sections][-1] == "signatories"
    assert writer.post(_PATH).status_code == 403


@pytest.mark.parametrize("has_other", [False, True])
def test_there_is_no_such_screen_for_anybody_else(partnered: Installation, *, has_other: bool) -> None:
    """Without a convention, or with one that asks for no such list."""
    if has_other:
        adopted(partnered, other(**{"2026-01-02": "2009-01-02", "2027-01-01": "2010-01-01"}))
    officer = Officer(partnered, Role.SEND)
    assert officer.get(_PATH).status_code == 404
    assert officer.post(_PATH).status_code == 404
    assert _PATH not in officer.get("/convention").text
    assert kept_lists.listed(partnered) == ()
