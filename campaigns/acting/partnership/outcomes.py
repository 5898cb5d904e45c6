"""What a step of the daily work for the partnership did, as the tick reports it."""

from __future__ import annotations

from dataclasses import dataclass

from runtime.remedies import Remark


@dataclass(frozen=True)
class Outcome:
    """What one step did."""

    #: `<thing>.<act>:<number>`, for scripts.
    did: tuple[str, ...] = ()
    #: What a person must read.
    alerts: tuple[Remark, ...] = ()
