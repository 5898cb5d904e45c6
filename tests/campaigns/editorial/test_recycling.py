"""What is deleted waits thirty days in the bin; what readers have, or an issue holds, is not deleted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from campaigns import errors
from campaigns.acting import deleting_issues, launching
from campaigns.editorial import item_corrections, items, outlines, recycling
from campaigns.editorial.issues import TitleLines
from runtime.installation import Installation
from tests import cast

LINES = TitleLines("Cinq", "Cinq")


def waiting(opened: Installation, folder: Path) -> int:
    """Return an item that stands nowhere."""
    folder.mkdir(exist_ok=True)
    (folder / "seul.md").write_text("---\ntype: tool\ntitle: Seul\n---\nTexte.\n", "utf-8")
    with opened.database.transaction() as session:
        return cast.items(session, opened.settings.data, [folder / "seul.md"], opened.clock.now())[0].id or 0


def test_a_deleted_article_is_in_no_list_and_comes_back(opened: Installation, tmp_path: Path) -> None:
    """As it was."""
    item = waiting(opened, tmp_path)
    recycling.delete_items(opened, [item], "shell:zoe")

    assert (items.listed(opened), [one.id for one in recycling.deleted(opened)]) == ([], [item])
    with pytest.raises(errors.InBin, match="corbeille"):
        items.show(opened, item)
    assert [one.title for one in recycling.restore_items(opened, [item], "shell:zoe")] == ["Seul"]
    assert [one.id for one in items.listed(opened)] == [item]


def test_an_article_in_a_draft_is_not_deleted_and_it_is_said_where(opened: Installation, tmp_path: Path) -> None:
    """Nor is the other one that was named beside it."""
    issue = cast.stage(opened, tmp_path)
    (placed, *_others) = [one.id for _key, held in outlines.show(opened, issue).sections for one in held]
    item = waiting(opened, tmp_path / "autre")

    with pytest.raises(errors.DeletionRefused, match=rf"\(id {issue}\)"):
        recycling.delete_items(opened, [item, placed], "shell:zoe")
    assert recycling.deleted(opened) == []


def test_a_published_article_is_not_deleted(opened: Installation, tmp_path: Path) -> None:
    """The archive shows it."""
    issue = cast.stage(opened, tmp_path)
    launching.launch(opened, launching.Order(issue), "shell:zoe")
    (placed, *_others) = [one.id for _key, held in outlines.show(opened, issue).sections for one in held]

    with pytest.raises(errors.DeletionRefused, match="paru"):
        recycling.delete_items(opened, [placed], "shell:zoe")


def test_a_deleted_draft_gives_its_number_back(opened: Installation, tmp_path: Path) -> None:
    """The « n° »; never the key."""
    cast.stage(opened, tmp_path)
    draft = outlines.begin(opened, LINES, "shell:zoe")
    deleting_issues.delete_issue(opened, draft.id, "shell:zoe")
    again = outlines.begin(opened, LINES, "shell:zoe")

    assert again.number == draft.number
    assert again.id != draft.id
    assert [one.id for one in recycling.deleted_issues(opened)] == [draft.id]
    assert draft.id not in [one.id for one in outlines.listed(opened)]


def test_a_restored_draft_has_its_number_and_its_articles(opened: Installation, tmp_path: Path) -> None:
    """Even those that were deleted meanwhile."""
    item = waiting(opened, tmp_path)
    cast.stage(opened, tmp_path)
    draft = outlines.begin(opened, LINES, "shell:zoe")
    filled = outlines.fill(opened, draft.id, [item], "tool", "shell:zoe")
    deleting_issues.delete_issue(opened, draft.id, "shell:zoe")
    recycling.delete_items(opened, [item], "shell:zoe")

    assert deleting_issues.restore(opened, draft.id, "shell:zoe") == filled


def test_a_restored_draft_takes_the_next_number_when_its_own_is_taken(opened: Installation, tmp_path: Path) -> None:
    """No two issues have one."""
    cast.stage(opened, tmp_path)
    draft = outlines.begin(opened, LINES, "shell:zoe")
    deleting_issues.delete_issue(opened, draft.id, "shell:zoe")
    other = outlines.begin(opened, LINES, "shell:zoe")

    assert deleting_issues.restore(opened, draft.id, "shell:zoe").number == (other.number or 0) + 1


def test_what_was_launched_is_not_deleted(opened: Installation, tmp_path: Path) -> None:
    """It is said by which sending it left."""
    issue = cast.stage(opened, tmp_path)
    launched = launching.launch(opened, launching.Order(issue), "shell:zoe")

    with pytest.raises(errors.DeletionRefused, match=f"{launched.id}"):
        deleting_issues.delete_issue(opened, issue, "shell:zoe")


def test_after_thirty_days_the_bin_is_emptied(opened: Installation, tmp_path: Path) -> None:
    """With versions, places and all; what is in use stays."""
    item = waiting(opened, tmp_path)
    item_corrections.amend(opened, item, {"kicker": "Bref"}, "shell:zoe")
    issue = cast.stage(opened, tmp_path)
    draft = outlines.begin(opened, LINES, "shell:zoe")
    outlines.fill(opened, draft.id, [item], "tool", "shell:zoe")
    deleting_issues.delete_issue(opened, draft.id, "shell:zoe")
    recycling.delete_items(opened, [item], "shell:zoe")
    now = opened.clock.now()
    with opened.database.transaction() as session:
        assert (recycling.expired(session, now), deleting_issues.empty(session, now)) == (0, 0)
        later = now + timedelta(seconds=1)
        assert (recycling.expired(session, later), deleting_issues.empty(session, later)) == (2, 2)

    assert (recycling.deleted(opened), recycling.deleted_issues(opened)) == ([], [])
    assert outlines.show(opened, issue).sections != ()
