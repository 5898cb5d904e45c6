"""The one item that an invitation or a campaign is about. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaigns.editorial.models import ItemType

#: Template -> the type of the item that its letter is about.
LEADS = {"awareness": ItemType.AWARENESS_CAMPAIGN.value, "invitation": ItemType.EVENT.value}


def of(content: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the item that the letter of a snapshot is about; none where it is about them all."""
    wanted = LEADS.get(content["template"]["name"])
    items = (item for section in content["sections"] for item in section["items"])
    return next((item for item in items if item["type"] == wanted), None)
