"""How long a large report takes: a hundred thousand readers, a million clicks, SQLite.

    python -m bench.report [--recipients 100000] [--events 1000000] [--rounds 5]

Prints the seconds for the figures and for the same report as a PDF, and checks that the clicks add up.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench import harness
from campaigns.post import models, reports
from campaigns.post.hits.robots import RobotRule
from campaigns.post.models import Campaign
from campaigns.post.report_files import page
from campaigns.post.reports import Report
from campaigns.post.states import DeliveryState
from runtime.installation import Installation

_BATCH = 20_000
_STATES = ((DeliveryState.ACCEPTED, ""), (DeliveryState.REFUSED, "userunknown"), (DeliveryState.BOUNCED, "mailboxfull"))
_WEIGHTS = (960, 30, 10)


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipients", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relais-bench-") as folder:
        opened = harness.install(Path(folder), options.recipients, 17, "smtp://127.0.0.1:9")
        campaign = harness.launch(opened)
        _fill(opened, campaign, options.events)
        times, report = _timed(options.rounds, lambda: _report(opened, campaign))
        printed, _pdf = _timed(1, lambda: page.pdf(report, opened.clock.now()))
    interest = report.interest
    harness.tell(
        {
            "recipients": options.recipients,
            "events": options.events,
            "report_seconds": round(statistics.median(times), 3),
            "slowest_report_seconds": round(max(times), 3),
            "pdf_seconds": round(printed[0], 3),
            "clicks_add_up": interest.clicks + sum(interest.robots.values()) == options.events,
            "contacts_add_up": sum(share.contacts for share in report.reach.kinds)
            == report.counts[DeliveryState.ACCEPTED],
        }
    )


def _report(opened: Installation, campaign: Campaign) -> Report:
    with opened.database.reading() as session:
        return reports.report(session, campaign.id or 0)


def _timed(rounds: int, act: Callable[[], Any]) -> tuple[list[float], Any]:
    times = []
    for _round in range(rounds):
        began = time.monotonic()
        answer = act()
        times.append(time.monotonic() - began)
    return times, answer


def _fill(opened: Installation, campaign: Campaign, events: int) -> None:
    """Let the letters arrive, come back and be clicked, always in the same way."""
    dice = random.Random(20090616)
    delivery, event = models.table("delivery"), models.table("event")
    with opened.database.transaction() as session:
        ids = session.execute(sa.select(delivery.c.id)).scalars().all()
        fates = dice.choices(_STATES, _WEIGHTS, k=len(ids))
        move = sa.update(delivery).where(delivery.c.id == sa.bindparam("row"))
        move = move.values(state=sa.bindparam("now_is"), reason=sa.bindparam("why"))
        connection = session.connection()
        rows = [{"row": row, "now_is": state.value, "why": why} for row, (state, why) in zip(ids, fates, strict=True)]
        connection.execute(move, rows)
        for batch in _clicks(dice, campaign.id or 0, events):
            connection.execute(sa.insert(event), batch)


def _clicks(dice: random.Random, campaign_id: int, events: int) -> Iterator[list[dict[str, Any]]]:
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    for first in range(0, events, _BATCH):
        yield [
            {
                "event_id": f"bench:{number}", "kind": "clicked", "at": moment, "campaign_id": campaign_id,
                "link": dice.randint(1, 14), "robot": dice.choice(("", "", "", *RobotRule)), "details": {},
            }
            for number in range(first, min(first + _BATCH, events))
        ]  # fmt: skip


if __name__ == "__main__":
    main()
