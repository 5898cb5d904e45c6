"""Ten thousand readers at French providers that turn away who is too many: is anybody turned away, is it slow?

    python -m bench.providers [--letters 10000] [--rounds 1]

Three letters in ten go to Orange, one each to laposte.net, SFR and Free, the others anywhere. The ideal is the time
that the slowest provider needs for its letters over the connections that it bears, never idle; for the others, what the
same sender needs when nobody is slow.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench import harness, isps, measuring
from lists import addresses, suppressing
from lists.models import Contact
from runtime.installation import Installation

CONNECTIONS = 10
#: Of ten readers.
_AT = ["orange.fr"] * 3 + ["laposte.net", "sfr.fr", "free.fr"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relais-bench-") as folder:
        opened = harness.install(Path(folder), options.letters, 5, "smtp://127.0.0.1:25", CONNECTIONS)
        rounds = [_round(opened) for _round_ in range(options.rounds)]
        _move(opened, options.letters)
        mixed = [_round(opened) for _round_ in range(options.rounds)]
    free = min(one["seconds"] for one in rounds)
    slowest = max(
        options.letters * _AT.count(domain) / 10 * bears.seconds / bears.connections
        for domain, bears in isps.FRENCH.items()
    )
    ideal = max(free, slowest)
    for one in mixed:
        one["ratio_to_ideal"] = round(one["seconds"] / ideal, 2)
    harness.tell({"letters": options.letters, "connections": CONNECTIONS, "ideal_seconds": round(ideal, 2),
                  "nobody_slow": rounds, "mixed": mixed})  # fmt: skip


def _round(opened: Installation) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.isps"]
    with subprocess.Popen(
        command, cwd=measuring.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as relay:
        assert relay.stdout is not None
        port = int(relay.stdout.readline())
        figures = measuring.relais(opened, harness.launch(opened), port)
        told = json.loads(relay.communicate("")[0])
    return {"seconds": round(figures["seconds"], 2)} | {
        name: told[name] for name in ("letters", "turned_away", "readers", "twice")
    }


def _move(opened: Installation, readers: int) -> None:
    """Give readers addresses at the providers."""
    table = Contact.metadata.tables["contact"]
    with opened.database.transaction() as session:
        for number in range(1, readers + 1):
            if number % 10 >= len(_AT):
                continue
            address = f"lecteur{number}@{_AT[number % 10]}"
            key = suppressing.address_key(opened.keyring, addresses.parse(address))
            session.execute(
                sa.update(table).where(table.c.id == number).values(email=address, email_shown=address, address_key=key)
            )


if __name__ == "__main__":
    main()
