"""What a campaign keeps of its launch, so that its report stays as it was: organisations as they were, and the erased.

Rows only, without anybody's name or key; they point to nothing, because what they speak of may go.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel

import campaigns.post.models  # noqa: F401 -- the table that ours refer to


class LaunchOrganisation(SQLModel, table=True):
    """An organisation whose people a campaign was planned for, as it was that day."""

    __tablename__ = "launch_organisation"

    campaign_id: int = Field(primary_key=True, foreign_key="campaign.id", ondelete="CASCADE")
    organisation_id: int = Field(primary_key=True)
    #: One of `lists.kinds.OrganisationKind`.
    kind: str
    #: Its own département, where items for a territory are concerned.
    departement: str | None = None
    #: The same, or of a regional network one of its missions locales: it says the région.
    placed_in: str | None = None


class ErasedRecipient(SQLModel, table=True):
    """A letter that reached somebody who was erased since: it still counts, and says no longer whose it was."""

    __tablename__ = "erased_recipient"

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True, ondelete="CASCADE")
    #: As in `Delivery`.
    organisation_id: int | None = None
    role: str = ""
    places: str = ""
