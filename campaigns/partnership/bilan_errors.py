"""What can go wrong around a review.

CampaignsError
└── CorrectionRefused, NothingToReview, PeriodRefused
"""

from __future__ import annotations

from campaigns.errors import CampaignsError
from runtime.errors import BadInput, FieldRefused
from runtime.language import N_


class CorrectionRefused(CampaignsError, FieldRefused):
    """What the committee says of a status cannot be kept."""


class PeriodRefused(CampaignsError, FieldRefused):
    """The days of a review do not follow each other."""


class NothingToReview(CampaignsError, BadInput):
    """There is no convention, so nothing was promised."""

    message = N_("Il n’y a pas de convention : enregistrez-la, le bilan se fera d’après ses engagements.")
