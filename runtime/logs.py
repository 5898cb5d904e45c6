"""Structured logs on standard error, with every e-mail address redacted before it is written.

The library that writes them is loaded with the first line: most commands log nothing, and so start faster.
"""

from __future__ import annotations

import logging
import math
import re
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_ADDRESS = re.compile(r"[^\s<>\"'(),:;]+@[^\s<>\"'(),:;]+")
_REDACTED = "[adresse masquée]"


def redact(text: str) -> str:
    """Return `text` with anything that looks like an e-mail address masked."""
    return _ADDRESS.sub(_REDACTED, text) if "@" in text else text


def _redact_line(_logger: Any, _method: str, line: Any) -> str:
    """Mask addresses in the finished line, whatever field, exception or nested value held them."""
    return redact(str(line))


class _RedactingFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class Seldom(logging.Filter):
    """Lets the same line through once a minute: who asks for nonsense must not fill a disk with what we say of it."""

    _SECONDS, _MOST = 60, 100

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        #: A line -> when it was let through, and how often it was left out since.
        self._said: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def passes(self, line: str) -> int | None:
        """Return how often this line was left out since it was written last; `None` when it is left out now."""
        with self._lock:
            now = self._now()
            at, unsaid = self._said.get(line, (-math.inf, 0))
            if now - at < self._SECONDS:
                self._said[line] = (at, unsaid + 1)
                return None
            if len(self._said) >= self._MOST:
                self._said.clear()
            self._said[line] = (now, 0)
            return unsaid

    def filter(self, record: logging.LogRecord) -> bool:
        """Let a record through, or not; it then says how many like it did not pass."""
        unsaid = self.passes(str(record.msg))
        if unsaid:
            record.msg = f"{record.msg} ({unsaid} more since)"
        return unsaid is not None


class Logger:
    """The structured logger of a module."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, method: str) -> Any:
        return getattr(_library().get_logger(self._name), method)


@dataclass(frozen=True)
class _Wanted:
    level: int
    json: bool


#: What `configure` was told and has yet to pass to the library; the lock lets one thread at a time do it.
_waiting: list[_Wanted] = []
_telling = threading.Lock()


def configure(*, verbose: bool = False, json: bool = False) -> None:
    """Send logs to standard error: warnings and worse, or everything when `verbose`."""
    level = logging.INFO if verbose else logging.WARNING
    _waiting[:] = [_Wanted(level, json)]
    if "structlog" in sys.modules:
        _library()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_RedactingFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)


def logger(name: str) -> Logger:
    """Return the structured logger of a module."""
    return Logger(name)


def _library() -> Any:
    """Return structlog, configured: a line written before that might hold addresses."""
    import structlog

    with _telling:
        if _waiting:
            _tell(_waiting[-1])
            _waiting.clear()
    return structlog


def _tell(wanted: _Wanted) -> None:
    import structlog

    renderer = structlog.processors.JSONRenderer() if wanted.json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            renderer,
            _redact_line,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(wanted.level),
        # Looked up at each use, so that a replaced standard error (by a test, a service manager) is respected.
        logger_factory=lambda *_name: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
