"""Slices of a campaign for workers on any machine: jobs of procrastinate, deferred on the connection of the transaction
that they are about, so that a launch that is taken back leaves no job behind.

A slice is a campaign and a number. The number names the job and sets its rank (the first slice of a small campaign
comes before the tenth of a large one); which rows it sends is decided when it runs, by the ledger's leases. On SQLite
there are no workers, and nothing is deferred.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session

#: Letters of a slice, about.
SLICE = 10_000
#: At most so many slices wait at once: the tick defers the others.
_MOST = 100
QUEUE, TASK = "letters", "relais.send_slice"
#: Seconds without a sign of life after which a worker is not counted.
_SILENT = 40

# A job that waits under the same name is not deferred again; one that a worker has taken does not count as waiting.
_DEFER = sa.text("""
    SELECT count(*) FROM unnest(procrastinate_defer_jobs_v1(ARRAY(
        SELECT ROW(:queue, :task, -number, NULL, 'slice:' || :campaign || ':' || number,
                   jsonb_build_object('campaign_id', CAST(:campaign AS integer), 'number', number),
                   to_timestamp(:at))::procrastinate_job_to_defer_v1
        FROM generate_series(0, CAST(:last AS integer)) AS number
        WHERE NOT EXISTS (SELECT 1 FROM procrastinate_jobs
                          WHERE queueing_lock = 'slice:' || :campaign || ':' || number AND status = 'todo')
    )))
""")
_WORKERS = sa.text("""
    SELECT EXISTS (SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => :silent))
""")


def defer(session: Session, campaign_id: int, letters: int, at: int = 0) -> int:
    """Defer the slices for so many letters, from the second `at` on; return how many there are."""
    if _is_sqlite(session):
        return 0
    last = min(max(letters - 1, 0) // SLICE, _MOST - 1)
    given = {"queue": QUEUE, "task": TASK, "campaign": str(campaign_id), "last": last, "at": at}
    try:
        with session.begin_nested():
            deferred: int = session.connection().execute(_DEFER, given).scalar_one()
    except sa.exc.IntegrityError:  # another process defers the same at this very moment
        return 0
    return deferred


def has_workers(session: Session) -> bool:
    """Tell whether any worker lives."""
    if _is_sqlite(session):
        return False
    return bool(session.connection().execute(_WORKERS, {"silent": _SILENT}).scalar_one())


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
