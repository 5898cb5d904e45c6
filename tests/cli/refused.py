"""How every refusal looks at the shell. Owns no test."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.cli.conftest import Said

Kept = Callable[[], list[str]]


def assert_refused(told: Said, code: int, named: str) -> None:
    """One sentence, and nothing on standard output that a script could take for an answer."""
    assert (told.code, told.out) == (code, "")
    assert named in told.err
    assert len(told.err.splitlines()) == 1
    assert told.err.rstrip().endswith((".", "…"))
    assert not re.search(r"Traceback|Errno|Error\b|hunter2", told.err)
