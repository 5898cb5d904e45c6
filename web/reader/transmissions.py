"""The lists of new signatories for everybody: all of them, one, its file, and the pieces that sites include.

Where no convention asks for such lists there is no such page.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Response

from campaigns.partnership.transmissions import list_files, public_lists
from campaigns.partnership.transmissions.values import Transmission
from lists.organisations import signatories
from runtime import clock
from runtime.installation import Installation
from runtime.language import _
from web.dependencies import Opened
from web.reader import fragments, pages
from web.reader.publication_routes import Site

router = APIRouter()
_METHODS = ["GET", "HEAD"]
_PATH = "/l/nouveaux-signataires"
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.api_route(_PATH, methods=_METHODS)
def listing(opened: Opened, site: Site) -> Response:
    """Show every list."""
    found = public_lists.listed(opened)
    if found is None:
        raise HTTPException(404)
    return pages.public(
        "transmissions.html", site=site, title=_("Nouveaux signataires"), place="", lists=found, files=list_files
    )


@router.api_route(_PATH + "/{number:int}", methods=_METHODS)
def one(opened: Opened, site: Site, number: Number) -> Response:
    """Show one list."""
    found = _found(opened, number)
    return pages.public(
        "transmission.html", site=site, title=list_files.title(found), place="", one=found,
        period=list_files.period(found), count=list_files.count(found), body=list_files.names(found),
    )  # fmt: skip


@router.api_route(_PATH + "/{number:int}.csv", methods=_METHODS)
def spreadsheet(opened: Opened, number: Number) -> Response:
    """Return one list as a file: the bytes of which the checksum is."""
    found = _found(opened, number)
    said = {"Content-Disposition": f'attachment; filename="nouveaux-signataires-{number}.csv"'}
    return pages.document(list_files.csv(found.companies), "text/csv; charset=utf-8", **said)


@router.api_route("/l/fragments/nouveaux-signataires/{number:int}.html", methods=_METHODS)
def fragment(opened: Opened, number: Number) -> Response:
    """Return one list as a piece of HTML."""
    return fragments.shared(list_files.fragment(_found(opened, number)))


@router.api_route("/l/fragments/nouveaux-signataires.html", methods=_METHODS)
def newest(opened: Opened) -> Response:
    """Return who signed recently, by région."""
    found = public_lists.newest(opened)
    if found is None:
        raise HTTPException(404)
    named, total = found
    since = clock.today(opened.clock) - public_lists.NEW
    regions = list(signatories.regions(named))
    return fragments.drawn("signatories.html", regions=regions, since=since, others=total - len(named))


def _found(opened: Installation, number: int) -> Transmission:
    found = public_lists.show(opened, number)
    if found is None:
        raise HTTPException(404)
    return found
