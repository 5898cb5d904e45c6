"""Which test runs on which database, in which of the two runs; together they are the whole matrix. Owns no test.

Everything runs on SQLite. What is marked `dialects` runs on PostgreSQL too: there a statement has two spellings, or
what it says is understood in two ways. What is left, the same words on the other database, is the second run.
"""

from __future__ import annotations

import enum

#: Both kinds, as the parameter of the fixture `database` names them.
SQLITE, POSTGRESQL = KINDS = ("sqlite", "postgresql")
#: The marker of tests, most often of all in a module, that run on both in every run.
DIALECTS = "dialects"


class Run(enum.StrEnum):
    """What `--databases` takes."""

    #: SQLite, and both where dialects differ: `make test`.
    USUAL = "usual"
    #: The rest: `make test-databases`.
    OTHERS = "others"
    #: Everything at once: for whoever looks at one test.
    BOTH = "both"


def belongs(run: Run, kind: str | None, *, differs: bool) -> bool:
    """Tell whether a test belongs to a run: by its database, if it has one, and whether it is marked."""
    if run is Run.BOTH:
        return True
    is_usual = kind != POSTGRESQL or differs
    return is_usual is (run is Run.USUAL)
