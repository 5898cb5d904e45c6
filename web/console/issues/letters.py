"""The letter of an issue: in its frame, in all its views, checked, and tried out on a few people."""

from __future__ import annotations

from enum import StrEnum

from fastapi import APIRouter, Request, Response

from campaigns.acting import issue_desk, looking
from campaigns.acting.looking import Look, View
from campaigns.checking import muting, reviewing
from runtime.errors import RelaisError
from runtime.language import N_, _
from web import letter_frames
from web.console import forms, pages
from web.console.forms import Typed
from web.console.issues.rights import ReadsHere, WritesHere
from web.dependencies import Opened

router = APIRouter(prefix="/numeros/{issue_id:int}")
_SHOWN = ["GET", "HEAD"]
_KB = 1_000
#: The part of what Gmail shows from which a person is told.
_NEAR = 0.85


class Way(StrEnum):
    """How a letter is looked at on its own page."""

    LIGHT = View.LIGHT.value
    DARK = View.DARK.value
    IMAGES_OFF = View.IMAGES_OFF.value
    TEXT = "texte"
    ALOUD = "lecteur"


class Width(StrEnum):
    """On what."""

    PHONE = "telephone"
    DESKTOP = "ordinateur"


WAYS = {
    Way.LIGHT: N_("Écran clair"),
    Way.DARK: N_("Écran sombre"),
    Way.IMAGES_OFF: N_("Sans images"),
    Way.TEXT: N_("Texte seul"),
    Way.ALOUD: N_("Lecteur d’écran"),
}
WIDTHS = {Width.PHONE: N_("Téléphone"), Width.DESKTOP: N_("Ordinateur")}


class Code(forms.Model):
    """A warning."""

    code: str


@router.api_route("/apercu", methods=_SHOWN)
def frame(
    opened: Opened, visitor: ReadsHere, issue_id: int, vue: View = View.LIGHT, comme: int | None = None
) -> Response:
    """Return the letter for its frame."""
    del visitor
    found, problem = look(opened, issue_id, comme)
    return letter_frames.framed(found.shown(vue)) if found else letter_frames.refused(problem)


@router.api_route("/regard", methods=_SHOWN)
def views(
    opened: Opened, request: Request, visitor: ReadsHere, issue_id: int, vue: Way = Way.LIGHT,
    largeur: Width = Width.DESKTOP, comme: int | None = None, q: str = "",
) -> Response:  # fmt: skip
    """Show the letter as other screens, eyes, ears and readers meet it."""
    del visitor
    desk = issue_desk.open_(opened, issue_id)
    found, problem = look(opened, issue_id, comme)
    return pages.page(
        request, "issues/views.html", publication_id=desk.publication_id, desk=desk, look=found, problem=problem,
        way=vue.value, width=largeur.value, like=comme, q=q, people=looking.people(opened, issue_id, q),
        sorts=looking.sorts(opened, issue_id), weight=weight(found) if found else "",
        ways=[(one.value, _(words)) for one, words in WAYS.items()],
        widths=[(one.value, _(words)) for one, words in WIDTHS.items()],
    )  # fmt: skip


@router.api_route("/controles", methods=_SHOWN)
def findings(opened: Opened, request: Request, visitor: ReadsHere, issue_id: int) -> Response:
    """Show what keeps the issue from leaving, and what a person should look at, beside the article concerned."""
    del visitor
    desk = issue_desk.open_(opened, issue_id)
    titles = {card.id: card.title for rubric in desk.rubrics for card in rubric.cards}
    return pages.page(
        request, "issues/findings.html", publication_id=desk.publication_id, desk=desk, titles=titles,
        review=reviewing.whole(opened, issue_id),
    )  # fmt: skip


@router.post("/controles/sourdine")
def mute(opened: Opened, request: Request, visitor: WritesHere, issue_id: int, typed: Typed) -> Response:
    """Mute a warning in this issue."""
    asked = forms.read(Code, typed).model
    if asked is not None:
        muting.mute(opened, issue_id, asked.code, visitor.actor)
    return pages.then(request, f"/numeros/{issue_id}/controles", _("Ce point ne sera plus signalé dans ce numéro."))


def look(opened: Opened, issue_id: int, like: int | None = None) -> tuple[Look | None, str]:
    """Return the letter, or the sentence that says why there is none yet."""
    try:
        return looking.look(opened, issue_id, like), ""
    except RelaisError as problem:
        issue_desk.open_(opened, issue_id)  # an issue that does not exist has a page of its own
        return None, str(problem)


def weight(found: Look) -> str:
    """Return what the letter weighs, in words."""
    if found.html_bytes > looking.GMAIL:
        words = _("{n} Ko : Gmail coupera la lettre, car elle dépasse 102 Ko. Raccourcissez ou retirez des articles.")
    elif found.html_bytes > looking.GMAIL * _NEAR:
        words = _("{n} Ko : la lettre approche des 102 Ko au-delà desquels Gmail la coupe.")
    else:
        words = _("{n} Ko : aucune messagerie ne la coupera.")
    return words.format(n=round(found.html_bytes / _KB))
