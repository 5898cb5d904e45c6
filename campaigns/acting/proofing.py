"""Looking at a letter before it leaves: byte for byte what one reader would receive, but for inert tokens.

It is signed like every letter, so that any verifier can be asked what it thinks; what is signed are the inert tokens.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial import images, rendering
from campaigns.editorial.models import Publication
from campaigns.editorial.snapshots import Snapshot
from campaigns.post import composing, presses, taking, tokens, variants
from campaigns.post.composing import Personal, Press
from campaigns.post.hits import links
from campaigns.post.variants import Variant
from lists import addresses, audiences, belonging, consents, suppressing
from lists.kinds import Purpose
from lists.models import Contact
from runtime.installation import Installation
from runtime.language import _
from templates import letters, looking
from templates.looking import Looks, Seen


@dataclass(frozen=True)
class Rendered:
    """What was written of one letter."""

    files: list[Path]
    #: Octets of the `.eml`.
    size: int
    #: Of the `.eml`.
    sha256: str


@dataclass(frozen=True)
class RenderedVariant:
    """What was written of a variant, as one of its readers receives it."""

    folder: Path
    variant: Variant
    letter: Rendered


def render(opened: Installation, issue_id: int, email: str, folder: Path, looks: Looks = looking.ALONE) -> Rendered:
    """Write `letter.eml`, `letter.html` and `letter.txt` as the contact with this address would receive them.

    `looks` asks for more, see `templates.looking`.

    Raises:
        errors.UnknownIssue, errors.UnknownReader, errors.SenderMissing, errors.FileRefused;
        templates.errors.TemplatesError; mailer.errors.SigningKeyRefused.
    """
    looking.require(looks)
    with opened.database.transaction() as session:  # where its links lead is kept, so that they do
        contact = _contact(session, opened, email)
        press = _press(session, opened, issue_id)
        reader = _reader(session, press, contact)
    return _written(opened, press, reader, addresses.parse(addresses.clean(email)).wire, folder, looks)


def render_variants(
    opened: Installation, issue_id: int, folder: Path, looks: Looks = looking.ALONE
) -> list[RenderedVariant]:
    """Write each variant of an issue, were it sent now, into a folder of its own: `variant-1` has most readers.

    Raises:
        As `render`.
    """
    looking.require(looks)
    with opened.database.transaction() as session:
        press = _press(session, opened, issue_id)
        found = variants.listed(session, _list_of(session, press), None, press.snapshot, press.letter)
        readers = [_reader(session, press, one.contact_id) for one in found]
        emails = [session.get_one(Contact, one.contact_id).email for one in found]
    made = []
    for number, (one, reader, email) in enumerate(zip(found, readers, emails, strict=True), 1):
        into = folder / f"variant-{number}"
        made.append(RenderedVariant(into, one, _written(opened, press, reader, email, into, looks)))
    return made


def _written(
    opened: Installation, press: Press, reader: audiences.Reader, address: str, folder: Path, looks: Looks
) -> Rendered:
    personal = _inert(opened, address, press.domain)
    values = press.values(reader, personal)
    message = press.fill(reader, personal)
    _subject, html, text = letters.preview(press.parts(reader, personal.measure), values)
    _subject, paper, _text = letters.preview(press.bare(reader), values)
    contents = {"letter.eml": message, "letter.html": html.encode(), "letter.txt": text.encode()}
    contents |= looking.files(Seen(html, paper, partial(_picture, opened, press.snapshot)), looks)
    files = [_write(folder, name, content) for name, content in contents.items()]
    return Rendered(files, len(message), hashlib.sha256(message).hexdigest())


def _picture(opened: Installation, snapshot: Snapshot, address: str) -> tuple[str, bytes] | None:
    """Return a picture of the letter; one that is lost is not shown, which the checks tell."""
    name = rendering.picture_name(address, snapshot) or ""
    kind = images.TYPES.get(name.rpartition(".")[2])
    try:
        return (kind, images.content(opened.settings.data, name)) if kind and "/" not in name else None
    except errors.ImageRefused:
        return None


def _contact(session: Session, opened: Installation, email: str) -> int:
    key = suppressing.address_key(opened.keyring, addresses.parse(addresses.clean(email)))
    contact = session.exec(
        select(Contact.id).where(Contact.address_key == key).order_by(col(Contact.id)).limit(1)
    ).first()
    if contact is None:
        raise errors.UnknownReader
    return contact


def _reader(session: Session, press: Press, contact: int) -> audiences.Reader:
    purposes = consents.agreed(session, [contact], _list_of(session, press)).get(contact, set())
    reader = belonging.widened(session, audiences.readers(session, [contact]))[contact]
    return reader._replace(has_agreed=Purpose.NEWSLETTER in purposes)


def _list_of(session: Session, press: Press) -> int:
    return session.get_one(Publication, press.snapshot.publication.id).mailing_list_id


def _press(session: Session, opened: Installation, issue_id: int) -> Press:
    snapshot = taking.snapshot(session, opened, issue_id)
    if not snapshot.publication.from_address:
        raise errors.SenderMissing
    letter = composing.compile_(snapshot, opened.settings.data / "templates")
    links.register(session, letter)
    return presses.press(session, opened, letter, snapshot, bytes.fromhex(snapshot.sha256)[:16], 0)


def _inert(opened: Installation, address: str, domain: str) -> Personal:
    """Return tokens of the real length that no signature fits."""
    return Personal(
        address=address,
        leave_token=tokens.INERT_LEAVE,
        message_id=tokens.message_id(b"inert", 0, domain),
        date=composing.date(opened.clock.now()),
    )


def _write(folder: Path, name: str, content: bytes) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    except OSError as problem:
        raise errors.FileRefused(
            file=folder / name, reason=_("écriture impossible ({why})").format(why=problem.strerror)
        ) from None
    return folder / name
