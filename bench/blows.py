"""Single faults: a sending process is started and hit once. Each function returns where it hit, or `None` if too late.

killed       SIGKILL at a step of a letter, or at a random moment
terminated   SIGTERM at a random moment
frozen       SIGSTOP for longer than the lease lasts, while another process takes over, then SIGCONT
starved      the disk accepts no more writes
forsaken     one commit fails, before or after it took place
"""

from __future__ import annotations

import random
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress

from bench import sinks, trials
from bench.trials import Sink
from campaigns.post.models import Campaign
from runtime.installation import Installation

#: Starts a process, hits it, waits for its end; returns the name of the blow, or `None` if the process ended before.
Blow = Callable[[Installation, Campaign, Sink, random.Random], str | None]

#: Longest wait for a random moment, about as long as a run.
_LONGEST = 0.8
_LATEST_LETTER = 100
#: Duration, in seconds, of a lease that must lapse soon.
_LEASE = 3
#: Seconds that a process may take to end when asked to.
LEAVING = 30
#: Approximate number of commits in a run.
_COMMITS = 80


def killed(opened: Installation, campaign: Campaign, sink: Sink, chance: random.Random) -> str | None:
    """Kill -9 while the sink holds a letter at some step; or at any moment, the start included."""
    step = chance.choice([*sinks.STEPS, "random", "random", "early"])
    if step in sinks.STEPS:
        sink.arm(step, chance.randint(1, _LATEST_LETTER), holds=True)
    else:
        sink.arm("mail", 1, holds=False)
    sender = trials.start(opened, sink.url, campaign)
    is_hit = step == "early" or sink.is_reached(sender)
    if step not in sinks.STEPS:
        _wait(sender, chance.uniform(0, _LONGEST))
    sender.kill()
    sender.communicate()
    sink.release()
    return step if is_hit and sender.returncode == -signal.SIGKILL else None


def terminated(opened: Installation, campaign: Campaign, sink: Sink, chance: random.Random) -> str | None:
    """Send SIGTERM while letters leave."""
    sink.arm("mail", 1, holds=False)
    sender = trials.start(opened, sink.url, campaign)
    if not sink.is_reached(sender):
        return None
    _wait(sender, chance.uniform(0, _LONGEST))
    sender.terminate()
    sender.communicate(timeout=LEAVING)
    return "terminated"


def frozen(opened: Installation, campaign: Campaign, sink: Sink, chance: random.Random) -> str | None:
    """Stop a process, let another one take over its leases and finish, then wake it up."""
    lease = ("--lease", str(_LEASE))
    sink.arm(chance.choice(sinks.STEPS), chance.randint(1, _LATEST_LETTER), holds=False)
    sleeper = trials.start(opened, sink.url, campaign, breaking=lease)
    if not sink.is_reached(sleeper):
        sleeper.communicate()
        return None
    sleeper.send_signal(signal.SIGSTOP)
    time.sleep(_LEASE + 1.1)  # leases are kept in whole seconds
    trials.start(opened, sink.url, campaign, breaking=lease).communicate(timeout=trials.PATIENCE)
    sleeper.send_signal(signal.SIGCONT)
    sleeper.communicate(timeout=trials.PATIENCE)
    return "frozen"


def starved(opened: Installation, campaign: Campaign, sink: Sink, chance: random.Random) -> str | None:
    """Forbid every write past the first page of a file, once letters leave (EFBIG; SQLite calls it an I/O error)."""
    sink.arm("mail", chance.randint(1, _LATEST_LETTER), holds=False)
    sender = trials.start(opened, sink.url, campaign)
    if sink.is_reached(sender):
        resource.prlimit(sender.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    sender.communicate(timeout=trials.PATIENCE)
    return "starved" if sender.returncode else None


def crowded(opened: Installation, campaign: Campaign, sink: Sink, chance: random.Random) -> str | None:
    """Fill the file system that holds the database, once letters leave (ENOSPC)."""
    sink.arm("mail", chance.randint(1, _LATEST_LETTER), holds=False)
    ballast = opened.settings.data / "ballast"
    sender = trials.start(opened, sink.url, campaign)
    if sink.is_reached(sender):
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
    sender.communicate(timeout=trials.PATIENCE)
    ballast.unlink(missing_ok=True)
    return "crowded" if sender.returncode else None


def forsaken(opened: Installation, campaign: Campaign, sink: Sink, chance: random.Random) -> str | None:
    """Let one commit fail; the process cannot know whether it took place."""
    when = chance.choice(["before", "after"])
    breaking = ("--commits", str(chance.randint(1, _COMMITS)), "--when", when)
    sender = trials.start(opened, sink.url, campaign, breaking=breaking)
    sender.communicate(timeout=trials.PATIENCE)
    return f"forsaken {when}" if sender.returncode else None


def _wait(sender: subprocess.Popen[bytes], seconds: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        sender.wait(seconds)
