"""How measurements are taken: senders started one after the other, in turns, and medians of their figures."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from campaigns.post import ledger
from campaigns.post.models import Campaign
from campaigns.post.states import DeliveryState
from runtime.installation import Installation

ROOT = Path(__file__).parent.parent
#: Seconds after which a sender is given up.
_PATIENCE = 1800


def run(way: str, opened: Installation, campaign: Campaign, port: int, *letters: int) -> dict[str, float]:
    """Run one of `bench.senders` through `port` and return its figures."""
    environment = os.environ | {
        "RELAIS_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "RELAIS_SMTP_CONNECTIONS": str(opened.settings.smtp_connections),
    }
    arguments = [way, str(opened.settings.data), str(campaign.id), *map(str, letters)]
    done = subprocess.run(
        [sys.executable, "-m", "bench.senders", *arguments],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True, timeout=_PATIENCE,
    )  # fmt: skip
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def relais(opened: Installation, campaign: Campaign, port: int) -> dict[str, float]:
    """Send a campaign with our sender and return its figures, including letters per second.

    Raises:
        RuntimeError: not every letter was accepted, so the figures would mean nothing.
    """
    figures = run("relais", opened, campaign, port)
    with opened.database.reading() as session:
        accepted = ledger.counts(session, campaign.id or 0)[DeliveryState.ACCEPTED]
    if accepted != campaign.audience:
        raise RuntimeError(f"{accepted} of {campaign.audience} letters were accepted")
    return figures | {"rate": accepted / figures["seconds"]}


def median(rounds: Iterable[dict[str, float]], name: str) -> float:
    """Return the median of one figure."""
    return statistics.median(one[name] for one in rounds)


def summary(rounds: list[dict[str, float]], letters: int) -> dict[str, Any]:
    """Return the figures of our sender in comparable units: those of the median round."""
    return {
        "letters_per_second": round(median(rounds, "rate")),
        "cpu_us_per_letter": round((median(rounds, "user") + median(rounds, "system")) / letters * 1e6, 1),
        "user_us_per_letter": round(median(rounds, "user") / letters * 1e6, 1),
        "system_us_per_letter": round(median(rounds, "system") / letters * 1e6, 1),
        "peak_mb": round(max(one["peak_mb"] for one in rounds), 1),
        "startup_seconds": round(median(rounds, "startup"), 2),
    }
