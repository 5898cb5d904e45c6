"""Documents that letters link to: the newest version under a name, any version for ever; saved as files, never run."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import FileResponse

from campaigns.editorial import downloads
from campaigns.editorial.downloads import Download
from web.dependencies import Opened

router = APIRouter(prefix="/l/d")


@router.api_route("/{name}", methods=["GET", "HEAD"])
def newest(opened: Opened, name: str) -> Response:
    """Return the newest version; never cached, because there may be a newer one."""
    return _file(downloads.newest(opened, name), "no-cache")


@router.api_route("/{name}/{number}", methods=["GET", "HEAD"])
def one(opened: Opened, name: str, number: str) -> Response:
    """Return one version, which never changes."""
    if not number.isdecimal() or len(number) > 9:
        raise HTTPException(404)
    return _file(downloads.version(opened, name, int(number)), "public, max-age=31536000, immutable")


def _file(found: Download | None, cached: str) -> Response:
    if found is None:
        raise HTTPException(404)
    headers = {"Cache-Control": cached, "ETag": f'"{found.sha256}"'}
    return FileResponse(found.path, media_type=found.media_type, filename=found.file_name, headers=headers)
