"""All segments, and one of them: its rule in words, how many it reaches, ten names, and why others are left out."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response

from accounts.visitors import Visitor
from campaigns.acting import segment_building
from campaigns.acting.segment_building import Kept, Seen
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.language import N_, _
from web.console import pages
from web.console.contacts import whose
from web.console.visitors import Reads
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter()
PATH = "/destinataires/segments"
#: Why somebody of a segment is not written to.
REASONS = {
    "objection": N_("se sont opposées"),
    "unsubscribed": N_("se sont désinscrites"),
    "left": N_("ont quitté la liste"),
    "bounced": N_("ont une adresse refusée"),
    "complained": N_("se sont plaintes"),
    "erased": N_("sont effacées"),
    "unconfirmed": N_("n’ont pas confirmé leur inscription"),
    "special_only": N_("ne veulent que les numéros spéciaux"),
    "same_address": N_("ont la même adresse qu’une autre"),
    "other_contact": N_("ne sont pas le contact choisi de leur organisation"),
}


@router.get(PATH)
def listed(request: Request, _visitor: Reads, opened: Opened) -> Response:
    """Show every segment with its rule in words."""
    return pages.page(request, "segments/list.html", segments=segment_building.listed(opened))


@router.get(f"{PATH}/{{segment_id:int}}")
def shown(request: Request, visitor: Reads, opened: Opened, segment_id: int) -> Response:
    """Show one segment."""
    kept = found(opened, segment_id)
    problem, seen = "", None
    try:
        seen = segment_building.look(opened, kept.tree, name=kept.name, publication=letter(opened, visitor))
    except RelaisError as refused:
        problem = str(refused)
    return pages.page(
        request, "segments/show.html", kept=kept, seen=seen, problem=problem, reasons=reasons(seen)
    )  # fmt: skip


def found(opened: Installation, segment_id: int) -> Kept:
    """Return one segment.

    Raises:
        web.errors.NotFound.
    """
    kept = segment_building.show(opened, segment_id)
    if kept is None:
        raise NotFound
    return kept


def letter(opened: Installation, visitor: Visitor) -> str | None:
    """Return the letter whose readers are counted: the one that the visitor looks at.

    Raises:
        web.errors.NotFound: they may look at no letter.
    """
    mine = whose.readers(opened, visitor)
    if not mine:
        raise NotFound
    return mine[0].letter


def reasons(seen: Seen | None) -> Mapping[str, int]:
    """Return in words why others of the segment are not written to, and how many."""
    excluded = seen.reached.excluded if seen else {}
    return {_(REASONS.get(why, why)): many for why, many in excluded.items() if many}
