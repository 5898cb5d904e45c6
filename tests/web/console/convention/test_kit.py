"""The screen « Kit à relayer », and the page behind the link of a letter."""

from __future__ import annotations

from pathlib import Path

from accounts.roles import Role
from campaigns.partnership.kit import preparing
from campaigns.post import kit_tokens
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership import partners
from tests.campaigns.partnership.conventions import adopted
from tests.web.conftest import browser
from tests.web.console.officers import Officer

_PATH = "/convention/kit"


def test_the_kit_is_prepared_and_shown_behind_a_link(opened: Installation, tmp_path: Path) -> None:
    """What is refused stays in the form; a forged link leads nowhere; the screen exists under the convention alone."""
    cast.stage(opened, tmp_path)
    partners.enter(opened)
    marie = Officer(opened, Role.WRITE)
    assert marie.get(_PATH).status_code == 404
    adopted(opened)
    refused = marie.post(_PATH, {"text": "Des mots", "documents": "affiche"})
    page = marie.follow(marie.post(_PATH, {"text": "Signez **la Charte**."})).text
    shown = browser(opened)("GET", f"/l/kit/{kit_tokens.mint(opened.keyring, 1)}")
    taken = browser(opened)("POST", f"/l/kit/{kit_tokens.mint(opened.keyring, 1)}")
    assert (refused.status_code, "Des mots" in refused.text) == (422, True)
    assert "Le kit est enregistré" in page
    assert "Personne ne l’a encore pris." in page
    assert "<strong>la Charte</strong>" in shown.text
    assert (taken.status_code, taken.headers["content-type"]) == (200, "application/zip")
    assert browser(opened)("GET", f"/l/kit/{kit_tokens.INERT}").status_code == 404
    assert preparing.show(opened).takers == ()  # no letter has this number
