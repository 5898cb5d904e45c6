"""« Mettre à jour la liste » of a departure that waits: what changed since it was fixed, and drawing it up again."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from campaigns import errors
from campaigns.acting.preparing import list_updates
from lists.errors import ListsError
from runtime.language import _
from web.console import pages
from web.console.issues.rights import SendsHere
from web.dependencies import Opened

router = APIRouter(prefix="/numeros/{issue_id:int}/envoi")


@router.post("/liste")
def update(opened: Opened, request: Request, visitor: SendsHere, issue_id: int) -> Response:
    """Draw up the list of the last campaign of the issue again, as long as no letter has left."""
    here = f"/numeros/{issue_id}/envoi"
    try:
        found = list_updates.of_issue(opened, issue_id)
        if found is None:
            return pages.then(request, here, _("Cette lettre n’est confiée à aucun envoi : il n’y a pas de liste."))
        done = list_updates.update(opened, found.campaign, visitor.actor)
    except (ListsError, errors.WrongMoment) as problem:
        return pages.then(request, here, str(problem))
    except errors.IssueRefused:
        said = _(
            "La liste n’est pas changée : le segment n’est plus celui qui a été validé. Redemandez le bon à tirer."
        )
        return pages.then(request, here, said)
    said = _("La liste est à jour : {audience} destinataires (+{added}, −{removed}).")
    return pages.then(
        request, here, said.format(audience=done.audience, added=done.added, removed=done.removed)
    )  # fmt: skip
