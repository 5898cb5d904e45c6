"""Publications: who writes, from where, on what legal basis. What the law asks stands in `missing`."""

from __future__ import annotations

import re
from typing import Any

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial.models import Publication
from lists import addresses, mailing
from lists.models import MailingList
from runtime.errors import RelaisError
from runtime.language import N_, _

_MAILBOX = re.compile(r"\s*(?:\"?(?P<name>[^<>\"]*?)\"?\s*)<(?P<address>[^<>]+)>\s*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
DEFAULT_NAME = N_("La Lettre")


def ensure(session: Session) -> Publication:
    """Return the first publication, created with its mailing list when there is none (idempotent)."""
    found = session.exec(select(Publication).order_by(col(Publication.id))).first()
    if found is not None:
        return found
    mailing_list = mailing.make_first(session, _("Liste de diffusion"))
    assert mailing_list.id is not None
    made = Publication(name=_(DEFAULT_NAME), mailing_list_id=mailing_list.id)
    session.add(made)
    session.flush()
    return made


def only(session: Session) -> Publication:
    """Return the publication of this installation."""
    return ensure(session)


def mailing_list(session: Session, publication: Publication) -> MailingList:
    """Return the mailing list of a publication."""
    return session.get_one(MailingList, publication.mailing_list_id)


def change(session: Session, publication: Publication, given: dict[str, Any]) -> None:
    """Change the fields given, all or none: name, sender, reply_to, postal, publisher, director, basis, note.

    Raises:
        errors.PublicationRefused: a value cannot be used.
    """
    if not given.get("name", DEFAULT_NAME).strip():
        raise errors.PublicationRefused(field="--name", reason=_("une lettre a un nom"))
    for field in ("name", "publisher", "director"):
        if field in given:
            setattr(publication, field, _line(f"--{field}", given[field]))
    if "sender" in given:
        publication.from_name, publication.from_address = _mailbox(given["sender"])
    if "reply_to" in given:
        publication.reply_to = _address("--reply-to", given["reply_to"])
    if "postal" in given:
        lines = re.split(r"[\n/]", given["postal"].replace("\\n", "\n"))
        publication.postal = "\n".join(filter(None, (_line("--postal", line) for line in lines if line.strip())))
    mailing.justify(session, publication.mailing_list_id, basis=given.get("basis"), note=given.get("note"))
    session.add(publication)


def shown(session: Session, publication: Publication) -> dict[str, Any]:
    """Return the publication as people and scripts see it."""
    listed = mailing_list(session, publication)
    sender = f"{publication.from_name} <{publication.from_address}>" if publication.from_address else ""
    return {
        "name": publication.name,
        "from": sender,
        "reply_to": publication.reply_to,
        "postal": publication.postal,
        "publisher": publication.publisher,
        "director": publication.director,
        "basis": listed.basis or "",
        "note": listed.note or "",
    }


def _mailbox(text: str) -> tuple[str, str]:
    match = _MAILBOX.fullmatch(text)
    if match is None or not match["name"]:
        reason = _("« Nom <adresse@exemple.fr> » est attendu, avec le nom que les lecteurs verront")
        raise errors.PublicationRefused(field="--from", reason=reason)
    return _line("--from", match["name"]), _address("--from", match["address"])


def _address(field: str, text: str) -> str:
    try:
        return addresses.parse(addresses.clean(text)).wire
    except RelaisError as refused:
        raise errors.PublicationRefused(field=field, reason=str(refused).rstrip(".")) from None


def _line(field: str, text: str) -> str:
    said = " ".join(text.split(" ")).strip()
    if _CONTROL.search(said):
        raise errors.PublicationRefused(field=field, reason=_("un caractère de commande s’y trouve"))
    return said
