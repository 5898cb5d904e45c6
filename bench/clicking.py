"""A reader who clicks without pause: each connection sends its next request when the last one is answered."""

from __future__ import annotations

import asyncio
from typing import cast

CONNECTIONS = 32
#: User agents: each counts as a separate visitor.
AGENTS = 500


class Client(asyncio.Protocol):
    """One connection that clicks as fast as it is answered."""

    def __init__(self, requests: list[bytes], first: int) -> None:
        self._requests = requests
        self._next = first
        self._heard = b""
        self.answered = 0
        self.stopped = False
        self.done: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Click."""
        self._transport = cast("asyncio.Transport", transport)
        self._click()

    def data_received(self, data: bytes) -> None:
        """Count an answer and click again; anything but a redirection ends the measure."""
        self._heard += data
        if not self._heard.endswith(b"\r\n\r\n"):
            return
        if not self._heard.startswith(b"HTTP/1.1 302"):
            self.done.set_exception(RuntimeError(self._heard.decode()))
            return
        self._heard = b""
        self.answered += 1
        if self.stopped:
            self._transport.close()
            self.done.set_result(self.answered)
        else:
            self._click()

    def _click(self) -> None:
        self._next = (self._next + 7) % len(self._requests)
        self._transport.write(self._requests[self._next])


async def clicks(port: int, paths: list[str], seconds: float) -> int:
    """Click for so many seconds over all connections; return how many clicks were answered."""
    requests = [
        (
            f"GET {paths[number % len(paths)]} HTTP/1.1\r\nHost: lettre.example\r\nAccept: text/html\r\n"
            f"User-Agent: Mozilla/5.0 (Windows NT 10.0; rv:{number}.0) Gecko/20100101 Firefox/{number}.0\r\n"
            "Accept-Language: fr\r\nConnection: keep-alive\r\n\r\n"
        ).encode()
        for number in range(AGENTS)
    ]
    warm = await _joined(Client(requests, 0), port)
    warm.stopped = True
    await warm.done
    clients = [Client(requests, first * 13) for first in range(CONNECTIONS)]
    for client in clients:
        await _joined(client, port)
    await asyncio.sleep(seconds)
    for client in clients:
        client.stopped = True
    return warm.answered + sum(await asyncio.gather(*(client.done for client in clients)))


async def _joined(client: Client, port: int) -> Client:
    await asyncio.get_running_loop().create_connection(lambda: client, "127.0.0.1", port)
    return client
