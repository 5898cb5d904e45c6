"""Pictures of letters, by the hash of their content: they never change, so they may be kept for ever."""

from __future__ import annotations

import re

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import FileResponse

from campaigns.editorial import images
from web.dependencies import Opened

router = APIRouter(prefix="/l/i")
_NAME = re.compile(r"[0-9a-f]{64}\.(?P<ending>[a-z]{3,4})")


@router.api_route("/{name}", methods=["GET", "HEAD"])
def show(opened: Opened, name: str) -> Response:
    """Return one picture."""
    match = _NAME.fullmatch(name)
    file = images.folder(opened.settings.data) / name
    if match is None or match["ending"] not in images.TYPES or not file.is_file():
        raise HTTPException(404)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return FileResponse(file, media_type=images.TYPES[match["ending"]], headers=headers)
