"""A worker: sends slices of campaigns, ticks each minute, and takes over the jobs of dead workers; on any machine.

The one module that knows procrastinate. Jobs carry numbers, never an address, and are safe to run twice. Letters
are sent in a thread with its own loop, so that a commit never delays this worker's sign of life.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from typing import TypeAlias

import procrastinate
from procrastinate import exceptions as procrastinate_errors
from psycopg import errors as psycopg_errors
from psycopg_pool import PoolTimeout

from campaigns import errors
from campaigns.acting import sending, ticking
from campaigns.post.engine import job_slices
from campaigns.post.engine.runs import Bounds
from runtime import logs
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.remedies import Remark

_DUTIES = "duties"
#: Seconds between two signs of life, after which a worker counts as dead, and before a lost database is tried again.
_BEAT, _DEAD, _AGAIN = 5.0, 30.0, 5.0
#: Seconds within which a stop must finish: a letter at its final dot may take some of them.
_STOPPING = 28.0
_log = logs.logger(__name__)


#: Tells a person what they must decide: a remark, or what kept a duty from its work.
Say: TypeAlias = Callable[[Remark | RelaisError], None]


def work(opened: Installation, *, say: Say = lambda _alert: None) -> None:
    """Work until SIGTERM or Ctrl-C; what a person must decide is told to `say`.

    It waits for a lost database to come back, so nobody has to restart it.

    Raises:
        errors.WorkersNeedServer: the database is SQLite.
        errors.NothingToSendWith: no SMTP server is set.
    """
    if opened.database.is_sqlite:
        raise errors.WorkersNeedServer
    if opened.settings.smtp_url is None:
        raise errors.NothingToSendWith
    asyncio.run(_Worker(opened, say).run())


class _Worker:
    def __init__(self, opened: Installation, say: Say) -> None:
        self._opened = opened
        self._say = say
        self._called_off = threading.Event()
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop)
        while not self._stopping.is_set():
            try:
                await self._serve()
            except (procrastinate_errors.ConnectorException, psycopg_errors.Error, PoolTimeout, OSError) as problem:
                _log.warning("the database is away", reason=type(problem).__name__)
                await self._pause()

    def _stop(self) -> None:
        self._called_off.set()
        self._stopping.set()

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), _AGAIN)
        except TimeoutError:
            return

    async def _serve(self) -> None:
        """Take jobs until a stop, or until the connection to the database is lost."""
        app = self._app()
        async with app.open_async():
            queues = [
                asyncio.create_task(
                    app.run_worker_async(
                        queues=[queue], concurrency=1, install_signal_handlers=False, delete_jobs="successful",
                        update_heartbeat_interval=_BEAT, stalled_worker_timeout=_DEAD,
                        shutdown_graceful_timeout=_STOPPING,
                    )
                )
                for queue in (job_slices.QUEUE, _DUTIES)
            ]  # fmt: skip
            stop = asyncio.create_task(self._stopping.wait())
            done, _pending = await asyncio.wait([*queues, stop], return_when=asyncio.FIRST_COMPLETED)
            stop.cancel()
            for queue in queues:
                queue.cancel()
            await asyncio.gather(*queues, return_exceptions=True)
            for ended in done - {stop}:
                ended.result()

    def _app(self) -> procrastinate.App:
        url = self._opened.database.engine.url
        connector = procrastinate.PsycopgConnector(
            conninfo=url.set(drivername="postgresql").render_as_string(hide_password=False),
            kwargs=self._opened.database.network, min_size=1, max_size=6, timeout=10,
        )  # fmt: skip
        app = procrastinate.App(connector=connector)

        @app.task(name=job_slices.TASK, queue=job_slices.QUEUE)
        async def send_slice(campaign_id: int, number: int) -> None:
            _log.info("slice", campaign=campaign_id, number=number)
            await asyncio.to_thread(self._send, campaign_id)

        @app.periodic(cron="* * * * *")
        @app.task(name="relais.tick", queue=_DUTIES, queueing_lock="tick")
        async def tick(timestamp: int) -> None:  # noqa: ARG001 -- the library's signature
            await asyncio.to_thread(self._tick)

        @app.periodic(cron="* * * * * */15")
        @app.task(name="relais.take_up", queue=_DUTIES, queueing_lock="take_up")
        async def take_up(timestamp: int) -> None:  # noqa: ARG001 -- the library's signature
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=_DEAD):
                await app.job_manager.retry_job(job)

        return app

    def _send(self, campaign_id: int) -> None:
        bounds = Bounds(letters=job_slices.SLICE, called_off=self._called_off)
        try:
            if told := sending.send(self._opened, campaign_id, bounds=bounds):
                self._say(Remark(told))
        except RelaisError as problem:  # the tick queues what is left, once a minute
            _log.warning("a slice was not sent", campaign=campaign_id, reason=str(problem))

    def _tick(self) -> None:
        done = ticking.tick(self._opened)
        alerts: list[Remark | RelaisError] = [*done.alerts, *done.failures]
        for alert in alerts:
            self._say(alert)
