"""The builder: phrases in groups, counted as they are typed; a rule that it cannot show is kept and said in words."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from accounts.visitors import Visitor
from campaigns.acting import segment_building
from campaigns.acting.segment_building import LONGEST_NAME, Kept
from lists.segments import building, phrases
from lists.segments.building import Built
from lists.segments.phrases import PHRASES
from runtime.errors import FieldRefused, RelaisError
from runtime.installation import Installation
from runtime.language import _
from web.console import forms, pages
from web.console.forms import Typed
from web.console.segments import listing, typed
from web.console.segments.listing import PATH
from web.console.visitors import Writes
from web.dependencies import Opened

router = APIRouter()


@router.get(f"{PATH}/nouveau")
def blank(request: Request, visitor: Writes, opened: Opened) -> Response:
    """Show the builder with what the address holds."""
    return _show(request, opened, visitor, typed.EMPTY, None)


@router.post(f"{PATH}/nouveau")
def add(request: Request, visitor: Writes, opened: Opened, form: Typed) -> Response:
    """Keep a new segment."""
    return _keep(request, opened, visitor, form, None)


@router.get(f"{PATH}/{{segment_id:int}}/modifier")
def edit(request: Request, visitor: Writes, opened: Opened, segment_id: int) -> Response:
    """Show the builder with a segment, or say its rule in words."""
    kept = listing.found(opened, segment_id)
    if kept.built is None and "construit" not in request.query_params:
        return pages.page(request, "segments/kept.html", kept=kept)
    return _show(request, opened, visitor, kept.built or typed.EMPTY, kept)


@router.post(f"{PATH}/{{segment_id:int}}/modifier")
def change(request: Request, visitor: Writes, opened: Opened, segment_id: int, form: Typed) -> Response:
    """Keep the rule in the place of the one before; under another name it is a new segment."""
    return _keep(request, opened, visitor, form, listing.found(opened, segment_id))


def _keep(request: Request, opened: Installation, visitor: Visitor, form: Typed, kept: Kept | None) -> Response:
    built, name = typed.read(form), str(form.get("nom") or "").strip()
    tree = building.tree(built)
    if tree is None or segment_building.wrong(built):
        sentence = _("Une condition est à compléter ou à corriger.")
        return _page(request, opened, visitor, built, kept, name, {"constructeur": sentence})
    try:
        number = kept.id if kept is not None and kept.name == name else None
        made = segment_building.keep(opened, name, tree, visitor.actor, number=number)
    except FieldRefused as problem:
        return _page(request, opened, visitor, built, kept, name, {"nom": forms.sentence(problem)})
    except RelaisError as problem:
        return _page(request, opened, visitor, built, kept, name, {"constructeur": str(problem)})
    return pages.then(request, f"{PATH}/{made}", _("Segment enregistré."))


def _show(request: Request, opened: Installation, visitor: Visitor, built: Built, kept: Kept | None) -> Response:
    asked = request.query_params
    name = kept.name if kept else ""
    if "construit" in asked:
        built = typed.pressed(typed.read(asked), asked.get("faire", ""))
        name = asked.get("nom", "")[:LONGEST_NAME]
    return _page(request, opened, visitor, built, kept, name)


def _page(
    request: Request, opened: Installation, visitor: Visitor, built: Built, kept: Kept | None, name: str,
    errors: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    tree, wrong, seen, problem = building.tree(built), segment_building.wrong(built), None, ""
    if tree is not None and not wrong:
        try:
            seen = segment_building.look(opened, tree, publication=listing.letter(opened, visitor))
        except RelaisError as refused:
            problem = str(refused)
    topics: dict[str, list[tuple[str, str]]] = {}
    for one in PHRASES.values():
        topics.setdefault(_(one.topic), []).append((one.key, _(one.words)))
    return pages.page(
        request, "segments/build.html", status=422 if errors else 200, built=built, kept=kept, called=name, wrong=wrong,
        errors=errors or {}, seen=seen, problem=problem, reasons=listing.reasons(seen), topics=topics, phrases=PHRASES,
        choices=phrases.choices, longest=LONGEST_NAME, is_full=len(built.groups) >= typed.MOST_GROUPS,
        segments=[one.name for one in segment_building.listed(opened) if kept is None or one.id != kept.id],
    )  # fmt: skip
