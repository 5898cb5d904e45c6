"""Looking at a letter before it leaves: byte for byte what one reader would receive, except for inert tokens.

It is signed like every letter, so that any verifier can check it; the signature covers the inert tokens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from campaigns import errors
from campaigns.acting import proofs
from campaigns.editorial import images, letter_context
from campaigns.editorial.snapshots import Snapshot
from campaigns.post import variants
from campaigns.post.composing import Press
from campaigns.post.variants import Variant
from lists import addresses, audiences, contact_lookup
from lists.models import Contact
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
    contact_id = contact(opened, email)
    press = proofs.press(opened, issue_id)
    with opened.database.reading() as session:
        reader = proofs.reader(session, press, contact_id)
    return _rendered(opened, press, reader, addresses.parse(addresses.clean(email)).wire, looks)


def render_variants(opened: Installation, issue_id: int, looks: Looks = renditions.ALONE) -> list[RenderedVariant]:
    """Return each variant of an issue as if it were sent now, the variant with most readers first.

    Raises:
        As `render`.
    """
    renditions.require(looks)
    press = proofs.press(opened, issue_id)
    with opened.database.reading() as session:
        found = variants.listed(session, proofs.list_of(session, press), None, press.snapshot, press.letter)
        readers = [proofs.reader(session, press, one.contact_id) for one in found]
        emails = [session.get_one(Contact, one.contact_id).email for one in found]
    return [
        RenderedVariant(f"variant-{number}", one, _rendered(opened, press, reader, email, looks))
        for number, (one, reader, email) in enumerate(zip(found, readers, emails, strict=True), 1)
    ]


def _rendered(opened: Installation, press: Press, reader: audiences.Reader, address: str, looks: Looks) -> Rendered:
    personal = proofs.inert(opened, address, press.domain)
    values = press.values(reader, personal)
    message = press.fill(reader, personal)
    _subject, html, text = letters.preview(press.parts(reader, personal.measure), values)
    _subject, paper, _text = letters.preview(press.bare(reader), values)
    contents = {LETTER: message, PAGE: html.encode(), TEXT: text.encode()}
    return Rendered(contents | renditions.files(Seen(html, paper, partial(_picture, opened, press.snapshot)), looks))


def paper(opened: Installation, press: Press, reader: audiences.Reader) -> bytes:
    """Return the letter of a reader on paper: a PDF.

    Raises:
        templates.errors.PrinterMissing.
    """
    values = press.values(reader, proofs.inert(opened, press.snapshot.publication.from_address, press.domain))
    _subject, page, _text = letters.preview(press.bare(reader), values)
    seen = Seen(page, page, partial(_picture, opened, press.snapshot))
    return renditions.files(seen, Looks(pdf=True))["letter.pdf"]


def _picture(opened: Installation, snapshot: Snapshot, address: str) -> tuple[str, bytes] | None:
    """Return a picture of the letter. A lost picture is left out; the checks report it."""
    name = letter_context.picture_name(address, snapshot) or ""
    kind = images.TYPES.get(name.rpartition(".")[2])
    try:
        return (kind, images.content(opened.settings.data, name)) if kind and "/" not in name else None
    except errors.ImageRefused:
        return None


def contact(opened: Installation, email: str) -> int:
    """Return the contact with this address, the first of several.

    Raises:
        errors.UnknownReader; lists.errors.AddressRefused.
    """
    with opened.database.reading() as session:
        hers = contact_lookup.numbers(session, contact_lookup.key_of(opened.keyring, email))
    if not hers:
        raise errors.UnknownReader
    return hers[0]
