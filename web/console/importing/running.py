"""Pages 3 and 4 of an import: what it would change, with nothing written; then the import and how far it is."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request, Response

from campaigns.acting.importing import receiving, running
from lists.importing.drafts import Draft, DraftState
from lists.kinds import ImportKind
from runtime.errors import RelaisError
from runtime.language import _, grouped, ngettext
from web.console import pages
from web.console.forms import Typed
from web.console.importing.listing import PATH
from web.console.importing.rights import WritesHere
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter()
_FILE = f"{PATH}/fichiers/{{draft_id:int}}"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get(f"{_FILE}/simulation")
def shown(request: Request, _visitor: WritesHere, opened: Opened, draft_id: int) -> Response:
    """Show what the import would change, or how far the simulation is."""
    draft = running.look(opened, draft_id)
    if draft.state in (DraftState.IMPORTING, DraftState.IMPORTED, DraftState.STOPPED):
        return pages.then(request, f"{PATH}/fichiers/{draft_id}/import")
    publication_id = receiving.publication_id(opened, draft_id)
    if draft.state is DraftState.SIMULATING:
        return pages.page(request, "importing/progress.html", draft=draft, publication_id=publication_id)
    found = running.outcome(opened, draft_id) if draft.state is DraftState.SIMULATED else None
    return pages.page(
        request, "importing/simulation.html", draft=draft, found=found, publication_id=publication_id,
        label=import_words(draft, found.writes) if found else "", can_create=_can_create(draft),
    )  # fmt: skip


@router.post(f"{_FILE}/simulation")
def simulate(request: Request, visitor: WritesHere, opened: Opened, draft_id: int, typed: Typed) -> Response:
    """Simulate again, on the visitor's word with the organisations that nobody knows."""
    draft = running.look(opened, draft_id)
    try:
        if "creer" in typed and _can_create(draft):
            receiving.tell(opened, draft_id, replace(draft.said, creates=True))
        running.simulate(opened, draft_id, visitor.actor)
    except RelaisError as problem:
        return pages.then(request, f"{PATH}/fichiers/{draft_id}/simulation", str(problem))
    return pages.then(request, f"{PATH}/fichiers/{draft_id}/simulation")


@router.get(f"{_FILE}/lignes-a-corriger.xlsx")
def lines(_visitor: WritesHere, opened: Opened, draft_id: int) -> Response:
    """Give the refused lines as a workbook."""
    found = running.lines_to_correct(opened, draft_id)
    if found is None:
        raise NotFound
    headers = {"Content-Disposition": f'attachment; filename="lignes-a-corriger-{draft_id}.xlsx"'}
    return Response(found, media_type=_WORKBOOK, headers=headers)


@router.post(f"{_FILE}/import")
def run(request: Request, visitor: WritesHere, opened: Opened, draft_id: int) -> Response:
    """Import the list, once, however often it is asked."""
    draft = running.look(opened, draft_id)
    if draft.state in (DraftState.SIMULATED, DraftState.STOPPED):
        try:
            running.run(opened, draft_id, visitor.actor)
        except RelaisError as problem:
            return pages.then(request, f"{PATH}/fichiers/{draft_id}/simulation", str(problem))
    return pages.then(request, f"{PATH}/fichiers/{draft_id}/import")


@router.get(f"{_FILE}/import")
def follow(request: Request, _visitor: WritesHere, opened: Opened, draft_id: int) -> Response:
    """Show how far the import is; its end is a page of its own."""
    draft = running.look(opened, draft_id)
    if draft.state is DraftState.IMPORTED:
        return pages.then(request, f"{PATH}/{draft.run_id}")
    if draft.state in (DraftState.IMPORTING, DraftState.STOPPED):
        publication_id = receiving.publication_id(opened, draft_id)
        return pages.page(request, "importing/progress.html", draft=draft, publication_id=publication_id)
    return pages.then(request, f"{PATH}/fichiers/{draft_id}/simulation")


@router.post(f"{_FILE}/oublier")
def forget(request: Request, _visitor: WritesHere, opened: Opened, draft_id: int) -> Response:
    """Delete a file that will not be imported."""
    try:
        receiving.forget(opened, draft_id)
    except RelaisError as problem:
        return pages.then(request, PATH, str(problem))
    return pages.then(request, PATH, _("Le fichier est effacé. Rien n’a été importé."))


def import_words(draft: Draft, many: int) -> str:
    """Return what the button of the import says."""
    if draft.kind is ImportKind.CONTACTS:
        words = ngettext("Importer {n} personne", "Importer {n} personnes", many)
    elif draft.kind is ImportKind.OBJECTIONS:
        words = ngettext("Enregistrer {n} opposition", "Enregistrer {n} oppositions", many)
    else:
        words = ngettext("Importer {n} ligne", "Importer {n} lignes", many)
    return words.format(n=grouped(many))


def _can_create(draft: Draft) -> bool:
    return draft.kind in (ImportKind.CONTACTS, ImportKind.COMPANIES) and not draft.said.creates
