"""What can go wrong around a convention and its evidence.

CampaignsError
└── ConventionRefused: NothingToAmend; CommitmentUnknown, EvidenceRefused, NoConvention, PairUnclear
"""

from __future__ import annotations

from campaigns.errors import CampaignsError
from runtime.errors import BadInput, FieldRefused
from runtime.language import N_


class ConventionRefused(CampaignsError, BadInput):
    """A file does not hold a convention that can be used; `line` is zero when the whole file is meant."""

    message = N_("« {file} », {place} : {reason}.")


class NothingToAmend(CampaignsError, BadInput):
    """An amendment changes a convention, and there is none."""

    message = N_("Il n’y a pas de convention à modifier : enregistrez d’abord la convention elle-même.")


class NoConvention(CampaignsError, BadInput):
    """Nothing can be proved for a convention that does not exist on that day."""

    message = N_("Aucune convention n’est en vigueur le {day}.")


class CommitmentUnknown(CampaignsError, BadInput):
    """The convention of that day has no such clause."""

    message = N_("La convention n’a pas d’engagement « {id} » ; ses engagements sont {known}.")


class PairUnclear(CampaignsError, BadInput):
    """A saved page could be that of several partners, or of none of them."""

    message = N_("Dites de qui est cette page, et qui doit y figurer : {known}.")


class EvidenceRefused(CampaignsError, FieldRefused):
    """What was declared cannot be kept as evidence."""
