"""The one item that an invitation, a convocation, a campaign or a service message is about. Pure."""

from __future__ import annotations

from campaigns.editorial.models import ItemType
from campaigns.editorial.snapshots import Piece, Snapshot

#: Template -> the types of which the first item is what its letter is about.
LEADS = {
    "awareness": frozenset({ItemType.AWARENESS_CAMPAIGN.value}),
    "invitation": frozenset({ItemType.EVENT.value}),
    "summons": frozenset({ItemType.EVENT.value}),
    "service": frozenset(one.value for one in ItemType),
}
#: Letters whose readers are asked whether they come.
ANSWERED = frozenset({"invitation", "summons"})
#: Those of them whose readers may send somebody instead.
REPRESENTED = frozenset({"summons"})


def of(snapshot: Snapshot) -> Piece | None:
    """Return the item that the letter of a snapshot is about; `None` where it is about all its items."""
    wanted = LEADS.get(snapshot.template.name, frozenset())
    return next((item for item in snapshot.items if item.type in wanted), None)
