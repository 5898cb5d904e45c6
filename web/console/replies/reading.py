"""The list of letters, and one of them with its conversation. Looking at a letter marks it as read, and no more."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from accounts.roles import Role
from campaigns.acting.replies import answering, listing, threads
from campaigns.acting.replies.listing import State
from campaigns.editorial import imprints
from runtime.installation import Installation
from runtime.language import N_, _
from web.console import pages
from web.console.visitors import Reads
from web.dependencies import Opened

PREFIX = "/reponses"
router = APIRouter(prefix=PREFIX)
_SHOWN = ["GET", "HEAD"]
#: State -> the kind of its mark.
KINDS = {State.UNREAD: "todo", State.READ: "draft", State.ANSWERED: "ready", State.CLASSED: "sent"}
#: The chips over the list: value in the address, words, state.
CHIPS = (
    ("", N_("En attente"), None),
    ("non-lues", N_("Non lues"), State.UNREAD),
    ("repondues", N_("Répondues"), State.ANSWERED),
    ("classees", N_("Classées"), State.CLASSED),
)
_LARGEST = 2_000_000_000


@router.api_route("", methods=_SHOWN)
def listed(
    request: Request,
    _visitor: Reads,
    opened: Opened,
    etat: Annotated[str, Query(max_length=20)] = "",
    avant: Annotated[int | None, Query(ge=1, le=_LARGEST)] = None,
) -> Response:
    """Show the letters."""
    state = next((state for key, _words, state in CHIPS if key == etat), None)
    found = listing.listed(opened, state=state, before=avant)
    counts = {"": found.open, "non-lues": found.unread, "classees": found.classed}
    return pages.page(
        request, "replies/list.html", found=found, kinds=KINDS, names=listing.NAMES, etat=etat,
        has_mailbox=opened.settings.mailbox_url is not None,
        chips=[(key, _(words), counts.get(key)) for key, words, _state in CHIPS],
    )  # fmt: skip


@router.api_route("/{letter_id:int}", methods=_SHOWN)
def show(request: Request, visitor: Reads, opened: Opened, letter_id: int) -> Response:
    """Show one letter; somebody who may answer has then read it."""
    found = threads.show(opened, letter_id)
    if request.method == "GET" and not found.is_read and visitor.may(Role.WRITE, found.publication_id):
        answering.mark(opened, letter_id, is_read=True)
    return page(request, letter_id)


def page(
    request: Request, letter_id: int, *, status: int = 200, error: str = "", words: str = "",
    field: str = "",
) -> Response:  # fmt: skip
    """Draw one letter: with what was typed and what is wrong with it, if anything is."""
    opened: Installation = request.app.state.installation
    found = threads.show(opened, letter_id)
    return pages.page(
        request, "replies/one.html", status=status, publication_id=found.publication_id, found=found, error=error,
        words=words, field=field, letters=_letters(opened), root=f"{PREFIX}/{letter_id}", longest=answering.LONGEST,
    )  # fmt: skip


def _letters(opened: Installation) -> list[tuple[str, str]]:
    """Return the publications to choose from."""
    return [(one.imprint.name, one.imprint.name) for one in imprints.listed(opened)]
