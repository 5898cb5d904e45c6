"""The real `relais`, run with one thing broken on purpose; the product itself has no such switches.

    python -m bench.broken [--lease SECONDS] [--commits N --when before|after] -- send 1 --json

Refuses nothing: only `bench.crash` tells it what to break.
"""

from __future__ import annotations

import argparse
import itertools
import sqlite3
import sys
from typing import Any, cast

import sqlalchemy
from sqlalchemy import event

from campaigns.post import ledger
from runtime import database


def main() -> None:
    """Break what the options ask for, then run the command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lease", type=int, help="seconds that a lease lasts")
    parser.add_argument("--commits", type=int, help="the commit that fails, counted from the start")
    parser.add_argument("--when", choices=("before", "after"), default="before", help="whether it had happened")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    if options.lease:
        ledger.LEASE_SECONDS = options.lease
    if options.commits:
        _fail(options.commits, really_commits=options.when == "after")
    from cli import main as commands  # after the lease is set: others derive their own times from it

    sys.exit(commands.main(options.command))


def _fail(nth: int, *, really_commits: bool) -> None:
    """Let the `nth` commit of this process raise, before or after it takes place: the caller cannot tell which."""
    commits = itertools.count(1)

    @event.listens_for(sqlalchemy.Engine, "commit")
    def commit(connection: sqlalchemy.Connection) -> None:
        if next(commits) == nth:
            if really_commits:
                connection.connection.commit()
            raise sqlalchemy.exc.OperationalError("COMMIT", {}, sqlite3.OperationalError("disk I/O error"))

    original = database.Writer._commit  # noqa: SLF001 -- broken on purpose

    def commit_directly(writer: database.Writer) -> None:
        fails = next(commits) == nth
        if really_commits or not fails:
            original(writer)
        if fails:
            raise sqlite3.OperationalError("disk I/O error")

    cast("Any", database.Writer)._commit = commit_directly  # noqa: SLF001 -- as above


if __name__ == "__main__":
    main()
