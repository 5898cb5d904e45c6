"""How fast letters leave over a link with a round trip of 30 ms, against aiosmtplib's own dialogue at its best.

    python -m bench.latency [--letters 20000] [--rounds 3] [--round-trip 30]

The peer sends ready-made bytes with `SMTP.sendmail`, over as many connections of one process. Relais sends personal
letters and keeps a durable ledger. Both go through the same delaying proxy into one `smtp-sink`, in turns.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

from bench import harness, links, measuring, peers, senders

CONNECTIONS = 50
KILOBYTES = 10


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--round-trip", type=float, default=30, help="milliseconds")
    options = parser.parse_args()
    peers.require()
    ours: list[dict[str, float]] = []
    theirs: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="relais-bench-") as folder,
        peers.sink() as near,
        links.running(near, options.round_trip / 2) as port,
    ):
        opened = harness.install(Path(folder), options.letters, KILOBYTES, "smtp://127.0.0.1:25", CONNECTIONS)
        for _round in range(options.rounds):
            campaign = harness.launch(opened)
            ours.append(measuring.relais(opened, campaign, port))
            seconds = measuring.run("plain", opened, campaign, port, options.letters)["seconds"]
            theirs.append(options.letters / seconds)
        octets = senders.wire_size(opened, campaign.id or 0)
    ratios = [mine["rate"] / other for mine, other in zip(ours, theirs, strict=True)]
    harness.tell(
        {
            "connections": CONNECTIONS,
            "letters": options.letters,
            "octets": octets,
            "round_trip_ms": options.round_trip,
            "relais": measuring.summary(ours, options.letters),
            "aiosmtplib_per_second": round(statistics.median(theirs)),
            "ratio": round(statistics.median(ratios), 2),
        }
    )


if __name__ == "__main__":
    main()
