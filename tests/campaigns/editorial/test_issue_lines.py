"""The lines of an issue save themselves: one by one, over nobody, with one line a sitting in the journal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from campaigns.editorial import issue_corrections, issue_lines, issue_typography, item_errors, outlines
from campaigns.editorial.issue_corrections import Lines
from runtime.audit import AuditEntry
from runtime.installation import Installation
from tests import cast


@pytest.fixture
def issue(opened: Installation, tmp_path: Path) -> int:
    """An issue with its lines."""
    return cast.stage(opened, tmp_path)


def save(opened: Installation, issue: int, seen: int, actor: str = "user:1", **said: str) -> issue_lines.Saved:
    """Save some lines."""
    return issue_lines.written(opened, issue, said, seen, actor)


def test_what_can_be_used_is_saved_and_the_rest_told(opened: Installation, issue: int) -> None:
    """A field that is half typed keeps no other from being saved."""
    saved = save(opened, issue, 1, title="Juin", subject=" ", dated="2009-06-3", preheader="Au jardin")
    shown = outlines.show(opened, issue)

    assert saved.refused.keys() == {"subject", "dated"}
    assert (shown.title, shown.preheader, saved.version) == ("Juin", "Au jardin", 2)
    assert shown.subject == "La Lettre n°\u00a04\u00a0: recruter sans CV"


def test_nobody_is_overwritten(opened: Installation, issue: int) -> None:
    """By whichever way the other one wrote: the console, a command, « Tout corriger »."""
    save(opened, issue, 1, subject="Le mien")
    with pytest.raises(item_errors.LinesEditedMeanwhile) as refused:
        save(opened, issue, 1, "user:2", subject="Le sien")
    assert (refused.value.actor, refused.value.version) == ("user:1", 2)

    issue_corrections.amend(opened, issue, Lines(subject='Le "troisième"'), "shell:zoe")
    issue_typography.mend(opened, issue, "user:3")
    assert issue_lines.sheet(opened, issue).version == 4
    issue_corrections.amend(opened, issue, Lines(design="brief"), "shell:zoe")
    assert save(opened, issue, 4, "user:2", dated="2009-10-06").version == 5
    assert outlines.show(opened, issue).dated == date(2009, 10, 6)


def test_a_sitting_is_one_line_in_the_journal(opened: Installation, issue: int) -> None:
    """A save for each pause of a writer is no news; one that changes nothing is no change."""
    first = save(opened, issue, 1, subject="Re")
    second = save(opened, issue, first.version, subject="Recruter")
    third = save(opened, issue, second.version, subject="Recruter")

    assert (second.version, third.version) == (3, 3)
    with opened.database.reading() as session:
        acts = session.exec(select(AuditEntry.act).where(AuditEntry.actor == "user:1")).all()
    assert acts == ["issue.edited"]
