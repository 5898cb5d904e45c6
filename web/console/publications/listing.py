"""Every letter of the installation, and one of them with the pages where it is set."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from campaigns.editorial import imprints
from web import errors
from web.console import pages
from web.console.settings import chosen, entries
from web.console.visitors import Reads
from web.dependencies import Opened

router = APIRouter()


@router.get(chosen.PATH)
def show(request: Request, _visitor: Reads, opened: Opened) -> Response:
    """Show every letter, and what each lacks."""
    return pages.page(request, "publications/list.html", letters=entries.letters(opened))


@router.get(f"{chosen.PATH}/{{publication_id:int}}")
def one(request: Request, _visitor: Reads, opened: Opened, publication_id: int) -> Response:
    """Show one letter: what is set, what is missing, and where."""
    found = next((each for each in imprints.listed(opened) if each.id == publication_id), None)
    if found is None:
        raise errors.NotFound
    doors = entries.of_letter(opened, found, f"?{chosen.LETTER}={publication_id}")
    return pages.page(request, "publications/one.html", publication_id=publication_id, letter=found, own=doors)
