"""The board of the convention: nothing where there is none, and otherwise what is missing, due and kept."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.roles import Role
from campaigns.acting import populating
from campaigns.editorial import partner_identities
from campaigns.partnership import conventions, declaring
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership.conventions import CHARTE, adopted, other
from tests.web.console.officers import Officer

THERE = "/convention/engagements/E2.C2"


@pytest.fixture(autouse=True)
def _letter(opened: Installation) -> None:
    """There is a letter, as there always is."""
    with opened.database.transaction() as session:
        cast.publish(session)


def test_without_a_convention_nothing_is_promised(opened: Installation) -> None:
    """The page says so, and lets in a file."""
    page = Officer(opened, Role.READ).get("/convention").text

    assert "Aucune convention n’est enregistrée" in page
    assert "mission" not in page.lower()


def test_a_file_becomes_the_board(opened: Installation) -> None:
    """Stored by whoever administers; its clauses stand there by their short names."""
    officer = Officer(opened, Role.ADMINISTER)
    stored = officer.post("/convention/texte", files={"fichier": (CHARTE.name, CHARTE.content)})
    page = officer.get("/convention").text

    assert stored.status_code == 303
    assert "21 engagements" in page
    assert page.count('class="row-title"') == 21
    assert "Collaborer toute l’année" in page


def test_a_file_that_cannot_be_used_says_why(opened: Installation) -> None:
    """And nothing is stored."""
    file = other(**{'kind = "event"': 'kind = "fête"'})
    answer = Officer(opened, Role.ADMINISTER).post("/convention/texte", files={"fichier": (file.name, file.content)})

    assert answer.status_code == 422
    assert "fête\u00a0» n’est pas possible" in answer.text
    with opened.database.reading() as session:
        assert conventions.newest(session) is None


def test_a_declaration_proves_its_clause(opened: Installation) -> None:
    """It says that it is declared, counts at once, and can be taken back."""
    adopted(opened)
    officer = Officer(opened, Role.WRITE)
    answer = officer.post(f"{THERE}/preuves", {"jour": "2009-09-01", "texte": "Kit remis aux missions."})
    page = officer.get(THERE).text
    (proof,) = [one for one in declaring.listed(opened) if one.commitment == "E2.C2"]

    assert answer.status_code == 303
    assert "Kit remis aux missions." in page
    assert "déclaré" in page
    officer.post(f"{THERE}/preuves/{proof.subject}/retirer")
    assert "Kit remis" not in officer.get(THERE).text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"jour": "", "texte": "Fait."}, "Donnez le jour"),
        ({"jour": "2031-01-01", "texte": "Fait."}, "pas encore venu"),
        ({"jour": "2009-09-01", "texte": " "}, "Dites en une phrase"),
        ({"jour": "2008-09-01", "texte": "Fait."}, "Aucune convention n’est en vigueur"),
        ({"jour": "2009-09-01", "texte": "Fait.", "lien": "javascript:alert(1)"}, "adresse"),
    ],
)
def test_a_declaration_is_refused_beside_its_field(opened: Installation, said: dict[str, str], sentence: str) -> None:
    """What was typed stays."""
    adopted(opened)
    answer = Officer(opened, Role.WRITE).post(f"{THERE}/preuves", said)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert declaring.listed(opened) == ()


def test_the_words_of_a_clause_are_quoted_to_the_letter(opened: Installation) -> None:
    """With the words that introduce it."""
    convention = adopted(opened)
    officer = Officer(opened, Role.READ)
    page = officer.get("/convention/engagements/E1.S1a").text
    clause = convention.commitment("E1.S1a")

    assert clause is not None
    assert clause.text.replace("'", "&#39;") in page
    assert clause.lead in page
    assert officer.get("/convention/engagements/E9").status_code == 404


def test_a_convention_that_ended_says_so(opened: Installation) -> None:
    """Nothing renews itself."""
    adopted(opened, other(**{"2026-01-02": "2008-01-01", "2027-01-01": "2008-12-31"}))

    assert "Cette convention est échue." in Officer(opened, Role.READ).get("/convention").text
    assert date(2008, 12, 31) < opened.clock.now().date()


def test_a_saved_page_shows_what_a_site_shows(opened: Installation) -> None:
    """Where the site cannot be reached from here."""
    adopted(opened)
    with opened.database.transaction() as session:
        named = partner_identities.IdentityChange(date(2009, 6, 16), name="CNML", url="https://cnml.example")
        populating.enter(session, opened.settings.data, [populating.Partner("cnml", named)])
    officer = Officer(opened, Role.WRITE)
    page = b'<a href="https://www.cnml.example/accueil">CNML</a>'
    before = officer.get("/convention/sites").text
    officer.post("/convention/sites/page", {"entre": "charte|cnml"}, files={"page": ("accueil.html", page)})

    assert "jamais vu" in before
    assert "Lien vu, sans logo" in officer.get("/convention/sites").text
    assert "Choisissez la page" in officer.post("/convention/sites/page", {"entre": "charte|cnml"}).text
