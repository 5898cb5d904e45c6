"""The letter once more: to those whom it did not reach, or to one person at a corrected address."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from campaigns.acting.departing import moments
from campaigns.acting.following_up import correcting, overview, sending_again
from campaigns.acting.following_up.errors import FollowUpError, NumberMoved
from campaigns.acting.launching import DEFAULT_GRACE, Launched
from lists.errors import AddressRefused, CorrectionRefused
from runtime.installation import Installation
from runtime.language import grouped, ngettext
from web.console import forms, pages
from web.console.departures.rights import ReadsHere, SendsHere
from web.console.forms import Typed
from web.console.results import persons, words
from web.dependencies import Opened

router = APIRouter(prefix="/envois/{campaign_id:int}/resultats")
_SHOWN = ["GET", "HEAD"]
_LONGEST = 254
#: What the screen of the departure counts down, and a little more: see `moments`.
_GRACE = DEFAULT_GRACE + moments.MARGIN


class Again(forms.Model):
    """How many people the page named."""

    expected: Annotated[int, Field(ge=1, le=10_000_000)]


class Correction(forms.Model):
    """Another address."""

    email: Annotated[str, Field(min_length=1, max_length=_LONGEST)]


@router.api_route("/renvoyer", methods=_SHOWN)
def ask(
    opened: Opened, request: Request, visitor: ReadsHere, campaign_id: int,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:  # fmt: skip
    """Show to whom the letter would leave once more."""
    del visitor
    return _asked(request, opened, campaign_id, page)


@router.post("/renvoyer")
def send(opened: Opened, request: Request, visitor: SendsHere, campaign_id: int, typed: Typed) -> Response:
    """Plan it, and lead to where it can still be cancelled."""
    filled = forms.read(Again, typed)
    try:
        if filled.model is None:
            raise NumberMoved(expected="?", found=overview.look(opened, campaign_id).remaining)
        made = sending_again.send(opened, campaign_id, visitor.actor, expected=filled.model.expected, grace=_GRACE)
    except FollowUpError as problem:
        return _asked(request, opened, campaign_id, problem=str(problem))
    return _then(request, made)


@router.post("/personnes/{delivery_id:int}/adresse")
def correct(
    opened: Opened, request: Request, visitor: SendsHere, campaign_id: int, delivery_id: int, typed: Typed
) -> Response:
    """Correct one address and plan the letter to it; what is refused stays typed, beside its sentence."""
    filled = forms.read(Correction, typed)
    error = filled.errors["email"]
    if filled.model is not None:
        try:
            made = correcting.send(opened, campaign_id, delivery_id, filled.model.email, visitor.actor, grace=_GRACE)
        except CorrectionRefused as problem:
            error = forms.sentence(problem)
        except (AddressRefused, FollowUpError) as problem:
            error = str(problem)
        else:
            return _then(request, made)
    return persons.drawn(
        request, opened, campaign_id, status=422, refused=delivery_id, email=filled.values["email"], error=error
    )


def _asked(request: Request, opened: Installation, campaign_id: int, page: int = 1, problem: str = "") -> Response:
    found, people = overview.look(opened, campaign_id), overview.left_to_write(opened, campaign_id, page)
    return pages.page(
        request, "results/again.html", status=422 if problem else 200, publication_id=found.publication_id, found=found,
        root=words.root(campaign_id), lead=persons.lead(found), people=people, problem=problem,
    )  # fmt: skip


def _then(request: Request, made: Launched) -> Response:
    said = ngettext(
        "La même lettre partira à {n} personne. Rien n’est encore parti.",
        "La même lettre partira à {n} personnes. Rien n’est encore parti.",
        made.audience,
    )
    return pages.then(request, f"/envois/{made.id}", said.format(n=grouped(made.audience)))
