"""The real `relais`, run in a house where one thing is wrong; the product itself has no such switches.

    python -m bench.broken [--lease SECONDS] [--commits N --when before|after] -- send 1 --json

Refuses nothing: it is told what to break by `bench.crash` and by nobody else.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys

import sqlalchemy
from sqlalchemy import event

from campaigns.post import ledger


def main() -> None:
    """Break what is asked, then be the command."""
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
    """Let the `nth` commit of this process raise, before it took place or after: who asked cannot tell."""
    seen = 0

    @event.listens_for(sqlalchemy.Engine, "commit")
    def commit(connection: sqlalchemy.Connection) -> None:
        nonlocal seen
        seen += 1
        if seen == nth:
            if really_commits:
                connection.connection.commit()
            problem = sqlite3.OperationalError("disk I/O error")
            raise sqlalchemy.exc.OperationalError("COMMIT", {}, problem)


if __name__ == "__main__":
    main()
