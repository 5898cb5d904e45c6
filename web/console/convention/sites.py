"""« Sites »: whether each partner's site shows the other, as it was last seen; looking again now."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from campaigns.acting.partnership import site_checks
from campaigns.acting.partnership.site_checks import Checked
from campaigns.partnership.errors import NoConvention, PairUnclear
from runtime.language import _
from web.console import pages, uploads
from web.console.forms import Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()
PATH = "/convention/sites"


@router.get(PATH)
def show(request: Request, _visitor: Reads, opened: Opened) -> Response:
    """Show what was last seen on each site."""
    return _page(request, opened)


@router.post(PATH)
def check(request: Request, visitor: Writes, opened: Opened) -> Response:
    """Look at the sites now."""
    try:
        found = site_checks.check(opened, visitor.actor)
    except NoConvention as problem:
        return pages.then(request, PATH, str(problem))
    good = all(one.is_good for one in found)
    said = _("Chaque site mène à l’autre.") if good else _("Tous les liens n’ont pas été vus : lisez ci-dessous.")
    return pages.then(request, PATH, said)


@router.post(f"{PATH}/page")
async def check_file(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Look at a page that somebody saved."""
    file = await uploads.file(typed, "page")
    if file is None:
        return await uploads.apart(_page, request, opened, error=_("Choisissez la page enregistrée."))
    on, _arrow, of = str(typed.get("entre") or "").partition("|")
    try:
        found = await uploads.apart(site_checks.check_file, opened, file, visitor.actor, on, of)
    except (NoConvention, PairUnclear) as problem:
        return await uploads.apart(_page, request, opened, error=str(problem))
    said = _("Lien vu sur cette page.") if found.is_good else _("Le lien n’est pas sur cette page.")
    return pages.then(request, PATH, said)


def _page(request: Request, opened: Opened, *, error: str = "") -> Response:
    found = site_checks.listed(opened)
    return pages.page(
        request, "convention/sites.html", status=422 if error else 200, found=found, error=error,
        words=[(one, *_words(one)) for one in found],
    )  # fmt: skip


def _words(one: Checked) -> tuple[str, str, str]:
    """Return the kind of mark, its word, and what was seen."""
    if one.look is None:
        return "draft", _("jamais vu"), _("Le premier contrôle se fait demain matin, ou maintenant.")
    if one.look.reason:
        return "todo", _("injoignable"), one.look.reason[:1].upper() + one.look.reason[1:] + "."
    logo = _("le logo aussi") if one.look.logo else _("sans logo")
    if one.look.link:
        return (
            "ready",
            _("présent"),
            _("Document en ligne.") if one.pair.document else _("Lien vu, {logo}.").format(logo=logo),
        )
    return "stopped", _("absent"), _("La page ne le montre pas.")
