"""Page 1 of an import: a file is chosen, and what it holds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.importing import receiving
from campaigns.editorial import imprints, publications
from lists.kinds import ImportKind
from runtime.errors import RelaisError
from runtime.files import File
from runtime.installation import Installation
from runtime.language import N_, _
from web.console import pages, uploads, visitors
from web.console.forms import Texts, Typed
from web.console.importing.listing import PATH
from web.console.visitors import Writes
from web.dependencies import Opened

router = APIRouter()
#: What a file may hold: its name on the page, and what that means.
KINDS = {
    ImportKind.CONTACTS: (N_("Des personnes"), N_("noms et adresses, avec ou sans leur organisation")),
    ImportKind.COMPANIES: (N_("Des entreprises signataires"), N_("une ligne par contact, ou par entreprise")),
    ImportKind.MISSIONS: (N_("Des missions locales"), N_("l’annuaire, avec ou sans leurs contacts")),
    ImportKind.OBJECTIONS: (N_("Des oppositions"), N_("des personnes à qui plus rien ne doit partir")),
}


@router.get(f"{PATH}/nouveau")
def ask(
    request: Request, _visitor: Writes, opened: Opened, genre: Annotated[str, Query(max_length=20)] = ""
) -> Response:
    """Ask for a file."""
    return _page(request, opened, kind=genre)


@router.post(f"{PATH}/nouveau")
async def receive(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Take it, and lead to its columns."""
    file, kind = uploads.incoming(typed, "fichier"), str(typed.get("genre") or "")
    known = {one.value: one for one in ImportKind}
    letter = str(typed.get("lettre") or "") or None
    wrong = {}
    if file is None:
        wrong["fichier"] = _("Choisissez un fichier.")
    if kind not in known:
        wrong["genre"] = _("Dites ce que le fichier contient.")
    if file is None or wrong:
        return await uploads.apart(_page, request, opened, kind=kind, letter=letter, errors=wrong)
    try:
        draft = await uploads.taken(lambda: _taken(request, opened, visitor, file.whole(), known[kind], letter))
    except RelaisError as problem:
        field = "lettre" if getattr(problem, "field", "") == "publication" else "fichier"
        return await uploads.apart(_page, request, opened, kind=kind, letter=letter, errors={field: str(problem)})
    return pages.then(request, f"{PATH}/fichiers/{draft}/colonnes")


def _taken(
    request: Request, opened: Installation, visitor: Visitor, file: File, kind: ImportKind, letter: str | None
) -> int:
    draft = receiving.receive(opened, file, kind, visitor.actor, publication=letter)
    try:
        visitors.require(request, visitor, Role.WRITE, receiving.publication_id(opened, draft.id))
    except RelaisError:
        receiving.forget(opened, draft.id)
        raise
    return draft.id


def _page(
    request: Request, opened: Installation, *, kind: str = "", letter: str | None = None,
    errors: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    letters = [one.imprint.name for one in imprints.listed(opened)]
    return pages.page(
        request, "importing/upload.html", status=422 if errors else 200, errors=Texts(errors or {}), kind=kind,
        kinds=[(one.value, _(name), _(words)) for one, (name, words) in KINDS.items()],
        letters=[(one, one) for one in letters] if len(letters) > 1 else [],
        letter=letter or publications.name(opened, None) or "", days=receiving.DAYS,
    )  # fmt: skip
