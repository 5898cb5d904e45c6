"""The servers that letters may be handed to: the first, and a second as a fallback when the first cannot be used."""

from __future__ import annotations

from collections.abc import Sequence

from mailer import errors as mailer_errors
from mailer import next_hops, smtp
from mailer.next_hops import Hop
from runtime import logs
from runtime.clock import Clock
from runtime.settings import Settings

#: Seconds for which a failed server is tried only after the others.
_AVOIDED = 60
_log = logs.logger(__name__)


class Route:
    """What the connections of one process know of the servers."""

    def __init__(self, servers: Sequence[Hop], clock: Clock) -> None:
        self._servers = servers
        self._clock = clock
        self._failed: dict[Hop, int] = {}
        #: The last error of each server that failed.
        self.problems: dict[Hop, mailer_errors.MailerError] = {}

    def order(self) -> list[Hop]:
        """Return the servers in the order to try: as configured, with those that failed recently last."""
        now = self._clock.epoch()
        return sorted(self._servers, key=lambda one: now - self._failed.get(one, 0) < _AVOIDED)

    async def open(self) -> tuple[Hop, smtp.Connection]:
        """Open a connection to the first server that can be used, and return both.

        Raises:
            mailer.errors.MailerError: no server can be used; see `problem`.
        """
        for server in self.order():
            try:
                return server, await smtp.open_connection(server)
            except mailer_errors.MailerError as problem:
                _log.info("no connection", reason=str(problem))
                self.failed(server, problem)
        assert self.problem is not None, "a route leads to one server at least"
        raise self.problem

    def failed(self, server: Hop, problem: mailer_errors.MailerError) -> None:
        """Note a failure: this server is tried after the others for a while."""
        self._failed[server] = self._clock.epoch()
        self.problems[server] = problem

    @property
    def problem(self) -> mailer_errors.MailerError | None:
        """Why no server can be used: the error of the first. A refused login is reported only if all refuse it,
        because other errors may pass by themselves, but that one needs a person.
        """
        told = [self.problems[one] for one in self._servers if one in self.problems]
        passing = [one for one in told if not isinstance(one, mailer_errors.AuthenticationRefused)]
        return next(iter(passing or told), None)

    @property
    def detour(self) -> mailer_errors.MailerError | None:
        """Why letters left by the second server; `None` when there is no second one, or it was not needed."""
        return self.problems.get(self._servers[0]) if len(self._servers) > 1 else None


def servers(settings: Settings) -> list[Hop]:
    """Return the servers that the settings name.

    Raises:
        mailer.errors.HopRefused.
    """
    urls = (settings.smtp_url, settings.smtp_fallback_url)
    return [next_hops.parse(url.get_secret_value()) for url in urls if url is not None]
