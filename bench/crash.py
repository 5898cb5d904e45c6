"""What a crash may cost: the real `relais send` is hit in every way we know and started again. Then its ledger is
compared with what an honest sink wrote down.

    python -m bench.crash [--rounds 300] [--seed N] [--only SCENARIO …]

Promises: no letter is ever lost. Under `hold` no letter is sent twice, and a blow leaves at most one letter per
connection uncertain. Under `resend` at most one letter per connection is sent twice. SIGTERM leaves nothing uncertain.
Exits 1 when a promise is broken.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench import blows, harness, peers, trials
from bench.blows import Blow
from bench.trials import CONNECTIONS, Findings, Sink
from campaigns.post import ledger
from campaigns.post.states import DeliveryState
from runtime.installation import Installation

READERS = 600
#: Mean seconds that the sink takes per letter, and the share of recipients that it defers.
_PAUSE, _DEFERRED = 0.01, 0.02
#: Number of blows of the slow kinds, which take seconds each.
_FEW = 6
#: How many campaigns in a row may end before any blow hits.
_FRUITLESS = 10
#: Size of a file system that fills up quickly.
_SMALL = "24m"


@dataclass
class Stage:
    """The setting in which the scenarios run."""

    folder: Path
    opened: Installation
    chance: random.Random
    rounds: int

    def sink(self, *options: str) -> Sink:
        """Return a sink with an empty book."""
        book = self.folder / f"book-{self.chance.getrandbits(64):x}"
        given = ("--seed", str(self.chance.getrandbits(30)), "--pause", str(_PAUSE), "--defer", str(_DEFERRED))
        return Sink(book, *given, *options)


def _kills_under_hold(stage: Stage) -> dict[str, Any]:
    return _rain(stage, stage.opened, blows.killed, stage.rounds * 2 // 3)


def _kills_under_resend(stage: Stage) -> dict[str, Any]:
    return _rain(stage, stage.opened, blows.killed, stage.rounds - stage.rounds * 2 // 3, "resend")


def _terms(stage: Stage) -> dict[str, Any]:
    return _rain(stage, stage.opened, blows.terminated, max(_FEW, stage.rounds // 10), most_open=0)


def _naps_under_hold(stage: Stage) -> dict[str, Any]:
    return _rain(stage, stage.opened, blows.frozen, _FEW)


def _naps_under_resend(stage: Stage) -> dict[str, Any]:
    return _rain(stage, stage.opened, blows.frozen, _FEW, "resend")


def _failing_commits(stage: Stage) -> dict[str, Any]:
    return _rain(stage, stage.opened, blows.forsaken, 4 * _FEW)


def _full_disk(stage: Stage) -> dict[str, Any]:
    """Test a file that may not grow; and, as root, a separate file system that is full."""
    told = {"limit": _rain(stage, stage.opened, blows.starved, _FEW)}
    with _small_disk(stage.folder / "small") as folder:
        if folder is not None:
            opened = harness.install(folder, READERS, 5, "smtp://127.0.0.1:25", CONNECTIONS)
            told["file_system"] = _rain(stage, opened, blows.crowded, _FEW)
    return told


def _rain(
    stage: Stage,
    opened: Installation,
    blow: Blow,
    many: int,
    on_uncertain: str = "hold",
    most_open: int = CONNECTIONS,
) -> dict[str, Any]:
    """Deal so many blows, several per campaign, and compare the ledger with the book after each campaign."""
    found, kinds, slowest = Findings(), Counter[str](), 0.0
    broken: list[str] = []
    fruitless = 0
    while found.blows < many and fruitless < _FRUITLESS:
        campaign = harness.launch(opened, on_uncertain)
        before = Findings(**asdict(found))
        with stage.sink() as sink:
            while found.blows < many:
                doubts, began = trials.in_doubt(opened, campaign), time.monotonic()
                kind = blow(opened, campaign, sink, stage.chance)
                if kind is None:
                    break
                slowest = max(slowest, time.monotonic() - began)
                found.blows += 1
                kinds[kind] += 1
                doubts = trials.in_doubt(opened, campaign) - (doubts if on_uncertain == "hold" else 0)
                found.most_open_after_a_blow = max(found.most_open_after_a_blow, doubts)
            trials.finish(opened, sink.url, campaign)
            trials.compare(opened, campaign, sink.letters(), found)
        fruitless = 0 if found.blows > before.blows else fruitless + 1
        most = most_open * (found.blows - before.blows)
        doubtful, twice = found.uncertain - before.uncertain, found.duplicates - before.duplicates
        if doubtful > (most if on_uncertain == "hold" else 0) or twice > (most if on_uncertain == "resend" else 0):
            broken.append(f"campaign {campaign.id}: {doubtful} uncertain, {twice} twice, {most} may be")
    if found.lost or found.strangers or found.balance_failures or found.most_open_after_a_blow > most_open:
        broken.append("lost, stranger, balance, or too many open after a blow")
    if found.blows < many:
        broken.append(f"{many - found.blows} blows never fell")
    return asdict(found) | {"kinds": dict(kinds), "slowest_blow_seconds": round(slowest, 2), "broken": broken}


def _hang_up_after_250(stage: Stage) -> dict[str, Any]:
    """Test a sink that says 250 and drops the connection: every letter was accepted, and none is sent twice."""
    found = Findings()
    campaign = harness.launch(stage.opened)
    with stage.sink("--hang-up") as sink:
        trials.finish(stage.opened, sink.url, campaign)
        trials.compare(stage.opened, campaign, sink.letters(), found)
    broken = ["a promise"] if found.lost or found.duplicates or found.strangers or found.balance_failures else []
    return asdict(found) | {"broken": broken}


def _hang_up_at_the_dot(stage: Stage) -> dict[str, Any]:
    """Test `smtp-sink -q .`, which answers no letter: few are tried, none counts as accepted, the campaign is held.

    Once a person resumes the campaign, the other letters leave.
    """
    found = Findings()
    campaign = harness.launch(stage.opened)
    with peers.sink("-q", ".") as port:
        sender = trials.start(stage.opened, f"smtp://127.0.0.1:{port}", campaign)
        sender.communicate(timeout=trials.PATIENCE)
    with stage.opened.database.reading() as session:
        counts = {state.value: many for state, many in ledger.counts(session, campaign.id or 0).items() if many}
    trials.resume(stage.opened, campaign)
    with stage.sink() as sink:
        trials.finish(stage.opened, sink.url, campaign)
        trials.compare(stage.opened, campaign, sink.letters(), found)
    is_kept = (
        DeliveryState.ACCEPTED not in counts and counts[DeliveryState.UNCERTAIN] == found.uncertain and not found.lost
    )
    return {"counts": counts, "exit_code": sender.returncode} | asdict(found) | {"broken": [] if is_kept else ["it"]}


SCENARIOS: dict[str, Callable[[Stage], dict[str, Any]]] = {
    "kill_hold": _kills_under_hold,
    "kill_resend": _kills_under_resend,
    "sigterm": _terms,
    "nap_hold": _naps_under_hold,
    "nap_resend": _naps_under_resend,
    "commit_fails": _failing_commits,
    "disk_full": _full_disk,
    "hang_up_after_250": _hang_up_after_250,
    "hang_up_at_the_dot": _hang_up_at_the_dot,
}


def main() -> None:
    """Run the scenarios and print their findings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=300, help="how many times kill -9 is played")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(30))
    parser.add_argument("--only", nargs="+", choices=SCENARIOS, default=list(SCENARIOS))
    options = parser.parse_args()
    peers.require()
    with tempfile.TemporaryDirectory(prefix="relais-bench-") as folder:
        data = Path(folder) / "data"
        opened = harness.install(data, READERS, 5, "smtp://127.0.0.1:25", CONNECTIONS)
        stage = Stage(Path(folder), opened, random.Random(options.seed), options.rounds)
        told = {name: _played(name, stage) for name in options.only}
    harness.tell({"seed": options.seed, "connections": CONNECTIONS, "readers": READERS} | told)
    sys.exit(_is_broken(told))


def _played(name: str, stage: Stage) -> dict[str, Any]:
    began = time.monotonic()
    told = SCENARIOS[name](stage) | {"seconds": round(time.monotonic() - began, 1)}
    sys.stderr.write(f"{name}: {'BROKEN' if _is_broken(told) else 'ok'}, {told['seconds']} s\n")
    return told


def _is_broken(told: Any) -> bool:
    return isinstance(told, dict) and (bool(told.get("broken")) or any(_is_broken(one) for one in told.values()))


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path | None]:
    """Mount a small file system if run by root; otherwise yield `None`."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={_SMALL}", "relais-bench", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


if __name__ == "__main__":
    main()
