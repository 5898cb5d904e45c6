"""Structured logs on standard error, with every e-mail address redacted before it is written."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import structlog

_ADDRESS = re.compile(r"[^\s<>\"'(),:;]+@[^\s<>\"'(),:;]+")
_REDACTED = "[adresse masquée]"


def redact(text: str) -> str:
    """Return `text` with anything that looks like an e-mail address masked."""
    return _ADDRESS.sub(_REDACTED, text) if "@" in text else text


def _redact_line(_logger: Any, _method: str, line: Any) -> str:
    """Mask addresses in the finished line: whatever field, exception or nested value they came in."""
    return redact(str(line))


class _RedactingFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


def configure(*, verbose: bool = False, json: bool = False) -> None:
    """Send logs to standard error: warnings and worse, or everything when `verbose`."""
    level = logging.INFO if verbose else logging.WARNING
    renderer = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            renderer,
            _redact_line,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # Looked up at each use: whoever replaces standard error (a test, a service manager) is heard.
        logger_factory=lambda *_name: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_RedactingFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)


def logger(name: str) -> Any:
    """Return the structured logger of a module."""
    return structlog.get_logger(name)
