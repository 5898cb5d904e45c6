"""What the checks look at: one issue as it would leave now, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from campaigns.editorial import editions
from campaigns.post import composing
from lists import audiences, segments
from runtime.errors import RelaisError
from runtime.installation import Installation
from templates import letters


@dataclass(frozen=True)
class Draft:
    """An issue as it would leave now."""

    #: The snapshot that freezing would keep.
    content: dict[str, Any]
    #: The compiled letter, or why it cannot be compiled.
    letter: letters.Letter | None
    fault: str
    #: Who would receive it, and who is left out.
    audience: audiences.Count
    installation: Installation


def gather(
    opened: Installation, session: Any, issue_id: int, mailing_list_id: int, rule: segments.Rule | None
) -> Draft:
    """Read everything that the checks need.

    Raises:
        errors.UnknownIssue.
    """
    content = editions.snapshot(session, issue_id, opened.settings.data)
    letter, fault = None, ""
    try:
        letter = composing.compile_(content, opened.settings.base_url, opened.settings.data / "templates")
    except RelaisError as problem:
        fault = str(problem)
    return Draft(content, letter, fault, audiences.count(session, mailing_list_id, rule), opened)
