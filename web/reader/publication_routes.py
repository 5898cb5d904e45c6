"""Which letter a public page belongs to: the first at `/l/…`, as always, the others at `/l/lettres/{letter}/…`.

Owns these two addresses of one page. Refuses a letter that does not exist: then there is no such page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Request

from campaigns.editorial.legal_notices import Masthead
from web.dependencies import Letters

_METHODS = ["GET", "HEAD"]
#: The prefix of the first letter, and that of the others.
_PREFIXES = ("/l", "/l/lettres/{letter}")
Page = TypeVar("Page", bound=Callable[..., Any])


def page(router: APIRouter, path: str) -> Callable[[Page], Page]:
    """Serve a page of each letter; `path` is what it has below the pages of its letter."""

    def serve(answer: Page) -> Page:
        for prefix in _PREFIXES:
            router.api_route(prefix + path, methods=_METHODS)(answer)
        return answer

    return serve


def _site(letters: Letters, request: Request) -> Masthead:
    # Not a parameter of the page: if the path has no letter, FastAPI would read it from the query.
    found = letters.read(str(request.path_params.get("letter", "")))
    if found is None:
        raise HTTPException(404)
    return found


def _listed(letters: Letters, request: Request) -> Masthead:
    found = _site(letters, request)
    if not found.has_archive:
        raise HTTPException(404)
    return found


#: The letter of the requested page, for the header and footer of public pages.
Site = Annotated[Masthead, Depends(_site)]
#: The same, for pages that list what appeared: there are none where the archive is closed.
Listed = Annotated[Masthead, Depends(_listed)]
