"""The French words for what the ledger and the lists name in English: reasons, kinds of organisations, roles."""

from __future__ import annotations

from campaigns.editorial import wordings
from campaigns.editorial.wordings import Words
from campaigns.post.readers.unsubscribing import WHYS
from lists.kinds import OrganisationKind, Role
from runtime.language import N_, _

#: `mailer.verdicts.Reason`, `lists.kinds.Reason`, the reasons of `lists.audiences`, and why readers leave.
REASONS = {
    "objection": N_("opposition"),
    "unsubscribed": N_("désinscription"),
    "bounced": N_("adresse en échec"),
    "complained": N_("signalement comme indésirable"),
    "erased": N_("données effacées"),
    "unconfirmed": N_("inscription non confirmée"),
    "left": N_("a quitté la liste"),
    "special_only": N_("seulement les numéros spéciaux"),
    "same_address": N_("adresse déjà comptée"),
    "other_contact": N_("un autre contact de l’organisation"),
    "userunknown": N_("adresse inconnue"),
    "hostunknown": N_("domaine inconnu"),
    "hasmoved": N_("a changé d’adresse"),
    "notaccept": N_("n’accepte aucun message"),
    "mailboxfull": N_("boîte pleine"),
    "suspended": N_("boîte fermée ou en sommeil"),
    "blocked": N_("notre serveur est bloqué"),
    "authfailure": N_("authentification en échec (SPF, DKIM, DMARC)"),
    "policy": N_("règle du destinataire"),
    "spam": N_("prise pour du courrier indésirable"),
    "virus": N_("prise pour un virus"),
    "toobig": N_("lettre trop volumineuse"),
    "throttled": N_("trop d’envois à la fois"),
    "greylisted": N_("nouvelle tentative prévue"),
    "networkerror": N_("destinataire injoignable"),
    "cutoff": N_("connexion coupée au nom du destinataire"),
    "expired": N_("abandonnée après plusieurs jours d’essais"),
    "systemerror": N_("panne chez le destinataire"),
    "protocol": N_("échange incompris par le serveur"),
    "complaint": N_("signalement comme indésirable"),
    "undefined": N_("raison inconnue"),
} | {why.value: words for why, words in WHYS.items()}

KINDS = {
    OrganisationKind.COMPANY: N_("entreprises"),
    OrganisationKind.LOCAL_MISSION: N_("structures locales"),
    OrganisationKind.REGIONAL_NETWORK: N_("réseaux régionaux"),
    OrganisationKind.PARTNER: N_("partenaires"),
}
ROLES = {
    Role.MANAGER: N_("dirigeants"),
    Role.HUMAN_RESOURCES: N_("ressources humaines"),
    Role.DIVERSITY: N_("référents diversité"),
    Role.SOCIAL_RESPONSIBILITY: N_("RSE"),
    Role.COMMUNICATION: N_("communication"),
    Role.RECRUITMENT: N_("recrutement"),
    Role.PRESIDENT: N_("présidents"),
    Role.DIRECTOR: N_("directeurs"),
    Role.COMPANY_RELATIONS: N_("relations entreprises"),
    Role.ADVISER: N_("conseillers"),
    Role.NETWORK_LEADER: N_("animateurs régionaux"),
    Role.OTHER: N_("autres fonctions"),
}
NOT_KNOWN = N_("non renseigné, ou effacé depuis")


def reason(name: str) -> str:
    """Return the words for a reason; a reason without words is shown as it is."""
    return _(REASONS[name]) if name in REASONS else name


def kind(name: str, words: Words = wordings.ORDINARY) -> str:
    """Return the installation's words for a kind of organisation, in the plural; an empty name means unknown."""
    return words.kinds.get(name) or (_(KINDS[OrganisationKind(name)]) if name else _(NOT_KNOWN))


def role(name: str) -> str:
    """Return the words for a role, in the plural; an empty name means unknown."""
    return _(ROLES[Role(name)]) if name else _(NOT_KNOWN)
