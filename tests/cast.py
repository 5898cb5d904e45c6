"""The cast that tests share: a publication that may write, a few lasting people, an issue they could receive."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session, select

from campaigns.editorial import imprints, ingesting, issues, publications
from campaigns.editorial.models import Issue, Item, Publication
from cli import local_files
from lists import addresses
from lists.kinds import SuppressionReason
from lists.models import Contact, Organisation, Subscription
from lists.permission import suppressing
from runtime.installation import Installation

ZOE = "zoe@brumevent.example"
LOIC = "loic@brumevent.example"
MAITE = "maite@quatre-horizons.example"
AMADOU = "amadou@ombelle.example"
#: The second publication, where there are two.
SECOND = "La Lettre du réseau"
EVERYBODY = (ZOE, LOIC, MAITE, AMADOU)

ARTICLE = """---
type: local_mission_action
title: Le bus de l’emploi s’arrête au pied des immeubles
kicker: Drôme
intro: Un mardi sur deux, recruteurs et conseillers vont à la rencontre des jeunes.
link: https://ml-drome.example/bus
link_label: Lire le récit du bus
---
Bonjour {{ prenom | Madame, Monsieur }},

Ils ne poussaient **pas** la porte.
"""


def publish(session: Session) -> Publication:
    """Return a publication that has all that the law asks."""
    publication = publications.ensure(session)
    asked = imprints.Change(
        name="La Lettre de la diversité",
        sender=("Charte de la diversité", "lettre@charte.example"),
        postal="1, rue de l’Exemple / 75017 Paris",
        basis="legitimate_interest",
    )
    imprints.revise(session, publication, asked)
    return publication


def second(opened: Installation) -> int:
    """Add a second publication that has all that the law asks, and return its mailing list."""
    imprints.add(opened, SECOND, "test", slug="reseau")
    asked = imprints.Change(
        sender=("Réseau des missions locales", "lettre@reseau.example"),
        postal="2, rue du Modèle / 75011 Paris",
        basis="public_task",
    )
    imprints.change(opened, asked, "test", publication=SECOND)
    with opened.database.reading() as session:
        return publications.chosen(session, SECOND).mailing_list_id


def organisation(session: Session, name: str, departement: str = "26", kind: str = "company") -> Organisation:
    """Return an organisation that was just entered."""
    made = Organisation(kind=kind, name=name, departement=departement, postcode=f"{departement}000")
    session.add(made)
    session.flush()
    return made


def reader(
    session: Session, opened: Installation, email: str, employer: Organisation, first_name: str = "Zoé"
) -> Contact:
    """Return a contact who is on the mailing list."""
    address = addresses.parse(email)
    contact = Contact(
        organisation_id=employer.id,
        first_name=first_name,
        last_name="Œuvrard",
        email=address.wire,
        email_shown=address.shown,
        address_key=suppressing.address_key(opened.keyring, address),
        collected_from="test",
        collected_on=date(2009, 9, 1),
    )
    session.add(contact)
    session.flush()
    listed = publications.ensure(session).mailing_list_id
    assert contact.id is not None
    session.add(
        Subscription(contact_id=contact.id, mailing_list_id=listed, state="subscribed", since=opened.clock.now())
    )
    session.flush()
    return contact


def subscribe(session: Session, opened: Installation, email: str, listed: int) -> None:
    """Put somebody who is known on another list."""
    for contact in session.exec(select(Contact).where(Contact.address_key == key(opened, email))):
        row = Subscription(
            contact_id=contact.id or 0, mailing_list_id=listed, state="subscribed", since=opened.clock.now()
        )
        session.add(row)
    session.flush()


def key(opened: Installation, email: str) -> bytes:
    """Return by what an address is known."""
    return suppressing.address_key(opened.keyring, addresses.parse(email))


def people(session: Session, opened: Installation, emails: tuple[str, ...] = EVERYBODY) -> list[Contact]:
    """Return the readers of the cast, in one company of the Drôme."""
    company = organisation(session, "Ateliers Brumevent")
    return [reader(session, opened, email, company, email.partition("@")[0].title()) for email in emails]


def items(session: Session, data: Path, files: Iterable[Path], now: datetime) -> list[Item]:
    """Return what files on the disk hold, brought in."""
    return ingesting.rows(session, data, map(local_files.submission, files), now)


def issue(session: Session, opened: Installation, folder: Path, article: str = ARTICLE) -> Issue:
    """Return an issue that holds one article."""
    file = folder / "article.md"
    file.write_text(article, "utf-8")
    added = items(session, opened.settings.data, [file], opened.clock.now())
    lines = issues.TitleLines(
        "La Lettre n°\u00a04", "La Lettre n°\u00a04\u00a0: recruter sans CV", "Et l’outil du mois"
    )
    made = issues.new(session, publications.ensure(session), lines, opened.clock.now())
    made.number = max(made.number or 0, 4)  # as its title says, unless there is one already
    assert made.id is not None
    issues.add(session, made.id, [item.id or 0 for item in added], "actions")
    return made


def stage(opened: Installation, folder: Path) -> int:
    """Set everything up and return the issue that is ready to leave."""
    with opened.database.transaction() as session:
        publish(session)
        people(session, opened)
        made = issue(session, opened, folder)
        assert made.id is not None
        return made.id


def object_(session: Session, opened: Installation, email: str) -> None:
    """Let somebody object, everywhere."""
    suppressing.suppress(
        session, key(opened, email), reason=SuppressionReason.OBJECTION, since=opened.clock.now(), evidence="test"
    )
