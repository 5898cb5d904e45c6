"""How long the console's pages take, beside a plain route of FastAPI, one request after the other on this machine.

    python -m bench.console [--contacts 20000] [--issues 100] [--times 40] [--only /destinataires] [--postgresql]

Makes an installation with so many contacts and issues, the last with twelve articles, and asks for each page with the
session of somebody who writes. Prints for each the median and the longest time in milliseconds, its octets, and the
ratio of its median to that of the plain route. `preview` is a letter that is shown while somebody types: a block with
other words each time; `letter` is the whole one after a change.
"""

from __future__ import annotations

import argparse
import itertools
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fastapi
import httpx
import uvicorn

from accounts import sessions, users
from accounts.roles import Role
from bench import harness
from campaigns.editorial import ingesting, issues, item_corrections, publications
from campaigns.editorial.item_files import Submission
from cli import serving
from runtime import installation, settings
from runtime.installation import Installation
from web import app
from web.console import bundling

_ARTICLES = 12
_PARAGRAPH = "Dans la Drôme, un mardi sur deux, recruteurs et conseillers vont à la rencontre des jeunes. "
PAGES = ("/", "/articles", "/articles/2", "/articles/2/historique", "/numeros", "/numeros/{last}", "/reglages",
         "/numeros/{last}/controles", "/journal", "/mon-compte", "/destinataires", "/destinataires?q=%C5%93uvrard",
         "/destinataires?q=zoe+7", "/destinataires?etat=stopped", "/destinataires?genre=company&page=200",
         "/destinataires/personnes/7", "/destinataires/organisations", "/destinataires/oppositions")  # fmt: skip


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, default=20_000)
    parser.add_argument("--issues", type=int, default=100)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--only", default="", help="pages whose address begins so, and nothing else")
    parser.add_argument("--postgresql", action="store_true", help="keep the data on a server")
    options = parser.parse_args()
    bundling.make()
    with (
        tempfile.TemporaryDirectory(prefix="relais-console-") as folder,
        harness.database(Path(folder), postgresql=options.postgresql),
    ):
        opened = harness.install(Path(folder) / "data", options.contacts, 17, "smtp://127.0.0.1:25")
        last = _compose(opened, options.issues)
        token = marie(opened)
        with served("plain", opened.settings.data) as url, httpx.Client(base_url=url, timeout=60) as client:
            plain = _timed(lambda: client.get("/plain"), options.times)
        with served("relais", opened.settings.data) as url:
            own = {"Sec-Fetch-Site": "same-origin"}
            with httpx.Client(base_url=url, cookies={"relais": token}, headers=own, timeout=60) as client:
                wanted = [path for path in PAGES if path.startswith(options.only)]
                told = {path: _timed(_get(client, path.format(last=last)), options.times) for path in wanted}
                if not options.only:
                    told["preview"] = _timed(_preview(client), options.times)
                    told["letter"] = _timed(_letter(client, opened, last), options.times)
        opened.database.engine.dispose()
    for one in told.values():
        one["ratio_to_plain"] = round(one["median_ms"] / plain["median_ms"], 1)
    harness.tell({"contacts": options.contacts, "issues": options.issues, "plain": plain} | told)


def _compose(opened: Installation, many: int) -> int:
    """Write issues, and return the number of the last one, which holds the articles."""
    now = datetime.now(UTC)
    with opened.database.transaction() as session:
        publication = publications.chosen(session)
        for number in range(many):
            lines = issues.TitleLines(f"Numéro d’essai {number}", f"Recruter sans CV, {number}")
            made = issues.new(session, publication, lines, now)
        texts = [
            f"---\ntype: local_mission_action\ntitle: L’action n° {number}\nintro: Une phrase.\n---\n{_PARAGRAPH * 4}\n"
            for number in range(_ARTICLES)
        ]
        files = [Submission(f"{number}.md", text.encode()) for number, text in enumerate(texts)]
        added = ingesting.rows(session, opened.settings.data, files, now)
        issues.add(session, made.id or 0, [one.id or 0 for one in added], "actions")
        return made.id or 0


def marie(opened: Installation) -> str:
    """Return the session of somebody who has every right."""
    user = users.add(opened, email="marie@charte.example", name="Marie Exemple", roles=tuple(Role), actor="bench")
    return sessions.begin(opened, user.id, device="bench", network="127.0.0.1")


def _get(client: httpx.Client, path: str) -> Callable[[], httpx.Response]:
    return lambda: client.get(path)


def _preview(client: httpx.Client) -> Callable[[], httpx.Response]:
    """Return what shows an article with other words each time."""
    numbers = itertools.count()

    def ask() -> httpx.Response:
        text = f"{_PARAGRAPH} {next(numbers)}"
        body = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]}
        return client.post("/articles/2/apercu", json={"title": "Le bus", "body": body})

    return ask


def _letter(client: httpx.Client, opened: Installation, issue_id: int) -> Callable[[], httpx.Response]:
    """Return what shows the whole letter after one of its articles was changed."""
    numbers = itertools.count()

    def ask() -> httpx.Response:
        item_corrections.amend(opened, 2, {"kicker": f"Surtitre {next(numbers)}"}, "bench")
        return client.get(f"/numeros/{issue_id}/apercu")

    return ask


def _timed(ask: Callable[[], httpx.Response], times: int) -> dict[str, Any]:
    taken, answer = [], ask()
    answer.raise_for_status()
    for _time in range(times):
        begun = time.perf_counter()
        answer = ask()
        taken.append((time.perf_counter() - begun) * 1000)
    octets = len(answer.content)
    return {"median_ms": round(statistics.median(taken), 1), "longest_ms": round(max(taken), 1), "octets": octets}


@contextmanager
def served(way: str, data: Path) -> Iterator[str]:
    """Serve in a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.set_inheritable(True)
        command = [sys.executable, "-m", "bench.console", "serve", way, str(data), str(door.fileno())]
        with subprocess.Popen(command, pass_fds=[door.fileno()]) as server:
            try:
                yield f"http://127.0.0.1:{door.getsockname()[1]}"
            finally:
                server.terminate()


def serve(way: str, data: Path, door: int) -> None:
    """Serve one of the ways until told to stop."""
    made: Any = app.application(installation.open_(settings.load(data=data)))
    if way == "plain":
        made = fastapi.FastAPI()
        made.get("/plain")(lambda: json.loads('{"hello": "world"}'))
    with socket.socket(fileno=door) as listening:
        uvicorn.Server(serving.server(made)).run([listening])


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
