"""Screenshots of a page: the only access to Chromium, which must be on the PATH.

Relais talks to it through two pipes (the DevTools protocol), so no port is opened, and it runs only during one call.
Refuses to let a page run code or use the network: scripts are off, and no host name resolves.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runtime.language import _
from templates import errors

#: The names of the program on different systems.
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
#: It talks through file descriptors 3 and 4, which a shell sets up.
_SHELL = ["/bin/sh", "-c", 'exec "$@" 3<&0 4>&1 </dev/null >/dev/null', "sh"]
_ARGUMENTS = [
    "--headless", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]  # fmt: skip
#: Seconds that each step may take.
_PATIENCE = 30
#: CSS pixels below which a window counts as a telephone.
_PHONE = 480


@dataclass(frozen=True)
class Shot:
    """One picture of a page."""

    #: Of the window, in CSS pixels.
    width: int
    #: Whether the reader's screen is dark.
    dark: bool = False

    @property
    def name(self) -> str:
        """The part of the file name that identifies it: `320-dark`."""
        return f"{self.width}-{'dark' if self.dark else 'light'}"


def require() -> str:
    """Return where Chromium is.

    Raises:
        errors.BrowserMissing.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None or not Path(_SHELL[0]).exists():
        raise errors.BrowserMissing
    return found


def pictures(pages: Iterable[str], shots: Iterable[Shot]) -> list[dict[Shot, bytes]]:
    """Return, for each page, one PNG per shot: the whole page, one pixel per CSS pixel.

    A page holds its pictures in `data:` addresses.

    Raises:
        errors.BrowserMissing, errors.BrowserFailed.
    """
    program = require()
    wanted = list(shots)
    with tempfile.TemporaryDirectory(prefix="relais-chromium-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "page.html"
        with _running(program, Path(folder)) as tab:
            found = []
            for page in pages:
                file.write_text(page, "utf-8")
                found.append({shot: tab.shoot(file, shot) for shot in wanted})
            return found


@contextlib.contextmanager
def _running(program: str, folder: Path) -> Iterator[_Tab]:
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # root cannot use the sandbox
    command = [*_SHELL, program, *_ARGUMENTS, *sandbox, f"--user-data-dir={folder / 'profile'}", "about:blank"]
    pipe = subprocess.PIPE
    asked = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, bufsize=0)  # noqa: S603 -- ours
    with asked as process:
        try:
            yield _Tab(process)
        finally:
            process.kill()


class _Tab:
    """One page of a running Chromium."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._asked = 0
        self._heard = b""
        self._session: dict[str, str] = {}
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._session = {"sessionId": session}
        self._ask("Page.enable")
        self._ask("Emulation.setScriptExecutionDisabled", value=True)

    def shoot(self, file: Path, shot: Shot) -> bytes:
        """Return the PNG of a page."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if shot.dark else "light"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme])
        size = {"width": shot.width, "height": 800, "deviceScaleFactor": 1, "mobile": shot.width < _PHONE}
        self._ask("Emulation.setDeviceMetricsOverride", **size)
        self._ask("Page.navigate", url=file.as_uri())
        while self._next().get("method") != "Page.loadEventFired":
            pass
        whole = self._ask("Page.getLayoutMetrics")["cssContentSize"] | {"scale": 1}
        taken = self._ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=whole)
        return base64.b64decode(taken["data"])

    def _ask(self, method: str, **given: Any) -> dict[str, Any]:
        self._asked += 1
        asked = {"id": self._asked, "method": method, "params": given} | self._session
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(asked).encode() + b"\0")
        except OSError as broken:
            raise errors.BrowserFailed(reason=_("il s’est arrêté")) from broken
        while (answer := self._next()).get("id") != self._asked:
            pass
        if "error" in answer:
            raise errors.BrowserFailed(reason=f"{method} : {answer['error'].get('message')}")
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        """Return the next message from Chromium."""
        assert self._process.stdout is not None
        while b"\0" not in self._heard:
            if not select.select([self._process.stdout], [], [], _PATIENCE)[0]:
                raise errors.BrowserFailed(reason=_("il ne dit plus rien"))
            heard = os.read(self._process.stdout.fileno(), 1 << 16)
            if not heard:
                raise errors.BrowserFailed(reason=_("il s’est arrêté"))
            self._heard += heard
        said, _end, self._heard = self._heard.partition(b"\0")
        message: dict[str, Any] = json.loads(said)
        return message
