"""`relais serve`: the pages, by uvicorn, which is given a name and imports the application itself."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
from types import FrameType
from typing import Any

import click
import uvicorn

from accounts import first_account
from cli import click_groups, connections, serving_ticks, terminal
from runtime import errors, logs, settings, stopping
from runtime.language import _

#: Seconds for which a stopping server waits for open requests.
PATIENCE = 3


@click_groups.command(help=_("Sert la console et les pages des lecteurs, et fait chaque minute ce qui est dû."))
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--public-only", is_flag=True, help=_("Ne sert que les pages des lecteurs, sans la console."))
@click.option("--no-tick", is_flag=True, help=_("Laisse les tâches de chaque minute à cron."))
def serve(host: str, port: int, public_only: bool, no_tick: bool) -> None:
    """Serve until told to stop."""
    opened = terminal.opened()  # what is missing is said here, in one sentence, before a server starts
    door = _door(host, port)
    config = click.get_current_context().find_root().params.get("config")
    if config is not None:
        os.environ[settings.CONFIG_VARIABLE] = str(config)
    terminal.say(_("Relais répond à http://{host}:{port} (Ctrl-C pour arrêter).").format(host=host, port=port))
    if not public_only and (code := first_account.link(opened)) is not None:
        words = _("Première ouverture, valable une fois et 24 heures : http://{host}:{port}/premiere-ouverture/{code}")
        terminal.say(words.format(host=host, port=port, code=code))
    factory = "web.app:create_public" if public_only else "web.app:create"
    made = server(factory, factory=True, forwarded_allow_ips=opened.settings.proxies)
    connections.allow_files()
    logging.getLogger("uvicorn.error").addFilter(logs.Seldom())
    ticking = contextlib.nullcontext() if no_tick else serving_ticks.each_minute(opened)
    with contextlib.suppress(KeyboardInterrupt), ticking:
        Server(made).run([door])


class Server(uvicorn.Server):
    """Ends its streams before it waits for what is open: uvicorn waits for them (Kludex/uvicorn #2913)."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Tell what lasts that the end has come."""
        stopping.ask()
        super().handle_exit(sig, frame)


def server(application: Any, **more: Any) -> uvicorn.Config:
    """Return how an application is served: within our bounds, and without a word about what serves it."""
    return uvicorn.Config(
        application, access_log=False, log_config=None, log_level="warning", proxy_headers=True, server_header=False,
        date_header=True, timeout_graceful_shutdown=PATIENCE, http=connections.BoundedProtocol, ws="none", **more,
    )  # fmt: skip


def _door(host: str, port: int) -> socket.socket:
    """Open the address that we answer at.

    Raises:
        errors.AddressTaken: another program uses the address, or it does not belong to this machine.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError:
        raise errors.AddressTaken(host=host, port=port) from None
