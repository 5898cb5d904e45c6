"""Moving a section of an issue among those that the composer shows: what holds no article, and waits for none, is not
seen, and is passed over.
"""

from __future__ import annotations

from campaigns import errors
from campaigns.acting import issue_desk
from campaigns.editorial import issue_corrections
from campaigns.editorial.models import Section
from runtime.installation import Installation


def move(opened: Installation, issue_id: int, key: str, place: int, actor: str) -> None:
    """Put a section at a place among those that are shown: 0 is the first, a number too high the last.

    Raises:
        errors.UnknownIssue, errors.InBin, errors.UnknownSection.
    """
    others = _others(opened, issue_id, key)
    at = min(max(place, 0), len(others))
    issue_corrections.arrange(opened, issue_id, [*others[:at], key, *others[at:]], actor)


def step(opened: Installation, issue_id: int, key: str, by: int, actor: str) -> None:
    """Move a section up (-1) or down (1) by one; at the end it stays. Raises as `move`."""
    shown = issue_desk.open_(opened, issue_id).shown
    move(opened, issue_id, key, shown.index(key) + by if key in shown else len(shown), actor)


def _others(opened: Installation, issue_id: int, key: str) -> list[str]:
    if key not in list(Section):
        raise errors.UnknownSection(section=key, known=", ".join(Section))
    return [one for one in issue_desk.open_(opened, issue_id).shown if one != key]
