"""Structured logs on standard error, with every e-mail address redacted before it is written."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

_ADDRESS = re.compile(r"[^\s<>\"'(),:;]+@[^\s<>\"'(),:;]+")
_REDACTED = "[adresse masquée]"


def redact(text: str) -> str:
    """Return `text` with anything that looks like an e-mail address masked."""
    return _ADDRESS.sub(_REDACTED, text) if "@" in text else text


def _redact_event(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    return {key: redact(value) if isinstance(value, str) else value for key, value in event.items()}


class _RedactingFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), ()
        return True


def configure(*, verbose: bool = False, json: bool = False) -> None:
    """Send logs to standard error: warnings and worse, or everything when `verbose`."""
    level = logging.INFO if verbose else logging.WARNING
    renderer = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            _redact_event,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_RedactingFilter())
    logging.basicConfig(level=level, handlers=[handler], force=True)


def logger(name: str) -> Any:
    """Return the structured logger of a module."""
    return structlog.get_logger(name)
