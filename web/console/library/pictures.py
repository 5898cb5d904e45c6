"""« Images »: the library, one picture with what it shows and who allowed it, cutting it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from campaigns.editorial import picture_cropping, picture_library
from campaigns.editorial.picture_cropping import Crop
from campaigns.errors import DeletionRefused
from runtime.errors import RelaisError
from runtime.language import N_, _
from web.console import pages, uploads
from web.console.forms import Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()
_TEXT = Annotated[str, Query(max_length=200)]
_FOR = Annotated[int, Query(ge=0)]
_PAGE = Annotated[int, Query(ge=1, le=10_000)]
#: « Il manque… »
LACKS = {"alt": N_("ce qu’elle montre"), "rights": N_("les droits"), "credit": N_("le crédit")}


@router.get("/images")
def listed(
    request: Request, _visitor: Reads, opened: Opened, q: _TEXT = "", pour: _FOR = 0, page: _PAGE = 1
) -> Response:
    """Show a page of the pictures."""
    return _list(request, opened, q=q, pour=pour, page=page)


@router.get("/images/corbeille")
def binned(request: Request, _visitor: Reads, opened: Opened) -> Response:
    """Show the pictures in the bin."""
    return pages.page(request, "library/pictures_bin.html", pictures=picture_library.binned(opened))


@router.post("/images")
async def add(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Keep a picture."""
    pour = _pour(typed)
    file = uploads.incoming(typed, "fichier")
    if file is None:
        return await uploads.apart(_list, request, opened, pour=pour, error=_("Choisissez une image."))
    try:
        added = await uploads.taken(lambda: picture_library.add(opened, file.whole(), visitor.actor))
    except RelaisError as problem:
        return await uploads.apart(_list, request, opened, pour=pour, error=str(problem))
    return pages.then(request, _address(added.name, pour), _("Image ajoutée. Dites ce qu’elle montre."))


@router.get("/images/{name}")
def show(request: Request, _visitor: Reads, opened: Opened, name: str, pour: _FOR = 0) -> Response:
    """Show one picture."""
    return _one(request, opened, name, pour=pour)


@router.post("/images/{name}")
def describe(request: Request, visitor: Writes, opened: Opened, name: str, typed: Typed) -> Response:
    """Say what a picture shows."""
    said = {key: str(typed.get(key) or "") for key in picture_library.FIELDS}
    picture_library.describe(opened, name, said, visitor.actor, decorative=bool(typed.get("decorative")))
    return pages.then(request, _address(name, _pour(typed)), _("Image enregistrée."))


@router.post("/images/{name}/recadrer")
def crop(request: Request, visitor: Writes, opened: Opened, name: str, typed: Typed) -> Response:
    """Cut another picture out of it."""
    numbers = {key: _number(typed.get(key)) for key in ("left", "top", "width", "height")}
    focus = {key: _number(typed.get(key)) if typed.get(key) else None for key in ("focus_x", "focus_y")}
    how = Crop(
        left=numbers["left"], top=numbers["top"], width=numbers["width"], height=numbers["height"],
        focus_x=focus["focus_x"], focus_y=focus["focus_y"], ratio=str(typed.get("ratio") or ""),
    )  # fmt: skip
    try:
        made = picture_library.crop(opened, name, how, visitor.actor)
    except RelaisError as problem:
        return _one(request, opened, name, pour=_pour(typed), error=str(problem))
    return pages.then(request, _address(made.name, _pour(typed)), _("Image recadrée. L’originale est gardée."))


@router.post("/images/{name}/corbeille")
def remove(request: Request, visitor: Writes, opened: Opened, name: str) -> Response:
    """Put a picture into the bin."""
    try:
        picture_library.remove(opened, name, visitor.actor)
    except DeletionRefused as problem:
        return _one(request, opened, name, error=str(problem))
    return pages.then(request, "/images", _("Image mise à la corbeille."))


@router.post("/images/{name}/retablir")
def restore(request: Request, visitor: Writes, opened: Opened, name: str) -> Response:
    """Take a picture out of the bin."""
    picture_library.restore(opened, name, visitor.actor)
    return pages.then(request, f"/images/{name}", _("Image rétablie."))


def _list(request: Request, opened: Opened, *, q: str = "", pour: int = 0, page: int = 1, error: str = "") -> Response:
    found = picture_library.listed(opened, q, page)
    return pages.page(
        request, "library/pictures.html", status=422 if error else 200, found=found, q=q, pour=pour, error=error,
        pictures=[(one, _lacking(one.lacking)) for one in found.entries],
    )  # fmt: skip


def _one(request: Request, opened: Opened, name: str, *, pour: int = 0, error: str = "") -> Response:
    found = picture_library.show(opened, name)
    return pages.page(
        request, "library/picture.html", status=422 if error else 200, one=found, pour=pour, error=error,
        lacking=_lacking(found.lacking), ratios=[("", _("Libre")), *((key, key) for key in picture_cropping.RATIOS)],
    )  # fmt: skip


def _lacking(keys: tuple[str, ...]) -> str:
    return ", ".join(_(LACKS[key]) for key in keys)


def _address(name: str, pour: int) -> str:
    return f"/images/{name}?pour={pour}" if pour else f"/images/{name}"


def _pour(typed: Typed) -> int:
    text = str(typed.get("pour") or "")
    return int(text) if text.isdigit() else 0


def _number(value: object) -> int:
    text = str(value or "").strip().removeprefix("-")
    return int(text[:6]) * (-1 if str(value).strip().startswith("-") else 1) if text.isdigit() else 0
