"""What her own page says and hands over: her name, a choice of civilities, a file to read, one save for two choices."""

from __future__ import annotations

import pytest

from lists import mailing_lists
from lists.models import Contact
from runtime.installation import Installation
from tests.web.conftest import Ask
from tests.web.test_own import page, zoe

__all__ = ["page"]


@pytest.mark.parametrize("path", ["/l/moi", "/l/s/lettre"])
@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Indiquez votre adresse électronique."), ("zoe", "Vérifiez l’adresse\u00a0: il y manque le signe @.")],
)
def test_a_form_says_what_to_do(ask: Ask, opened: Installation, list_id: int, path: str, typed: str, said: str) -> None:
    """Not that nothing is refused."""
    with opened.database.transaction() as session:
        mailing_lists.open_(session, list_id, "lettre")

    assert said in ask("POST", path, data={"email": typed}).text


def test_she_is_greeted_by_her_name(ask: Ask, page: str) -> None:
    """Only the mailbox leads there; no other page names anybody."""
    assert "Bonjour Zoé Œuvrard," in ask("GET", page).text
    assert "Œuvrard" not in ask("GET", "/l/moi").text


def test_her_civility_is_chosen_and_another_title_is_kept(ask: Ask, opened: Installation, page: str) -> None:
    """Who is « Dr » stays so until she says otherwise."""
    with opened.database.transaction() as session:
        session.get_one(Contact, zoe(opened).id).civility = "Dr"
    text = ask("GET", page).text

    assert "<option selected>Dr</option>" in text
    assert text.count("<option>M.</option>") == text.count("<option>Mme</option>") == 1


def test_issues_and_departement_are_saved_together(ask: Ask, opened: Installation, page: str) -> None:
    """One button for what she receives; a département that does not exist changes neither."""
    answer = ask("POST", f"{page}/numeros", data={"which": "special", "departement": "33"})
    refused = ask("POST", f"{page}/numeros", data={"which": "all", "departement": "999"})

    assert answer.status_code == 200
    assert zoe(opened).reads_departement == "33"
    assert 'value="special" checked' in ask("GET", page).text
    assert refused.status_code == 422


def test_what_she_takes_away_can_be_read(ask: Ask, page: str) -> None:
    """A file for her eyes beside the one for programs; it opens without network, and the link to it ends too."""
    answer = ask("GET", f"{page}/lisez-moi.html")

    assert answer.headers["content-disposition"] == 'attachment; filename="lisez-moi.html"'
    assert answer.headers["cache-control"] == "no-store"
    assert "Ce que nous savons de vous" in answer.text
    assert "Œuvrard" in answer.text
    assert ask("GET", f"{page}x/lisez-moi.html").status_code == 404
