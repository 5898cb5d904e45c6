"""Page 2 of an import: some lines in the encoding that was guessed, and what each column was understood as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData

from campaigns.acting.importing import receiving, running
from campaigns.acting.importing.receiving import LONGEST_ORIGIN, Looked
from lists.folding import fold
from lists.importing.drafts import Said
from lists.kinds import ImportKind
from runtime.errors import RelaisError
from runtime.installation import Installation
from runtime.language import _
from web.console import pages
from web.console.forms import Texts, Typed
from web.console.importing.listing import PATH
from web.console.importing.rights import WritesHere
from web.dependencies import Opened

router = APIRouter()
_COLUMNS = f"{PATH}/fichiers/{{draft_id:int}}/colonnes"
#: A column that is not read; « as it was recognised » is an empty value.
IGNORED = "-"
_LONGEST = 200


@router.get(_COLUMNS)
def show(request: Request, _visitor: WritesHere, opened: Opened, draft_id: int) -> Response:
    """Show what was understood."""
    return _page(request, opened, receiving.look(opened, draft_id))


@router.post(_COLUMNS)
def tell(request: Request, visitor: WritesHere, opened: Opened, draft_id: int, typed: Typed) -> Response:
    """Note what the visitor says; read the file again, or simulate its import."""
    looked = receiving.look(opened, draft_id)
    again = "relire" in typed
    said = _said(looked, typed, again=again)
    try:
        receiving.tell(opened, draft_id, said)
    except RelaisError as problem:
        return _page(request, opened, looked, errors={"fichier": str(problem)}, origin=said.origin)
    if again:
        return pages.then(request, f"{PATH}/fichiers/{draft_id}/colonnes", _("Le fichier est relu."))
    looked = receiving.look(opened, draft_id)
    if wrong := _wrong(looked, said):
        return _page(request, opened, looked, errors=wrong)
    running.simulate(opened, draft_id, visitor.actor)
    return pages.then(request, f"{PATH}/fichiers/{draft_id}/simulation")


def _wrong(looked: Looked, said: Said) -> dict[str, str]:
    found = {}
    if looked.problem:
        found["fichier"] = looked.problem
    if looked.lacks:
        lacks = _("Il manque une colonne obligatoire : {must}. Dites laquelle c’est.")
        found["colonnes"] = lacks.format(must=looked.lacks)
    if looked.needs_origin and not said.origin:
        found["origine"] = _("Dites d’où viennent ces adresses : la loi veut que les personnes le sachent.")
    if len(said.origin) > LONGEST_ORIGIN:
        found["origine"] = _("C’est trop long : {max} caractères au plus.").format(max=LONGEST_ORIGIN)
    return found


def _said(looked: Looked, typed: FormData, *, again: bool) -> Said:
    """Return what the form says; a file that is read otherwise has other columns, which are recognised anew."""
    before = looked.draft.said
    offered = {one.encoding for one in looked.encodings}
    encoding = _text(typed, "encodage")
    sheets = looked.preview.sheets if looked.preview else ()
    sheet = _text(typed, "feuille")
    read = replace(
        before,
        encoding=encoding if encoding in offered else before.encoding,
        sheet=sheet if sheet in sheets else before.sheet,
        headed=_text(typed, "en-tetes") != "non" if "en-tetes" in typed else before.headed,
        origin=_text(typed, "origine") if "origine" in typed else before.origin,
        creates="creer" in typed,
    )
    is_read_otherwise = (read.encoding, read.sheet, read.headed) != (before.encoding, before.sheet, before.headed)
    if is_read_otherwise and again:
        return replace(read, mapped={})
    return replace(read, mapped=_mapped(looked, typed))


def _mapped(looked: Looked, typed: FormData) -> Mapping[str, str | None]:
    """Return what each column with a title of its own is said to hold."""
    if looked.preview is None:
        return {}
    known = {field for field, _heading in looked.fields}
    mapped: dict[str, str | None] = {}
    for rank, column in enumerate(looked.preview.columns):
        chosen = _text(typed, f"colonne-{rank}")
        title = fold(column.title)
        if title and not column.is_twin:
            mapped[title] = chosen if chosen in known else (None if chosen == IGNORED else column.field)
    # A list of nothing but addresses has no headings, and no column of which anything could be said.
    return mapped if any(mapped.values()) or looked.draft.kind is not ImportKind.OBJECTIONS else {}


def _text(typed: FormData, name: str) -> str:
    return " ".join(str(typed.get(name) or "").split())


def _page(
    request: Request, opened: Installation, looked: Looked, *, errors: dict[str, str] | None = None, origin: str = ""
) -> Response:
    draft = looked.draft
    wrong = dict(errors or {})
    if looked.problem and not wrong:
        wrong["fichier"] = looked.problem
    return pages.page(
        request, "importing/columns.html", status=422 if errors else 200, looked=looked, draft=draft,
        publication_id=receiving.publication_id(opened, draft.id), errors=Texts(wrong), mistakes=wrong, ignored=IGNORED,
        origin=origin or draft.said.origin, longest=LONGEST_ORIGIN,
        makes=draft.kind in (ImportKind.CONTACTS, ImportKind.COMPANIES),
    )  # fmt: skip
