"""« Personnes désignées », and the tab « Bon à tirer » of an issue."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from accounts.roles import Role
from campaigns.acting.partnership import approval_desk
from campaigns.partnership.designations import verbs
from runtime.installation import Installation
from tests import cast
from tests.campaigns.acting.partnership import proving
from tests.campaigns.partnership import partners
from tests.campaigns.partnership.partners import ANNE
from tests.web.console.officers import Officer

TAB = "/numeros/1/bon-a-tirer"


@pytest.fixture
def staged(opened: Installation, tmp_path: Path) -> Installation:
    """An issue that a partner must approve."""
    return proving.stage(opened, tmp_path)


def test_without_a_convention_the_tab_says_so_kindly(opened: Installation, tmp_path: Path) -> None:
    """And offers nothing to press."""
    cast.stage(opened, tmp_path)
    page = Officer(opened, Role.WRITE).get(TAB).text

    assert "Personne ne doit valider ce numéro." in page
    assert "Demander le bon à tirer" not in page


def test_asking_reminding_and_the_difference(staged: Installation) -> None:
    """From the tab: who, what, when, pour avis, what changed since."""
    officer = Officer(staged, Role.WRITE)
    asked = officer.follow(officer.post(TAB, {"segment": "", "opinions": "avis@reseau.example"})).text
    reminded = officer.follow(officer.post(f"{TAB}/relancer")).text
    proving.answer(staged, ANNE.email)
    proving.change(staged, "Un mardi sur trois.")
    changed = officer.get(TAB).text

    assert "Le numéro est soumis à 2 personnes." in asked
    assert "Pour avis\xa0: avis@reseau.example." in asked
    assert "1 personne est relancée." in reminded
    assert "à revalider" in changed
    assert "<ins>trois</ins>" in changed
    assert "Anne Dubreuil a validé au nom du Conseil national des missions locales" in changed


def test_an_address_that_is_none_is_said_beside_its_field(staged: Installation) -> None:
    """And nobody is asked."""
    answer = Officer(staged, Role.WRITE).post(TAB, {"opinions": "avis"})

    assert answer.status_code == 422
    assert "avis" in answer.text
    assert proving.messages(staged, "proof") == []


def test_passing_over_needs_the_right_and_a_reason(staged: Installation) -> None:
    """The reason stands on the tab from then on."""
    refused = Officer(staged, Role.WRITE, name="Paul").post(f"{TAB}/passer-outre", {"reason": "Pressé."})
    officer = Officer(staged, Role.WRITE, Role.APPROVE)
    empty = officer.post(f"{TAB}/passer-outre", {"reason": " "})
    page = officer.follow(officer.post(f"{TAB}/passer-outre", {"reason": "Anne est en congé."})).text

    assert (refused.status_code, empty.status_code) == (403, 422)
    assert "Écrivez pourquoi la lettre part sans validation." in empty.text
    assert "Cette version peut partir sans validation." in page
    assert "Anne est en congé." in page
    standing = approval_desk.look(staged, 1).standing
    assert standing is not None
    assert standing.override is not None
    assert standing.override.name == "Marie Exemple"


def test_designating_and_ending(opened: Installation) -> None:
    """By whoever has the right of validation; what was refused stands beside its field."""
    partners.enter(opened)
    with opened.database.transaction() as session:
        cast.publish(session)
    officer = Officer(opened, Role.APPROVE)
    said = {"side": "cnml", "role": "follow_up", "name": "Anne Dubreuil", "email": "anne@cnml.example",
            "since": "2009-06-16", "until": ""}  # fmt: skip
    page = officer.follow(officer.post("/convention/personnes", said)).text
    twice = officer.post("/convention/personnes", said | {"name": "Karim"})
    ended = officer.follow(officer.post("/convention/personnes/1/fin", {"until": "2009-09-30"})).text

    assert "Anne Dubreuil" in page
    assert page.count(">à désigner<") == 5
    assert twice.status_code == 422
    assert "Ce rôle est tenu par Anne Dubreuil" in twice.text
    assert "du 16\xa0juin 2009 au 30\xa0septembre 2009" in ended
    assert [one.until for one in verbs.listed(opened)] == [date(2009, 9, 30)]
    assert Officer(opened, Role.WRITE, name="Paul").post("/convention/personnes", said).status_code == 403
