"""What can go wrong with a bon à tirer.

CampaignsError
├── NothingToApprove, NobodyDesignated, NotAsked, StillBlocked
├── ProofOver, ProofChanged, AdvisoryOnly, DesignationOver
├── CodeRefused: CodeMissing, CodesExhausted
└── CommentMissing, ReasonMissing
"""

from __future__ import annotations

from campaigns.errors import CampaignsError
from runtime.errors import BadInput, FieldRefused
from runtime.language import N_


class NothingToApprove(CampaignsError, BadInput):
    """No convention is in force, so nobody has to approve anything."""

    message = N_("Personne ne doit valider ce numéro : aucune convention en vigueur aujourd’hui ne le demande.")


class NobodyDesignated(CampaignsError, BadInput):
    """A side must approve, and nobody speaks for it today."""

    message = N_("Personne n’est désigné aujourd’hui par {sides} pour suivre le partenariat : rien n’a été demandé.")


class NotAsked(CampaignsError, BadInput):
    """This person was not asked to approve this issue."""

    message = N_("Le bon à tirer de ce numéro n’a pas été demandé à cette adresse.")


class StillBlocked(CampaignsError):
    """The checks block the issue: it is not shown to a partner like this."""

    message = N_("Ce numéro ne peut pas être soumis : {n} contrôle bloquant à régler d’abord ({codes}).")


class ProofOver(CampaignsError):
    """The issue has left, or its question is too old: nothing can be answered any more."""

    message = N_("Cette demande est close : la lettre est partie, ou va partir. Rien n’a été enregistré.")


class ProofChanged(CampaignsError):
    """The issue is no longer what this proof shows."""

    message = N_(
        "Le numéro a changé depuis cette demande : rien n’a été enregistré. La nouvelle version vous sera soumise."
    )


class AdvisoryOnly(CampaignsError, BadInput):
    """A reader « pour avis » has no vote."""

    message = N_(
        "Ce numéro vous est montré pour avis : vos remarques sont les bienvenues, la validation revient à d’autres."
    )


class DesignationOver(CampaignsError, BadInput):
    """The person is not designated any more, or not yet."""

    message = N_("Vous n’êtes pas désigné·e aujourd’hui pour valider : rien n’a été enregistré.")


class CodeRefused(CampaignsError, FieldRefused):
    """The code is not the one that was sent, or it has expired."""


class CommentMissing(CampaignsError, FieldRefused):
    """A correction is asked for, and nobody says which."""


class ReasonMissing(CampaignsError, FieldRefused):
    """An issue leaves without an approval, and nobody says why."""
