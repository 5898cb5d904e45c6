"""The compiled letters of the last snapshots that this process looked at: each page of an issue shows the same one.

For looking only. What is frozen and sent is compiled afresh, see `campaigns.acting.launching`.
"""

from __future__ import annotations

from pathlib import Path

from campaigns.editorial.snapshots import Snapshot
from campaigns.post import composing
from runtime.remembering import Memory
from templates.letters import Letter

#: Each is about as heavy as two letters.
_MOST = 8
_kept: Memory[Letter] = Memory(_MOST)


def of(snapshot: Snapshot, overrides: Path) -> Letter:
    """Return the letter of a snapshot; its hash covers the templates in `overrides` too.

    Raises:
        templates.errors.TemplatesError.
    """
    return _kept.get((str(overrides), snapshot.sha256), lambda: composing.compile_(snapshot, overrides))
