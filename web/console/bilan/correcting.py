"""The committee's word on one status: given with its reason, or taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from campaigns.partnership.bilan import correcting
from campaigns.partnership.bilan_errors import CorrectionRefused
from campaigns.partnership.errors import CommitmentUnknown
from campaigns.partnership.statuses.status import Status
from runtime.language import _
from web.console import pages
from web.console.bilan.review import PATH
from web.console.visitors import Approves
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter()


@router.post(f"{PATH}/{{commitment}}/statut")
def correct(
    request: Request,
    visitor: Approves,
    opened: Opened,
    commitment: str,
    status: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Keep a status with its reason; without a reason nothing is kept, and the page says so."""
    if status not in set(Status):
        raise NotFound
    try:
        correcting.correct(opened, commitment, Status(status), reason, visitor.actor)
    except CommitmentUnknown:
        raise NotFound from None
    except CorrectionRefused as problem:
        sentence = _("Rien n’a été changé : {reason}.").format(reason=problem.reason)
        return pages.then(request, f"{PATH}#{commitment}", sentence)
    said = _("Statut corrigé. Le statut calculé reste imprimé à côté, avec la raison.")
    return pages.then(request, f"{PATH}#{commitment}", said)


@router.post(f"{PATH}/{{commitment}}/statut/retirer")
def withdraw(request: Request, visitor: Approves, opened: Opened, commitment: str) -> Response:
    """Let the computed status hold again."""
    try:
        correcting.withdraw(opened, commitment, visitor.actor)
    except CommitmentUnknown:
        raise NotFound from None
    return pages.then(request, f"{PATH}#{commitment}", _("Correction retirée : le statut calculé vaut de nouveau."))
