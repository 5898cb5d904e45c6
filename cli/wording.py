"""The French words for what the machine names in English: reasons of refusal, deferral and exclusion."""

from __future__ import annotations

from runtime.language import N_, _

#: `mailer.verdicts.Reason`, `lists.kinds.Reason`, and the reasons of `lists.audiences`.
REASONS = {
    "objection": N_("opposition"),
    "unsubscribed": N_("désinscription"),
    "bounced": N_("adresse en échec"),
    "complained": N_("signalement comme indésirable"),
    "erased": N_("données effacées"),
    "unconfirmed": N_("abonnement non confirmé"),
    "left": N_("a quitté la liste"),
    "same_address": N_("adresse déjà comptée"),
}


def reason(name: str) -> str:
    """Return the words for a reason; a reason without words is shown as it is."""
    return _(REASONS[name]) if name in REASONS else name
