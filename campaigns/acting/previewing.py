"""Looking at a letter before it leaves: byte for byte what one reader would receive, except for inert tokens.

It is signed like every letter, so that any verifier can check it; the signature covers the inert tokens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlmodel import Session

from campaigns import errors
from campaigns.editorial import images, letter_context
from campaigns.editorial.models import Publication
from campaigns.editorial.snapshots import Snapshot
from campaigns.post import composing, presses, snapshotting, tokens, variants
from campaigns.post.composing import Personal, Press
from campaigns.post.hits import tracked_links
from campaigns.post.variants import Variant
from lists import addresses, audiences, contact_lookup
from lists.contacts import affiliations
from lists.kinds import Purpose
from lists.models import Contact
from lists.permission import consents
from runtime.installation import Installation
from templates import letters
from templates.views import renditions
from templates.views.renditions import Looks, Seen

#: The names of the letter itself, as it is sent and as it is read.
LETTER, PAGE, TEXT = "letter.eml", "letter.html", "letter.txt"


@dataclass(frozen=True)
class Rendered:
    """One letter, in files."""

    files: Mapping[str, bytes]

    @property
    def size(self) -> int:
        """Octets of the letter as it is sent."""
        return len(self.files[LETTER])

    @property
    def sha256(self) -> str:
        """The fingerprint of the letter as it is sent, in hexadecimal."""
        return hashlib.sha256(self.files[LETTER]).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {"files": list(self.files), "bytes": self.size, "sha256": self.sha256}


@dataclass(frozen=True)
class RenderedVariant:
    """A variant, as one of its readers receives it."""

    #: `variant-1` has most readers.
    name: str
    variant: Variant
    letter: Rendered

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        of_it = {"readers": self.variant.readers, "items": list(self.variant.items)}
        return {"folder": self.name, **of_it, **self.letter.as_json()}


def render(opened: Installation, issue_id: int, email: str, looks: Looks = renditions.ALONE) -> Rendered:
    """Return `letter.eml`, `letter.html` and `letter.txt` as the contact with this address would receive them.

    `looks` asks for more, see `templates.views.renditions`.

    Raises:
        errors.UnknownIssue, errors.UnknownReader, errors.SenderMissing;
        templates.errors.TemplatesError; mailer.errors.SigningKeyRefused.
    """
    renditions.require(looks)
    with opened.database.transaction() as session:  # keeps the targets of its links, so that they work
        contact = _contact(session, opened, email)
        press = _press(session, opened, issue_id)
        reader = _reader(session, press, contact)
    return _rendered(opened, press, reader, addresses.parse(addresses.clean(email)).wire, looks)


def render_variants(opened: Installation, issue_id: int, looks: Looks = renditions.ALONE) -> list[RenderedVariant]:
    """Return each variant of an issue as if it were sent now, the variant with most readers first.

    Raises:
        As `render`.
    """
    renditions.require(looks)
    with opened.database.transaction() as session:
        press = _press(session, opened, issue_id)
        found = variants.listed(session, _list_of(session, press), None, press.snapshot, press.letter)
        readers = [_reader(session, press, one.contact_id) for one in found]
        emails = [session.get_one(Contact, one.contact_id).email for one in found]
    return [
        RenderedVariant(f"variant-{number}", one, _rendered(opened, press, reader, email, looks))
        for number, (one, reader, email) in enumerate(zip(found, readers, emails, strict=True), 1)
    ]


def _rendered(opened: Installation, press: Press, reader: audiences.Reader, address: str, looks: Looks) -> Rendered:
    personal = _inert(opened, address, press.domain)
    values = press.values(reader, personal)
    message = press.fill(reader, personal)
    _subject, html, text = letters.preview(press.parts(reader, personal.measure), values)
    _subject, paper, _text = letters.preview(press.bare(reader), values)
    contents = {LETTER: message, PAGE: html.encode(), TEXT: text.encode()}
    return Rendered(contents | renditions.files(Seen(html, paper, partial(_picture, opened, press.snapshot)), looks))


def _picture(opened: Installation, snapshot: Snapshot, address: str) -> tuple[str, bytes] | None:
    """Return a picture of the letter. A lost picture is left out; the checks report it."""
    name = letter_context.picture_name(address, snapshot) or ""
    kind = images.TYPES.get(name.rpartition(".")[2])
    try:
        return (kind, images.content(opened.settings.data, name)) if kind and "/" not in name else None
    except errors.ImageRefused:
        return None


def _contact(session: Session, opened: Installation, email: str) -> int:
    hers = contact_lookup.numbers(session, contact_lookup.key_of(opened.keyring, email))
    if not hers:
        raise errors.UnknownReader
    return hers[0]


def _reader(session: Session, press: Press, contact: int) -> audiences.Reader:
    mailing_list_id = _list_of(session, press)
    purposes = consents.agreed(session, [contact], mailing_list_id).get(contact, set())
    reader = affiliations.widened(session, audiences.readers(session, [contact], mailing_list_id))[contact]
    return reader._replace(has_agreed=Purpose.NEWSLETTER in purposes)


def _list_of(session: Session, press: Press) -> int:
    return session.get_one(Publication, press.snapshot.publication.id).mailing_list_id


def _press(session: Session, opened: Installation, issue_id: int) -> Press:
    snapshot = snapshotting.snapshot(session, opened, issue_id)
    if not snapshot.publication.from_address:
        raise errors.SenderMissing
    letter = composing.compile_(snapshot, opened.settings.data / "templates")
    tracked_links.register(session, letter)
    return presses.press(session, opened, letter, snapshot, bytes.fromhex(snapshot.sha256)[:16], 0)


def _inert(opened: Installation, address: str, domain: str) -> Personal:
    """Return tokens of the real length that no signature fits."""
    return Personal(
        address=address,
        leave_token=tokens.INERT_LEAVE,
        message_id=tokens.message_id(b"inert", 0, domain),
        date=composing.date(opened.clock.now()),
    )
