"""Issues as people see them: begun, filled, listed; every act is recorded, and a refused one leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import col, select

from campaigns import errors
from campaigns.editorial import outlines
from campaigns.editorial.issues import TitleLines
from campaigns.editorial.models import Section
from campaigns.editorial.outlines import Entry, Placed
from runtime.audit import AuditEntry
from runtime.installation import Installation
from tests import cast

LINES = TitleLines("Cinq", "Le cinquième")


def acts(opened: Installation) -> list[tuple[str, str]]:
    """Return who did what."""
    with opened.database.reading() as session:
        return [(one.actor, one.act) for one in session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))]


def test_an_issue_is_begun_and_filled(opened: Installation, tmp_path: Path) -> None:
    """Whoever did it is remembered."""
    cast.stage(opened, tmp_path)
    begun = outlines.begin(opened, LINES, "shell:zoe")
    filled = outlines.fill(opened, begun.id, [1], "tool", "shell:zoe")

    assert (begun.number, begun.sections) == (5, ())
    assert filled.sections == ((Section.TOOL, (Placed(1, "Le bus de l’emploi s’arrête au pied des immeubles"),)),)
    assert filled == outlines.show(opened, begun.id)
    assert acts(opened) == [("shell:zoe", "issue.created"), ("shell:zoe", "issue.filled")]


def test_half_of_what_was_asked_is_not_placed(opened: Installation, tmp_path: Path) -> None:
    """One item of two that does not exist leaves the issue as it was."""
    cast.stage(opened, tmp_path)
    begun = outlines.begin(opened, LINES, "test")
    with pytest.raises(errors.UnknownItem, match="99"):
        outlines.fill(opened, begun.id, [1, 99], "tool", "test")

    assert outlines.show(opened, begun.id) == begun
    assert len(acts(opened)) == 1


def test_the_newest_issue_is_listed_first(opened: Installation, tmp_path: Path) -> None:
    """It is the one that somebody looks for."""
    cast.stage(opened, tmp_path)
    begun = outlines.begin(opened, LINES, "test")

    assert outlines.listed(opened)[0] == Entry(begun.id, 5, "Cinq")


def test_a_publication_that_does_not_exist_is_named(opened: Installation) -> None:
    """It is a field like another."""
    with pytest.raises(errors.PublicationUnknown, match="publication"):
        outlines.begin(opened, LINES, "test", publication="Autre")
