"""The programs that Relais is measured against and into: Postfix's `smtp-sink` and `smtp-source`.

Owns finding them and ending them. Refuses to measure without them.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

_BACKLOG = "1000"
_MISSING = 3


def require() -> None:
    """Exit with status 3 when the peers are not installed."""
    if shutil.which("smtp-sink", path=_PATH) is None or shutil.which("smtp-source", path=_PATH) is None:
        sys.stderr.write("smtp-sink and smtp-source are missing: install the package postfix (Debian).\n")
        sys.exit(_MISSING)


#: Octets of the headers that smtp-source itself writes before the content of `-l`, for these addresses.
_HEADERS = 147
#: Debian keeps both in a directory that is on the PATH of administrators only.
_PATH = "/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin:/opt/homebrew/sbin"


@contextmanager
def sink(*options: str) -> Iterator[int]:
    """Run `smtp-sink` on a free port of this machine and yield the port."""
    port = _free_port()
    process = subprocess.Popen(
        [shutil.which("smtp-sink", path=_PATH) or "smtp-sink", *_as_nobody(), *options, f"127.0.0.1:{port}", _BACKLOG],
        stdout=subprocess.DEVNULL,
    )
    try:
        _await_port(port)
        yield port
    finally:
        process.kill()
        process.wait()


def source(
    port: int,
    letters: int,
    size: int,
    connections: int,
    reader: str = "lecteur@entreprise.example",
    *,
    keeps: bool = True,
) -> float:
    """Send letters of `size` octets, headers included, with `smtp-source` and return the seconds it took.

    It opens a connection for each letter. When it `keeps` them (`-d`), letters follow each other on one, as with us.
    """
    command = [
        shutil.which("smtp-source", path=_PATH) or "smtp-source",
        *(["-d"] if keeps else []), "-s", str(connections), "-m", str(letters),
        "-l", str(size - _HEADERS), "-f", "lettre@charte.example", "-t", reader,
        f"127.0.0.1:{port}",
    ]  # fmt: skip
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def _as_nobody() -> list[str]:
    """Return the options without which smtp-sink refuses to run as root: the user to become."""
    return ["-u", "nobody"] if os.geteuid() == 0 else []


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _await_port(port: int) -> None:
    for _attempt in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(port)
