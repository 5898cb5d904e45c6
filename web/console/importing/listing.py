"""The list of imports and of files that wait; one import with what came of it, and « Annuler cet import »."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from accounts.roles import Role
from campaigns.acting.importing import results, running
from campaigns.editorial import event_times
from lists.importing.drafts import DraftState
from lists.kinds import ImportKind
from runtime.errors import RelaisError
from runtime.language import N_, _
from web.console import pages, people
from web.console.importing.rights import ReadsHere, WritesHere
from web.console.visitors import Reads
from web.dependencies import Opened

router = APIRouter()
PATH = "/destinataires/imports"
_ONE = f"{PATH}/{{run_id:int}}"
#: What a file held, in the list.
NAMES = {
    ImportKind.CONTACTS: N_("personnes"),
    ImportKind.COMPANIES: N_("entreprises signataires"),
    ImportKind.MISSIONS: N_("missions locales"),
    ImportKind.OBJECTIONS: N_("oppositions"),
}
#: Where a waiting file goes on, and what it waits for.
_NEXT = {
    DraftState.RECEIVED: ("colonnes", N_("colonnes à relire")),
    DraftState.SIMULATING: ("simulation", N_("simulation en cours")),
    DraftState.SIMULATED: ("simulation", N_("simulé, à importer")),
    DraftState.IMPORTING: ("import", N_("import en cours")),
    DraftState.STOPPED: ("import", N_("import interrompu")),
}


@router.get(PATH)
def listed(request: Request, visitor: Reads, opened: Opened) -> Response:
    """Show every import of the letters that the visitor may read, the newest first."""
    mine = [one for one in results.listed(opened) if visitor.may(Role.READ, one.publication_id)]
    waiting = [one for one in running.waiting(opened) if visitor.may(Role.WRITE, one.publication_id)]
    return pages.page(
        request, "importing/list.html", kinds={one: _(words) for one, words in NAMES.items()}, many=results.MOST,
        runs=[(one.run, people.named(opened, one.run.actor)) for one in mine],
        waiting=[(one.draft, *(_NEXT[one.draft.state][0], _(_NEXT[one.draft.state][1]))) for one in waiting],
    )  # fmt: skip


@router.get(_ONE)
def shown(request: Request, _visitor: ReadsHere, opened: Opened, run_id: int) -> Response:
    """Show one import."""
    found = results.show(opened, run_id)
    return pages.page(
        request, "importing/result.html", publication_id=found.publication_id, shown=found, run=found.run,
        kind=_(NAMES[found.run.kind]), who=people.named(opened, found.run.actor), day=event_times.day,
        by=people.named(opened, found.run.undone_by or ""),
    )  # fmt: skip


@router.post(f"{_ONE}/annuler")
def undo(request: Request, visitor: WritesHere, opened: Opened, run_id: int) -> Response:
    """Undo it."""
    try:
        results.undo(opened, run_id, visitor.actor)
    except RelaisError as problem:
        return pages.then(request, f"{PATH}/{run_id}", str(problem))
    return pages.then(request, f"{PATH}/{run_id}")
