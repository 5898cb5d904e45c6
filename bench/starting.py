"""How long `relais` takes to answer, compared with a Python that does nothing.

    python -m bench.starting [--rounds 10]

Prints the medians of wall-clock and processor seconds, their ratio to `python -c pass` in the same run, and the
wall-clock limit on a quiet machine. Commands run in turns, so that other load slows all of them alike.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import harness

#: Command line -> the most seconds that it may take on a quiet machine.
COMMANDS = {"--version": 0.20, "--help": 0.30, "tick": 0.45, "items list": 0.45}
#: Starts `relais` as the installed script does.
_RUN = "from cli.main import run; run()"
_PYTHON = "python -c pass"


class Took(NamedTuple):
    """What one process took, in seconds."""

    wall: float
    cpu: float


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="relais-bench-") as folder:
        harness.install(Path(folder), 1, 17, "smtp://127.0.0.1:9")
        took = _measure(options.rounds, Path(folder))
    python = took.pop(_PYTHON)
    harness.tell(
        {
            "rounds": options.rounds,
            "python": {"seconds": round(python.wall, 3), "cpu_seconds": round(python.cpu, 3)},
            "commands": {f"relais {words}": _told(one, python, COMMANDS[words]) for words, one in took.items()},
        }
    )


def _measure(rounds: int, data: Path) -> dict[str, Took]:
    """Return the medians of each command; each runs once before, so that bytecode is compiled and no task is due."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RELAIS_")}
    environment["RELAIS_DATA"] = str(data)
    typed = {_PYTHON: ["pass"]} | {words: [_RUN, *words.split()] for words in COMMANDS}
    for words in typed.values():
        _run(words, environment)
    taken: dict[str, list[Took]] = {name: [] for name in typed}
    for _round in range(rounds):
        for name, words in typed.items():
            taken[name].append(_run(words, environment))
    return {
        name: Took(statistics.median(one.wall for one in all_), statistics.median(one.cpu for one in all_))
        for name, all_ in taken.items()
    }


def _run(words: Sequence[str], environment: Mapping[str, str]) -> Took:
    began, before = time.monotonic(), _cpu()
    subprocess.run([sys.executable, "-c", *words], env=dict(environment), check=True, stdout=subprocess.DEVNULL)
    return Took(time.monotonic() - began, _cpu() - before)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _told(took: Took, python: Took, most: float) -> dict[str, float]:
    return {
        "seconds": round(took.wall, 3),
        "cpu_seconds": round(took.cpu, 3),
        "times_python": round(took.wall / python.wall, 1),
        "times_python_cpu": round(took.cpu / python.cpu, 1),
        "most_seconds": most,
    }


if __name__ == "__main__":
    main()
