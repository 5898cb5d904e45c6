"""The private page of a bon à tirer: the letter in all its views, remarks, and two answers that a mailed code confirms.

GET shows and changes nothing, and so does a program that runs the page; POST acts. The letter stands in a frame of its
own. Refuses to be kept, framed or indexed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Form, Response

from campaigns.acting.looking import View
from campaigns.acting.partnership import answering, proof_pages
from campaigns.partnership.approvals import codes, errors, links
from campaigns.partnership.approvals.standing import Verdict
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import N_, _
from web import letter_frames
from web.dependencies import COUNTED, Letters, Opened
from web.reader import pages

router = APIRouter(prefix=links.PATH.rstrip("/"))
_SHOWN = ["GET", "HEAD"]
#: The page may frame what is ours.
_FRAMING = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
#: Below this variant there is none, and above it no letter has any.
_MOST = 12


class Sight(StrEnum):
    """How the letter is shown on its page."""

    DESKTOP = "ordinateur"
    PHONE = "telephone"
    DARK = "sombre"
    IMAGES_OFF = "sans-images"
    TEXT = "texte"


SIGHTS = {
    Sight.DESKTOP: N_("Ordinateur"),
    Sight.PHONE: N_("Téléphone"),
    Sight.DARK: N_("Écran sombre"),
    Sight.IMAGES_OFF: N_("Sans images"),
    Sight.TEXT: N_("Texte seul"),
}
_VIEWS = {Sight.DARK: View.DARK, Sight.IMAGES_OFF: View.IMAGES_OFF}
#: The part of the page that a form leads back to.
_LABELS = {"code": N_("Code"), "comment": N_("Votre remarque"), "text": N_("Votre remarque")}


@router.api_route("/{token}", methods=_SHOWN)
def show(opened: Opened, letters: Letters, token: str, vue: Sight = Sight.DESKTOP, variante: int = 0) -> Response:
    """Show the letter and what can be answered."""
    return _page(opened, letters, token, sight=vue, variant=variante)


@router.api_route("/{token}/lettre", methods=_SHOWN)
def letter(opened: Opened, token: str, vue: Sight = Sight.DESKTOP, variante: int = 0) -> Response:
    """Return the letter for its frame."""
    look = proof_pages.variant(opened, token, _number(variante))
    return letter_frames.framed(look.shown(_VIEWS.get(vue, View.LIGHT)))


@router.api_route("/{token}/lettre.pdf", methods=_SHOWN)
def paper(opened: Opened, token: str, variante: int = 0) -> Response:
    """Return the letter on paper."""
    said = {"Content-Disposition": 'attachment; filename="bon-a-tirer.pdf"'}
    content = proof_pages.paper(opened, token, _number(variante))
    return Response(content, media_type="application/pdf", headers=said)


@router.post("/{token}/code", dependencies=[COUNTED])
def code(opened: Opened, letters: Letters, token: str) -> Response:
    """Have a code mailed."""
    try:
        answering.send_code(opened, token)
    except FieldRefused as problem:
        return _page(opened, letters, token, problem=_said(problem))
    said = _("Un code est en route vers votre messagerie ; il arrive d’ici une minute ou deux.")
    return _page(opened, letters, token, done=said, has_code=True)


@router.post("/{token}/remarque", dependencies=[COUNTED])
def remark(
    opened: Opened, letters: Letters, token: str, text: Annotated[str, Form()] = "",
    item: Annotated[int, Form()] = 0,
) -> Response:  # fmt: skip
    """Add a remark."""
    try:
        answering.remark(opened, token, item or None, text)
    except FieldRefused as problem:
        return _page(opened, letters, token, problem=_said(problem), typed=text)
    return _page(opened, letters, token, done=_("Votre remarque est transmise à l’équipe de la lettre."))


@router.post("/{token}/valider", dependencies=[COUNTED])
def approve(opened: Opened, letters: Letters, token: str, code: Annotated[str, Form()] = "") -> Response:
    """Approve the issue."""
    return _answered(opened, letters, token, Verdict.APPROVED, code, "")


@router.post("/{token}/corriger", dependencies=[COUNTED])
def correct(
    opened: Opened, letters: Letters, token: str, code: Annotated[str, Form()] = "",
    comment: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Ask for a correction."""
    return _answered(opened, letters, token, Verdict.CORRECTION, code, comment)


def _answered(
    opened: Installation, letters: Letters, token: str, verdict: Verdict, typed: str, comment: str
) -> Response:
    try:
        answering.answer(opened, token, verdict, typed, comment)
    except (errors.CodeRefused, errors.CommentMissing) as problem:
        return _page(opened, letters, token, problem=_said(problem), has_code=True, comment=comment, typed_code=typed)
    except (errors.AdvisoryOnly, errors.DesignationOver, errors.ProofChanged, errors.ProofOver) as problem:
        return _page(opened, letters, token, problem=str(problem))
    said = {
        Verdict.APPROVED: _("Merci : votre validation est enregistrée."),
        Verdict.CORRECTION: _("Merci : votre demande de correction est transmise."),
    }
    return _page(opened, letters, token, done=said[verdict])


def _number(variant: int) -> int:
    return variant if 0 <= variant <= _MOST else 0


def _said(problem: FieldRefused) -> str:
    return str(problem.renamed({key: _(words) for key, words in _LABELS.items()}))


def _page(
    opened: Installation, letters: Letters, token: str, *, sight: Sight = Sight.DESKTOP, variant: int = 0,
    done: str = "", problem: str = "", has_code: bool = False, comment: str = "", typed: str = "", typed_code: str = "",
) -> Response:  # fmt: skip
    shown = proof_pages.look(opened, token)
    number = _number(variant)
    title = _("Bon à tirer : {issue}").format(issue=shown.issue)
    look = proof_pages.variant(opened, token, number) if sight is Sight.TEXT else None
    page = pages.page(
        "proof.html", status=422 if problem else 200, site=letters.lately(), shown=shown, token=token,
        title=_("Erreur : {title}").format(title=title) if problem else title, heading=title,
        sight=sight.value, sights=[(one.value, _(words)) for one, words in SIGHTS.items()], variant=number,
        text=look.text if look else "", done=done, problem=problem, has_code=has_code, comment=comment, typed=typed,
        typed_code=typed_code, minutes=codes.MINUTES,
    )  # fmt: skip
    page.headers["Content-Security-Policy"] = _FRAMING
    return page
