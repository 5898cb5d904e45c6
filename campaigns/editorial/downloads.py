"""Handing out documents of the library: the newest version under a name, any version for ever."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from campaigns.editorial import documents
from campaigns.editorial.models import Document
from runtime.installation import Installation


@dataclass(frozen=True)
class Download:
    """One version of a document, as it is handed out."""

    #: Where its content lies.
    path: Path
    #: What it is saved as.
    file_name: str
    media_type: str
    sha256: str


def newest(opened: Installation, name: str) -> Download | None:
    """Return the newest version of a document; `None` when there is no such document."""
    with opened.database.reading() as session:
        return _download(opened, documents.latest(session, name))


def version(opened: Installation, name: str, number: int) -> Download | None:
    """Return one version of a document; `None` when there is no such version."""
    with opened.database.reading() as session:
        return _download(opened, documents.version(session, name, number))


def _download(opened: Installation, document: Document | None) -> Download | None:
    file = documents.path(opened.settings.data, document.sha256) if document else None
    if document is None or file is None or not file.is_file():
        return None
    return Download(file, document.file_name, document.media_type, document.sha256)
