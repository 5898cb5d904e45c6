"""Campaigns as people watch them: a list, one campaign, its figures or report file, its recipients.

Changes nothing; what the figures mean stands in `post.reports`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from campaigns import errors
from campaigns.post import ledger, reports
from campaigns.post.report_files import page, tables
from campaigns.post.reports import Recipient, Report, Standing
from campaigns.post.states import DeliveryState
from runtime.installation import Installation
from runtime.language import _

#: How the name of a report ends -> what it holds.
_WRITERS: dict[str, Callable[[Report, datetime], bytes]] = {
    ".pdf": page.pdf,
    ".xlsx": lambda report, _now: tables.xlsx(report),
    ".csv": lambda report, _now: tables.csv(report),
}


@dataclass(frozen=True)
class Reported:
    """A report, and the file that was asked for."""

    report: Report
    #: Name of a file -> what it holds.
    files: Mapping[str, bytes]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais report` promises."""
        return self.report.as_json()


@dataclass(frozen=True)
class Listed:
    """One campaign of the list."""

    #: The title that the letter left with.
    title: str
    standing: Standing

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais campaigns list` promises."""
        return self.standing.as_json()


def listed(opened: Installation) -> tuple[Listed, ...]:
    """Return where every campaign stands, newest first."""
    with opened.database.reading() as session:
        return tuple(
            Listed(title, reports.standing(one, ledger.counts(session, one.id or 0)))
            for one, title in reports.listed(session)
        )


def look(opened: Installation, campaign_id: int) -> Standing:
    """Return where a campaign stands.

    Raises:
        errors.UnknownCampaign.
    """
    with opened.database.reading() as session:
        found = reports.get(session, campaign_id)
        return reports.standing(found, ledger.counts(session, campaign_id))


def report(opened: Installation, campaign_id: int, name: str | None = None) -> Reported:
    """Return what became of a campaign; with a name, also as the file of that name: `.pdf`, `.xlsx` or `.csv`.

    Raises:
        errors.UnknownCampaign; errors.FileRefused: the name has another ending.
        templates.errors.PrinterMissing.
    """
    writer = _WRITERS.get(PurePath(name).suffix.lower()) if name is not None else None
    if name is not None and writer is None:
        raise errors.FileRefused(file=name, reason=_("son nom doit finir par .pdf, .xlsx ou .csv"))
    with opened.database.reading() as session:
        found = reports.report(session, campaign_id)
    files = {name: writer(found, opened.clock.now())} if name is not None and writer is not None else {}
    return Reported(found, files)


def recipients(opened: Installation, campaign_id: int, state: DeliveryState | None = None) -> Iterator[Recipient]:
    """Yield the recipients of a campaign in the order they were planned; with `state`, only those in that state.

    Raises:
        errors.UnknownCampaign.
    """
    with opened.database.reading() as session:
        yield from reports.deliveries(session, campaign_id, state)
