"""The kit that missions locales pass on: offered in their letters, shown behind their link, counted when taken."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from campaigns.acting import launching, looking
from campaigns.acting.launching import Order
from campaigns.editorial import documents
from campaigns.partnership import conventions, evidence
from campaigns.partnership.kit import preparing, taking
from campaigns.post import kit_tokens, link_errors
from campaigns.post.models import Delivery
from runtime import clock as clocks
from runtime.errors import FieldRefused
from runtime.files import File
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership import partners
from tests.campaigns.partnership.conventions import adopted
from tests.clocks import MovableClock

WORDS = "## Signez la Charte\n\nUne page, une signature.\n\n- <b>Rien</b> à payer\n"


@pytest.fixture
def mission(opened: Installation, tmp_path: Path) -> int:
    """A kit of words and a brochure, under the convention; a reader at a mission locale, by number."""
    made = cast.stage(opened, tmp_path)
    assert made == 1
    partners.enter(opened)
    adopted(opened)
    documents.add(opened, File("plaquette.pdf", b"%PDF-1.4 plaquette"), "plaquette", "test")
    preparing.set_(opened, WORDS, ["plaquette"], "test")
    with opened.database.transaction() as session:
        tilleul = cast.organisation(session, "Mission locale Tilleul", "26", "local_mission")
        return cast.reader(session, opened, "ana@ml-tilleul.example", tilleul).id or 0


def link(opened: Installation, contact: int) -> str:
    """Launch the letter, and return the token of the kit in that of a contact."""
    overrides = dict.fromkeys((one.code for one in launching.check(opened, 1).blocking), "essai")
    launching.launch(opened, Order(1, overrides=overrides, without_approval="essai"), "test")
    with opened.database.reading() as session:
        delivery = session.exec(select(Delivery).where(col(Delivery.contact_id) == contact)).one()
        return kit_tokens.mint(opened.keyring, delivery.id or 0)


def test_a_mission_locale_is_offered_the_kit_and_not_itself(opened: Installation, mission: int) -> None:
    """A company has « Recruter… » there, and no word of the kit."""
    theirs, others = looking.look(opened, 1, mission).text, looking.look(opened, 1).text
    assert "LE KIT À RELAYER" in theirs
    assert "http://127.0.0.1:8000/l/kit/XXXX" in theirs
    assert "RECRUTER" not in theirs
    assert "RECRUTER" in others
    assert "/l/kit/" not in others


def test_whoever_takes_it_is_counted_by_organisation(opened: Installation, mission: int, clock: MovableClock) -> None:
    """Once a day, by the name of the organisation alone, and as evidence; looking counts nothing."""
    token = link(opened, mission)
    offer = taking.look(opened, token)
    assert preparing.show(opened).takers == ()
    archive = zipfile.ZipFile(io.BytesIO(taking.take(opened, token)))
    again = taking.take(opened, token)
    assert sorted(archive.namelist()) == ["documents/plaquette.pdf", "texte.html", "texte.txt"]
    assert archive.read("documents/plaquette.pdf") == b"%PDF-1.4 plaquette"
    assert "<b>" not in str(offer.html)
    assert again == taking.take(opened, token)
    today = clocks.today(clock)
    assert preparing.show(opened).takers == (("Mission locale Tilleul", today),)
    with opened.database.reading() as session:
        convention = conventions.in_force(session, today)
        assert convention is not None
        found = evidence.listed(session, convention, today, today + timedelta(days=1))
    assert {one.text for one in found if one.act == preparing.ACT} == {
        "Kit à relayer téléchargé par Mission locale Tilleul"
    }


def test_a_foreign_link_and_a_kit_of_nobody_are_refused(opened: Installation, mission: int) -> None:
    """After the convention nobody is offered anything either."""
    token = link(opened, mission)
    with pytest.raises(link_errors.LinkRefused):
        taking.take(opened, kit_tokens.INERT)
    assert isinstance(opened.clock, MovableClock)
    opened.clock.move(timedelta(days=400))
    with pytest.raises(link_errors.LinkRefused):
        taking.look(opened, token)


def test_a_kit_of_nothing_is_refused(opened: Installation, mission: int) -> None:
    """Words are needed, and documents of the library."""
    del mission
    with pytest.raises(FieldRefused, match="écrivez"):
        preparing.set_(opened, "  ", [], "test")
    with pytest.raises(FieldRefused, match="affiche"):
        preparing.set_(opened, "Texte", ["affiche"], "test")
