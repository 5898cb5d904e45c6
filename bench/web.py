"""What the pages of readers bear while a campaign is being sent, beside a plain FastAPI page, in turns on this machine.

    python -m bench.web [--seconds 10] [--recipients 5000] [--rounds 1] [--idle]

For each route `wrk` asks over 32 connections: a plain page (one sync route of FastAPI that fills a small Jinja file),
the archive, an article, and leaving (every POST with the token of another reader). Prints requests per second, the time
that 50 and 99 % took, errors, and the ratio to the plain page of the same round. With `--idle` nothing is sent.
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import fastapi
import jinja2
import uvicorn
from fastapi.responses import HTMLResponse
from sqlmodel import select

from bench import harness, measuring, peers
from campaigns.post import tokens
from campaigns.post.models import Delivery
from cli import serving
from runtime import installation, settings
from runtime.installation import Installation
from web import app

CONNECTIONS = 32
_MISSING = 3
#: Each connection has its own part of the tokens, and POSTs each once before it begins again.
_LEAVING = """
local tokens, at, step = {}, 0, 1
for line in io.lines("%s") do tokens[#tokens + 1] = line end
local threads = 0
function setup(thread) thread:set("first", threads); threads = threads + 1 end
function init(_arguments) at = first end
function request()
  at = at + 2
  return wrk.format("POST", "/l/u/" .. tokens[at %% #tokens + 1], {
    ["Content-Type"] = "application/x-www-form-urlencoded"}, "List-Unsubscribe=One-Click")
end
"""
_PLAIN = (
    "<!doctype html><html lang=fr><title>{{ title }}</title><ul>{% for n in rows %}<li>{{ n }}</li>{% endfor %}</ul>"
)
_FIGURES = {
    "per_second": re.compile(r"Requests/sec:\s+([\d.]+)"),
    "p50_ms": re.compile(r"50%\s+([\d.]+)(us|ms|s)"),
    "p99_ms": re.compile(r"99%\s+([\d.]+)(us|ms|s)"),
    "errors": re.compile(r"Non-2xx or 3xx responses: (\d+)"),
}
_IN_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--recipients", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--idle", action="store_true", help="measure the pages alone")
    parser.add_argument("--only", help="one route")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.stderr.write("wrk is missing: install the package wrk (Debian).\n")
        sys.exit(_MISSING)
    peers.require()
    with tempfile.TemporaryDirectory(prefix="relais-web-") as folder, peers.sink() as port:
        opened, tokens_file = _stage(Path(folder), options.recipients, port)
        script = Path(folder) / "leave.lua"
        script.write_text(_LEAVING % tokens_file)
        routes = {"plain": ("/plain", None), "archives": ("/l/archives", None), "article": ("/l/a/1", None),
                  "leave": ("/l/pourquoi", script)}  # fmt: skip
        chosen = {name: route for name, route in routes.items() if options.only in (None, name, "plain")}
        rounds = [
            {name: _measured(opened, port, name, *route, options) for name, route in chosen.items()}
            for _round in range(options.rounds)
        ]
    harness.tell({"connections": CONNECTIONS, "seconds": options.seconds, "idle": options.idle} | _medians(rounds))


def _stage(folder: Path, recipients: int, port: int) -> tuple[Installation, Path]:
    """Make an installation whose issue was sent, and write down the leave tokens of its readers."""
    opened = harness.install(folder / "data", recipients, 17, f"smtp://127.0.0.1:{port}")
    measuring.relais(opened, harness.launch(opened), port)
    written = folder / "tokens"
    with opened.database.reading() as session, written.open("w") as out:
        for one in session.exec(select(Delivery)):
            out.write(tokens.mint_leave(opened.keyring, 1, one.id or 0, one.address_key) + "\n")
    return opened, written


def _measured(
    opened: Installation, port: int, name: str, path: str, script: Path | None, options: argparse.Namespace
) -> dict[str, float]:
    with ExitStack() as beside:
        at = beside.enter_context(_served("plain" if name == "plain" else "relais", opened.settings.data))
        if not options.idle:
            beside.enter_context(_sending(opened, port))
        command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{options.seconds}s", "--latency", "--timeout", "20s"]
        command += ["-s", str(script)] if script else []
        done = subprocess.run([*command, f"http://127.0.0.1:{at}{path}"], capture_output=True, text=True, check=True)
    return _read(done.stdout)


@contextmanager
def _sending(opened: Installation, port: int) -> Iterator[None]:
    """Send campaign after campaign, each to all who have not left, until the block ends."""
    over = threading.Event()

    def send() -> None:
        while not over.is_set():
            measuring.run("relais", opened, harness.launch(opened), port)

    sender = threading.Thread(target=send)
    sender.start()
    try:
        yield
    finally:
        over.set()
        sender.join()


@contextmanager
def _served(way: str, data: Path) -> Iterator[int]:
    """Serve in a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.set_inheritable(True)
        command = [sys.executable, "-m", "bench.web", "serve", way, str(data), str(door.fileno())]
        with subprocess.Popen(command, pass_fds=[door.fileno()]) as server:
            try:
                port = door.getsockname()[1]
                urllib.request.urlopen(f"http://127.0.0.1:{port}/{'plain' if way == 'plain' else 'l/pourquoi'}").close()
                yield port
            finally:
                server.send_signal(signal.SIGTERM)


def serve(way: str, data: Path, door: int) -> None:
    """Serve one of the ways until told to stop."""
    if way == "plain":
        made: Any = _plain()
    else:
        made = app.application(installation.open_(settings.load(data=data)))
    with socket.socket(fileno=door) as listening:
        uvicorn.Server(serving.server(made)).run([listening])


def _plain() -> fastapi.FastAPI:
    made, page = fastapi.FastAPI(), jinja2.Environment(autoescape=True).from_string(_PLAIN)

    @made.get("/plain")
    def plain() -> HTMLResponse:
        return HTMLResponse(page.render(title="Une page", rows=range(20)))

    return made


def _read(told: str) -> dict[str, float]:
    """Return the figures of one run of `wrk`."""
    figures = dict.fromkeys(_FIGURES, 0.0)
    for name, pattern in _FIGURES.items():
        if found := pattern.search(told):
            unit = found[2] if found.re.groups > 1 else "ms"
            figures[name] = float(found[1]) * _IN_MS[unit]
    return figures


def _medians(rounds: list[dict[str, dict[str, float]]]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name in rounds[0]:
        told[name] = {figure: round(statistics.median(one[name][figure] for one in rounds), 1) for figure in _FIGURES}
        ratios = [one[name]["per_second"] / one["plain"]["per_second"] for one in rounds]
        told[name]["ratio_to_plain"] = round(statistics.median(ratios), 2)
    return told


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
