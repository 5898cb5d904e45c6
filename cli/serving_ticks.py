"""The tick of `relais serve`: what cron would start each minute, started by the server for as long as it runs.

Each tick is a process of its own, so that no page waits for a letter. Refuses to end one: it finishes within its
minute by itself, and no letter is left in doubt.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from runtime.installation import Installation

#: Seconds between the beginnings of two ticks.
_MINUTE = 60.0
_COMMAND = (sys.executable, "-c", "from cli.main import run; run()", "tick")


@contextmanager
def each_minute(opened: Installation, every: float = _MINUTE) -> Iterator[None]:
    """Tick now and every minute, while the context lasts."""
    over = threading.Event()
    beating = threading.Thread(target=_beat, args=(opened, over, every), name="tick", daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()


def _beat(opened: Installation, over: threading.Event, every: float) -> None:
    running: subprocess.Popen[bytes] | None = None
    while True:
        if running is None or running.poll() is not None:
            # Its own session: Ctrl-C ends the server, and not a letter between its dot and the reply.
            running = subprocess.Popen(_COMMAND, env=_environment(opened), start_new_session=True)  # noqa: S603 -- our own
        if over.wait(every):
            return


def _environment(opened: Installation) -> dict[str, str]:
    """Return the environment of a tick; a demo's clock goes on where the server's is."""
    said = dict(os.environ)
    if opened.settings.is_demo:
        said["RELAIS_NOW"] = opened.clock.now().isoformat()
    return said
