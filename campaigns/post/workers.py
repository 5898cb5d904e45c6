"""Who holds a lease: a name for this process that tells whether it still lives.

A process of this machine that is gone gives its leases back at once; of another machine nothing is known,
and its leases lapse with time.
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path


def identity() -> str:
    """Return the name of this process: machine, process number, and when the process began."""
    return f"{_machine()}/{os.getpid()}/{_began(os.getpid())}"


def is_gone(worker: str) -> bool:
    """Tell whether `worker` was a process of this machine that no longer runs."""
    machine, _, process = worker.partition("/")
    number, _, began = process.partition("/")
    return machine == _machine() and number.isdigit() and _began(int(number)) != began


def _machine() -> str:
    """A name that two machines do not share, and that a reboot changes: no process outlives one."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:  # not Linux
        return f"{uuid.getnode():x}"


def _began(process: int) -> str:
    """When the process began, in ticks since boot; a number that is reused begins at another tick."""
    try:
        # The second field, the program's name, may hold spaces and parentheses: count after it.
        return Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[19]
    except OSError:
        return ""
