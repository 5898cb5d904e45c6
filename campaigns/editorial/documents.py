"""Documents that letters link to (a brochure, a kit): versioned, checked, each at an address that never changes.

Owns `<data>/documents/`, where a file is stored under the hash of its content. The address of a name leads to the
newest version; the address of a version always leads to that version. Refuses what a browser would run.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial import labels, library_pages
from campaigns.editorial.library_pages import LibraryPage
from campaigns.editorial.models import Document, Item
from lists import folding
from runtime import audit
from runtime.files import File, Incoming
from runtime.installation import Installation
from runtime.language import _

#: The path of the reader pages, below the base address.
PATH = "/l/d/"
#: Octets.
HEAVIEST = 50_000_000
#: Octets by which a kind of file is known.
_SIGNS = 16
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda raw: raw.startswith(signs)


_ZIP = _begins(b"PK\x03\x04")
#: File ending -> its media type, and what its content begins with.
KINDS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    "pdf": ("application/pdf", _begins(b"%PDF-")),
    "docx": (f"{_OFFICE}wordprocessingml.document", _ZIP),
    "xlsx": (f"{_OFFICE}spreadsheetml.sheet", _ZIP),
    "pptx": (f"{_OFFICE}presentationml.presentation", _ZIP),
    "odt": (f"{_OPEN}text", _ZIP),
    "ods": (f"{_OPEN}spreadsheet", _ZIP),
    "odp": (f"{_OPEN}presentation", _ZIP),
    "zip": ("application/zip", _ZIP),
    "png": ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "jpg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
}


@dataclass(frozen=True)
class Version:
    """One version of a document, as people and scripts see it."""

    name: str
    #: From 1.
    version: int
    #: Its original name, under which a reader saves it.
    file_name: str
    media_type: str
    #: Octets.
    size: int
    sha256: str
    #: Where readers find the newest version, and always this one.
    url: str
    version_url: str

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        return {
            "name": self.name,
            "version": self.version,
            "file": self.file_name,
            "type": self.media_type,
            "size": self.size,
            "sha256": self.sha256,
            "url": self.url,
            "version_url": self.version_url,
        }


def add(opened: Installation, file: File | Incoming, name: str, actor: str) -> Version:
    """Keep a file as the newest version of a document; the same content makes no new version.

    Raises:
        errors.DocumentNameRefused: the name has no letter.
        errors.DocumentRefused: this kind of file is not kept.
    """
    now, slug = opened.clock.now(), _slug(name)
    kept = _kept(
        opened.settings.data, file.incoming()
    )  # before the transaction: a large file would keep a sender waiting
    with opened.database.transaction() as session:
        added = _added(session, kept, slug, now)
        details = {"name": added.name, "version": added.version, "sha256": added.sha256}
        audit.record(session, now, actor, "document.added", **details)
        return _version(added, opened.settings.base_url)


def listed(opened: Installation) -> list[Version]:
    """Return every version of every document, by name, newest first."""
    with opened.database.reading() as session:
        found = session.exec(select(Document).order_by(col(Document.name), col(Document.version).desc()))
        return [_version(one, opened.settings.base_url) for one in found]


@dataclass(frozen=True)
class Held:
    """A document in the library: its newest version, how many there are, and which articles lead to it."""

    newest: Version
    versions: int
    #: Ids of items and their titles.
    uses: tuple[tuple[int, str], ...]


def library(opened: Installation, text: str = "", page: int = 1) -> LibraryPage[Held]:
    """Return a page of the documents that every word of `text` speaks of, by name."""
    words = folding.fold(text).split()
    with opened.database.reading() as session:
        rows = session.exec(select(Document).order_by(col(Document.name), col(Document.version).desc()))
        several = [list(group) for _name, group in groupby(rows, lambda one: one.name)]
        spoken = [one for one in several if all(word in _words(one[0]) for word in words)]
        found = library_pages.cut(spoken, page)
        url = opened.settings.base_url
        held = tuple(Held(_version(one[0], url), len(one), _uses(session, one[0].name)) for one in found.entries)
        return LibraryPage(held, found.page, found.pages, found.count)


def _words(newest: Document) -> str:
    return folding.fold(f"{newest.name} {newest.file_name}")


def _uses(session: Session, name: str) -> tuple[tuple[int, str], ...]:
    """Return the items in use that lead to a document, to its newest version or to a certain one."""
    address = re.compile(rf"{re.escape(PATH)}{re.escape(name)}(?![a-z0-9-])")
    near = col(Item.link).contains(PATH + name) | cast(col(Item.body), String).contains(PATH + name)
    query = select(Item).where(near, col(Item.deleted_at).is_(None)).order_by(col(Item.id))
    return tuple(
        (one.id or 0, labels.titled(one.title))
        for one in session.exec(query)
        if address.search(f"{one.link} {json.dumps(one.body)}")
    )


def latest(session: Session, name: str) -> Document | None:
    """Return the newest version of a document; `None` when there is no such document."""
    newest = select(Document).where(Document.name == name).order_by(col(Document.version).desc())
    return session.exec(newest.limit(1)).first()


def version(session: Session, name: str, number: int) -> Document | None:
    """Return one version of a document; `None` when there is no such version."""
    return session.exec(select(Document).where(Document.name == name, Document.version == number)).first()


def path(data: Path, sha256: str) -> Path:
    """Return where the content of a document lies."""
    return data / "documents" / sha256


@dataclass(frozen=True)
class _Kept:
    """A file that lies in the data folder."""

    file_name: str
    media_type: str
    size: int
    sha256: str


def _added(session: Session, kept: _Kept, slug: str, now: datetime) -> Document:
    last = latest(session, slug)
    if last is not None and last.sha256 == kept.sha256:
        return last
    added = Document(
        name=slug,
        version=(last.version if last else 0) + 1,
        file_name=unicodedata.normalize("NFC", kept.file_name),
        media_type=kept.media_type,
        size=kept.size,
        sha256=kept.sha256,
        added_at=now,
    )
    session.add(added)
    session.flush()
    return added


def _version(document: Document, base_url: str) -> Version:
    newest = f"{base_url}{PATH}{document.name}"
    return Version(
        name=document.name,
        version=document.version,
        file_name=document.file_name,
        media_type=document.media_type,
        size=document.size,
        sha256=document.sha256,
        url=newest,
        version_url=f"{newest}/{document.version}",
    )


def _slug(name: str) -> str:
    """Return what stands in the address: « Plaquette d’été » is `plaquette-d-ete`."""
    slug = folding.fold(name).replace(" ", "-")[:60].strip("-")
    if not slug:
        raise errors.DocumentNameRefused(field="name", reason=_("un nom a au moins une lettre ou un chiffre"))
    return slug


def _kind(file: Incoming) -> str:
    """Return the media type of a file, after checking its content against its ending."""
    if file.size > HEAVIEST:
        raise errors.DocumentRefused(file=file.name, reason=_("il pèse plus de 50 Mo"))
    ending = file.ending.removeprefix(".").replace("jpeg", "jpg")
    if ending not in KINDS:
        known = ", ".join(KINDS)
        raise errors.DocumentRefused(file=file.name, reason=_("seuls sont gardés {known}").format(known=known))
    media_type, begins = KINDS[ending]
    if not begins(file.head(_SIGNS)):
        raise errors.DocumentRefused(file=file.name, reason=_("ce n’est pas un fichier .{kind}").format(kind=ending))
    return media_type


def _kept(data: Path, file: Incoming) -> _Kept:
    """Copy a file into the data folder, piece by piece, under the hash of its content."""
    kind, folder = _kind(file), data / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    hashed, size = hashlib.sha256(), 0
    partial = folder / f"{secrets.token_hex(8)}.partial"
    try:
        with partial.open("wb") as copy:
            for piece in file.pieces():
                hashed.update(piece)
                size += copy.write(piece)
        target = path(data, hashed.hexdigest())
        if not target.exists():
            partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return _Kept(file.name, kind, size, hashed.hexdigest())
