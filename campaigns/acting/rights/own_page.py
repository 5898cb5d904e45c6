"""A person at her own page, behind a link of half an hour that was mailed to her address: what she sees and may do.

A letter gets forwarded, so its tokens never lead here; this one is mailed alone, says one thing, and ends soon. What a
screen says to whoever asks for it is the same for every address. What she does there is `own_choices`.
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
from campaigns.post import tokens
from campaigns.post.outbox import queue
from campaigns.post.tokens import Visit
from lists import addresses, contact_lookup
from lists.kinds import Purpose, State, SuppressionReason
from lists.models import Contact, MailingList, Organisation, Subscription
from lists.permission import consents, special_issues, suppressing
from runtime.installation import Installation
from runtime.language import N_, _
from templates.service_messages import Own

#: Minutes for which a link leads to the page.
MINUTES = 30
#: Below the base address.
PATH = "/l/moi/"
#: Links that one address is mailed in an hour, whoever asks.
_MOST = 3

#: What she says yes to, word for word.
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
    """One of her contacts, as she sees it and may correct it."""

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
    """One consent that she may give or withdraw."""

    purpose: Purpose
    wording: str
    given: bool


@dataclass(frozen=True)
class Letter:
    """How she stands with one letter."""

    #: Its number, by which she says which one she means.
    id: int
    name: str
    #: Who answers for it.
    controller: Controller
    #: Where it has her address from.
    origin: str
    #: Whether it is sent to her.
    receives: bool
    #: Whether it is the special issues only.
    reduced: bool
    #: Whether she may be written to again only when a person has heard her: she objected, or complained.
    stopped: bool
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Mine:
    """What her page shows."""

    #: Her address, whole: whoever reads it has just read its mailbox.
    address: str
    cards: tuple[Card, ...]
    #: Those that know her; most of the time there is one.
    letters: tuple[Letter, ...]
    #: The code of the département whose regional items she chose to read; empty: where she works.
    departement: str

    @property
    def receives(self) -> bool:
        """Whether any letter is sent to her."""
        return any(one.receives for one in self.letters)

    @property
    def stopped(self) -> bool:
        """Whether a person must hear her before she is written to again."""
        return any(one.stopped for one in self.letters)


def ask(opened: Installation, typed: str) -> None:
    """Have a link mailed to what somebody typed, when somebody is known there; the screen must not tell.

    Raises:
        lists.errors.AddressRefused: this is no address.
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
    """Return what her page shows; changes nothing.

    Raises:
        errors.LinkRefused: the token was cut or changed; errors.VisitOver: it is too old, or nobody is known there.
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
    """Return all that is known of her, for her to keep (GDPR art. 15 and 20); changes nothing.

    Raises:
        as `look`.
    """
    with opened.database.reading() as session:
        key, hers = visitor(session, opened, token)
        return gathering.of(session, opened, key, addresses.parse(hers[0].email))


def asked(opened: Installation, token: str) -> datetime:
    """Return when the link of a token was asked for.

    Raises:
        errors.LinkRefused.
    """
    return datetime.fromtimestamp(tokens.read_visit(opened.keyring, token).at, UTC)


def visitor(session: Session, opened: Installation, token: str) -> tuple[bytes, list[Contact]]:
    """Return who holds this link: the key of her address, and her contacts.

    Raises:
        errors.LinkRefused, errors.VisitOver.
    """
    key = tokens.read_visit(opened.keyring, token).address_key
    hers = contact_lookup.of(session, key)
    if not hers or opened.clock.now() - asked(opened, token) > timedelta(minutes=MINUTES):
        raise errors.VisitOver
    return key, hers


def meant(session: Session, key: bytes, number: int | None) -> Publication:
    """Return the letter that she means, by its number; the number is needless while one letter knows her.

    Raises:
        errors.PublicationUnknown: it is none of hers, or she did not say which.
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
    )


def _receives(session: Session, key: bytes, one: Publication) -> bool:
    is_on = State.SUBSCRIBED in set(session.exec(_standing(Subscription.state, key, one)))
    return is_on and not suppressing.is_suppressed(session, key, one.mailing_list_id)


def _standing(column: str, key: bytes, one: Publication) -> SelectOfScalar[str]:
    """Select a column of where her contacts stand on the list of a letter."""
    mine = select(column).join(Contact, col(Contact.id) == col(Subscription.contact_id))
    return mine.where(Contact.address_key == key, Subscription.mailing_list_id == one.mailing_list_id)


def measures(session: Session, publication: Publication, key: bytes) -> tuple[Measure, ...]:
    """Return what she may agree to, in the words of `WORDINGS`, and what she agrees to now."""
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
