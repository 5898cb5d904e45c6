"""A person's own page, behind a link valid for half an hour and mailed to their address: what it shows and allows.

A newsletter gets forwarded, so its tokens never lead here; this link is mailed alone, and expires soon. The
screen that answers a request for it is the same for every address. The acts of the page are in `own_choices`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from campaigns import errors
from campaigns.acting.rights import gathering
from campaigns.acting.rights.person_file import File
from campaigns.editorial import event_times, publications
from campaigns.editorial.models import Publication
from campaigns.editorial.publications import Controller
from campaigns.post import link_errors, tokens
from campaigns.post.outbox import queue
from campaigns.post.readers import signup_forms
from campaigns.post.tokens import Visit
from lists import addresses, contact_lookup
from lists.kinds import Purpose, SubscriptionState, SuppressionReason
from lists.models import Contact, MailingList, Organisation, Subscription
from lists.permission import consents, special_issues, suppressing
from runtime.installation import Installation
from runtime.language import N_, _
from templates.service_messages import Own

#: Minutes for which a link leads to the page.
MINUTES = 30
#: Below the base address.
PATH = "/l/moi/"
#: Links mailed to one address per hour, whoever asks.
_MOST = 3

#: What the person consents to, word for word.
WORDINGS: dict[Purpose, str] = {
    Purpose.CLICKS: N_(
        "J’accepte que {publisher} sache sur quels liens de « {publication} » je clique, afin de choisir des sujets "
        "utiles. Je peux retirer cet accord à tout moment, sur cette page ; il ne vaudra alors plus, même pour les "
        "lettres déjà reçues."
    ),
    Purpose.OPENS: N_(
        "J’accepte que {publisher} sache, par une image invisible, si j’ouvre les lettres « {publication} », afin de "
        "mesurer leur lecture. Je peux retirer cet accord à tout moment, sur cette page ; il ne vaudra alors plus, "
        "même pour les lettres déjà reçues."
    ),
}


@dataclass(frozen=True)
class Card:
    """One of the person's contacts, as they see it and may correct it."""

    id: int
    organisation: str
    civility: str
    first_name: str
    last_name: str
    function: str
    phone: str
    #: Where it comes from, and since when.
    origin: str
    since: str


@dataclass(frozen=True)
class Measure:
    """One consent that the person may give or withdraw."""

    purpose: Purpose
    wording: str
    given: bool


@dataclass(frozen=True)
class Letter:
    """The person's standing with one letter."""

    #: Its number, by which the person chooses it.
    id: int
    name: str
    #: Who answers for it.
    controller: Controller
    #: Where the letter has the address from.
    origin: str
    #: Whether it is sent to the person.
    receives: bool
    #: Whether only the special issues are sent.
    reduced: bool
    #: Whether only an officer can lift the stop, because the person objected or complained.
    stopped: bool
    measures: tuple[Measure, ...]
    #: Whether the person left and may come back by themselves, and the words that they then say yes to.
    left: bool
    wording: str


@dataclass(frozen=True)
class Mine:
    """What the page shows."""

    #: The address, unmasked: the visitor has just read its mailbox.
    address: str
    cards: tuple[Card, ...]
    #: The letters that know the person; usually one.
    letters: tuple[Letter, ...]
    #: The code of the département whose regional items the person chose; empty: that of their workplace.
    departement: str

    @property
    def name(self) -> str:
        """How to greet the person on their own page; empty where no name is known."""
        return next((name for one in self.cards if (name := f"{one.first_name} {one.last_name}".strip())), "")

    @property
    def contact(self) -> str:
        """Where to write about all of it."""
        return next((one.controller.contact for one in self.letters if one.controller.contact), "")

    @property
    def receives(self) -> bool:
        """Whether any letter is sent to the person."""
        return any(one.receives for one in self.letters)

    @property
    def stopped(self) -> bool:
        """Whether only an officer can lift a stop."""
        return any(one.stopped for one in self.letters)


def ask(opened: Installation, typed: str) -> None:
    """Mail a link to the address that was typed, if it is known; the screen must not reveal whether it is.

    Raises:
        lists.errors.AddressRefused: the text is no address.
    """
    now = opened.clock.now()
    address = addresses.parse(addresses.clean(typed))
    key = suppressing.address_key(opened.keyring, address)
    with opened.database.transaction() as session:
        lately = queue.count(session, key, Own, now - timedelta(hours=1))
        if not contact_lookup.numbers(session, key) or lately >= _MOST:
            return
        knowing = publications.concerning(session, key)
        publication = next((one for one in knowing if _receives(session, key, one)), knowing[0])
        token = tokens.mint_visit(opened.keyring, Visit(key, int(now.timestamp())))
        end = now + timedelta(minutes=MINUTES)
        link = Own(
            **queue.frame(publication),
            greeting=_("Madame, Monsieur"),
            url=f"{opened.settings.base_url}{PATH}{token}",
            valid=_("jusqu’au {moment}").format(moment=event_times.moment(end)),
            letters=queue.letters(knowing),
        )
        queue.queue(session, opened.keyring, publication, address, link, now=now, until=end)


def look(opened: Installation, token: str) -> Mine:
    """Return what the page shows; changes nothing.

    Raises:
        link_errors.LinkRefused: the token was cut or changed.
        link_errors.VisitOver: it is too old, or the address is unknown.
    """
    with opened.database.reading() as session:
        key, hers = visitor(session, opened, token)
        return Mine(
            hers[0].email_shown,
            tuple(_card(session, one) for one in hers),
            tuple(_letter(session, key, one) for one in publications.concerning(session, key)),
            departement=next((one.reads_departement for one in hers if one.reads_departement), ""),
        )


def everything(opened: Installation, token: str) -> File:
    """Return all that is known of the person, for them to keep (GDPR art. 15 and 20); changes nothing.

    Raises:
        as `look`.
    """
    with opened.database.reading() as session:
        key, hers = visitor(session, opened, token)
        return gathering.of(session, opened, key, addresses.parse(hers[0].email))


def asked(opened: Installation, token: str) -> datetime:
    """Return when the link of a token was asked for.

    Raises:
        link_errors.LinkRefused.
    """
    return datetime.fromtimestamp(tokens.read_visit(opened.keyring, token).at, UTC)


def visitor(session: Session, opened: Installation, token: str) -> tuple[bytes, list[Contact]]:
    """Return the person behind this link: the key of their address, and their contacts.

    Raises:
        link_errors.LinkRefused, link_errors.VisitOver.
    """
    key = tokens.read_visit(opened.keyring, token).address_key
    hers = contact_lookup.of(session, key)
    if not hers or opened.clock.now() - asked(opened, token) > timedelta(minutes=MINUTES):
        raise link_errors.VisitOver
    return key, hers


def meant(session: Session, key: bytes, number: int | None) -> Publication:
    """Return the letter with this number; the number may be missing if only one letter knows the person.

    Raises:
        errors.PublicationUnknown: the person does not receive it, or several are possible.
    """
    hers = publications.concerning(session, key)
    found = hers if number is None else [one for one in hers if one.id == number]
    if len(found) != 1:
        raise errors.PublicationUnknown(field=_("Lettre"), name="", reason=_("dites laquelle"))
    return found[0]


def _letter(session: Session, key: bytes, one: Publication) -> Letter:
    reasons = suppressing.reasons(session, key, one.mailing_list_id)
    return Letter(
        one.id or 0,
        one.name,
        publications.controller(one),
        origin=next(iter(session.exec(_standing(Subscription.origin, key, one).where(Subscription.origin != ""))), ""),
        receives=_receives(session, key, one),
        reduced=special_issues.is_reduced(session, key, one.mailing_list_id),
        stopped=bool(reasons & {SuppressionReason.OBJECTION, SuppressionReason.COMPLAINED}),
        measures=measures(session, one, key),
        left=reasons == {SuppressionReason.UNSUBSCRIBED}
        and bool(session.exec(_standing(Subscription.state, key, one)).all()),
        wording=signup_forms.wording(session, one.mailing_list_id),
    )


def _receives(session: Session, key: bytes, one: Publication) -> bool:
    is_on = SubscriptionState.SUBSCRIBED in set(session.exec(_standing(Subscription.state, key, one)))
    return is_on and not suppressing.is_suppressed(session, key, one.mailing_list_id)


def _standing(column: str, key: bytes, one: Publication) -> SelectOfScalar[str]:
    """Select a column of the person's subscriptions to the list of a letter."""
    mine = select(column).join(Contact, col(Contact.id) == col(Subscription.contact_id))
    return mine.where(Contact.address_key == key, Subscription.mailing_list_id == one.mailing_list_id)


def measures(session: Session, publication: Publication, key: bytes) -> tuple[Measure, ...]:
    """Return what the person may consent to, in the words of `WORDINGS`, and their consents now."""
    names = {"publisher": publications.controller(publication).name, "publication": publication.name}
    listed = session.get_one(MailingList, publication.mailing_list_id).id or 0
    return tuple(
        Measure(purpose, _(words).format(**names), consents.holds(session, key, purpose, listed))
        for purpose, words in WORDINGS.items()
    )


def _card(session: Session, one: Contact) -> Card:
    employer = session.get(Organisation, one.organisation_id) if one.organisation_id else None
    return Card(
        one.id or 0,
        employer.name if employer else "",
        one.civility or "",
        one.first_name or "",
        one.last_name or "",
        one.function or "",
        one.phone or "",
        origin=one.collected_from,
        since=event_times.day(one.collected_on),
    )
