"""« Journal »: whoever administers sees who did what, and takes it along."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from runtime import audit
from runtime.installation import Installation
from tests.web.console.officers import Officer


def test_acts_are_shown_and_filtered(opened: Installation) -> None:
    """What was chosen stays chosen; a name is text."""
    claire = Officer(opened, Role.ADMINISTER, name="Claire <b>Aubry</b>")
    with opened.database.transaction() as session:
        audit.record(session, opened.clock.now(), claire_actor(claire), "issue.created", id=7)
    page = claire.get("/journal").text

    assert "Claire &lt;b&gt;Aubry&lt;/b&gt; a commencé le numéro 7." in page
    assert "a ouvert une session (navigateur inconnu)" in page
    filtered = claire.get("/journal?quoi=numeros&du=2009-09-15&au=demain").text
    assert "a ouvert une session" not in filtered
    assert '<option value="numeros" selected>' in filtered
    assert "Une date comme" in filtered
    assert "Rien à montrer" in claire.get("/journal?du=2009-09-16").text


def claire_actor(claire: Officer) -> str:
    """Return how the audit names her."""
    return f"user:{claire.user_id}"


def test_the_file_has_the_same_acts(opened: Installation) -> None:
    """As a spreadsheet opens it."""
    claire = Officer(opened, Role.ADMINISTER, name="Claire Aubry")
    answer = claire.get("/journal.csv?quoi=comptes")

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="journal.csv"' in answer.headers["content-disposition"]
    assert "Claire Aubry a ouvert une session" in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize(
    "query", ["avant=0", "avant=-1", "avant=" + "9" * 40, "avant=²", "du=9999-12-31", "du=0001-01-01"]
)
def test_no_address_breaks_the_page(opened: Installation, query: str) -> None:
    """Whatever was typed into it."""
    assert Officer(opened, Role.ADMINISTER).get(f"/journal?{query}").status_code == 200


def test_the_administrator_of_one_letter_sees_no_journal(opened: Installation) -> None:
    """It tells of all letters."""
    scoped = Officer(opened, Role.ADMINISTER, publication_id=1)

    assert (scoped.get("/journal").status_code, scoped.get("/journal.csv").status_code) == (403, 403)
