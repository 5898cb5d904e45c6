"""One sending by several processes: started, watched, and stopped together by the one in the foreground.

Signing takes a core (`mailer.dkim`), and one process has one. Each child is a whole sender (`sending`), and they share
a campaign by leases, as processes of several machines do: no process hands letters out to the others. The process
in the foreground sends nothing. It adds up the children's reports, passes a stop on, and when a child dies silently,
it takes back the rows that child held and starts another in its place.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from campaigns import errors
from campaigns.post import ledger
from campaigns.post.engine import runs, signals
from campaigns.post.engine.runs import Progress
from mailer.errors import MailerError
from runtime import installation, logs
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.settings import Settings

#: Seconds between two looks at what the children say.
_GLANCE = 0.2
#: Seconds that a child has to finish what is at the dot; it gives up by itself a little earlier.
_STOPPING = 28
#: A fresh interpreter each: nothing of ours (connections, locks, threads) is shared by accident.
_spawning = multiprocessing.get_context("spawn")
_log = logs.logger(__name__)


@dataclass(frozen=True)
class ProcessEnding:
    """How a sending ended, after it sent what it could."""

    #: Why letters had to leave by the second server, if they had to.
    detour: MailerError | None = None
    #: How many processes died on the way.
    deaths: int = 0


def send(
    opened: Installation, campaign_ids: list[int], number: int, *, watch: Callable[[Progress], None] | None = None
) -> ProcessEnding:
    """Send what is due of these campaigns by `number` processes.

    SIGTERM and Ctrl-C end all of them within half a minute.

    Raises:
        errors.SendersDied: letters are still due, and no process is left to send them.
        what `runs.send` raises in a child, when letters are still due: the others sent what they could.
    """
    crew = Crew(opened, campaign_ids, watch)
    with signals.noticing(crew.stop):
        crew.work(number)
    if not crew.stopped and runs.is_due(opened, campaign_ids):
        for problem in crew.problems:
            raise problem
        if crew.deaths:
            raise errors.SendersDied(many=crew.deaths)
    return ProcessEnding(crew.detour, crew.deaths)


@dataclass
class _Member:
    """One child, and what it told last."""

    process: SpawnProcess
    told: Progress = field(default=Progress(0, 0))
    #: Whether it reported how it ended; a child that did not has died.
    has_ended: bool = False


class Crew:
    """The children of one sending."""

    def __init__(self, opened: Installation, campaign_ids: list[int], watch: Callable[[Progress], None] | None) -> None:
        self._opened = opened
        self._campaign_ids = campaign_ids
        self._watch = watch
        self._members: dict[Connection, _Member] = {}
        #: What ended children sent.
        self._done = 0
        self._total = 0
        #: When the remaining children are ended by force.
        self._deadline: float | None = None
        #: How many died.
        self.deaths = 0
        #: Why children had to send by the second server, the last one of them.
        self.detour: MailerError | None = None
        #: The errors that ended children.
        self.problems: list[RelaisError] = []

    @property
    def stopped(self) -> bool:
        """Whether somebody said stop."""
        return self._deadline is not None

    def stop(self) -> None:
        """Let every child finish what is at the dot and leave; may be called at any moment."""
        self._deadline = self._deadline or time.monotonic() + _STOPPING
        for member in self._members.values():
            member.process.terminate()

    def work(self, number: int) -> None:
        """Start the children and stay until the last one has left."""
        try:
            for _child in range(number):
                self._start()
            while self._members:
                ready = connection.wait(list(self._members), _GLANCE)
                for pipe in [one for one in self._members if one in ready]:
                    self._hear(pipe)
                if self._deadline is not None and time.monotonic() > self._deadline:
                    self._end_by_force()
        finally:
            self._end_by_force()

    def _start(self) -> None:
        ours, theirs = _spawning.Pipe(duplex=False)
        is_verbose = logging.getLogger().isEnabledFor(logging.INFO)
        given = (self._opened.settings, self._campaign_ids, theirs, is_verbose)
        process = _spawning.Process(target=_send, args=given, daemon=True)
        process.start()
        theirs.close()  # only the child holds it, so that we notice its end
        self._members[ours] = _Member(process)
        if self.stopped:  # the signal came while it was started
            process.terminate()

    def _hear(self, pipe: Connection) -> None:
        member = self._members[pipe]
        try:
            said = pipe.recv()
        except (EOFError, OSError):  # the end, or the middle of a word that will never end
            self._bury(pipe, member)
            return
        if isinstance(said, Progress):
            member.told = said
            self._tell()
            return
        member.has_ended = True
        if isinstance(said, ProcessEnding):
            self.detour = said.detour or self.detour
        else:
            self.problems.append(said)

    def _bury(self, pipe: Connection, member: _Member) -> None:
        """Forget a child that has ended; replace one that died, if it had sent anything."""
        del self._members[pipe]
        pipe.close()
        member.process.join()
        self._done += member.told.done
        if member.has_ended or self.stopped:
            return
        self.deaths += 1
        with self._opened.database.transaction() as session:
            ledger.reclaim(session, self._opened.clock.epoch())
        _log.warning("a sending process died", process=member.process.pid, code=member.process.exitcode)
        if member.told.done:
            self._start()

    def _tell(self) -> None:
        told = [member.told for member in self._members.values()]
        self._total = max(self._total, *(one.total for one in told))
        if self._watch is not None:
            self._watch(Progress(self._done + sum(one.done for one in told), self._total))

    def _end_by_force(self) -> None:
        for member in self._members.values():
            member.process.kill()


def _send(settings: Settings, campaign_ids: list[int], pipe: Connection, is_verbose: bool) -> None:  # noqa: FBT001
    """Run as a child: send, report progress and the end. A child that does not report its end has died."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us too; the one in the foreground tells us what to do
    logs.configure(verbose=is_verbose)
    end: ProcessEnding | RelaisError
    try:
        end = ProcessEnding(runs.send(installation.open_(settings), campaign_ids, watch=partial(_report, pipe)))
    except RelaisError as problem:
        end = problem
    except Exception as problem:  # noqa: BLE001 -- a person never sees a traceback
        _log.info("unexpected", exc_info=problem)
        sys.exit(1)
    with suppress(OSError):
        pipe.send(end)


def _report(pipe: Connection, progress: Progress) -> None:
    """Say how far this child is; if nobody listens, the foreground process is dead, and this one stops."""
    try:
        pipe.send(progress)
    except OSError:
        signal.raise_signal(signal.SIGTERM)
