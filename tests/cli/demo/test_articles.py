"""The sixteen articles, and the issue that is made of most of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaigns.acting import populating
from campaigns.editorial import ingesting, issues, publications
from campaigns.editorial.models import ItemType
from cli import local_files
from cli.demo import articles, cast
from runtime import installation
from runtime.installation import Installation
from runtime.settings import Settings

_REAL_LINK = re.compile(r"https?://(?![a-z0-9-]+\.example[/\s)])\S+")
#: A straight apostrophe, or a plain space where French wants one that does not break.
_CARELESS = re.compile(r"\w'\w| [;:!?»%](?=\s|$)|« (?=\w)|\bn° ")


@pytest.fixture
def opened(data: Path) -> Installation:
    """A fresh installation."""
    made, _migrations = installation.make(Settings(data=data))
    return made


@pytest.fixture
def written(tmp_path: Path) -> list[Path]:
    """The articles, written out."""
    return articles.write(tmp_path)


def test_there_are_sixteen_articles_of_nearly_every_type(opened: Installation, written: list[Path]) -> None:
    """All come in by the ordinary verb; only the partner's own action is not shown."""
    with opened.database.transaction() as session:
        added = ingesting.rows(session, opened.settings.data, map(local_files.submission, written), opened.clock.now())
        assert len(added) == 16
        assert set(ItemType) - {item.type for item in added} == {ItemType.PARTNER_ACTION}


def test_the_issue_leaves_three_articles_waiting(opened: Installation, written: list[Path]) -> None:
    """The backlog is not empty after the demo; the issue is the fourth."""
    with opened.database.transaction() as session:
        publications.ensure(session)
        (number,) = populating.compose(session, opened, map(local_files.submission, written), [articles.ISSUE])
        issue = issues.get(session, number)
        assert sum(len(held) for _section, held in issues.sections(session, issue)) == 13
        assert issue.number == 4


@pytest.mark.parametrize("rank", range(16))
def test_articles_are_lawful_and_well_set(written: list[Path], rank: int) -> None:
    """Links lead to `.example` only; apostrophes and spaces are French."""
    text = written[rank].read_text("utf-8")
    assert _REAL_LINK.findall(text) == []
    body = text.split("---", 2)[2]
    assert _CARELESS.findall(body) == []


def test_the_list_of_new_signatories_is_that_of_the_files(written: list[Path]) -> None:
    """Every company that signed first in September 2009 stands in the article, and nobody else."""
    text = next(file for file in written if file.stem == "14-nouvelles-signataires").read_text("utf-8")
    listed = {line[2:].partition(",")[0] for line in text.splitlines() if line.startswith("- ")}
    signed = [company for company in cast.draw().companies if f"{company.signed[0]:%Y-%m}" == "2009-09"]
    assert listed == {company.name for company in signed}
