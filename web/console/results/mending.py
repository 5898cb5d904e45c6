"""« Corriger »: a wrong link that leads to the right page, and an erratum to those who have the faulty letter."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.following_up import errata, links, overview
from campaigns.acting.following_up.errors import LinkRefused
from runtime.installation import Installation
from runtime.language import _
from web.console import forms, pages
from web.console.departures.rights import MayHere, ReadsHere, SendsHere
from web.console.forms import Typed
from web.console.results import persons, words
from web.dependencies import Opened

router = APIRouter(prefix="/envois/{campaign_id:int}/resultats/corriger")
_SHOWN = ["GET", "HEAD"]
_LONGEST = 2_000


class Target(forms.Model):
    """Where a link shall lead."""

    url: Annotated[str, Field(min_length=1, max_length=_LONGEST)]


@router.api_route("", methods=_SHOWN)
def show(opened: Opened, request: Request, visitor: ReadsHere, campaign_id: int) -> Response:
    """Show what can still be put right of a letter that has left."""
    del visitor
    return _page(request, opened, campaign_id)


@router.post("/liens/{number:int}")
def relink(
    opened: Opened, request: Request, visitor: SendsHere, campaign_id: int, number: int, typed: Typed
) -> Response:
    """Let a link lead to another page; what is refused stays typed, beside its sentence."""
    filled = forms.read(Target, typed)
    if filled.model is not None:
        try:
            found = links.repair(opened, campaign_id, number, filled.model.url, visitor.actor)
        except LinkRefused as problem:
            filled = filled.refused(problem)
        else:
            said = _("Le lien «\u00a0{label}\u00a0» mène à la nouvelle adresse, dans une minute au plus.")
            return pages.then(
                request, f"{words.root(campaign_id)}/corriger#lien-{number}", said.format(label=found.label)
            )
    return _page(request, opened, campaign_id, refused=number, url=filled.values["url"], error=filled.errors["url"])


@router.post("/erratum")
def erratum(
    opened: Opened, request: Request, visitor: Annotated[Visitor, Depends(MayHere(Role.WRITE))], campaign_id: int
) -> Response:
    """Prepare an erratum, and lead to where it is finished."""
    made = errata.begin(opened, campaign_id, visitor.actor)
    said = _(
        "L’erratum est prêt, pour le segment «\u00a0{segment}\u00a0». Écrivez ce qu’il fallait lire, puis envoyez-le."
    )
    return pages.then(request, f"/numeros/{made.issue_id}", said.format(segment=made.segment))


def _page(
    request: Request, opened: Installation, campaign_id: int, *, refused: int = 0, url: str = "", error: str = ""
) -> Response:
    found = overview.look(opened, campaign_id)
    return pages.page(
        request, "results/mending.html", status=422 if error else 200, publication_id=found.publication_id,
        found=found, root=words.root(campaign_id), lead=persons.lead(found),
        links=links.listed(opened, campaign_id), refused=refused, url=url, error=error,
    )  # fmt: skip
