"""The closed vocabularies of `lists`, in the words that the database and the command line use.

Owns words only; what they allow stands where it is decided.
"""

from __future__ import annotations

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is in the partnership."""

    COMPANY = "company"  #: entreprise signataire
    LOCAL_MISSION = "local_mission"  #: mission locale
    REGIONAL_NETWORK = "regional_network"  #: animation régionale, ARML
    PARTNER = "partner"  #: partenaire


class Nature(StrEnum):
    """Whether an address is a person's or a shared box (another regime of the law)."""

    NAMED = "named"
    GENERIC = "generic"


class Role(StrEnum):
    """What a contact does in its organisation, as far as the letter cares."""

    MANAGER = "manager"  #: dirigeant
    HUMAN_RESOURCES = "human_resources"  #: DRH, RH
    DIVERSITY = "diversity"  #: référent diversité
    SOCIAL_RESPONSIBILITY = "social_responsibility"  #: RSE
    COMMUNICATION = "communication"
    RECRUITMENT = "recruitment"
    PRESIDENT = "president"  #: président de mission locale
    DIRECTOR = "director"  #: directeur de mission locale
    COMPANY_RELATIONS = "company_relations"  #: chargé de relations entreprises
    ADVISER = "adviser"  #: conseiller
    NETWORK_LEADER = "network_leader"  #: animateur régional
    OTHER = "other"


class Basis(StrEnum):
    """The legal basis of a mailing list (GDPR art. 6(1) a, f, e and b)."""

    CONSENT = "consent"
    LEGITIMATE_INTEREST = "legitimate_interest"
    PUBLIC_TASK = "public_task"
    CONTRACT = "contract"


class State(StrEnum):
    """Where a contact stands on a mailing list."""

    SUBSCRIBED = "subscribed"
    PENDING = "pending"  #: asked to confirm, did not yet
    LEFT = "left"


class Reason(StrEnum):
    """Why an address may not be written to."""

    OBJECTION = "objection"
    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    ERASED = "erased"


class SignatureKind(StrEnum):
    """Whether a signature is an organisation's first or a later one."""

    FIRST = "first"
    RENEWED = "renewed"


class ImportKind(StrEnum):
    """What the lines of an imported file are (`--as`)."""

    COMPANIES = "companies"
    MISSIONS = "missions"
    CONTACTS = "contacts"
    OBJECTIONS = "objections"
