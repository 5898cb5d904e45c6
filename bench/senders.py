"""One sending in a separate process, so that its time, CPU and memory can be measured alone; prints them as JSON.

    python -m bench.senders relais DATA CAMPAIGN         our sender: what is due of the campaign, as `relais send` would
    python -m bench.senders usual DATA CAMPAIGN LETTERS  render, inline the style, build, `send_message`, per letter
    python -m bench.senders plain DATA CAMPAIGN LETTERS  `sendmail` of bytes that are ready: aiosmtplib at its best

All use uvloop and the number of connections of the settings. What comes before the first connection is start-up.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, cast

import aiosmtplib
import uvloop

from bench import usual
from campaigns.editorial import editions
from campaigns.post import composing, reports, tokens
from campaigns.post.composing import Personal, Press
from campaigns.post.engine.runs import SendingProcess, send
from lists import audiences
from lists.audiences import Reader
from mailer import next_hops
from runtime import installation, settings
from runtime.installation import Installation


class Meter:
    """Time and CPU of this process from the first connection to the last."""

    def __init__(self) -> None:
        self._began: float | None = None

    def start(self) -> None:
        """Start the meter at the first call; everything before is start-up."""
        if self._began is None:
            self._began, self._before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF)

    def stop(self) -> None:
        """Stop the meter."""
        self._ended, self._after = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF)

    def figures(self) -> dict[str, float]:
        """Return seconds, and megabytes at the peak."""
        assert self._began is not None, "nothing was sent"
        return {
            "seconds": self._ended - self._began,
            "user": self._after.ru_utime - self._before.ru_utime,
            "system": self._after.ru_stime - self._before.ru_stime,
            "peak_mb": _peak(),
        }


def relais(opened: Installation, campaign_id: int, meter: Meter) -> None:
    """Send with our sender; compiling the letter is start-up."""
    run = SendingProcess.run

    async def timed(self: SendingProcess, *given: Any) -> None:
        meter.start()
        await run(self, *given)
        meter.stop()

    cast("Any", SendingProcess).run = timed
    send(opened, [campaign_id])


def peer(opened: Installation, campaign_id: int, letters: int, meter: Meter, *, inlined: bool) -> None:
    """Send to the first readers with aiosmtplib, one recipient per transaction."""
    press, readers = load(opened, campaign_id, letters)
    personal = Personal("lecteur@entreprise.example", tokens.INERT_LEAVE, "<a@charte.example>", usual.DATE)
    ready = press.fill(readers[0], personal)
    build = usual.builder(press, readers[0], inlined=True) if inlined else None
    waiting = iter(readers)

    async def talk(client: aiosmtplib.SMTP) -> None:
        await client.connect()
        for reader in waiting:
            if build is None:
                await client.sendmail(usual.SENDER, "lecteur@entreprise.example", ready)
            else:
                await client.send_message(build(press.values(reader, personal)))
        await client.quit()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        meter.start()
        runner.run(_together(opened, talk))
        meter.stop()


def load(opened: Installation, campaign_id: int, readers: int) -> tuple[Press, list[Reader]]:
    """Return the press of a campaign and its first readers."""
    with opened.database.reading() as session:
        campaign = reports.get(session, campaign_id)
        snapshot = editions.read(session, campaign.edition_id)
        found = audiences.readers(session, range(1, readers + 1), 1)
    letter = composing.compile_(snapshot, opened.settings.data / "templates")
    return Press(letter, snapshot, {}, campaign.seed), list(found.values())


def wire_size(opened: Installation, campaign_id: int) -> int:
    """Return the octets of one letter as our sender sends it."""
    press, readers = load(opened, campaign_id, 1)
    return len(
        press.fill(readers[0], Personal("lecteur1@entreprise1.example", tokens.INERT_LEAVE, "<a@b.c>", usual.DATE))
    )


async def _together(opened: Installation, talk: Callable[[aiosmtplib.SMTP], Coroutine[Any, Any, None]]) -> None:
    assert opened.settings.smtp_url is not None
    hop = next_hops.parse(opened.settings.smtp_url.get_secret_value())
    clients = [
        aiosmtplib.SMTP(hostname=hop.host, port=hop.port, use_tls=False, start_tls=False)
        for _number in range(opened.settings.smtp_connections)
    ]
    await asyncio.gather(*map(talk, clients))


def _peak() -> float:
    """Return the megabytes at the peak; `ru_maxrss` would include those of the parent process."""
    lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Send as told, then print the figures."""
    way, data, campaign_id, *letters = sys.argv[1:]
    opened = installation.open_(settings.load(data=Path(data)))
    meter = Meter()
    began = time.monotonic() - time.process_time()
    if way == "relais":
        relais(opened, int(campaign_id), meter)
    else:
        peer(opened, int(campaign_id), int(letters[0]), meter, inlined=way == "usual")
    figures = meter.figures()
    startup = time.monotonic() - began - figures["seconds"]
    sys.stdout.write(json.dumps(figures | {"startup": startup}))


if __name__ == "__main__":
    main()
