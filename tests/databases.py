"""SQLite for the tests: copies of a file that the migrations made, all of them behind one engine. Owns no test.

The engine keeps what it has compiled: to compile the statements of a test anew costs more than to run them.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import event

from runtime import database as databases
from runtime import migrating
from runtime.database import Database


class Copies:
    """Copies of one file; the engine leads to the one that was made last, and knows nothing of the others."""

    def __init__(self, original: Path) -> None:
        self._original = original
        self._made = databases.connect(f"sqlite:///{original}", durable=False)
        event.listen(self._made.engine, "do_connect", self._lead)

    def at(self, path: Path) -> Database:
        """Return a fresh copy, which lies there."""
        self.close()
        shutil.copyfile(self._original, path)
        self._made.engine.url = self._made.engine.url.set(database=str(path))
        return self._made

    def close(self) -> None:
        """Let go of the copy that was made last."""
        self._made.engine.dispose()

    def _lead(self, _dialect: object, _record: object, given: list[Any], _named: object) -> None:
        given[0] = self._made.engine.url.database


def migrate(path: Path) -> Path:
    """Make a database there, by the migrations, and return its path."""
    made = databases.connect(f"sqlite:///{path}", durable=False)
    migrating.upgrade(made)
    made.engine.dispose()
    return path
