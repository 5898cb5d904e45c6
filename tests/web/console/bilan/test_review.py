"""« Bilan »: what it shows, what it gives, and who may correct a status."""

from __future__ import annotations

from pathlib import Path

import pytest

from accounts.roles import Role
from runtime.installation import Installation
from tests.campaigns.partnership.bilan import year
from tests.clocks import MovableClock
from tests.web.console.officers import Officer


@pytest.fixture
def lived(opened: Installation, clock: MovableClock, tmp_path: Path) -> Installation:
    """An installation after its small year."""
    year.lived(opened, clock, tmp_path)
    return opened


def test_the_review_is_shown_with_its_maps_and_its_table(lived: Installation) -> None:
    """As it is today; days that are none stay in the form, with a sentence."""
    claire = Officer(lived, Role.READ)
    page = claire.get("/convention/bilan").text

    assert "Bilan de la convention du 16 juin 2009" in page
    assert page.count('role="img"') == 2
    assert "Nord-Pas-de-Calais" in page
    assert "Enregistrer la correction" not in page
    refused = claire.get("/convention/bilan?du=2010-06-15&au=2009-06-16&vu=hier").text
    assert "Une date comme" in refused
    assert 'value="hier"' in refused


@pytest.mark.parametrize(
    ("ending", "begins"), [("pdf", b"%PDF"), ("html", b"<!doctype"), ("odt", b"PK"), ("json", b"{")]
)
def test_the_review_is_taken_along(lived: Installation, ending: str, begins: bytes) -> None:
    """As a file with its name, for the days of the page."""
    answer = Officer(lived, Role.READ).get(f"/convention/bilan/bilan.{ending}?vu=2010-02-01")

    assert answer.status_code == 200
    assert f'filename="bilan.{ending}"' in answer.headers["content-disposition"]
    assert answer.content.lstrip().startswith(begins)


def test_the_frame_shows_the_document_and_runs_nothing(lived: Installation) -> None:
    """It brings its own style, and no script."""
    answer = Officer(lived, Role.READ).get("/convention/bilan/apercu")

    assert "En une page" in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_whoever_validates_corrects_a_status_with_a_reason(lived: Installation) -> None:
    """Both are shown; without a reason nothing is kept, and a clause that there is not is no page."""
    camille = Officer(lived, Role.APPROVE)
    path = "/convention/bilan/E3.S4/statut"
    refused = camille.follow(camille.post(path, {"status": "kept", "reason": " "}))
    assert "Rien n’a été changé" in refused.text
    kept = camille.follow(camille.post(path, {"status": "kept", "reason": "Tenue <b>à Lyon</b>."}))

    assert "Corrigé par le comité" in kept.text
    assert "Tenue &lt;b&gt;à Lyon&lt;/b&gt;." in kept.text
    camille.post(f"{path}/retirer")
    assert "Corrigé par le comité" not in camille.get("/convention/bilan").text
    assert camille.post("/convention/bilan/Z9/statut", {"status": "kept", "reason": "x"}).status_code == 404


def test_without_a_convention_the_page_teaches(opened: Installation) -> None:
    """And names nobody's partnership."""
    page = Officer(opened, Role.READ).get("/convention/bilan")

    assert page.status_code == 200
    assert "Aucune convention" in page.text
    assert "Charte" not in page.text
