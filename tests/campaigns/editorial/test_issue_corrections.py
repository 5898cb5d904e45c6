"""An issue that is there is corrected: its lines, its items, their order, their typography."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from campaigns import errors
from campaigns.acting import launching
from campaigns.editorial import issue_corrections, issue_typography, outlines
from campaigns.editorial.issue_corrections import Lines
from campaigns.editorial.issues import TitleLines
from runtime.errors import FieldRefused
from runtime.installation import Installation
from templates import errors as templates_errors
from tests import cast

ITEM = '---\ntype: tool\ntitle: {title}\n---\nIl dit\u00a0: "oui" !\n'


@pytest.fixture
def draft(opened: Installation, tmp_path: Path) -> int:
    """Return an issue of four items: three tools and a figure."""
    files = []
    for title in ("Un", "Deux", "Trois", "Quatre"):
        (tmp_path / f"{title}.md").write_text(ITEM.format(title=title), "utf-8")
        files.append(tmp_path / f"{title}.md")
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.items(session, opened.settings.data, files, opened.clock.now())
    begun = outlines.begin(opened, TitleLines("La Lettre", "La Lettre"), "shell:zoe")
    outlines.fill(opened, begun.id, [1, 2, 3], "tool", "shell:zoe")
    outlines.fill(opened, begun.id, [4], "figure", "shell:zoe")
    return begun.id


def order(opened: Installation, issue: int) -> dict[str, list[int]]:
    """Return the items of each section."""
    return {key.value: [one.id for one in held] for key, held in outlines.show(opened, issue).sections}


def test_a_title_is_corrected_and_the_subject_follows(opened: Installation, draft: int) -> None:
    """Until it was set apart."""
    first = issue_corrections.amend(opened, draft, Lines(title="La Lettre de mai"), "shell:zoe")
    issue_corrections.amend(opened, draft, Lines(subject="Mai", preheader="Au jardin"), "shell:zoe")
    third = issue_corrections.amend(opened, draft, Lines(title="Juin", dated=date(2009, 6, 2)), "shell:zoe")

    assert (first.title, first.subject) == ("La Lettre de mai", "La Lettre de mai")
    assert (third.title, third.subject, third.preheader, third.dated) == ("Juin", "Mai", "Au jardin", date(2009, 6, 2))
    assert third.number == first.number


def test_an_issue_keeps_a_title(opened: Installation, draft: int) -> None:
    """And no control character comes in by a correction."""
    with pytest.raises(errors.LineMissing):
        issue_corrections.amend(opened, draft, Lines(title=" "), "shell:zoe")
    with pytest.raises(templates_errors.TextRefused):
        issue_corrections.amend(opened, draft, Lines(title="Bon", subject="a\u202eb"), "shell:zoe")
    assert outlines.show(opened, draft).title == "La Lettre"


@pytest.mark.parametrize(
    ("item", "to", "section", "after"),
    [
        (3, 1, None, {"tool": [3, 1, 2], "figure": [4]}),
        (1, 2, None, {"tool": [2, 1, 3], "figure": [4]}),
        (1, 9, None, {"tool": [2, 3, 1], "figure": [4]}),
        (2, 1, "figure", {"tool": [1, 3], "figure": [2, 4]}),
        (2, 2, "figure", {"tool": [1, 3], "figure": [4, 2]}),
        (2, 1, "agenda", {"tool": [1, 3], "figure": [4], "agenda": [2]}),
    ],
)
def test_an_article_is_moved(
    opened: Installation, draft: int, item: int, to: int, section: str | None, after: dict[str, list[int]]
) -> None:
    """Within its section, or into another."""
    issue_corrections.move(opened, draft, item, to, "shell:zoe", section=section)

    assert order(opened, draft) == after


def test_articles_are_taken_out(opened: Installation, draft: int) -> None:
    """All that were named, or none."""
    issue_corrections.take_out(opened, draft, [3], "shell:zoe")
    with pytest.raises(errors.NotPlaced, match="3"):
        issue_corrections.take_out(opened, draft, [1, 3], "shell:zoe")

    assert order(opened, draft) == {"tool": [1, 2], "figure": [4]}


def test_the_typography_of_a_whole_issue_is_mended(opened: Installation, draft: int) -> None:
    """The checks tell it in one line a kind, until it is."""
    kinds = {"missing_spaces", "typography"}
    before = [one for one in launching.check(opened, draft) if one.code in kinds]
    seen = issue_typography.rehearse(opened, draft)
    mended = issue_typography.mend(opened, draft, "shell:zoe")

    assert [(one.code, one.item) for one in before] == [("missing_spaces", None), ("typography", None)]
    assert all("4 articles" in one.message for one in before)
    assert mended.items == seen.items
    assert [one.item for one in mended.items if one.changes] == [1, 2, 3, 4]
    assert [one for one in launching.check(opened, draft) if one.code in kinds] == []


def test_sections_change_places_among_themselves(opened: Installation, draft: int) -> None:
    """Those that are not named keep theirs; nothing is named twice, or invented."""
    before = [key for key, _held in order(opened, draft).items()]
    issue_corrections.arrange(opened, draft, ["figure", "tool"], "shell:zoe")

    assert (before, list(order(opened, draft))) == (["tool", "figure"], ["figure", "tool"])
    with pytest.raises(errors.UnknownSection):
        issue_corrections.arrange(opened, draft, ["figure", "horoscope"], "shell:zoe")
    with pytest.raises(FieldRefused):
        issue_corrections.arrange(opened, draft, ["tool", "tool"], "shell:zoe")
