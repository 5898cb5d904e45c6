"""The closed vocabularies of `lists`, in the words that the database and the command line use.

Owns words only; what they allow is decided elsewhere.
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


class SubscriptionState(StrEnum):
    """Where a contact stands on a mailing list."""

    SUBSCRIBED = "subscribed"
    PENDING = "pending"  #: asked to confirm, did not yet
    LEFT = "left"


class SuppressionReason(StrEnum):
    """Why an address may not be written to."""

    OBJECTION = "objection"
    UNSUBSCRIBED = "unsubscribed"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    ERASED = "erased"


class Purpose(StrEnum):
    """What a person may say yes to, each purpose separately (CNIL, deliberation 2026-042)."""

    NEWSLETTER = "newsletter"  #: to receive the letter
    CLICKS = "clicks"  #: that clicks are linked to the person
    OPENS = "opens"  #: that it is known whether the person opened a letter


class ConsentAct(StrEnum):
    """What the ledger of consents records."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class SignatureKind(StrEnum):
    """Whether a signature is an organisation's first or a later one."""

    FIRST = "first"
    RENEWED = "renewed"


class Fact(StrEnum):
    """What is known to have happened between us and a contact."""

    RECEIVED = "received"  #: a server took the letter
    REFUSED = "refused"  #: a server refused the letter, or never answered
    BOUNCED = "bounced"  #: a server took the letter, and it came back
    CLICKED = "clicked"  #: known only for people who agreed to it
    REPLIED = "replied"
    INFORMED = "informed"  #: the letter said where the address comes from (GDPR art. 14)
    SUBSCRIBED = "subscribed"  #: an act of the person: they confirmed, came back, chose
    UPDATED = "updated"  #: the person corrected their data, or confirmed it


#: Facts that are the person's own acts: they restart the three years of retention.
SIGNS = (Fact.CLICKED, Fact.REPLIED, Fact.SUBSCRIBED, Fact.UPDATED)


class Right(StrEnum):
    """What a person may ask about their data (GDPR art. 15 to 21)."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    OBJECTION = "objection"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"


class RequestEnding(StrEnum):
    """How a request ended."""

    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Policy(StrEnum):
    """How many contacts of one organisation a letter is for."""

    ONE = "one"
    SEVERAL = "several"
    ALL = "all"


class ImportKind(StrEnum):
    """What the lines of an imported file are (`--as`)."""

    COMPANIES = "companies"
    MISSIONS = "missions"
    CONTACTS = "contacts"
    OBJECTIONS = "objections"
