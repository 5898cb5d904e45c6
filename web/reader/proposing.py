"""Proposing an action: the lost link, the page of six fields behind it, the page of what appeared. GET changes nothing.

All of it is there while a convention is in force; what appeared stays afterwards. Whether an address may propose is
told to its mailbox alone, as for one's own data.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import partial
from typing import Annotated

from fastapi import APIRouter, File, Form, Response, UploadFile

from campaigns.partnership.proposals import links, own_articles, proposing
from campaigns.partnership.proposals.errors import ProposalRefused
from campaigns.partnership.proposals.proposing import Draft
from lists import addresses
from lists.errors import AddressRefused
from runtime import files
from runtime.language import N_, _
from web.dependencies import COUNTED, Later, Letters, Limits, Opened
from web.reader import address_fields, pages

router = APIRouter(prefix=links.PATH.rstrip("/"))
_SHOWN = ["GET", "HEAD"]
_Text = Annotated[str, Form()]
#: A box of the form, by whether it is there.
_Box = Annotated[str, Form()]
#: Pictures are unpacked, and sheets drawn, two at once: each takes much memory.
_HEAVY = threading.BoundedSemaphore(2)
#: Fields of the page, in its order, as it names them.
LABELS = {
    "title": N_("Titre"), "day": N_("Date"), "place": N_("Lieu"), "text": N_("L’action en cinq lignes"),
    "photo": N_("Photo"), "rights": N_("Qui permet de la publier"), "name": N_("Votre nom"),
}  # fmt: skip


@router.api_route("", methods=_SHOWN)
def form(opened: Opened, letters: Letters) -> Response:
    """Ask for the address to which the personal link is mailed again."""
    links.require_open(opened)
    return _form(letters)


@router.post("", dependencies=[COUNTED])
def ask(opened: Opened, letters: Letters, limits: Limits, later: Later, email: _Text = "") -> Response:
    """Have the link mailed, if the address may propose: nobody is looked up before the answer."""
    links.require_open(opened)
    try:
        if limits.allows(addresses.parse(addresses.clean(email))):
            later.put(partial(links.ask, opened, email))
    except AddressRefused as problem:
        return _form(letters, email, address_fields.problem(email, problem))
    return pages.page("propose_asked.html", site=letters.lately(), title=_("Regardez votre messagerie"))


@router.api_route("/{token}", methods=_SHOWN)
def show(opened: Opened, letters: Letters, token: str) -> Response:
    """Show the six fields."""
    return _page(opened, letters, token, {"name": proposing.page(opened, token).name})


@router.post("/{token}", dependencies=[COUNTED])
def propose(
    opened: Opened,
    letters: Letters,
    token: str,
    title: _Text = "",
    day: _Text = "",
    place: _Text = "",
    text: _Text = "",
    name: _Text = "",
    rights: _Text = "",
    young: _Box = "",
    agreed: _Box = "",
    invites: _Box = "",
    photo: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Let a proposal enter, or show again what was typed."""
    typed = {"title": title, "day": day, "place": place, "text": text, "name": name, "rights": rights,
             "young": young, "agreed": agreed, "invites": invites}  # fmt: skip
    draft = Draft(title, day, place, text, name, _file(photo), rights, bool(young), bool(agreed), bool(invites))
    try:
        with _HEAVY:
            received = proposing.propose(opened, token, draft)
    except ProposalRefused as problem:
        return _page(opened, letters, token, typed, problem.fields, had_photo=draft.photo is not None)
    return pages.page(
        "proposed.html", site=letters.lately(), title=_("Proposition reçue"), received=received, token=token
    )


@router.api_route("/{token}/articles", methods=_SHOWN)
def articles(opened: Opened, letters: Letters, token: str) -> Response:
    """Show what the contributor's organisation published, and how far it went."""
    own = own_articles.look(opened, token)
    return pages.page("own_articles.html", site=letters.lately(), title=_("Vos articles"), own=own, token=token)


@router.api_route("/{token}/articles.pdf", methods=_SHOWN)
def sheet(opened: Opened, token: str) -> Response:
    """Return the same as a sheet of paper."""
    with _HEAVY:
        content = own_articles.sheet(opened, token)
    said = {"Content-Disposition": 'attachment; filename="nos-articles.pdf"'}
    return Response(content, media_type="application/pdf", headers=said)


def _file(photo: UploadFile | None) -> files.File | None:
    if photo is None or not photo.filename:
        return None
    return files.File(photo.filename, photo.file.read())


def _page(
    opened: Opened,
    letters: Letters,
    token: str,
    typed: Mapping[str, str],
    problems: Mapping[str, str] = {},
    *,
    had_photo: bool = False,
) -> Response:
    shown = proposing.page(opened, token)
    title = _("Proposer une action")
    said = {key: f"{reason[:1].upper()}{reason[1:]}." for key, reason in problems.items()}
    return pages.page(
        "propose.html", status=422 if said else 200, site=letters.lately(),
        title=_("Erreur : {title}").format(title=title) if said else title, shown=shown, token=token,
        typed={key: typed.get(key, "") for key in (*LABELS, "young", "agreed", "invites")}, problems=said,
        labels={key: _(label) for key, label in LABELS.items()}, longest=proposing.LONGEST, had_photo=had_photo,
    )  # fmt: skip


def _form(letters: Letters, typed: str = "", problem: str = "") -> Response:
    title = _("Proposer une action")
    title = _("Erreur : {title}").format(title=title) if problem else title
    status, site = 422 if problem else 200, letters.lately()
    return pages.page("propose_ask.html", status=status, site=site, title=title, typed=typed, problem=problem)
