"""Documents that letters link to: the newest version under a name, any version for ever; kept, never run."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import FileResponse

from campaigns.editorial import library
from campaigns.editorial.models import Document
from runtime.installation import Installation
from web.dependencies import Opened

router = APIRouter(prefix="/l/d")


@router.api_route("/{name}", methods=["GET", "HEAD"])
def newest(opened: Opened, name: str) -> Response:
    """Return the newest version; asked again each time, because there may be a newer one."""
    with opened.database.reading() as session:
        return _file(opened, library.latest(session, name), "no-cache")


@router.api_route("/{name}/{number}", methods=["GET", "HEAD"])
def one(opened: Opened, name: str, number: str) -> Response:
    """Return one version, which never changes."""
    if not number.isdecimal() or len(number) > 9:
        raise HTTPException(404)
    with opened.database.reading() as session:
        return _file(opened, library.version(session, name, int(number)), "public, max-age=31536000, immutable")


def _file(opened: Installation, document: Document | None, cached: str) -> Response:
    file = library.path(opened.settings.data, document.sha256) if document else None
    if document is None or file is None or not file.is_file():
        raise HTTPException(404)
    headers = {"Cache-Control": cached, "ETag": f'"{document.sha256}"'}
    return FileResponse(file, media_type=document.media_type, filename=document.file_name, headers=headers)
