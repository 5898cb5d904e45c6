"""Putting the list that writes itself into an issue: an item without text, in its section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from campaigns.editorial import issues
from campaigns.editorial.models import Item, ItemState, ItemType, Section
from campaigns.partnership.transmissions import announcements
from lists.organisations.signatories import Signatory
from runtime import audit
from runtime.installation import Installation
from runtime.language import _
from templates.rich_text import nodes, prosemirror


@dataclass(frozen=True)
class Placed:
    """What was put into an issue."""

    #: The number of the item.
    item: int
    #: Whom the issue would announce now.
    companies: tuple[Signatory, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais signatories announce` promises."""
        return {"item": self.item, "companies": [one.as_json() for one in self.companies]}


def place(opened: Installation, issue_id: int, actor: str, title: str = "") -> Placed:
    """Make the item, and place it at the end of its section.

    Raises:
        errors.UnknownIssue, errors.InBin; templates.errors.TextRefused: a control character stands in the title.
    """
    now, type_ = opened.clock.now(), ItemType.NEW_SIGNATORIES
    with opened.database.transaction() as session:
        issues.get(session, issue_id)
        item = Item(
            type=type_.value,
            title=issues.printable(title) or _("Nouveaux signataires"),
            body=prosemirror.dump(nodes.Document(())),
            state=ItemState.READY.value,
            created_at=now,
        )
        session.add(item)
        session.flush()
        issues.add(session, issue_id, [item.id or 0], Section.SIGNATORIES.value)
        audit.record(session, now, actor, "items.added", ids=[item.id])
        audit.record(session, now, actor, "issue.filled", id=issue_id, items=[item.id])
        return Placed(item.id or 0, announcements.of_issue(session, opened, issue_id))
