"""Publications: which letters an installation serves, and which of them is meant.

Each has its own mailing list, so a reader who leaves one leaves no other. What it carries by law is in `imprints`,
how it writes in `house_style`, how it looks in `looks`. Refuses to guess which one is meant where there are several.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial.models import Publication
from lists import mailing_lists
from lists.models import Contact, MailingList, Subscription
from lists.permission import scopes
from lists.permission.scopes import Scope
from runtime.installation import Installation
from runtime.language import N_, _

DEFAULT_NAME = N_("La Lettre")


@dataclass(frozen=True)
class Controller:
    """Who answers for the data of the readers of one letter (GDPR art. 4(7)); unset fields are empty."""

    #: The name of the letter.
    letter: str
    name: str
    #: Lines of the postal address.
    postal: tuple[str, ...]
    #: Where to write to.
    contact: str


def ensure(session: Session) -> Publication:
    """Return the first publication, created with its mailing list when there is none (idempotent)."""
    found = next(iter(everything(session)), None)
    if found is not None:
        return found
    mailing_list = mailing_lists.make_first(session, _("Liste de diffusion"))
    assert mailing_list.id is not None
    made = Publication(name=_(DEFAULT_NAME), mailing_list_id=mailing_list.id)
    session.add(made)
    session.flush()
    return made


def everything(session: Session) -> list[Publication]:
    """Return all publications, the oldest first."""
    return list(session.exec(select(Publication).order_by(col(Publication.id))))


def chosen(session: Session, name: str | None = None) -> Publication:
    """Return the publication with this name; the name is optional while there is only one.

    Raises:
        errors.PublicationUnknown: no publication has this name, or there are several and no name was given.
    """
    known = everything(session)
    if name is None and len(known) == 1:
        return known[0]
    found = next((one for one in known if one.name == name), None)
    if found is None:
        raise errors.PublicationUnknown(field="publication", name=name or "", reason=_which(known))
    return found


def name(opened: Installation, publication_id: int | None) -> str | None:
    """Return the name of the publication with this id, or of the first; `None` when there is none."""
    with opened.database.reading() as session:
        known = everything(session)
    found = next((one for one in known if one.id == publication_id), known[0] if known else None)
    return found.name if found else None


def at(session: Session, slug: str) -> Publication | None:
    """Return the publication whose pages stand under this name in addresses: the first one under an empty name."""
    return session.exec(select(Publication).where(Publication.slug == slug)).first()


def of_list(session: Session, mailing_list_id: int) -> Publication | None:
    """Return the publication that writes to a list; `None` when there is none."""
    return session.exec(select(Publication).where(Publication.mailing_list_id == mailing_list_id)).first()


def mailing_list(session: Session, publication: Publication) -> MailingList:
    """Return the mailing list of a publication."""
    return session.get_one(MailingList, publication.mailing_list_id)


def scope(session: Session, publication: Publication) -> Scope:
    """Return whose data a publication answers for: everybody's if it is the only one, otherwise those on its list."""
    is_alone = len(everything(session)) == 1
    return scopes.EVERYTHING if is_alone else Scope(frozenset({publication.mailing_list_id}))


def domains(session: Session) -> list[str]:
    """Return the domains that letters come from, each once; empty until a sender is set."""
    found = (one.from_address.rpartition("@")[2] for one in everything(session))
    return list(dict.fromkeys(filter(None, found)))


def concerning(session: Session, key: bytes) -> list[Publication]:
    """Return the publications that have a person on their list, in any state, by the key of the person's address.

    A person on no list belongs to the first publication, which usually is the only one.
    """
    known = everything(session)
    mine = select(Subscription.mailing_list_id).join(Contact, col(Contact.id) == col(Subscription.contact_id))
    lists = set(session.exec(mine.where(Contact.address_key == key)))
    return [one for one in known if one.mailing_list_id in lists] or known[:1]


def controller(publication: Publication) -> Controller:
    """Return who answers for the data of its readers."""
    return Controller(
        letter=publication.name,
        name=publication.publisher or publication.from_name,
        postal=tuple(filter(None, publication.postal.split("\n"))),
        contact=publication.reply_to or publication.from_address,
    )


def _which(known: Iterable[Publication]) -> str:
    names = _(" », « ").join(one.name for one in known)
    return _("dites laquelle, parmi « {known} »").format(known=names) if names else _("il n’y en a pas encore")
