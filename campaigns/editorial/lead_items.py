"""The one item that an invitation or a campaign is about. Pure."""

from __future__ import annotations

from campaigns.editorial.models import ItemType
from campaigns.editorial.snapshots import Piece, Snapshot

#: Template -> the type of the item that its letter is about.
LEADS = {"awareness": ItemType.AWARENESS_CAMPAIGN.value, "invitation": ItemType.EVENT.value}


def of(snapshot: Snapshot) -> Piece | None:
    """Return the item that the letter of a snapshot is about; `None` where it is about all its items."""
    wanted = LEADS.get(snapshot.template.name)
    return next((item for item in snapshot.items if item.type == wanted), None)
