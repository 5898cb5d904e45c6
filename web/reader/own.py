"""A person's own page: a form that mails a link, and behind the link what is known of them and what they may do.

GET changes nothing. The answer to the form is the same for every address; nothing behind the link may be cached.
A letter alone never gives access to this page.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse

from campaigns.acting.rights import access, own_choices, own_page
from campaigns.errors import PublicationUnknown
from lists import addresses, geography
from lists.errors import AddressRefused, CorrectionRefused, NothingToConfirm, NothingToCorrect, StillStopped
from lists.kinds import Purpose
from runtime.installation import Installation
from runtime.language import N_, _
from templates.errors import TextRefused
from web.dependencies import COUNTED, Later, Letters, Limits, Opened
from web.reader import address_fields, pages

router = APIRouter(prefix=own_page.PATH.rstrip("/"))
_TITLE = N_("Mes données")
_SHOWN = ["GET", "HEAD"]
#: The letter that the person means, if there are several.
Letter = Annotated[int | None, Form(ge=1, le=2**31 - 1)]
#: Fields of a contact, as the page names them; then what else it may refuse.
_FIELDS = {
    "civility": N_("Civilité"),
    "first_name": N_("Prénom"),
    "last_name": N_("Nom"),
    "function": N_("Fonction"),
    "phone": N_("Téléphone"),
}
#: What most people choose from, as it is kept; who has another title keeps it.
_CIVILITIES = ("Mme", "M.")
_LABELS = _FIELDS | {"contact": N_("Contact"), "departement": N_("Département")}


@router.api_route("", methods=_SHOWN)
def form(letters: Letters) -> Response:
    """Show the form."""
    return _form(letters)


@router.post("", dependencies=[COUNTED])
def ask(opened: Opened, letters: Letters, limits: Limits, later: Later, email: Annotated[str, Form()] = "") -> Response:
    """Have a link mailed; say that it is on its way if the address is known, or that the text is no address.

    Nobody is looked up before the answer: its time says nothing either.
    """
    try:
        if limits.allows(addresses.parse(addresses.clean(email))):
            later.put(partial(own_page.ask, opened, email))
    except AddressRefused as problem:
        return _form(letters, email, address_fields.problem(email, problem))
    return pages.page(
        "own_asked.html", site=letters.lately(), title=_("Regardez votre messagerie"), minutes=own_page.MINUTES
    )


@router.api_route("/{token}", methods=_SHOWN)
def show(opened: Opened, letters: Letters, token: str) -> Response:
    """Show what is known of the person."""
    return _mine(opened, letters, token)


@router.api_route("/{token}/donnees.json", methods=_SHOWN)
def everything(opened: Opened, token: str) -> Response:
    """Return all that is known of the person, as a file."""
    content = json.dumps(own_page.everything(opened, token).as_json(), ensure_ascii=False, indent=1)
    said = {"Content-Disposition": 'attachment; filename="mes-donnees.json"'}
    return Response(content, media_type="application/json", headers=said)


@router.api_route("/{token}/lisez-moi.html", methods=_SHOWN)
def readable(opened: Opened, token: str) -> Response:
    """Return the same for a person to read, as a file that opens without network."""
    said = {"Content-Disposition": 'attachment; filename="lisez-moi.html"'}
    return Response(access.page(opened, token), media_type="text/html; charset=utf-8", headers=said)


async def _typed(request: Request) -> dict[str, str]:
    """Return the fields of a contact that a form holds, including empty ones, which are to be cleared."""
    form = await request.form()
    return {name: str(form[name]) for name in _FIELDS if name in form}


@router.post("/{token}/corriger")
def correct(
    opened: Opened,
    letters: Letters,
    token: str,
    contact: Annotated[int, Form(ge=1, le=2**31 - 1)],
    given: Annotated[dict[str, str], Depends(_typed)],
) -> Response:
    """Correct one of the person's contacts."""
    try:
        own_choices.correct(opened, token, contact, given)
    except CorrectionRefused as problem:
        return _mine(opened, letters, token, problem=_said(problem))
    except (NothingToCorrect, TextRefused) as problem:
        return _mine(opened, letters, token, problem=str(problem))
    return _mine(opened, letters, token, done=_("Vos données sont corrigées."))


@router.post("/{token}/mesures")
def choose(
    opened: Opened,
    letters: Letters,
    token: str,
    agreed: Annotated[list[Purpose], Form()] = [],  # noqa: B006
    letter: Letter = None,
) -> Response:
    """Record the person's consents."""
    verb = partial(own_choices.choose, agreed=agreed, letter=letter)
    return _acted(opened, letters, token, _("Votre choix est noté. Il vaut dès maintenant."), verb)


@router.post("/{token}/numeros")
def receive(
    opened: Opened,
    letters: Letters,
    token: str,
    which: Annotated[Literal["all", "special"], Form()],
    departement: Annotated[str | None, Form(max_length=10)] = None,
    letter: Letter = None,
) -> Response:
    """Have every issue of a letter sent to the person, or the special ones only; and choose their département."""
    if departement is not None:
        try:
            own_choices.read_from(opened, token, departement)
        except CorrectionRefused as problem:
            return _mine(opened, letters, token, problem=_said(problem))
    verb = partial(own_choices.receive, special_only=which == "special", letter=letter)
    return _acted(opened, letters, token, _("Votre choix est noté. Il vaut dès le prochain numéro."), verb)


@router.post("/{token}/region")
def read_from(
    opened: Opened, letters: Letters, token: str, departement: Annotated[str, Form(max_length=10)] = ""
) -> Response:
    """Have the regional items of a département sent to the person."""
    try:
        own_choices.read_from(opened, token, departement)
    except CorrectionRefused as problem:
        return _mine(opened, letters, token, problem=_said(problem))
    return _mine(opened, letters, token, done=_("Votre choix est noté. Il vaut dès le prochain numéro."))


@router.post("/{token}/quitter")
def leave(opened: Opened, letters: Letters, token: str, letter: Letter = None) -> Response:
    """Take the person off the list of a letter."""
    words = (
        _("Vous ne recevrez plus la lettre. Cela vaut dès maintenant.")
        if letter is None
        else _("Vous ne recevrez plus cette lettre. Cela vaut dès maintenant, et les autres ne changent pas.")
    )
    return _acted(opened, letters, token, words, partial(own_choices.leave, letter=letter))


@router.post("/{token}/revenir")
def come_back(opened: Opened, letters: Letters, token: str, letter: Letter = None) -> Response:
    """Put the person back on the list of a letter that they left."""
    words = _("Votre inscription est confirmée : vous recevrez la lettre à partir du prochain numéro.")
    return _acted(opened, letters, token, words, partial(own_choices.come_back, letter=letter))


@router.post("/{token}/effacer")
def erase(opened: Opened, letters: Letters, token: str, confirmed: Annotated[str, Form()] = "") -> Response:
    """Say what stays after an erasure and ask again; then erase."""
    if confirmed != "oui":
        mine = own_page.look(opened, token)
        return pages.page(
            "own_erase.html", site=letters.lately(), title=_("Effacer mes données"), mine=mine, token=token
        )
    own_choices.erase(opened, token)
    sentences = [_("Vos données sont effacées."), _("Vous ne recevrez plus rien de nous.")]
    return pages.page("message.html", site=letters.lately(), title=_("C’est fait"), sentences=sentences)


def _said(problem: CorrectionRefused) -> str:
    """Return a refusal with its fields as the page names them."""
    return str(problem.renamed({key: _(label) for key, label in _LABELS.items()}))


def _acted(
    opened: Installation, letters: Letters, token: str, done: str, verb: Callable[[Installation, str], None]
) -> Response:
    try:
        verb(opened, token)
    except (PublicationUnknown, NothingToConfirm, StillStopped) as problem:
        return _mine(opened, letters, token, problem=str(problem))
    return _mine(opened, letters, token, done=done)


def _mine(opened: Installation, letters: Letters, token: str, done: str = "", problem: str = "") -> HTMLResponse:
    mine = own_page.look(opened, token)
    title = _("Erreur : {title}").format(title=_(_TITLE)) if problem else _(_TITLE)
    return pages.page(
        "own.html", status=422 if problem else 200, site=letters.lately(), title=title, mine=mine, token=token,
        done=done, problem=problem,
        minutes=own_page.MINUTES, civilities=_CIVILITIES, departements=geography.departements().values(),
        labels={key: _(label) for key, label in _FIELDS.items()}, several=len(mine.letters) > 1,
    )  # fmt: skip


def _form(letters: Letters, typed: str = "", problem: str = "") -> Response:
    title = _("Voir mes données")
    title = _("Erreur : {title}").format(title=title) if problem else title
    status, site = 422 if problem else 200, letters.lately()
    return pages.page("own_ask.html", status=status, site=site, title=title, typed=typed, problem=problem)
