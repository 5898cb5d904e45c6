"""The list of people: looked up by words, kind of organisation, and whether they receive the letter.

An address that somebody looks for is sent by POST, and stands in no address of a page.
"""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from campaigns.editorial import event_times
from lists.contacts import directory, standings
from lists.contacts.directory import ALONE, Line, Search
from lists.contacts.standings import Stand
from lists.kinds import OrganisationKind
from runtime.installation import Installation
from runtime.language import N_, _, grouped, ngettext
from web.console import pages
from web.console.contacts import kinds, whose
from web.console.forms import Typed
from web.console.visitors import Reads
from web.dependencies import Opened

router = APIRouter()
PATH = "/destinataires"
_TEXT = Annotated[str, Query(max_length=200)]
_PAGE = Annotated[int, Query(ge=1, le=100_000)]
_ADDRESS = re.compile(r"[^\s@]@")
#: The mark of each stand, its word, and the words of its chip.
STANDS = {
    Stand.RECEIVES: ("ready", N_("reçoit"), N_("Reçoivent")),
    Stand.WAITS: ("todo", N_("en attente"), N_("En attente")),
    Stand.STOPPED: ("stopped", N_("ne reçoit pas"), N_("Ne reçoivent pas")),
}


@router.api_route(PATH, methods=["GET", "HEAD"])
def listed(
    request: Request, visitor: Reads, opened: Opened, q: _TEXT = "", genre: _TEXT = "", etat: _TEXT = "",
    lettre: _TEXT = "", page: _PAGE = 1,
) -> Response:  # fmt: skip
    """Show the people."""
    stand = Stand(etat) if etat in list(Stand) else None
    search = Search(q, genre if genre in (*OrganisationKind, ALONE) else "", stand, page)
    return _page(request, opened, visitor, search, lettre)


@router.post(PATH)
def search(request: Request, visitor: Reads, opened: Opened, typed: Typed) -> Response:
    """Look for words; an address is looked for without leaving it in the browser's history."""
    asked = {name: str(typed.get(name) or "").strip()[:200] for name in ("q", "genre", "etat", "lettre")}
    if not _ADDRESS.search(asked["q"]):
        query = pages.query(**asked)
        return pages.then(request, f"{PATH}?{query}" if query else PATH)
    return _page(request, opened, visitor, Search(asked["q"]), asked["lettre"])


def _page(request: Request, opened: Installation, visitor: Reads, search: Search, letter: str) -> Response:
    known = whose.readers(opened, visitor)
    chosen = next((one for one in known if str(one.publication_id) == letter), known[0])
    found = directory.listed(opened, search, chosen.mailing_list_id, whose.scope(opened, visitor))
    asked = {"q": search.words, "genre": search.kind, "etat": search.stand or "", "lettre": letter}
    return pages.page(
        request, "contacts/list.html", found=found, lines=[line(one) for one in found.lines], search=search,
        asked={name: value for name, value in asked.items() if value}, letters=known, letter=chosen,
        stands=[(one, _(chip), found.counts[one]) for one, (_mark, _word, chip) in STANDS.items()],
        kinds=[*kinds.named(opened), (ALONE, _("Sans organisation"))],
        said=ngettext("{n} personne", "{n} personnes", found.found).format(n=grouped(found.found)),
        is_private=bool(_ADDRESS.search(search.words)),
    )  # fmt: skip


def line(one: Line) -> dict[str, object]:
    """Return a person as the lists show them."""
    mark, word, _chip = STANDS[one.standing.stand]
    return {
        "id": one.id, "name": one.name or one.email, "email": one.email if one.name else "", "function": one.function,
        "organisation_id": one.organisation_id, "organisation": one.organisation,
        "mark": mark, "word": _(word), "why": standings.why(one.standing, event_times.day),
    }  # fmt: skip
