"""Publications: who writes, from where, on what legal basis. What the law asks stands in `missing`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial.models import Publication
from campaigns.editorial.typography import styles
from lists import addresses, mailing
from lists.models import MailingList
from runtime.errors import RelaisError
from runtime.language import N_, _

_MAILBOX = re.compile(r"\s*(?:\"?(?P<name>[^<>\"]*?)\"?\s*)<(?P<address>[^<>]+)>\s*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
DEFAULT_NAME = N_("La Lettre")


@dataclass(frozen=True)
class Restyle:
    """What a person asks of the house style; empty is as it was."""

    #: A name of `typography.styles.PROFILES`.
    profile: str = ""
    #: `SIGLE=développement`.
    acronyms: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    #: Acronyms and terms to forget.
    forgotten: tuple[str, ...] = ()
    #: Whole texts that are quoted word for word; they replace those before.
    quoted: tuple[str, ...] = ()


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


def chosen(session: Session, name: str | None = None) -> Publication:
    """Return the publication of a name; the name is needless while there is one.

    Raises:
        errors.PublicationUnknown: none has this name, or there are several and no name was given.
    """
    known = list(session.exec(select(Publication).order_by(col(Publication.id)))) or [ensure(session)]
    if name is None and len(known) == 1:
        return known[0]
    found = next((one for one in known if one.name == name), None)
    if found is None:
        raise errors.PublicationUnknown(
            field="publication",
            name=name or "",
            reason=_("dites laquelle, parmi « {known} »").format(known=_(" », « ").join(one.name for one in known)),
        )
    return found


def mailing_list(session: Session, publication: Publication) -> MailingList:
    """Return the mailing list of a publication."""
    return session.get_one(MailingList, publication.mailing_list_id)


def change(session: Session, publication: Publication, given: dict[str, Any]) -> None:
    """Change the fields given, all or none: name, sender, reply_to, postal, publisher, director, basis, note,
    form.

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
    if "form" in given:
        mailing.open_(session, publication.mailing_list_id, given["form"])
    mailing.justify(session, publication.mailing_list_id, basis=given.get("basis"), note=given.get("note"))
    session.add(publication)


def style(publication: Publication) -> styles.Style:
    """Return the house style of a publication."""
    return styles.Style(
        styles.PROFILES[publication.profile],
        dict(publication.acronyms),
        tuple(publication.terms),
        tuple(publication.quoted),
    )


def restyle(session: Session, publication: Publication, asked: Restyle) -> None:
    """Change the house style, all of what is asked or nothing.

    Raises:
        errors.PublicationRefused: a value cannot be used.
    """
    acronyms = dict(publication.acronyms) | dict(_acronym(one) for one in asked.acronyms)
    terms = [*publication.terms, *(_word("--term", one) for one in asked.terms)]
    for word in asked.forgotten:
        if word not in acronyms and word not in terms:
            raise errors.PublicationRefused(field="--forget", reason=_("« {word} » n’y est pas").format(word=word))
    publication.acronyms = {name: said for name, said in sorted(acronyms.items()) if name not in asked.forgotten}
    publication.terms = sorted({one for one in terms if one not in asked.forgotten})
    publication.profile = asked.profile or publication.profile
    publication.quoted = list(asked.quoted) if asked.quoted else publication.quoted
    session.add(publication)


def house_style(publication: Publication) -> dict[str, Any]:
    """Return the house style as people and scripts see it."""
    return {
        "profile": publication.profile,
        "acronyms": dict(publication.acronyms),
        "terms": list(publication.terms),
        "quoted": len(publication.quoted),
    }


def quotable(file: Path) -> str:
    """Return the text of a file whose quotations are to stay as they are.

    Raises:
        errors.FileRefused: it is missing, or no text in UTF-8.
    """
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise errors.FileRefused(file=file.name, reason=_("ce n’est pas un texte en UTF-8")) from None
    except OSError:
        raise errors.FileRefused(file=file.name, reason=_("ce fichier ne peut pas être lu")) from None


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
        "form": listed.form or "",
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


def _acronym(text: str) -> tuple[str, str]:
    name, equals, said = text.partition("=")
    if not equals or not name.strip() or not said.strip():
        reason = _("« SIGLE=développement » est attendu, par exemple CNML=Conseil national des missions locales")
        raise errors.PublicationRefused(field="--acronym", reason=reason)
    return _word("--acronym", name), _word("--acronym", said)


def _word(field: str, text: str) -> str:
    said = _line(field, text)
    if not said:
        raise errors.PublicationRefused(field=field, reason=_("au moins un mot est attendu"))
    return said


def _line(field: str, text: str) -> str:
    said = " ".join(text.split(" ")).strip()
    if _CONTROL.search(said):
        raise errors.PublicationRefused(field=field, reason=_("un caractère de commande s’y trouve"))
    return said
