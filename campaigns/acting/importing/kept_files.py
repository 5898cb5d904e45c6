"""Where a file lies while it is on its way in: `<data>/imports/<number>/`, readable by this user alone.

The list itself is gone as soon as it is imported, everything else after a week: both speak of people.
"""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from runtime.installation import Installation

#: Days for which a file, and what came of it, are kept.
DAYS = 7
_LIST, _LINES, _OUTCOME = "list", "lines.xlsx", "outcome.json"


def keep(opened: Installation, number: int, content: bytes) -> None:
    """Keep the octets of a list."""
    folder = _folder(opened) / str(number)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(folder / _LIST, content)


def content(opened: Installation, number: int) -> bytes | None:
    """Return the octets of a list; `None` when they are gone."""
    return _read(_folder(opened) / str(number) / _LIST)


def keep_outcome(opened: Installation, number: int, outcome: Any, lines: bytes) -> None:
    """Keep what came of a list, as JSON, and the lines to correct as a workbook; empty: there are none."""
    folder = _folder(opened) / str(number)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(folder / _OUTCOME, json.dumps(outcome).encode())
    _write(folder / _LINES, lines)


def outcome(opened: Installation, number: int) -> Any:
    """Return what came of a list; `None` when nothing did yet, or it is gone."""
    found = _read(_folder(opened) / str(number) / _OUTCOME)
    return None if found is None else json.loads(found)


def lines(opened: Installation, number: int) -> bytes | None:
    """Return the workbook of the lines to correct; `None` when there are none, or they are gone."""
    return _read(_folder(opened) / str(number) / _LINES) or None


def keep_undoing(opened: Installation, run_id: int, outcome: Any) -> None:
    """Keep what undoing an import did, as JSON."""
    folder = _folder(opened) / _undone(run_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(folder / _OUTCOME, json.dumps(outcome).encode())


def undoing(opened: Installation, run_id: int) -> Any:
    """Return what undoing an import did; `None` when it is forgotten."""
    found = _read(_folder(opened) / _undone(run_id) / _OUTCOME)
    return None if found is None else json.loads(found)


def forget_list(opened: Installation, number: int) -> None:
    """Delete the octets of a list."""
    (_folder(opened) / str(number) / _LIST).unlink(missing_ok=True)


def forget(opened: Installation, number: int) -> None:
    """Delete all of it."""
    shutil.rmtree(_folder(opened) / str(number), ignore_errors=True)


def since(opened: Installation) -> datetime:
    """Return the moment before which everything is gone."""
    return opened.clock.now() - timedelta(days=DAYS)


def expired(opened: Installation, before: datetime) -> list[Path]:
    """Return the folders that nobody has touched since a moment."""
    folder = _folder(opened)
    found = folder.iterdir() if folder.is_dir() else ()
    return [one for one in found if _touched(one) < before.timestamp()]


def drop_expired(opened: Installation, before: datetime) -> int:
    """Delete them; return how many."""
    found = expired(opened, before)
    for one in found:
        shutil.rmtree(one, ignore_errors=True)
    return len(found)


def _touched(folder: Path) -> float:
    return max((one.stat().st_mtime for one in folder.iterdir()), default=folder.stat().st_mtime)


def _undone(run_id: int) -> str:
    return f"undone-{run_id}"


def _write(file: Path, content: bytes) -> None:
    beside = file.with_suffix(".new")
    beside.touch(mode=0o600)
    beside.write_bytes(content)
    beside.replace(file)


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _folder(opened: Installation) -> Path:
    return opened.settings.data / "imports"
