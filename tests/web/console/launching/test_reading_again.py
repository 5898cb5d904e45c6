"""« Relire et envoyer », without a script: exactly what was read leaves, once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accounts.roles import Role
from campaigns.acting import campaign_views, launching
from campaigns.acting.preparing import plans
from campaigns.editorial import taking_over
from campaigns.editorial.issues import Form, TitleLines
from campaigns.post.models import Campaign
from runtime.installation import Installation
from tests import cast
from tests.campaigns.acting.partnership import proving
from tests.campaigns.partnership.partners import ANNE
from tests.web.console.officers import Officer

PAGE = "/numeros/1/envoi/relire"


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\u00a0", " ")


def read(page: str, typed: str) -> dict[str, str]:
    """Return the form of a page as somebody sends it who typed a number."""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)">', page))
    return {name: hidden[name] for name in ("recipients", "version", "plan")} | {"typed": typed}


@pytest.fixture
def staged(staged: Installation) -> Installation:
    """To whom and when is chosen."""
    plans.keep(staged, 1, plans.Wish(), 0, "test")
    return staged


def test_whoever_has_chosen_nothing_is_led_to_choose(staged: Installation, claire: Officer) -> None:
    """So that nothing leaves by a plan that nobody made."""
    made = taking_over.begin(staged, TitleLines("Six", "Six"), staged.clock.now().date(), "test")
    page = claire.follow(claire.get(f"/numeros/{made.id}/envoi/relire")).text

    assert "Choisissez d’abord à qui et quand." in page


def test_the_letter_leaves_when_its_number_is_typed(staged: Installation, claire: Officer) -> None:
    """The page names what will happen, and leads to the departure."""
    page = claire.get(PAGE).text
    sent = claire.post(PAGE, read(page, "4"))

    assert "n° 4, « Recruter sans CV », partira dix minutes après votre confirmation" in plain(page)
    assert "Envoyer à 4 personnes" in page
    assert (sent.status_code, sent.headers["location"]) == (303, "/envois/1")
    assert campaign_views.look(staged, 1).audience == 4


def test_a_wrong_number_is_said_beside_its_field(staged: Installation, claire: Officer) -> None:
    """And nothing is launched."""
    answer = claire.post(PAGE, read(claire.get(PAGE).text, "507"))

    assert (answer.status_code, "ce n’est pas le nombre de destinataires" in answer.text.lower()) == (422, True)
    assert campaign_views.listed(staged) == ()


def test_a_number_that_moved_is_shown_anew(staged: Installation, claire: Officer) -> None:
    """« 4 → 3 »: nothing leaves, and the page has the number of now (R12)."""
    form = read(claire.get(PAGE).text, "4")
    with staged.database.transaction() as session:
        cast.object_(session, staged, cast.LOIC)
    answer = claire.post(PAGE, form)

    assert (answer.status_code, "4 → 3" in answer.text) == (409, True)
    assert "Rien n’est parti." in answer.text
    assert "Envoyer à 3 personnes" in answer.text
    assert campaign_views.listed(staged) == ()


def test_pressing_twice_is_answered_in_a_sentence(staged: Installation, claire: Officer) -> None:
    """The back button shows the campaign that there is; a form without anything launches nothing."""
    form = read(claire.get(PAGE).text, "4")
    claire.post(PAGE, form)
    again = claire.post(PAGE, form)
    page = claire.get(PAGE).text

    assert (again.status_code, again.headers["location"]) == (303, "/envois/1")
    assert "Cette lettre est déjà confiée à l’envoi n° 1." in plain(page)
    assert claire.post(PAGE, {"typed": "4"}).status_code == 409
    assert len(campaign_views.listed(staged)) == 1


def test_without_the_right_the_button_says_whom_to_ask(staged: Installation, claire: Officer) -> None:
    """And what she posts all the same is refused (R20)."""
    writer = Officer(staged, Role.WRITE, name="Paul Rédacteur")
    page = writer.get(PAGE).text

    assert "Envoyer à 4 personnes" in page
    assert "Claire Aubry" in page
    assert writer.post(PAGE, read(page, "4")).status_code == 403
    assert claire.post(PAGE, read(claire.get(PAGE).text, "4")).status_code == 303


def test_a_blocking_point_is_passed_with_a_reason(staged: Installation, claire: Officer) -> None:
    """Only with one, and never where no reason helps; a message without a number leaves the same way."""
    launching.launch(staged, launching.Order(1), "test")
    with staged.database.transaction() as session:
        session.get_one(Campaign, 1).audience = 20
    lines, form = TitleLines("Venez", "Venez"), Form("service")
    made = taking_over.begin(staged, lines, staged.clock.now().date(), "test", form=form, keep=[1])
    plans.keep(staged, made.id, plans.Wish(), 0, "test")
    page = f"/numeros/{made.id}/envoi"
    blocked = claire.get(f"{page}/relire").text
    empty = claire.post(f"{page}/passer-outre", {"code": "audience_drift", "reason": " "})
    passed = claire.post(f"{page}/passer-outre", {"code": "audience_drift", "reason": "<b>Triée</b>"})

    assert "Rien ne peut partir tant que cela n’est pas réglé." in blocked
    assert "« Venez » (La Lettre de la diversité) partira dix minutes après" in plain(blocked)
    assert (empty.status_code, "Écrivez pourquoi la lettre part ainsi." in empty.text) == (422, True)
    assert "&lt;b&gt;Triée&lt;/b&gt;" in claire.follow(passed).text
    assert claire.post(f"{page}/passer-outre", {"code": "nobody", "reason": "Non"}).status_code == 303


@pytest.fixture
def proved(opened: Installation, tmp_path: Path) -> Installation:
    """An issue that two partners must approve."""
    made = proving.stage(opened, tmp_path)
    plans.keep(made, 1, plans.Wish(), 0, "test")
    return made


def test_approvals_are_shown_and_passed_over_with_a_reason(proved: Installation) -> None:
    """What is missing keeps the letter; who said yes stands in the sentence (R10)."""
    claire = Officer(proved, *Role, name="Claire Aubry")
    missing = claire.get(PAGE).text
    refused = claire.post(PAGE, {"typed": "4", "recipients": "4", "version": "0" * 64, "plan": "1"})
    passed = claire.follow(claire.post("/numeros/1/envoi/sans-validation", {"reason": "Anne est en congé."})).text

    assert "Le bon à tirer n’a pas été demandé" in plain(missing)
    assert refused.status_code == 409
    assert "Claire Aubry passe outre : « Anne est en congé. »" in plain(passed)
    assert campaign_views.listed(proved) == ()
    sent = claire.post(PAGE, read(passed, re.findall(r'data-number="(\d+)"', passed)[0]))
    assert sent.headers["location"] == "/envois/1"


def test_who_approved_stands_in_the_sentence(proved: Installation) -> None:
    """With the day."""
    proving.ask(proved)
    proving.answer(proved, ANNE.email)
    page = plain(Officer(proved, *Role).get(PAGE).text)

    assert re.search(r"Bon à tirer : Le CNML \(15 sept\.\)", page)
    assert "Envoyer à" in page
