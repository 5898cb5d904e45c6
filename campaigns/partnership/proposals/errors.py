"""What can go wrong with proposals.

CampaignsError
├── NoProposals, ProposalUnknown, ProposalSettled, ProposalUnseen, ProposalWithoutArticle
├── AlreadyAsked, NothingAsked
├── ProposalRefused, DeclineRefused
└── ContributorGone
"""

from __future__ import annotations

from campaigns.errors import CampaignsError
from runtime.errors import BadInput, FieldRefused
from runtime.language import N_


class NoProposals(CampaignsError, BadInput):
    """No convention is in force, so nobody proposes anything."""

    message = N_("Aucune convention n’est en vigueur : il n’y a pas de propositions.")


class ProposalUnknown(CampaignsError, BadInput):
    """There is no such proposal."""

    message = N_("Il n’y a pas de proposition n° {id}.")


class ProposalSettled(CampaignsError, BadInput):
    """The proposal was accepted or declined already."""

    message = N_("La proposition n° {id} a déjà reçu une réponse.")


class ProposalUnseen(CampaignsError, BadInput):
    """The partner who sees proposals first has not seen it."""

    message = N_("La proposition n° {id} attend encore le regard {partner}.")


class ProposalWithoutArticle(CampaignsError, BadInput):
    """The article of a proposal was deleted."""

    message = N_("L’article de la proposition n° {id} a été supprimé : sortez-le de la corbeille, ou déclinez.")


class AlreadyAsked(CampaignsError, BadInput):
    """The one question was asked already."""

    message = N_("La question sur la proposition n° {id} a déjà été posée : on ne la pose qu’une fois.")


class NothingAsked(CampaignsError, BadInput):
    """The question of a link was answered already, or needs no answer any more."""

    message = N_("Merci, nous avons déjà votre réponse.")


class ProposalRefused(CampaignsError, BadInput):
    """Fields of a proposal cannot be used: `fields` maps each to a French clause."""

    message = N_("La proposition est incomplète.")


class DeclineRefused(CampaignsError, FieldRefused):
    """A proposal is declined with a reason that its author can read."""


class ContributorGone(CampaignsError):
    """A personal link names somebody who is no longer a contact, or has another address."""

    message = N_("Ce lien personnel n’est plus valable.")
