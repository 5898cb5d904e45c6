"""That one tick runs at a time: a file beside the data, and a lock on the database that several machines share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from runtime import file_locks
from runtime.installation import Installation

_LOCK = "tick.lock"
#: The number of that lock on a database server.
_LOCK_NUMBER = 0x7E1A_15


@contextmanager
def alone(opened: Installation) -> Iterator[bool]:
    """Tell whether this is the only tick on this data folder, and on this database; the locks go with the process."""
    with opened.database.lock(_LOCK_NUMBER) as is_alone, file_locks.held(opened.settings.data / _LOCK) as is_alone_here:
        yield is_alone and is_alone_here
