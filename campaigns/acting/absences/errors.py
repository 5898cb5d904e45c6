"""What keeps an absence from being noted or taken back."""

from __future__ import annotations

from campaigns.errors import CampaignsError
from runtime.errors import BadInput, FieldRefused
from runtime.language import N_


class AbsenceRefused(CampaignsError, FieldRefused):
    """The days of an absence cannot be used."""


class AbsenceUnknown(CampaignsError, BadInput):
    """There is no such absence, or it is somebody else's."""

    message = N_("Cette absence n’existe plus, ou c’est celle de quelqu’un d’autre.")
