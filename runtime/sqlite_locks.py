"""Waiting for the write lock of SQLite, of which there is one. Refuses to sleep for as long as SQLite itself does."""

from __future__ import annotations

import sqlite3
import time

#: How long to wait for another writer, as SQLite wants to know it, and in seconds.
MILLISECONDS = 30_000
PATIENCE = MILLISECONDS / 1000
#: Seconds between two attempts to take a lock that another process holds.
_GLANCE = 0.001


def take(raw: sqlite3.Connection, patience: float = PATIENCE) -> None:
    """Begin a transaction that writes, checking often whether the lock is free.

    SQLite itself sleeps for a tenth of a second between two attempts. When two processes commit without a pause, one
    of them may then wait for 15 seconds (seen with a disk that takes a tenth of a second per commit).

    Raises:
        sqlite3.OperationalError: the lock did not become free in time, or the database is broken.
    """
    deadline = time.monotonic() + patience
    raw.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                raw.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as problem:
                if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(_GLANCE)
            else:
                return
    finally:
        raw.execute(f"PRAGMA busy_timeout={MILLISECONDS}")
