"""« Documents »: what letters link to, each at its permanent address."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from campaigns.editorial import documents
from runtime.errors import RelaisError
from runtime.language import _
from web.console import pages, uploads
from web.console.forms import Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()


@router.get("/documents")
def listed(
    request: Request, _visitor: Reads, opened: Opened, q: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:  # fmt: skip
    """Show a page of the documents."""
    return _list(request, opened, q=q, page=page)


@router.post("/documents")
async def add(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Keep a document, or a newer version of one."""
    file = uploads.incoming(typed, "fichier")
    if file is None:
        return await uploads.apart(_list, request, opened, error=_("Choisissez un document."))
    name = str(typed.get("nom") or "").strip() or PurePath(file.name).stem
    try:
        added = await uploads.taken(lambda: documents.add(opened, file, name, visitor.actor))
    except RelaisError as problem:
        return await uploads.apart(_list, request, opened, error=str(problem))
    return pages.then(
        request, "/documents", _("« {name} » est gardé, version {n}.").format(name=added.file_name, n=added.version)
    )


def _list(request: Request, opened: Opened, *, q: str = "", page: int = 1, error: str = "") -> Response:
    found = documents.library(opened, q, page)
    return pages.page(
        request, "library/documents.html", status=422 if error else 200, found=found, q=q, error=error,
        documents=[(one, size(one.newest.size)) for one in found.entries],
    )  # fmt: skip


def size(octets: int) -> str:
    """Say a weight: « 240 Ko », « 1,4 Mo »."""
    if octets >= 1_000_000:
        return _("{n} Mo").format(n=f"{octets / 1_000_000:.1f}".replace(".", ","))
    return _("{n} Ko").format(n=max(1, octets // 1000))
