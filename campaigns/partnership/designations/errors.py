"""What can go wrong with a designation.

CampaignsError
└── DesignationRefused, DesignationUnknown
"""

from __future__ import annotations

from campaigns.errors import CampaignsError
from runtime.errors import BadInput, FieldRefused
from runtime.language import N_


class DesignationRefused(CampaignsError, FieldRefused):
    """A value of a designation cannot be used."""


class DesignationUnknown(CampaignsError, BadInput):
    """Nobody was designated under this number."""

    message = N_("Il n’y a pas de désignation n° {id}.")
