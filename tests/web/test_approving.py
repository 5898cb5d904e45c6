"""The private page of a bon à tirer, from outside: looked at by anybody with the link, answered by the code alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaigns.acting.partnership import approval_desk
from campaigns.editorial import commenting
from campaigns.partnership.approvals.standing import State
from runtime.installation import Installation
from tests.campaigns.acting.partnership import proving
from tests.campaigns.partnership.partners import ANNE
from tests.web.conftest import Ask


@pytest.fixture
def page(opened: Installation, tmp_path: Path) -> str:
    """The page of somebody who must approve an issue."""
    proving.stage(opened, tmp_path)
    proving.ask(opened, "avis@reseau.example")
    return f"/l/bat/{proving.token(opened, ANNE.email)}"


def _state(opened: Installation) -> State:
    return approval_desk.look(opened, proving.ISSUE).sides[0].state


def test_a_scanner_that_presses_every_button_approves_nothing(opened: Installation, ask: Ask, page: str) -> None:
    """It follows every link and sends every form, twice, with whatever stands in them."""
    shown = ask("GET", page).text
    for link in set(re.findall(r'(?:href|src)="(/l/bat/[^"#]+)', shown)):
        assert ask("GET", link.replace("&amp;", "&")).status_code == 200
    for action in re.findall(r'action="(/l/bat/[^"]+)"', shown) * 2:
        ask("POST", action, data={"code": "", "comment": "", "text": "", "item": "0"})

    assert _state(opened) is State.WAITING
    assert approval_desk.look(opened, proving.ISSUE).history == ()


def test_the_code_of_the_second_mail_approves(opened: Installation, ask: Ask, page: str) -> None:
    """Asked for on the page; a wrong one is refused and keeps what was typed."""
    sent = ask("POST", f"{page}/code")
    code = str(proving.messages(opened, "approval_code")[-1].content["code"])
    wrong = ask("POST", f"{page}/valider", data={"code": "12 34"})
    right = ask("POST", f"{page}/valider", data={"code": f" {code[:3]} {code[3:]} "})

    assert "Un code est en route" in sent.text
    assert (wrong.status_code, 'value="12 34"' in wrong.text) == (422, True)
    assert "votre validation est enregistrée" in right.text
    assert _state(opened) is State.APPROVED


def test_a_correction_and_remarks_reach_the_desk(opened: Installation, ask: Ask, page: str) -> None:
    """The remark stands beside its article; without words no correction is noted."""
    item = re.findall(r'<option value="([1-9]\d*)">', ask("GET", page).text)[0]
    ask("POST", f"{page}/remarque", data={"text": "Le bus passe le jeudi.", "item": item})
    code = proving.code(opened, ANNE.email)
    empty = ask("POST", f"{page}/corriger", data={"code": code, "comment": " "})
    said = ask("POST", f"{page}/corriger", data={"code": code, "comment": "Jeudi, pas mardi."})

    assert empty.status_code == 422
    assert "dites ce qu’il faut corriger" in empty.text
    assert said.status_code == 200
    assert [(one.item, one.name) for one in commenting.listed(opened, proving.ISSUE)] == [(int(item), ANNE.name)]
    assert _state(opened) is State.CORRECTION


def test_who_is_asked_for_an_opinion_sees_no_vote(opened: Installation, ask: Ask, page: str) -> None:
    """Only the letter and a place for remarks."""
    del page
    shown = ask("GET", f"/l/bat/{proving.token(opened, 'avis@reseau.example')}").text

    assert "pour avis" in shown
    assert "Je valide" not in shown
    assert "Transmettre cette remarque" in shown


def test_the_page_lets_nothing_in(ask: Ask, page: str) -> None:
    """No script, no foreign address, no cookie, kept by nobody; its frame holds the letter without a reader's name."""
    shown, letter = ask("GET", page), ask("GET", f"{page}/lettre?vue=sombre&variante=1")

    assert "<script" not in shown.text
    assert "frame-src 'self'" in shown.headers["content-security-policy"]
    assert (shown.headers["cache-control"], "set-cookie" in shown.headers) == ("no-store", False)
    assert "frame-ancestors 'self'" in letter.headers["content-security-policy"]
    assert "Zoe" not in letter.text
    assert "Bonjour Madame, Monsieur," in letter.text


def test_what_was_shown_stays_shown(opened: Installation, ask: Ask, page: str) -> None:
    """After a change the page still holds the version of its message, and takes no answer to it."""
    proving.change(opened, "Un mardi sur trois.")
    letter, shown = ask("GET", f"{page}/lettre"), ask("GET", page)

    assert "Un mardi sur deux" in letter.text
    assert "Le numéro a changé depuis cette demande" in shown.text
    assert "Je valide" not in shown.text


def test_it_is_printed(ask: Ask, page: str) -> None:
    """As a PDF, by the same door as reports."""
    paper = ask("GET", f"{page}/lettre.pdf")

    assert (paper.headers["content-type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
