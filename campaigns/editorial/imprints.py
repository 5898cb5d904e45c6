"""What a letter carries by law: its name, who writes, from where, who answers for it, on what legal basis.

Refuses a value that no reader could use, and two letters of one name. The checks report what is still missing before a
letter may leave.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any

from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import letter_context, publications
from campaigns.editorial.models import Publication
from lists import addresses, folding, mailing_lists
from runtime import audit
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.language import _

#: What a letter cannot leave without, in the order in which people set it.
REQUIRED = ("publisher", "postal", "basis", "sender")
#: The highest number that a first issue may have.
MOST_NUMBER = 99_999
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True)
class Change:
    """The changes a person asks for; `None` changes nothing."""

    name: str | None = None
    #: The name that readers see, and the address.
    sender: tuple[str, str] | None = None
    reply_to: str | None = None
    #: `/` or a line break between its lines.
    postal: str | None = None
    publisher: str | None = None
    director: str | None = None
    #: One of `mailing_lists.BASES`.
    basis: str | None = None
    note: str | None = None
    #: The name of the subscription form in addresses; an empty one closes it.
    form: str | None = None
    #: Why its readers receive it; empty: the sentence of its legal basis.
    why: str | None = None
    #: The number of the first issue made here.
    first_number: int | None = None
    #: Whether anybody may list its articles and issues.
    has_archive: bool | None = None

    @property
    def given(self) -> list[str]:
        """The names of the fields to change, sorted."""
        return sorted(one.name for one in fields(self) if getattr(self, one.name) is not None)


@dataclass(frozen=True)
class Imprint:
    """What a letter carries by law; fields that were never set are empty."""

    name: str
    #: « Nom <adresse> ».
    sender: str
    reply_to: str
    #: A line for each of its lines.
    postal: str
    publisher: str
    director: str
    basis: str
    note: str
    form: str
    why: str = ""
    first_number: int = 1
    has_archive: bool = True

    @property
    def lacking(self) -> tuple[str, ...]:
        """Those of `REQUIRED` that were never set."""
        return tuple(name for name in REQUIRED if not getattr(self, name))

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know; what is usual goes without saying."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        usual = {"why": "", "first_number": 1, "has_archive": True}
        return {"from" if name == "sender" else name: value for name, value in values.items()
                if name not in usual or value != usual[name]}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One publication among those of an installation."""

    id: int
    imprint: Imprint
    #: The name of its mailing list.
    mailing_list: str
    #: Where its articles are read: the whole address.
    archive: str
    #: Its name in addresses; the first letter has none.
    slug: str

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return self.imprint.as_json() | {"list": self.mailing_list, "archive": self.archive}


def add(opened: Installation, name: str, actor: str, *, slug: str | None = None) -> Entry:
    """Add a publication with its own mailing list; as in a fresh installation, its legal fields are empty.

    `slug` is its name in addresses, which stays when the name changes; by default it is made from the name.

    Raises:
        errors.PublicationRefused: name or slug are taken, or cannot be used.
    """
    with opened.database.transaction() as session:
        said = _name(session, name)
        listed = mailing_lists.make(session, said)
        made = Publication(name=said, slug=_slug(session, slug, said), mailing_list_id=listed.id or 0)
        session.add(made)
        session.flush()
        audit.record(session, opened.clock.now(), actor, "publication.added", id=made.id, slug=made.slug)
        return _entry(session, opened, made)


def listed(opened: Installation) -> list[Entry]:
    """Return every publication, the oldest first."""
    with opened.database.reading() as session:
        return [_entry(session, opened, one) for one in publications.everything(session)]


def show(opened: Installation, publication: str | None = None) -> Imprint:
    """Return what the letters of a publication carry.

    Raises:
        errors.PublicationUnknown.
    """
    with opened.database.reading() as session:
        return of(session, publications.chosen(session, publication))


def change(opened: Installation, asked: Change, actor: str, *, publication: str | None = None) -> Imprint:
    """Make all the changes, or none; return the whole imprint.

    Raises:
        errors.PublicationUnknown; errors.PublicationRefused: a value cannot be used.
        lists.errors.BasisRefused, lists.errors.FormRefused.
    """
    with opened.database.transaction() as session:
        found = publications.chosen(session, publication)
        revise(session, found, asked)
        audit.record(session, opened.clock.now(), actor, "publication.changed", id=found.id, fields=asked.given)
        return of(session, found)


def revise(session: Session, publication: Publication, asked: Change) -> None:
    """Change a publication; raises as `change`."""
    if asked.name is not None:
        publication.name = _name(session, asked.name, publication)
    if asked.publisher is not None:
        publication.publisher = line("publisher", asked.publisher)
    if asked.director is not None:
        publication.director = line("director", asked.director)
    if asked.sender is not None:
        name, address = asked.sender
        publication.from_name, publication.from_address = line("sender", name), _address("sender", address)
    if asked.reply_to is not None:
        publication.reply_to = _address("reply_to", asked.reply_to)
    if asked.postal is not None:
        publication.postal = _postal(asked.postal)
    _choose(publication, asked)
    if asked.form is not None:
        mailing_lists.open_(session, publication.mailing_list_id, asked.form)
    mailing_lists.justify(session, publication.mailing_list_id, basis=asked.basis, note=asked.note)
    session.add(publication)


def _choose(publication: Publication, asked: Change) -> None:
    if asked.why is not None:
        publication.why = line("why", asked.why)
    if asked.first_number is not None:
        publication.first_number = _first_number(asked.first_number)
    if asked.has_archive is not None:
        publication.has_archive = asked.has_archive


def of(session: Session, publication: Publication) -> Imprint:
    """Return what the letters of a publication carry."""
    listed = publications.mailing_list(session, publication)
    return Imprint(
        name=publication.name,
        sender=f"{publication.from_name} <{publication.from_address}>" if publication.from_address else "",
        reply_to=publication.reply_to,
        postal=publication.postal,
        publisher=publication.publisher,
        director=publication.director,
        basis=listed.basis or "",
        note=listed.note or "",
        form=listed.form or "",
        why=publication.why,
        first_number=publication.first_number,
        has_archive=publication.has_archive,
    )


def line(field: str, text: str) -> str:
    """Return a text of one line as it is stored: without spaces at its ends, otherwise unchanged.

    Raises:
        errors.PublicationRefused: a control character stands in it.
    """
    said = " ".join(text.split(" ")).strip()
    if _CONTROL.search(said):
        raise errors.PublicationRefused(field=field, reason=_("un caractère de commande s’y trouve"))
    return said


def _entry(session: Session, opened: Installation, one: Publication) -> Entry:
    archive = f"{opened.settings.base_url}{letter_context.home(one.slug)}/archives"
    return Entry(one.id or 0, of(session, one), publications.mailing_list(session, one).name, archive, one.slug)


def _name(session: Session, name: str, of: Publication | None = None) -> str:
    """Return a name that no other publication has."""
    if not name.strip():
        raise errors.PublicationRefused(field="name", reason=_("une lettre a un nom"))
    said = line("name", name)
    if any(one.name == said for one in publications.everything(session) if one is not of):
        raise errors.PublicationRefused(field="name", reason=_("une autre lettre porte ce nom"))
    return said


def _slug(session: Session, asked: str | None, name: str) -> str:
    """Return a name in addresses that no other publication has: the one asked, else one made of the name."""
    known = {one.slug for one in publications.everything(session)}
    if asked is None:
        words = "-".join(folding.fold(name).split()[: mailing_lists.WORDS]) or "lettre"
        several = (f"{words}-{number}" for number in range(2, len(known) + 3))
        return next(one for one in (words, *several) if one not in known)
    if not mailing_lists.is_nameable(asked):
        raise errors.PublicationRefused(field="slug", reason=_(mailing_lists.NAMEABLE))
    if asked in known:
        raise errors.PublicationRefused(field="slug", reason=_("une autre lettre porte ce nom"))
    return asked


def _first_number(number: int) -> int:
    if not 1 <= number <= MOST_NUMBER:
        reason = _("un nombre de 1 à {most} est attendu").format(most=MOST_NUMBER)
        raise errors.PublicationRefused(field="first_number", reason=reason)
    return number


def _postal(text: str) -> str:
    lines = re.split(r"[\n/]", text.replace("\\n", "\n"))
    return "\n".join(filter(None, (line("postal", one) for one in lines if one.strip())))


def _address(field: str, text: str) -> str:
    try:
        address = addresses.parse(addresses.clean(text))
    except RelaisError as refused:
        raise errors.PublicationRefused(field=field, reason=str(refused).rstrip(".")) from None
    if address.needs_smtputf8:
        reason = _("« {address} » a des lettres accentuées devant le signe @, que tous les serveurs ne comprennent pas")
        raise errors.PublicationRefused(field=field, reason=reason.format(address=address.shown))
    return address.wire
