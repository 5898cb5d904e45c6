"""Who holds a lease: a name for this process that tells whether it still lives.

The leases of a dead process of this machine are free at once. Nothing is known of processes of other machines,
so their leases lapse with time.
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path

_UNKNOWN = "?"
#: States of a process that has ended but has not been reaped yet.
_DEAD = ("Z", "X")


def identity() -> str:
    """Return the name of this process: machine, process number, and when the process began."""
    return f"{_machine()}/{os.getpid()}/{_began(os.getpid())}"


def is_gone(worker: str) -> bool:
    """Tell whether `worker` was a process of this machine that no longer runs."""
    machine, _, process = worker.partition("/")
    number, _, began = process.partition("/")
    return machine == _machine() and number.isdigit() and _began(int(number)) not in (began, _UNKNOWN)


def _machine() -> str:
    """Return a name shared only by processes that see the same process numbers: one boot, one PID namespace.

    Containers of one host share its boot, and each counts its processes from one.
    """
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot}.{Path('/proc/self/ns/pid').readlink()}"
    except OSError:  # not Linux
        return f"{uuid.getnode():x}"


def _began(process: int) -> str:
    """Return when the process began, in ticks since boot; a reused process number has another start.

    Empty when there is no such process; a question mark when we have no access.
    """
    try:
        # The second field, the program's name, may hold spaces and parentheses: count after it.
        fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    except OSError:
        return _UNKNOWN
    return "" if fields[0] in _DEAD else fields[19]
