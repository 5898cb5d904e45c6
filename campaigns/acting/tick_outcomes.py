"""What one tick did: gathered by its duties, told by whoever runs it."""

from __future__ import annotations

from dataclasses import dataclass, field

from runtime.errors import RelaisError
from runtime.remedies import Remark


@dataclass
class Done:
    """What one tick did."""

    #: `<thing>.<act>:<id>`, for scripts.
    did: list[str] = field(default_factory=list)
    #: What a person must read; empty when all is well.
    alerts: list[Remark] = field(default_factory=list)
    #: What kept a duty from its work; the other duties ran anyway.
    failures: list[RelaisError] = field(default_factory=list)
