"""Who else on this machine may read what Relais keeps: nobody. On Windows, modes say nothing and are not looked at.

Refuses nothing by itself: it tells what is open to others, and closes it when it is told to.
"""

from __future__ import annotations

import os
from pathlib import Path

#: What nobody but the owner may do, to a file or in a folder.
OTHERS = 0o077
#: What new files and folders never allow.
UMASK = 0o077
_FOLDER, _FILE = 0o700, 0o600
#: What stands beside a SQLite database while it is used.
_COMPANIONS = ("", "-wal", "-shm", "-journal")


def is_open(path: Path) -> bool:
    """Tell whether other users may do anything with a file or a folder; false when it does not exist."""
    try:
        return os.name != "nt" and bool(path.stat().st_mode & OTHERS)
    except OSError:
        return False


def is_readable_by_others(file: Path) -> bool:
    """Tell whether other users can get to a file and read it: a closed folder protects what is in it."""
    return is_open(file) and is_open(file.absolute().parent)


def close(data: Path, database: Path | None) -> list[Path]:
    """Close the data folder and the files of a SQLite database to others; return what was open."""
    files = [] if database is None else [database.with_name(database.name + end) for end in _COMPANIONS]
    found = [path for path in (data, *files) if is_open(path)]
    for path in found:
        path.chmod(_FOLDER if path.is_dir() else _FILE)
    return found
