"""How long a list takes through the pages of the console, and whether its bar moves.

    python -m bench.importing [--rows 50000]

Serves an installation in a process of its own, and does what a browser does: chooses an .xlsx of people with their
company and no SIREN, simulates it, imports it, undoes it, and asks each second how far it is. Prints the seconds of
each, and for the two that have a bar how many states of it were seen, and the longest time that it stood still.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from bench import console, harness
from runtime import spreadsheets
from web.console import bundling

_ROOM = "/destinataires/imports"
_BAR = re.compile(r'<progress [^>]*max="(\d+)" value="(\d+)"')
_OWN = {"Sec-Fetch-Site": "same-origin"}
#: Seconds between two questions, as the module of the page asks.
_EVERY = 1.0


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=50_000)
    rows = parser.parse_args().rows
    bundling.make()
    with tempfile.TemporaryDirectory(prefix="relais-importing-") as folder:
        opened = harness.install(Path(folder) / "data", 10, 17, "smtp://127.0.0.1:25")
        token = console.marie(opened)
        with (
            console.served("relais", opened.settings.data) as url,
            httpx.Client(base_url=url, cookies={"relais": token}, headers=_OWN, timeout=120) as client,
        ):
            harness.tell({"rows": rows} | _walk(client, _list(rows)))
        opened.database.engine.dispose()


def _list(rows: int) -> bytes:
    people = tuple(
        (f"Prénom {n % 97}", f"Nom {n}", f"p{n}@exemple{n % 4000}.example", f"Société {n % 20_000}", "DRH")
        for n in range(rows)
    )
    head = ("Prénom", "Nom", "E-mail", "Société", "Fonction")
    return spreadsheets.xlsx([spreadsheets.Table("Liste", head, people)])


def _walk(client: httpx.Client, content: bytes) -> dict[str, Any]:
    begun = time.perf_counter()
    chosen = client.post(f"{_ROOM}/nouveau", data={"genre": "contacts"}, files={"fichier": ("liste.xlsx", content)})
    where = chosen.headers["location"].rpartition("/")[0]
    told = {"upload_s": round(time.perf_counter() - begun, 1)}
    said = {"origine": "le banc d’essai", "creer": "oui"}
    simulated = _followed(client, f"{where}/colonnes", said, f"{where}/simulation", "Importer")
    imported = _followed(client, f"{where}/import", {}, f"{where}/import", "Annuler cet import")
    run = imported.pop("at")
    undone = _followed(client, f"{run}/annuler", {}, run, "Cet import est annulé")
    simulated.pop("at")
    return told | {"simulation": simulated, "import": imported, "undoing_s": undone["seconds"]}


def _followed(client: httpx.Client, act: str, said: dict[str, str], page: str, until: str) -> dict[str, Any]:
    """Send a form and look at the page until it says that all is done."""
    begun = moved = time.perf_counter()
    answer = client.post(act, data=said)
    assert answer.status_code == 303, answer.status_code
    seen: list[str] = []
    still = 0.0
    while until not in (answer := client.get(page, follow_redirects=True)).text:
        answer.raise_for_status()
        bar = _BAR.search(answer.text)
        if bar and bar[2] not in seen:
            now = time.perf_counter()
            still, moved = max(still, now - moved), now
            seen.append(bar[2])
        time.sleep(_EVERY)
    seconds = time.perf_counter() - begun
    states = {"bar_states": len(seen), "longest_still_s": round(still, 1)}
    return {"seconds": round(seconds, 1), **states, "at": answer.url.path}


if __name__ == "__main__":
    main()
