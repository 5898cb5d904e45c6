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
from campaigns.editorial import editions, images
from campaigns.post import composing, links, tokens
from campaigns.post.composing import Personal, Press
from lists import addresses, audiences, belonging, suppressing
from lists.models import Contact
from mailer.dkim import keys
from runtime import clock
from runtime.installation import Installation
from runtime.language import _
from templates import letters


@dataclass(frozen=True)
class Rendered:
    """What was written."""

    files: list[Path]
    #: Octets of the `.eml`.
    size: int
    #: Of the `.eml`.
    sha256: str


def render(opened: Installation, issue_id: int, email: str, folder: Path) -> Rendered:
    """Write `letter.eml`, `letter.html` and `letter.txt` as the contact with this address would receive them.

    Raises:
        errors.UnknownIssue, errors.UnknownReader, errors.SenderMissing, errors.FileRefused;
        templates.errors.TemplatesError; mailer.errors.SigningKeyRefused.
    """
    with opened.database.transaction() as session:  # where its links lead is kept, so that they do
        reader = _reader(session, opened, email)
        press = _press(session, opened, issue_id)
    personal = _inert(opened, addresses.parse(addresses.clean(email)).wire, press.domain)
    message = press.fill(reader, personal)
    _subject, html, text = letters.preview(press.parts(reader, personal.measure), press.values(reader, personal))
    contents = {
        "letter.eml": message,
        "letter.html": html.encode("utf-8"),
        "letter.txt": text.encode("utf-8"),
    }
    files = [_write(folder, name, content) for name, content in contents.items()]
    return Rendered(files, len(message), hashlib.sha256(message).hexdigest())


def _reader(session: Session, opened: Installation, email: str) -> audiences.Reader:
    key = suppressing.address_key(opened.keyring, addresses.parse(addresses.clean(email)))
    contact = session.exec(
        select(Contact.id).where(Contact.address_key == key).order_by(col(Contact.id)).limit(1)
    ).first()
    if contact is None:
        raise errors.UnknownReader
    return belonging.widened(session, audiences.readers(session, [contact]))[contact]


def _press(session: Session, opened: Installation, issue_id: int) -> Press:
    settings = opened.settings
    content = editions.snapshot(
        session, issue_id, settings.data, settings.base_url, by_mail=settings.mailbox_url is not None
    )
    if not content["publication"]["from_address"]:
        raise errors.SenderMissing
    letter = composing.compile_(content, settings.data / "templates")
    missions = audiences.local_missions(session, clock.in_paris(opened.clock.now()).date())
    seed = bytes.fromhex(editions.digest(content))[:16]
    links.register(session, letter)
    counting = links.addresses(session, opened.keyring, content["base_url"], 0, letter)
    pictures = partial(images.content, settings.data)
    return Press(letter, content, missions, seed, keys.load(settings.keys), counting, pictures)


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
