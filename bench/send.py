"""How fast letters leave: against Postfix's `smtp-source`, and against the usual way of other programs.

    python -m bench.send [--recipients 20000] [--sizes 5 10 40] [--rounds 3] [--usual 200] [--postgresql]

For each size these take turns into one `smtp-sink`, over as many connections: our sender (durable ledger, personal
letters); `smtp-source` (the same bytes every time, no ledger), by default with a connection for each letter, and with
`-d`, letter after letter on kept connections; and the usual way (render, inline, build, `send_message`).
Start-up is left out of every rate; connecting is not. With `--postgresql` the ledger is on a separate server on this
machine (from PyPI, with its default durability), which takes its share of the cores.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import Any

from bench import harness, measuring, peers, senders

CONNECTIONS = 50


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipients", type=int, default=20_000)
    parser.add_argument("--sizes", type=int, nargs="+", default=[5, 10, 40], help="kilobytes of a letter, about")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--usual", type=int, default=200, help="letters of the usual way a round; it is slow")
    parser.add_argument("--postgresql", action="store_true", help="keep the ledger on a PostgreSQL server")
    options = parser.parse_args()
    peers.require()
    told = {f"{size}_kb": _measured(size, options) for size in options.sizes}
    harness.tell(
        {
            "postgresql": options.postgresql,
            "connections": CONNECTIONS,
            "recipients": options.recipients,
            "rounds": options.rounds,
        }
        | told
    )


def _measured(size: int, options: argparse.Namespace) -> dict[str, Any]:
    ours: list[dict[str, float]] = []
    source: list[float] = []
    kept: list[float] = []
    usual: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="relais-bench-") as folder,
        harness.database(Path(folder), postgresql=options.postgresql),
        peers.sink() as port,
    ):
        opened = harness.install(Path(folder) / "data", options.recipients, size, "smtp://127.0.0.1:25", CONNECTIONS)
        for _round in range(options.rounds):
            campaign = harness.launch(opened)
            octets = senders.wire_size(opened, campaign.id or 0)
            ours.append(measuring.relais(opened, campaign, port))
            for rates, keeps in ((source, False), (kept, True)):
                seconds = peers.source(port, options.recipients, octets, CONNECTIONS, keeps=keeps)
                rates.append(options.recipients / seconds)
            seconds = measuring.run("usual", opened, campaign, port, options.usual)["seconds"]
            usual.append(options.usual / seconds)
    return {
        "octets": octets,
        "relais": measuring.summary(ours, options.recipients),
        "smtp_source_per_second": round(statistics.median(source)),
        "smtp_source_d_per_second": round(statistics.median(kept)),
        "usual_way_per_second": round(statistics.median(usual), 1),
        "ratio_to_smtp_source": _ratio(ours, source),
        "ratio_to_smtp_source_d": _ratio(ours, kept),
        "ratio_to_usual_way": _ratio(ours, usual),
    }


def _ratio(ours: list[dict[str, float]], theirs: list[float]) -> float:
    """Return the median of the ratios per round: what disturbs a round disturbs both measurements of it."""
    return round(statistics.median(mine["rate"] / other for mine, other in zip(ours, theirs, strict=True)), 2)


if __name__ == "__main__":
    main()
