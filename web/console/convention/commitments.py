"""One clause: its words as they were signed, what proves it, and what a person declares for it."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request, Response

from campaigns.editorial import event_times
from campaigns.partnership import board, declaring
from campaigns.partnership.declaring import Declaration
from campaigns.partnership.errors import CommitmentUnknown, EvidenceRefused, NoConvention
from campaigns.partnership.evidence import Evidence, Nature
from campaigns.partnership.statuses.status import NAMES
from runtime.errors import RelaisError
from runtime.language import N_, _
from web.console import pages
from web.console.convention import words
from web.console.forms import Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter()
PATH = "/convention/engagements"
_RHYTHMS = {
    "issue": N_("à chaque numéro"),
    "occasion": N_("à chaque occasion"),
    "once": N_("une fois, puis à tenir à jour"),
    "permanent": N_("en permanence"),
    "period": N_("régulièrement"),
    "yearly": N_("une fois dans l’année"),
}
_NATURES = {Nature.OBSERVED: N_("constaté"), Nature.DECLARED: N_("déclaré")}


@router.get(f"{PATH}/{{commitment}}")
def show(request: Request, _visitor: Reads, opened: Opened, commitment: str) -> Response:
    """Show a clause."""
    return _page(request, opened, commitment, {}, {})


@router.post(f"{PATH}/{{commitment}}/preuves")
def declare(request: Request, visitor: Writes, opened: Opened, commitment: str, typed: Typed) -> Response:
    """Keep what a person declares."""
    said = {name: str(typed.get(name) or "").strip() for name in ("jour", "texte", "lien")}
    try:
        day = date.fromisoformat(said["jour"])
    except ValueError:
        return _page(request, opened, commitment, said, {"jour": _("Donnez le jour où cela a été fait.")})
    try:
        declaring.declare(opened, Declaration(commitment, day, said["texte"], said["lien"]), visitor.actor)
    except EvidenceRefused as problem:
        field = {"on": "jour", "text": "texte", "link": "lien"}[problem.field]
        return _page(request, opened, commitment, said, {field: f"{problem.reason[:1].upper()}{problem.reason[1:]}."})
    except CommitmentUnknown:
        raise NotFound from None
    except NoConvention as problem:
        return _page(request, opened, commitment, said, {"jour": str(problem)})
    except RelaisError as problem:
        return _page(request, opened, commitment, said, {"texte": str(problem)})
    return pages.then(request, f"{PATH}/{commitment}", _("Preuve enregistrée, comme déclarée par vous."))


@router.post(f"{PATH}/{{commitment}}/preuves/{{subject}}/retirer")
def withdraw(request: Request, visitor: Writes, opened: Opened, commitment: str, subject: str) -> Response:
    """Take a declaration back."""
    declaring.withdraw(opened, subject, visitor.actor)
    return pages.then(request, f"{PATH}/{commitment}", _("Preuve retirée."))


def _page(request: Request, opened: Opened, commitment: str, typed: dict[str, str], errors: dict[str, str]) -> Response:
    try:
        found, standing = board.standing(opened, commitment)
    except (CommitmentUnknown, NoConvention):
        raise NotFound from None
    one = standing.commitment
    return pages.page(
        request, "convention/commitment.html", status=422 if errors else 200, one=one, standing=standing,
        owed=words.owed(found.convention, one), kind=words.KINDS[standing.status],
        status_word=_(NAMES[standing.status]), rhythm=_(_RHYTHMS[one.rhythm]),
        proofs=[_shown(each) for each in reversed(standing.evidence)], typed=typed, errors=errors,
        today=found.today.isoformat(),
    )  # fmt: skip


def _shown(one: Evidence) -> dict[str, str]:
    on = event_times.day(one.on)
    return {
        "on": _("du {first} au {last}").format(first=on, last=event_times.day(one.until)) if one.until else on,
        "text": one.text,
        "nature": _(_NATURES[one.nature]),
        "link": one.link,
        "subject": one.subject if one.subject.startswith("declaration:") else "",
    }
