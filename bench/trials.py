"""One campaign under attack: its processes, its sink, and the comparison of the ledger with the book.

The processes are the real `relais send`, started as a shell does; `RELAIS_NOW` sets the clock of a later run.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from campaigns.post import ledger, reports
from campaigns.post.models import Campaign
from campaigns.post.states import CampaignState, DeliveryState
from runtime.installation import Installation

ROOT = Path(__file__).parent.parent
CONNECTIONS = 8
#: Seconds after which a run is given up: no run may take that long.
PATIENCE = 120
#: How many more runs, an hour apart by their clocks, may finish what was deferred.
_RUNS = 5


class Sink:
    """The honest sink, as a context: a process that is told where to stop."""

    def __init__(self, book: Path, *options: str) -> None:
        self._book = book
        self._options = options

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.sinks", str(self._book), *self._options],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
        )  # fmt: skip
        assert self._process.stdout is not None
        self.url = f"smtp://127.0.0.1:{int(self._process.stdout.readline())}"
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _problem: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def arm(self, step: str, nth: int, *, holds: bool) -> None:
        """Order a report when the `nth` letter comes to a step."""
        self._order(f"{step} {nth} {'hold' if holds else 'pass'}")

    def release(self) -> None:
        """Let the letter that is held go on."""
        self._order("release")

    def is_reached(self, sender: subprocess.Popen[bytes]) -> bool:
        """Wait for the step; false when the sender ended first."""
        assert self._process.stdout is not None
        while not select.select([self._process.stdout], [], [], 0.002)[0]:
            if sender.poll() is not None:
                return False
        return bool(self._process.stdout.readline())

    def letters(self) -> Counter[tuple[str, str]]:
        """Return how often each recipient got which Message-ID."""
        lines = self._book.read_text("utf-8").splitlines() if self._book.exists() else []
        return Counter((address, message_id) for address, _tab, message_id in (line.partition("\t") for line in lines))

    def _order(self, words: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{words}\n".encode())


@dataclass
class Findings:
    """What went wrong, and how much was left open; summed over campaigns."""

    campaigns: int = 0
    letters: int = 0
    blows: int = 0
    #: Accepted by the ledger but not in the book, or without a final state.
    lost: int = 0
    #: Extra copies in the book.
    duplicates: int = 0
    #: In the book under a Message-ID that the ledger does not know.
    strangers: int = 0
    #: Left at the end for a person to decide.
    uncertain: int = 0
    #: The most letters that one blow left open; at most one per connection.
    most_open_after_a_blow: int = 0
    #: Totals that differ from the audience, campaigns that do not finish, leases that remain.
    balance_failures: int = 0


def start(
    opened: Installation, url: str, campaign: Campaign, *, breaking: tuple[str, ...] = (), hours: int = 0
) -> subprocess.Popen[bytes]:
    """Start `relais send`, with something broken or at a later hour."""
    environment = os.environ | {
        "RELAIS_DATA": str(opened.settings.data),
        "RELAIS_SMTP_URL": url,
        "RELAIS_SMTP_CONNECTIONS": str(CONNECTIONS),
    }
    if hours:
        (opened.settings.data / ".demo").touch()  # only a demo may set its clock
        environment["RELAIS_NOW"] = (datetime.now(UTC) + timedelta(hours=hours)).isoformat()
    entry = ["bench.broken", *breaking, "--"] if breaking else ["cli.main"]
    return subprocess.Popen(
        [sys.executable, "-m", *entry, "send", str(campaign.id), "--json"],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def resume(opened: Installation, campaign: Campaign) -> None:
    """Resume a campaign that was held, as a person would."""
    subprocess.run(
        [sys.executable, "-m", "cli.main", "campaigns", "resume", str(campaign.id), "--json"],
        cwd=ROOT, env=os.environ | {"RELAIS_DATA": str(opened.settings.data)}, stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip


def finish(opened: Installation, url: str, campaign: Campaign) -> None:
    """Send undisturbed until the campaign is finished, an hour later each time, so that deferred letters come due."""
    for hours in range(_RUNS):
        start(opened, url, campaign, hours=hours).communicate(timeout=PATIENCE)
        if _state(opened, campaign) == CampaignState.FINISHED:
            return


def in_doubt(opened: Installation, campaign: Campaign) -> int:
    """Return how many letters were sent without a known outcome, or were marked uncertain because of that."""
    with opened.database.reading() as session:
        counts = ledger.counts(session, campaign.id or 0)
    return counts[DeliveryState.HANDING_OVER] + counts[DeliveryState.UNCERTAIN]


def compare(opened: Installation, campaign: Campaign, letters: Counter[tuple[str, str]], found: Findings) -> None:
    """Compare the ledger with the book and add what is wrong to `found`."""
    with opened.database.reading() as session:
        rows = list(reports.deliveries(session, campaign.id or 0))
        leases = session.connection().exec_driver_sql("SELECT count(*) FROM lease").scalar_one()
    times: Counter[str] = Counter()
    for (address, _message_id), many in letters.items():
        times[address] += many
    known = {(row.address, row.message_id) for row in rows}
    states = Counter(row.state for row in rows)
    found.campaigns += 1
    found.letters += len(rows)
    found.lost += sum(_is_lost(row.state, times[row.address]) for row in rows)
    found.duplicates += sum(many - 1 for many in times.values())
    found.strangers += sum(pair not in known for pair in letters)
    found.uncertain += states[DeliveryState.UNCERTAIN]
    is_finished = _state(opened, campaign) == CampaignState.FINISHED
    found.balance_failures += not (is_finished and leases == 0 and len(rows) == campaign.audience)


def _is_lost(state: str, times: int) -> bool:
    return state != DeliveryState.UNCERTAIN and (state != DeliveryState.ACCEPTED or times == 0)


def _state(opened: Installation, campaign: Campaign) -> str:
    with opened.database.reading() as session:
        return reports.get(session, campaign.id or 0).state
