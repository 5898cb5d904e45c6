"""Sends what browsers load with a page. A file's name carries a hash of what is in it, so browsers keep it for good."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from web.console import assets
from web.errors import NotFound

PATH = assets.PATH
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
router = APIRouter()


@router.api_route(PATH + "{name}", methods=["GET", "HEAD"])
def send(name: str, request: Request) -> Response:
    """Send one file, compressed to whoever understands it.

    Raises:
        NotFound: there is no such file.
    """
    names, suffix, headers = _names(assets.version()), Path(name).suffix, dict(_FOREVER)
    if name not in names or suffix not in _TYPES:
        raise NotFound
    if f"{name}.gz" in names and "gzip" in request.headers.get("Accept-Encoding", ""):
        name, headers["Content-Encoding"] = f"{name}.gz", "gzip"
    return Response((assets.FOLDER / name).read_bytes(), media_type=_TYPES[suffix], headers=headers)


@lru_cache(maxsize=1)
def _names(made: int) -> frozenset[str]:
    return frozenset(file.name for file in assets.FOLDER.iterdir()) if made else frozenset()
