"""The lists of new signatories on the pages for everybody."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from campaigns.partnership.transmissions import transmitting
from lists.models import Signature
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership.conventions import adopted
from tests.web.conftest import Ask

_PATHS = ("", "/1", "/1.csv")


@pytest.fixture
def transmitted(opened: Installation) -> str:
    """One list, with a company whose name is hostile; its checksum."""
    with opened.database.transaction() as session:
        cast.publish(session)
        made = cast.organisation(session, "<b>Fonderie & Fils", "33")
        session.add(Signature(organisation_id=made.id or 0, signed_on=date(2009, 7, 1), registered_on=date(2009, 9, 1)))
    return transmitting.transmit(opened, "test").sha256


def test_a_list_stands_on_the_site_with_its_file(opened: Installation, transmitted: str, ask: Ask) -> None:
    """By région, with its period; the file is the one whose checksum is said; other sites may include it."""
    adopted(opened)
    listing, page = ask("GET", "/l/nouveaux-signataires").text, ask("GET", "/l/nouveaux-signataires/1").text
    fragment = ask("GET", "/l/fragments/nouveaux-signataires/1.html")
    assert "Liste n°\u00a01" in listing.replace("n° 1", "n°\u00a01")
    for text in (page, fragment.text):
        assert "&lt;b&gt;Fonderie &amp; Fils, en Gironde (signature du 1er\u00a0juillet 2009" in text
        assert "Aquitaine" in text
    assert transmitted in page
    assert hashlib.sha256(ask("GET", "/l/nouveaux-signataires/1.csv").content).hexdigest() == transmitted
    assert fragment.headers["access-control-allow-origin"] == "*"
    assert ask("GET", "/l/nouveaux-signataires/2").status_code == 404


def test_without_a_convention_there_is_no_such_page(opened: Installation, transmitted: str, ask: Ask) -> None:
    """Nobody is called a signatory of something that does not exist here."""
    del transmitted, opened
    paths = [f"/l/nouveaux-signataires{path}" for path in _PATHS]
    paths += ["/l/fragments/nouveaux-signataires.html", "/l/fragments/nouveaux-signataires/1.html"]
    assert {ask("GET", path).status_code for path in paths} == {404}
