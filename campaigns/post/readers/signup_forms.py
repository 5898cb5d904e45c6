"""Subscribing to a publication: the form, the mailed question, the button that answers it.

What a screen says never depends on whether an address is known, has left or objected. Refuses to let a form flood a
mailbox, or to write to an address that `lists.contacts.double_opt_in` does not allow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from campaigns.editorial import event_times, letter_context, publications
from campaigns.editorial.models import Publication
from campaigns.post import link_errors, tokens
from campaigns.post.outbox import queue
from campaigns.post.readers import waiting_leaves
from campaigns.post.tokens import Joining, Leave
from campaigns.post.welcomes import welcoming
from lists import addresses, mailing_lists
from lists import errors as lists_errors
from lists.contacts import double_opt_in
from lists.models import MailingList
from lists.permission import suppressing
from lists.retention import terms
from runtime import clock
from runtime.installation import Installation
from runtime.language import _
from templates.service_messages import Confirmation

#: The path of the forms, below the base address: `/l/s/{form}`, and `/l/s/{form}/{token}` for the answer.
PATH = "/l/s/"
#: How often the same question is mailed to one address in a day, whoever asks.
MOST_A_DAY = 3


@dataclass(frozen=True)
class Form:
    """What a subscription form is about."""

    #: Its name in addresses.
    name: str
    #: The name of the letter.
    publication: str
    #: Who answers for it in law (GDPR art. 4(7)).
    publisher: str
    #: Lines of the publisher's address.
    postal: tuple[str, ...]
    #: Where to write to.
    contact: str
    mailing_list_id: int
    #: What a reader consents to: shown beside the button, recorded word for word.
    wording: str
    #: The last day on which a question asked now can be answered.
    until: date
    #: How long an address is kept after the reader's last sign, in words.
    kept: str
    #: Where the pages of the letter stand.
    home: str
    #: Whether the person who follows the link is on the list already.
    confirmed: bool = False


def form(opened: Installation, name: str) -> Form:
    """Return the form of that name.

    Raises:
        link_errors.FormUnknown: no list is open under this name.
    """
    with opened.database.reading() as session:
        return _named(session, name, opened.clock.now())


def ask(opened: Installation, name: str, typed: str) -> Form:
    """Mail the question to the typed address, if that is allowed; return what the screen says in any case.

    Raises:
        link_errors.FormUnknown; lists.errors.AddressRefused: the text is not an address.
    """
    now = opened.clock.now()
    with opened.database.transaction() as session:
        found = _named(session, name, now)
        address = addresses.parse(addresses.clean(typed))
        key = suppressing.address_key(opened.keyring, address)
        is_asked = double_opt_in.request(
            session, opened.keyring, address, found.mailing_list_id, source=_source(found), now=now
        )
        since = now - timedelta(days=1)
        if is_asked and queue.count(session, key, Confirmation, since) < MOST_A_DAY:
            publication = _publication(session, found.mailing_list_id)
            joining = Joining(found.mailing_list_id, key, int(now.timestamp()))
            url = f"{opened.settings.base_url}{PATH}{name}/{tokens.mint_joining(opened.keyring, joining)}"
            question = Confirmation(
                **queue.frame(publication),
                greeting=_("Madame, Monsieur"),
                url=url,
                valid=_("jusqu’au {day}").format(day=event_times.day(found.until)),
            )
            queue.queue(session, opened.keyring, publication, address, question, now=now, until=_end(joining))
    return found


def look(opened: Installation, token: str) -> Form:
    """Return what an answer would be about; changes nothing.

    Raises:
        link_errors.LinkRefused: the token was cut or changed; link_errors.JoiningOver: it is too old.
        link_errors.FormUnknown: the list is no longer open; lists.errors.LeftSince: the person left after asking.
    """
    with opened.database.reading() as session:
        found, said = _answered(session, opened, token)
        _require_current(session, opened, said)
        return replace(found, confirmed=double_opt_in.is_on(session, said.address_key, said.mailing_list_id))


def confirm(opened: Installation, token: str) -> Form:
    """Put the holder of this token, which was mailed only to their address, on the list; repeating changes nothing.

    `confirmed` tells whether they were on it before.

    Raises:
        as `look`; lists.errors.NothingToConfirm, lists.errors.StillStopped.
    """
    waiting_leaves.record_all(opened)
    with opened.database.transaction() as session:
        found, said = _answered(session, opened, token)
        _require_current(session, opened, said)
        asked = event_times.moment(datetime.fromtimestamp(said.at, UTC))
        proof = _("demande du {moment}, confirmée depuis la boîte aux lettres").format(moment=asked)
        is_new = double_opt_in.confirm(
            session,
            said.address_key,
            said.mailing_list_id,
            wording=found.wording,
            source=_source(found),
            now=opened.clock.now(),
            proof=proof,
        )
        if is_new:
            welcoming.greet(session, opened, _publication(session, said.mailing_list_id), said.address_key)
        return replace(found, confirmed=not is_new)


def wording(session: Session, mailing_list_id: int) -> str:
    """Return what a reader of this list says yes to.

    Raises:
        link_errors.FormUnknown: no letter has this list.
    """
    return _wording(_publication(session, mailing_list_id))


def _require_current(session: Session, opened: Installation, said: Joining) -> None:
    if waiting_leaves.of(opened, Leave(said.mailing_list_id, 0, said.address_key)):
        raise lists_errors.LeftSince
    asked = datetime.fromtimestamp(said.at, UTC)
    double_opt_in.require_current(session, said.address_key, said.mailing_list_id, asked)


def _named(session: Session, name: str, now: datetime) -> Form:
    listed = mailing_lists.by_form(session, name)
    if listed is None:
        raise link_errors.FormUnknown
    return _form(session, listed, now)


def _answered(session: Session, opened: Installation, token: str) -> tuple[Form, Joining]:
    said, now = tokens.read_joining(opened.keyring, token), opened.clock.now()
    if now > _end(said):
        raise link_errors.JoiningOver
    listed = session.get(MailingList, said.mailing_list_id)
    if listed is None or not listed.form:
        raise link_errors.FormUnknown
    return _form(session, listed, now), said


def _form(session: Session, listed: MailingList, now: datetime) -> Form:
    one = _publication(session, listed.id or 0)
    controller = publications.controller(one)
    publisher = controller.name or one.name
    return Form(
        name=listed.form or "",
        publication=one.name,
        publisher=publisher,
        postal=controller.postal,
        contact=controller.contact,
        mailing_list_id=listed.id or 0,
        wording=_wording(one),
        until=clock.in_paris(now + timedelta(days=double_opt_in.DAYS_TO_CONFIRM)).date(),
        kept=terms.in_years(terms.value(session, terms.CONTACT, listed.id or 0)),
        home=letter_context.home(one.slug),
    )


def _wording(one: Publication) -> str:
    publisher = publications.controller(one).name or one.name
    wording = _(
        "Je demande à recevoir « {publication} » à cette adresse électronique. {publisher} traite mon adresse "
        "pour cela seulement. Je peux me désinscrire à tout moment, par le lien qui se trouve dans chaque lettre."
    )
    return wording.format(publication=one.name, publisher=publisher)


def _publication(session: Session, mailing_list_id: int) -> Publication:
    found = publications.of_list(session, mailing_list_id)
    if found is None:
        raise link_errors.FormUnknown
    return found


def _source(found: Form) -> str:
    return _("formulaire d’inscription « {name} »").format(name=found.name)


def _end(said: Joining) -> datetime:
    return datetime.fromtimestamp(said.at, UTC) + timedelta(days=double_opt_in.DAYS_TO_CONFIRM)
