"""`relais documents`: brochures and kits that letters link to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from campaigns.editorial import library
from campaigns.editorial.models import Document
from cli import faces, helping
from runtime import audit
from runtime.language import _


@click.group(cls=helping.Group, help=_("Les documents : plaquettes et kits, à une adresse qui ne change pas."))
def documents() -> None:
    """Group what concerns documents."""


@documents.command("add", help=_("Garde un fichier, nouvelle version d’un document."))
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--name", required=True, metavar="NOM", help=_("Le nom du document, le même pour toutes ses versions."))
@faces.as_json
def add(file: Path, name: str, json_: bool) -> None:
    """Keep a file as the newest version of a document."""
    opened = faces.opened()
    with opened.database.transaction() as session:
        added = library.add(session, opened.settings.data, file, name, opened.clock.now())
        details = {"name": added.name, "version": added.version, "sha256": added.sha256}
        audit.record(session, opened.clock.now(), faces.actor(), "document.added", **details)
        document = _document(added, opened.settings.base_url)
    faces.answer(document, _("{name}, version {version} : {url}").format(**document), json_=json_)


@documents.command("list", help=_("Montre les documents, leurs versions et leurs adresses."))
@faces.as_json
def list_(json_: bool) -> None:
    """Show every version of every document."""
    opened = faces.opened()
    with opened.database.reading() as session:
        found = [_document(one, opened.settings.base_url) for one in library.listed(session)]
    rows = [[one["name"], one["version"], one["size"], one["file"], one["url"]] for one in found]
    head = [_("nom"), _("version"), _("octets"), _("fichier"), _("adresse")]
    faces.answer(found, faces.table(head, rows) if rows else _("Aucun document."), json_=json_)


def _document(document: Document, base_url: str) -> dict[str, Any]:
    return {
        "name": document.name,
        "version": document.version,
        "file": document.file_name,
        "type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "url": library.address(base_url, document),
        "version_url": library.address(base_url, document, permanent=True),
    }
