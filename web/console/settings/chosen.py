"""Which letter a page of the settings is about: that of `?lettre=3`, else the first that the visitor may set."""

from __future__ import annotations

from fastapi import Request

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.editorial import imprints
from campaigns.editorial.imprints import Entry
from runtime.installation import Installation
from runtime.language import _
from web import errors
from web.console import visitors

PATH = "/reglages/publications"
#: The name of the choice in an address.
LETTER = "lettre"


def letter(request: Request, visitor: Visitor, opened: Installation) -> Entry:
    """Return the letter that a page is about.

    Raises:
        web.errors.NotFound: there is no such letter; web.errors.RightMissing: somebody else sets it.
    """
    asked, known = request.query_params.get(LETTER), imprints.listed(opened)
    mine = [one for one in known if visitor.may(Role.ADMINISTER, one.id)] or known
    found = mine[0] if asked is None else next((one for one in known if str(one.id) == asked), None)
    if found is None:
        raise errors.NotFound
    visitors.require(request, visitor, Role.ADMINISTER, found.id)
    return found


def way(request: Request, entry: Entry) -> list[tuple[str, str]]:
    """Return the way from the settings to a page of this letter; none where the address names no letter."""
    named = LETTER in request.query_params
    return [(PATH, _("Publications")), (f"{PATH}/{entry.id}", entry.imprint.name)] if named else []
