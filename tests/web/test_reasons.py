"""« Pourquoi reçois-je cette lettre ? »: the same answer for everybody, and what the law wants in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from campaigns.editorial import imprints, publications
from lists.models import Contact, ImportRun
from runtime.installation import Installation
from tests import cast
from tests.web.conftest import Ask

HERE = "/l/pourquoi"


@pytest.fixture
def zoe(opened: Installation) -> int:
    """Zoé, who came in no file."""
    with opened.database.transaction() as session:
        cast.publish(session)
        return cast.reader(session, opened, cast.ZOE, cast.organisation(session, "Ateliers Brumevent")).id or 0


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("consent", "article 6, 1, a"),
        ("public_task", "mission d’intérêt public (RGPD"),
        ("legitimate_interest", "l’intérêt légitime de l’éditeur"),
        ("contract", "article 6, 1, b"),
    ],
)
def test_it_says_what_allows_us_to_write(ask: Ask, opened: Installation, zoe: int, basis: str, words: str) -> None:
    """Every basis has its article."""
    with opened.database.transaction() as session:
        imprints.revise(session, publications.chosen(session), imprints.Change(basis=basis))

    assert words in ask("GET", HERE).text


def test_it_says_who_answers_for_it(ask: Ask, zoe: int) -> None:
    """Name, postal address, address to write to; and the authority."""
    page = ask("GET", HERE).text

    assert "Charte de la diversité, 1, rue de l’Exemple, 75017 Paris." in page
    assert "mailto:lettre@charte.example" in page
    assert "https://www.cnil.fr/fr/plaintes" in page


def test_it_names_kinds_of_sources_and_no_source(ask: Ask, opened: Installation, zoe: int) -> None:
    """What an officer wrote of a file may speak of people; of files that were taken back there is nothing to say."""
    with opened.database.transaction() as session:
        runs = [_run("missions"), _run("companies", undone=True)]
        session.add_all(runs)
        session.flush()
        contact = session.get_one(Contact, zoe)
        before = ask("GET", HERE).text
        contact.import_id = runs[0].id
        session.add(contact)
    page = ask("GET", HERE).text

    assert ("une demande faite auprès de nous" in before, "annuaire public des missions" in before) == (True, False)
    assert ("une demande faite auprès de nous" in page, "annuaire public des missions" in page) == (False, True)
    assert "en signant" not in page
    assert "Durand" not in page


def _run(kind: str, *, undone: bool = False) -> ImportRun:
    at = datetime(2009, 9, 1, tzinfo=UTC)
    return ImportRun(
        file_name="a.csv", sha256="", kind=kind, origin="carnet de Mme Durand", at=at, actor="test",
        undone_at=at if undone else None,
    )  # fmt: skip


def test_it_works_before_anything_was_said(ask: Ask, opened: Installation) -> None:
    """A fresh installation has nothing to say, and says that."""
    with opened.database.transaction() as session:
        publications.ensure(session)

    assert ask("GET", HERE).status_code == 200
