"""« Nouveaux signataires » writes itself into an issue, and is frozen with its edition."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from campaigns.acting import launching, looking, steering
from campaigns.acting.launching import Order
from campaigns.editorial import issue_corrections, issues, publications
from campaigns.editorial.issues import TitleLines
from campaigns.editorial.models import Edition
from campaigns.partnership.transmissions import announcements, announcing, transmitting
from lists.models import Organisation, Signature
from runtime.installation import Installation
from tests import cast
from tests.campaigns.partnership.conventions import adopted


def sign(session: Session, name: str, signed: date, registered: date | None = None, place: str = "33") -> Signature:
    """Enter a company with its signature."""
    made = cast.organisation(session, name, place)
    paper = Signature(organisation_id=made.id or 0, signed_on=signed, registered_on=registered or signed)
    session.add(paper)
    session.flush()
    return paper


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """An issue that may leave, with the list in it."""
    made = cast.stage(opened, tmp_path)
    announcing.place(opened, made, "test")
    return made


def text(opened: Installation, issue: int) -> str:
    """Return what the letter says, its lines joined."""
    return " ".join(looking.look(opened, issue).text.replace("\u00a0", " ").split())


def test_an_issue_announces_whoever_signed_by_region_and_name(opened: Installation, issue: int) -> None:
    """CO-1: with the right locative; the paper that came late says so with its true day; nobody else is there."""
    with opened.database.transaction() as session:
        sign(session, "Zinc", date(2009, 9, 10))
        sign(session, "Logiciels Ombelle", date(2009, 9, 1))
        sign(session, "Éditions Œil-de-Pie", date(2009, 7, 3), date(2009, 9, 14), "67")
        sign(session, "Pressée", date(2009, 10, 1), date(2009, 9, 1))
        sign(session, "Repentie", date(2009, 9, 1)).withdrawn_on = date(2009, 9, 5)
    said = text(opened, issue)
    assert "Alsace Éditions Œil-de-Pie, dans le Bas-Rhin (signature du 3 juillet 2009, enregistrée tardivement)" in said
    assert "Aquitaine Logiciels Ombelle, en Gironde, Zinc, en Gironde" in said
    assert "3 nouveaux signataires, dont 2 en Gironde." in said
    assert not any(name in said for name in ("Pressée", "Repentie"))


def test_what_an_issue_announced_is_frozen_and_in_no_other(opened: Installation, issue: int) -> None:
    """A signature that is entered after the launch waits for the next issue; a transmission changes nothing."""
    with opened.database.transaction() as session:
        sign(session, "Zinc", date(2009, 9, 10))
    transmitting.transmit(opened, "test")
    launched = launching.launch(opened, Order(issue, overrides=_despite(opened, issue)), "test")
    with opened.database.transaction() as session:
        sign(session, "Suivante", date(2009, 9, 15))
        after = issues.new(session, publications.ensure(session), TitleLines("n° 2", "n° 2"), opened.clock.now())
        frozen = str(session.get_one(Edition, launched.edition_id).content)
    announcing.place(opened, after.id or 0, "test")
    assert "Zinc, en Gironde" in frozen
    assert "Suivante" not in text(opened, issue)
    assert "Zinc" in text(opened, issue)
    assert "Zinc" not in text(opened, after.id or 0)
    assert "Suivante" in text(opened, after.id or 0)


def test_a_cancelled_letter_has_announced_nobody(opened: Installation, issue: int) -> None:
    """They wait for the next one."""
    with opened.database.transaction() as session:
        sign(session, "Zinc", date(2009, 9, 10))
    launched = launching.launch(opened, Order(issue, overrides=_despite(opened, issue)), "test")
    steering.cancel(opened, launched.id, "test")
    with opened.database.transaction() as session:
        after = issues.new(session, publications.ensure(session), TitleLines("n° 2", "n° 2"), opened.clock.now())
    placed = announcing.place(opened, after.id or 0, "test")
    assert [one.name for one in placed.companies] == ["Zinc"]


def test_an_issue_without_the_list_keeps_nobody(opened: Installation, issue: int) -> None:
    """Whether it never had one, or an approval was asked for and the list was taken out again."""
    with opened.database.transaction() as session:
        sign(session, "Zinc", date(2009, 9, 10))
        after = issues.new(session, publications.ensure(session), TitleLines("n° 2", "n° 2"), opened.clock.now())
        announcements.hold(session, opened, after.id or 0)
        announcements.hold(session, opened, issue)
        assert announcements.of_issue(session, opened, after.id or 0) == ()
        item = issues.sections(session, issues.get(session, issue))[-1][1][0].id or 0
    issue_corrections.take_out(opened, issue, [item], "test")
    assert [one.name for one in announcements.waiting(opened)] == ["Zinc"]


def test_whoever_is_announced_nowhere_is_not_forgotten(opened: Installation, tmp_path: Path) -> None:
    """Under a convention that asks for their list, as long as the issue has none."""
    issue = cast.stage(opened, tmp_path)
    with opened.database.transaction() as session:
        sign(session, "Zinc", date(2009, 9, 10))

    def said() -> list[str]:
        return [one.message for one in launching.check(opened, issue) if one.code == "signatories_unannounced"]

    assert said() == []
    adopted(opened)
    assert [sentence.split(",")[0] for sentence in said()] == [
        "1 signataire n’est annoncé dans aucun numéro\u00a0: placez-y «\u00a0Nouveaux signataires\u00a0»"
    ]
    announcing.place(opened, issue, "test")
    assert said() == []


def test_a_list_of_nobody_is_left_out(opened: Installation, issue: int) -> None:
    """With its section."""
    with opened.database.transaction() as session:
        session.add(Organisation(kind="company", name="Muette"))
    assert "Nouveaux signataires" not in text(opened, issue)


def _despite(opened: Installation, issue: int) -> dict[str, str]:
    return dict.fromkeys((one.code for one in launching.check(opened, issue).blocking), "essai")
