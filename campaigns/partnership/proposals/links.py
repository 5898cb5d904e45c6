"""The links of contributors and of the partner: signed, personal, mailed to their addresses alone.

A personal link stands for as long as its contact keeps their address; it opens the page to propose and the page of what
appeared, and nothing that is known of the person. Refuses to tell anybody whether an address is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from campaigns.editorial import publications
from campaigns.editorial.models import Publication
from campaigns.partnership.proposals import errors, terms
from campaigns.post.outbox import queue
from campaigns.post.token_forms import Form
from lists import addresses, contact_lookup
from lists.kinds import OrganisationKind
from lists.models import Contact, Organisation
from runtime.installation import Installation
from runtime.keyring import Keyring
from runtime.language import N_, _
from templates.service_messages import Contribution

#: Below the base address.
PATH, QUESTION_PATH, LOOK_PATH = "/l/proposer/", "/l/proposition/", "/l/vu/"
#: Who may propose.
KINDS = (OrganisationKind.LOCAL_MISSION.value, OrganisationKind.REGIONAL_NETWORK.value)
#: As contacts have it -> as one begins a letter.
_CIVILITIES = {"Mme": N_("Madame"), "M.": N_("Monsieur")}
#: Links mailed to one address per hour, whoever asks.
_MOST = 3
#: Contact, address key.
_PERSONAL = Form(b"propose", "I16s", 11)
#: Proposal, and for whom: the same proposal has a link for its author and one for the partner.
_QUESTION = Form(b"proposal", "I", 12)
_LOOK = Form(b"proposal-seen", "I", 12)


@dataclass(frozen=True)
class Contributor:
    """Who proposes."""

    contact: Contact
    organisation: Organisation

    @property
    def name(self) -> str:
        """First and last name; empty where none is known."""
        return f"{self.contact.first_name or ''} {self.contact.last_name or ''}".strip()


def url(opened: Installation, contact: Contact) -> str:
    """Return the personal link of a contact."""
    token = _PERSONAL.mint(opened.keyring, contact.id, contact.address_key)
    return f"{opened.settings.base_url}{PATH}{token}"


def is_personal(keyring: Keyring, token: str) -> bool:
    """Tell whether a token is a personal one of ours; asks no database."""
    return _PERSONAL.find(keyring, token) is not None


def contributor(session: Session, opened: Installation, token: str) -> Contributor:
    """Return whose personal link this is.

    Raises:
        link_errors.LinkRefused: it was cut or changed.
        errors.ContributorGone: the contact is gone, has another address, or works elsewhere.
    """
    number, key = _PERSONAL.read(opened.keyring, token)
    contact = session.get(Contact, number)
    found = of(session, contact) if contact is not None and contact.address_key == key else None
    if found is None:
        raise errors.ContributorGone
    return found


def of(session: Session, contact: Contact) -> Contributor | None:
    """Return a contact as a contributor; `None` when they may not propose."""
    employer = session.get(Organisation, contact.organisation_id) if contact.organisation_id else None
    return Contributor(contact, employer) if employer is not None and employer.kind in KINDS else None


def known(session: Session, key: bytes) -> Contributor | None:
    """Return who may propose under an address, by its key; `None` when nobody may."""
    found = (of(session, one) for one in contact_lookup.of(session, key))
    return next((one for one in found if one is not None), None)


def require_open(opened: Installation) -> None:
    """Let nobody in while nothing can be proposed; raises errors.NoProposals."""
    with opened.database.reading() as session:
        terms.today(session, opened)


def ask(opened: Installation, typed: str) -> None:
    """Mail their personal link to the address that was typed, if it may propose; the screen must not tell.

    Raises:
        lists.errors.AddressRefused: the text is no address.
        errors.NoProposals.
    """
    now = opened.clock.now()
    address = addresses.parse(addresses.clean(typed))
    key = contact_lookup.key_of(opened.keyring, typed)
    with opened.database.transaction() as session:
        terms.today(session, opened)
        found = known(session, key)
        lately = queue.count(session, key, Contribution, now - timedelta(hours=1))
        if found is None or lately >= _MOST:
            return
        publication = letter(session)
        said = Contribution(
            **queue.frame(publication),
            greeting=greeting(found.contact),
            title=_("Votre lien pour proposer une action"),
            paragraphs=(
                _("Ce lien est le vôtre : il ouvre la page où proposer une action, et celle de vos articles parus."),
                _("Gardez-le, il ne change pas. Qui l’a peut proposer en votre nom : ne le partagez pas."),
            ),
            url=url(opened, found.contact),
            label=_("Proposer une action"),
        )
        queue.queue(session, opened.keyring, publication, address, said, now=now)


def letter(session: Session) -> Publication:
    """Return the letter that proposals are for: the first of this installation."""
    return publications.everything(session)[0]


def greeting(contact: Contact | None) -> str:
    """Return how a message to a contact begins; of a person who is not known by name, only that."""
    civility = _CIVILITIES.get((contact.civility if contact else "") or "", "")
    return f"{_(civility)} {contact.last_name}" if contact and civility and contact.last_name else _("Bonjour")


def question_url(opened: Installation, proposal_id: int) -> str:
    """Return where the author answers the one question about a proposal."""
    return f"{opened.settings.base_url}{QUESTION_PATH}{_QUESTION.mint(opened.keyring, proposal_id)}"


def questioned(keyring: Keyring, token: str) -> int:
    """Return the proposal that a question is about; raises link_errors.LinkRefused."""
    return int(_QUESTION.read(keyring, token)[0])


def look_url(opened: Installation, proposal_id: int) -> str:
    """Return where the partner says that they saw a proposal."""
    return f"{opened.settings.base_url}{LOOK_PATH}{_LOOK.mint(opened.keyring, proposal_id)}"


def looked_at(keyring: Keyring, token: str) -> int:
    """Return the proposal that the partner's link is about; raises link_errors.LinkRefused."""
    return int(_LOOK.read(keyring, token)[0])
