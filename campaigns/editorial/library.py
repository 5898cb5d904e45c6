"""Documents that letters link to (a brochure, a kit): versioned, checked, each at an address that never changes.

Owns `<data>/documents/`, where a file lies under the hash of its content. The address of a name leads to its newest
version, that of a version to that version for ever. Refuses what a browser would run.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from campaigns import errors
from campaigns.editorial.models import Document
from lists import folding
from runtime.language import _

#: The path of the reader pages, below the base address.
PATH = "/l/d/"
_HEAVIEST = 50_000_000
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


def add(session: Session, data: Path, file: Path, name: str, now: datetime) -> Document:
    """Keep a file as the newest version of a document; the same content again is no new version.

    Raises:
        errors.DocumentRefused: the name has no letter, or the file is none that is kept.
    """
    slug, raw = _slug(name), _read(file)
    kind = _kind(file, raw)
    sha256 = hashlib.sha256(raw).hexdigest()
    last = latest(session, slug)
    if last is not None and last.sha256 == sha256:
        return last
    _keep(path(data, sha256), raw)
    added = Document(
        name=slug,
        version=(last.version if last else 0) + 1,
        file_name=unicodedata.normalize("NFC", file.name),
        media_type=kind,
        size=len(raw),
        sha256=sha256,
        added_at=now,
    )
    session.add(added)
    session.flush()
    return added


def listed(session: Session) -> list[Document]:
    """Return every version of every document, by name, newest first."""
    return list(session.exec(select(Document).order_by(col(Document.name), col(Document.version).desc())))


def latest(session: Session, name: str) -> Document | None:
    """Return the newest version of a document; none when there is no such document."""
    newest = select(Document).where(Document.name == name).order_by(col(Document.version).desc())
    return session.exec(newest.limit(1)).first()


def version(session: Session, name: str, number: int) -> Document | None:
    """Return one version of a document; none when there is no such version."""
    return session.exec(select(Document).where(Document.name == name, Document.version == number)).first()


def address(base_url: str, document: Document, *, permanent: bool = False) -> str:
    """Return where readers find a document: always its newest version, or always this one."""
    return f"{base_url}{PATH}{document.name}" + (f"/{document.version}" if permanent else "")


def path(data: Path, sha256: str) -> Path:
    """Return where the content of a document lies."""
    return data / "documents" / sha256


def _slug(name: str) -> str:
    """Return what stands in the address: « Plaquette d’été » is `plaquette-d-ete`."""
    slug = folding.fold(name).replace(" ", "-")[:60].strip("-")
    if not slug:
        raise errors.DocumentRefused(file="--name", reason=_("un nom a au moins une lettre ou un chiffre"))
    return slug


def _kind(file: Path, raw: bytes) -> str:
    ending = file.suffix.lower().removeprefix(".").replace("jpeg", "jpg")
    if ending not in KINDS:
        known = ", ".join(KINDS)
        raise errors.DocumentRefused(file=file.name, reason=_("seuls sont gardés {known}").format(known=known))
    media_type, begins = KINDS[ending]
    if not begins(raw):
        raise errors.DocumentRefused(file=file.name, reason=_("ce n’est pas un fichier .{kind}").format(kind=ending))
    return media_type


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > _HEAVIEST:
            raise errors.DocumentRefused(file=file.name, reason=_("il pèse plus de 50 Mo"))
        return file.read_bytes()
    except OSError:
        raise errors.DocumentRefused(file=file.name, reason=_("il n’existe pas, ou ne peut pas être lu")) from None


def _keep(target: Path, raw: bytes) -> None:
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(".partial")
        partial.write_bytes(raw)
        partial.replace(target)
