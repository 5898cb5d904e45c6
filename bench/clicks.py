"""What a counted click costs: our route, and a FastAPI route that writes to the same spool, in turns on this machine.

    python -m bench.clicks [--rounds 3] [--seconds 5]

Prints clicks per second of both, their ratio, and checks that every answered click became an event.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fastapi
import sqlalchemy as sa
import uvicorn
import uvloop
from sqlmodel import select

from bench import clicking, harness
from campaigns.editorial.models import Edition, Item
from campaigns.post import models, tokens
from campaigns.post.hits import spooling, tracked_links
from campaigns.post.states import DeliveryState
from runtime import installation, settings
from runtime.installation import Installation
from templates import letter_json
from web import app, hits

WAYS = ("relais", "fastapi")


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5)
    given = parser.parse_args()
    rates: dict[str, list[float]] = {way: [] for way in WAYS}
    answered = 0
    with tempfile.TemporaryDirectory(prefix="relais-clicks-") as folder:
        opened, paths = _stage(Path(folder))
        for _round in range(given.rounds):
            for way in WAYS:
                clicks = _measured(way, Path(folder), paths, given.seconds)
                rates[way].append(clicks / given.seconds)
                answered += clicks
        with opened.database.reading() as session:
            stored = session.execute(select(sa.func.count()).select_from(models.table("event"))).scalar_one()
    medians = {way: statistics.median(rates[way]) for way in WAYS}
    harness.tell(
        {
            "connections": clicking.CONNECTIONS,
            "clicks_per_second": {way: round(rate) for way, rate in medians.items()},
            "ratio": round(medians["relais"] / medians["fastapi"], 2),
            "answered": answered,
            "stored": stored,
        }
    )


def _stage(folder: Path) -> tuple[Installation, list[str]]:
    """Make an installation with a campaign that was sent, and return the paths of its links."""
    opened = harness.install(folder, 100, 17, "smtp://127.0.0.1:9")
    with opened.database.transaction() as session:
        session.execute(sa.update(Item).values(link="https://ml-drome.example/bus"))
    campaign = harness.launch(opened)
    with opened.database.transaction() as session:
        session.execute(sa.update(models.table("delivery")).values(state=DeliveryState.ACCEPTED.value))
        letter = letter_json.load(session.get_one(Edition, campaign.edition_id).letter)
        written = tracked_links.addresses(session, opened.keyring, "", campaign.id or 0, letter)
    return opened, list(written.values())


def _measured(way: str, folder: Path, paths: list[str], seconds: float) -> int:
    with _served(way, folder) as port, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(clicking.clicks(port, paths, seconds))


@contextmanager
def _served(way: str, folder: Path) -> Iterator[int]:
    """Serve in a process of its own; when it has ended, everything is recorded."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.set_inheritable(True)
        command = [sys.executable, "-m", "bench.clicks", "serve", way, str(folder), str(door.fileno())]
        with subprocess.Popen(command, pass_fds=[door.fileno()]) as server:
            try:
                yield door.getsockname()[1]
            finally:
                server.send_signal(signal.SIGTERM)


def serve(way: str, folder: Path, door: int) -> None:
    """Serve one of the ways until told to stop."""
    opened = installation.open_(settings.load(data=folder))
    made = app.application(opened) if way == "relais" else _usual(opened)
    config = uvicorn.Config(made, access_log=False, log_level="warning", server_header=False)
    with socket.socket(fileno=door) as listening:
        uvicorn.Server(config).run([listening])


def _usual(opened: Installation) -> fastapi.FastAPI:
    """Return the usual FastAPI solution: the same token, destination and spool, in an ordinary route."""
    spool = spooling.Spool(opened.settings.data)
    witness = hits.Witness(opened, spool)
    known: dict[int, str] = {}
    made = fastapi.FastAPI(lifespan=lambda _app: hits.recording(opened, spool))

    @made.get("/l/c/{token}")
    async def click(request: fastapi.Request, token: str) -> fastapi.responses.RedirectResponse:
        link = tokens.read_link(opened.keyring, token)
        if link.destination_id not in known:
            known[link.destination_id] = tracked_links.destination(opened, link.destination_id) or ""
        witness.note(request.scope, link.campaign_id, link.number)
        return fastapi.responses.RedirectResponse(known[link.destination_id], 302, {"Cache-Control": "no-store"})

    return made


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
