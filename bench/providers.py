"""Ten thousand readers at French providers that refuse excess connections and letters: are any refused, is it slow?

    python -m bench.providers [--letters 10000] [--rounds 1]

Three letters in ten go to Orange, one each to laposte.net, SFR and Free, the others anywhere. The ideal is the time
that the slowest provider needs for its letters over the connections that it allows, never idle, as `smtp-source` shows
through the same relay. For the other providers it is the time that the same sender needs when no provider is slow.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bench import harness, isps, measuring, peers
from lists import addresses
from lists.models import Contact
from lists.permission import suppressing
from runtime.installation import Installation

CONNECTIONS = 10
#: KiB of a letter.
_SIZE = 5
#: Letters that `smtp-source` sends over each connection of a provider without a limit.
_LETTERS_A_CONNECTION = 100
#: The domains of six readers in ten; the other four are anywhere.
_AT = ["orange.fr"] * 3 + ["laposte.net", "sfr.fr", "free.fr"]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    peers.require()
    with tempfile.TemporaryDirectory(prefix="relais-bench-") as folder:
        opened = harness.install(Path(folder), options.letters, _SIZE, "smtp://127.0.0.1:25", CONNECTIONS)
        rounds = [_round(opened) for _round_ in range(options.rounds)]
        _move(opened, options.letters)
        mixed = [_round(opened) for _round_ in range(options.rounds)]
    free = min(one["seconds"] for one in rounds)
    slowest = max(
        options.letters * _AT.count(domain) / 10 * _seconds_a_letter(domain, bears)
        for domain, bears in isps.FRENCH.items()
    )
    ideal = max(free, slowest)
    for one in mixed:
        one["ratio_to_ideal"] = round(one["seconds"] / ideal, 2)
    harness.tell({"letters": options.letters, "connections": CONNECTIONS, "ideal_seconds": round(ideal, 2),
                  "nobody_slow": rounds, "mixed": mixed})  # fmt: skip


def _round(opened: Installation) -> dict[str, Any]:
    with _relay() as relay:
        figures = measuring.relais(opened, harness.launch(opened), relay.port)
        told = relay.end()
    return {"seconds": round(figures["seconds"], 2)} | {
        name: told[name] for name in ("letters", "turned_away", "readers", "twice")
    }


def _seconds_a_letter(domain: str, bears: isps.Bears) -> float:
    """Return the shortest time per letter of a provider, over all the connections that it allows."""
    letters = bears.connections * min(bears.letters, _LETTERS_A_CONNECTION)
    with _relay() as relay:
        best = min(
            peers.source(relay.port, letters, _SIZE * 1024, bears.connections, f"lecteur@{domain}")
            for _round_ in range(2)
        )
        relay.end()
    return best / letters


@dataclass(frozen=True)
class _Relay:
    process: subprocess.Popen[str]
    port: int

    def end(self) -> dict[str, Any]:
        """End it and return what it counted."""
        told: dict[str, Any] = json.loads(self.process.communicate("")[0])
        return told


@contextmanager
def _relay() -> Iterator[_Relay]:
    """Run the relay in a process of its own."""
    command = [sys.executable, "-m", "bench.isps"]
    with subprocess.Popen(
        command, cwd=measuring.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield _Relay(process, int(process.stdout.readline()))


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
