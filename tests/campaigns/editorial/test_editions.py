"""Editions: the same content is the same edition, and one comma more is another."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session, col, select

from campaigns.editorial import (
    design_choices,
    editions,
    imprints,
    issue_corrections,
    looks,
    publications,
    snapshots,
)
from campaigns.editorial.models import Edition, Item
from campaigns.post import composing
from runtime.installation import Installation
from tests import cast


def frozen(opened: Installation, issue: int) -> str:
    """Freeze the issue and return the hash."""
    with opened.database.transaction() as session:
        return _freeze(session, opened, issue).sha256


def test_freezing_twice_is_freezing_once(opened: Installation, tmp_path: Path) -> None:
    """However often the officer presses the button."""
    issue = cast.stage(opened, tmp_path)

    assert frozen(opened, issue) == frozen(opened, issue)


def test_one_comma_is_another_edition(opened: Installation, tmp_path: Path) -> None:
    """An approval of the first does not hold for the second."""
    issue = cast.stage(opened, tmp_path)
    before = frozen(opened, issue)
    with opened.database.transaction() as session:
        session.get_one(Item, 1).intro += ","

    assert frozen(opened, issue) != before


def test_another_sender_is_another_edition(opened: Installation, tmp_path: Path) -> None:
    """Readers see who writes."""
    issue = cast.stage(opened, tmp_path)
    before = frozen(opened, issue)
    with opened.database.transaction() as session:
        imprints.revise(
            session, publications.chosen(session), imprints.Change(sender=("Autre", "autre@charte.example"))
        )

    assert frozen(opened, issue) != before


def test_another_template_is_another_edition(opened: Installation, tmp_path: Path) -> None:
    """The administrator may override them."""
    issue = cast.stage(opened, tmp_path)
    before = frozen(opened, issue)
    override = opened.settings.data / "templates" / "emails" / "newsletter"
    override.mkdir(parents=True)
    (override / "subject.txt").write_text("Autre", "utf-8")

    assert frozen(opened, issue) != before


def test_another_design_is_another_edition(opened: Installation, tmp_path: Path) -> None:
    """The letter keeps the one it was frozen with; the institutional one is named by none, as ever."""
    issue = cast.stage(opened, tmp_path)
    before = frozen(opened, issue)
    for key in ("brief", "institutional", "magazine"):
        issue_corrections.amend(opened, issue, issue_corrections.Lines(design=key), "test")
        assert (frozen(opened, issue) == before) == (key == "institutional"), key
    looks.change(opened, looks.LookChange(design="cobranded"), "test")
    chosen = design_choices.of_issue(opened, issue)
    with opened.database.reading() as session:
        kept = [
            one.content["template"].get("design", "") for one in session.exec(select(Edition).order_by(col(Edition.id)))
        ]

    assert kept == ["", "brief", "magazine"]
    assert (chosen.in_force.key, chosen.usual.key) == ("magazine", "cobranded")


def test_a_later_edit_does_not_reach_what_is_frozen(opened: Installation, tmp_path: Path) -> None:
    """What went out stays what it was."""
    issue = cast.stage(opened, tmp_path)
    with opened.database.transaction() as session:
        edition = _freeze(session, opened, issue)
        session.get_one(Item, 1).title = "Autre titre"
        session.flush()
        session.refresh(edition)

    assert edition.content["sections"][0]["items"][0]["title"] == "Le bus de l’emploi s’arrête au pied des immeubles"
    assert snapshots.digest(edition.content) == edition.sha256


def _freeze(session: Session, opened: Installation, issue: int) -> Edition:
    settings = opened.settings
    snapshot = editions.snapshot(session, issue, settings.data, settings.base_url)
    letter = composing.compile_(snapshot, settings.data / "templates")
    return editions.freeze(session, snapshot, letter, opened.clock.now())
