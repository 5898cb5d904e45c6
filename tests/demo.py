"""The issues of the demo for a few readers: its articles and partners without its hundreds of people. Owns no test."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from campaigns.acting import populating
from cli import local_files
from cli.demo import articles, drafts, partners
from runtime.installation import Installation
from tests import cast
from tests.clocks import MovableClock


def composed(opened: Installation, clock: MovableClock, folder: Path) -> list[int]:
    """Compose them on 1 October 2009; return the newsletter, the special issue, the campaign and the invitation."""
    clock.move(datetime(2009, 10, 1, 8, 0, tzinfo=UTC) - clock.now())
    with opened.database.transaction() as session:
        cast.publish(session)
        cast.people(session, opened)
        populating.enter(session, folder, partners.drawn(folder))
        written = [file for packed in ("items", "others") for file in articles.write(folder, packed)]
        submitted = map(local_files.submission, written)
        return populating.compose(session, opened, submitted, (articles.ISSUE, *drafts.ISSUES))
