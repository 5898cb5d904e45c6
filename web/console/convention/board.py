"""The board of the convention, and the door by which its file comes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import APIRouter, Request, Response

from campaigns.editorial import event_times
from campaigns.partnership import adopting, board
from campaigns.partnership.board import Board
from runtime.errors import RelaisError
from runtime.language import _, ngettext
from web.console import pages, uploads
from web.console.convention import words
from web.console.forms import Typed
from web.console.visitors import Administers, Reads
from web.dependencies import Opened

router = APIRouter()
PATH = "/convention"


@router.get(PATH)
def show(request: Request, _visitor: Reads, opened: Opened) -> Response:
    """Show what is missing, due and kept; without a convention, how one comes in."""
    return _page(request, opened)


@router.post(f"{PATH}/texte")
async def store(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Keep a convention, or an amendment to it."""
    file = await uploads.file(typed, "fichier")
    if file is None:
        return await uploads.apart(_page, request, opened, error=_("Choisissez le fichier de la convention."))
    amends = typed.get("nature") == "avenant"
    try:
        await uploads.apart(adopting.amend if amends else adopting.set_, opened, file, visitor.actor)
    except RelaisError as problem:
        return await uploads.apart(_page, request, opened, error=str(problem))
    return pages.then(request, PATH, _("Avenant enregistré.") if amends else _("Convention enregistrée."))


def _page(request: Request, opened: Opened, *, error: str = "") -> Response:
    found = board.look(opened)
    if found is None:
        return pages.page(request, "convention/nothing.html", status=422 if error else 200, error=error)
    return pages.page(
        request, "convention/board.html", status=422 if error else 200, board=found, error=error,
        groups=_groups(request, found), lasts=_lasts(found), tally=_tally(found),
    )  # fmt: skip


def _groups(request: Request, found: Board) -> list[dict[str, Any]]:
    served = served_by(request)
    shown = []
    for number, (standings, (heading, nothing)) in enumerate(zip(found.groups, words.GROUPS, strict=True)):
        if standings or nothing:
            lines = [words.line(found.convention, one, served) for one in standings]
            shown.append({"id": f"groupe-{number}", "heading": _(heading), "nothing": _(nothing), "lines": lines})
    return shown


def served_by(request: Request) -> frozenset[str]:
    """Return the addresses that the console answers."""
    return frozenset(_paths(request.app.routes))


def _paths(routes: Iterable[Any]) -> Iterator[str]:
    for route in routes:
        included = getattr(route, "original_router", None)
        yield from _paths(included.routes) if included else [getattr(route, "path", "")]


def _lasts(found: Board) -> str:
    convention = found.convention
    first, last = event_times.day(convention.first_day), event_times.day(convention.last_day)
    said = _("Du {first} au {last}").format(first=first, last=last)
    if found.days_left < 0 or found.today < convention.first_day:
        return said
    left = ngettext("{n} jour encore", "{n} jours encore", found.days_left + 1).format(n=found.days_left + 1)
    return f"{said}, {left}"


def _tally(found: Board) -> str:
    missing, due, kept, idle = (len(group) for group in found.groups)
    told = [
        (kept, ngettext("{n} tenu", "{n} tenus", kept)),
        (due, _("{n} à venir")),
        (missing, _("{n} à reprendre")),
        (idle, _("{n} sans objet")),
    ]
    whole = ngettext("{n} engagement", "{n} engagements", sum(map(len, found.groups)))
    counted = ", ".join(sentence.format(n=many) for many, sentence in told if many)
    return _("{whole} : {counted}.").format(whole=whole.format(n=sum(map(len, found.groups))), counted=counted)
