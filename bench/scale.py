"""How the work grows with the audience: launch and send ten thousand, a hundred thousand, a million letters.

    python -m bench.scale [--sizes 10000 100000 1000000]

Letters of 10 KB into a discarding `smtp-sink`, over 50 connections. Before and after each sending `smtp-source -d`
sends a few thousand letters of that size. The ratio between the two can be compared across machines, and from one
minute to the next.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import harness, measuring, peers, senders
from runtime.installation import Installation

CONNECTIONS = 50
KILOBYTES = 10
#: How many letters the peer sends each time.
_REFERENCE = 20_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    options = parser.parse_args()
    peers.require()
    measured = {size: _measured(size) for size in options.sizes}
    smallest = measured[options.sizes[0]]
    for told in measured.values():
        for name in ("cpu_us_per_letter", "peak_mb", "letters_per_second"):
            told[f"{name}_ratio"] = round(told[name] / smallest[name], 2)
    harness.tell({"connections": CONNECTIONS} | {str(size): told for size, told in measured.items()})


def _measured(size: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="relais-bench-") as folder, peers.sink() as port:
        opened = harness.install(Path(folder), size, KILOBYTES, "smtp://127.0.0.1:25", CONNECTIONS)
        before = _octets(opened)
        began = time.monotonic()
        campaign = harness.launch(opened)
        launching = time.monotonic() - began
        launched = _octets(opened)
        octets = senders.wire_size(opened, campaign.id or 0)
        source = [_source(port, octets)]
        figures = measuring.relais(opened, campaign, port)
        source.append(_source(port, octets))
        sent = _octets(opened)
    return {
        "octets": octets,
        "launch_seconds": round(launching, 2),
        "send_seconds": round(figures["seconds"], 2),
        **measuring.summary([figures], size),
        "ratio_to_smtp_source_d": round(figures["rate"] / statistics.mean(source), 2),
        "database_bytes_per_row_launched": round((launched - before) / size),
        "database_bytes_per_row_sent": round((sent - before) / size),
    }


def _source(port: int, octets: int) -> float:
    return _REFERENCE / peers.source(port, _REFERENCE, octets, CONNECTIONS)


def _octets(opened: Installation) -> int:
    """Return the size of the database after a checkpoint of its WAL."""
    with opened.database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return (opened.settings.data / "relais.db").stat().st_size


if __name__ == "__main__":
    main()
