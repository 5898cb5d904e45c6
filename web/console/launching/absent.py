"""Those of the list who do not get an issue, for one reason, by name, page by page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from campaigns.acting import issue_desk
from campaigns.acting.preparing import plans, recipients
from lists.errors import ListsError
from web.console import pages
from web.console.issues.rights import ReadsHere
from web.dependencies import Opened

router = APIRouter(prefix="/numeros/{issue_id:int}/envoi")


@router.api_route("/absents", methods=["GET", "HEAD"])
def listed(
    opened: Opened, request: Request, _visitor: ReadsHere, issue_id: int,
    raison: Annotated[str, Query(max_length=40)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:  # fmt: skip
    """Show them, as the plan of the issue is."""
    desk, wish = issue_desk.open_(opened, issue_id), plans.kept(opened, issue_id).wish
    try:
        found = recipients.absent(opened, issue_id, wish.segment, wish.policy, raison, page)
    except ListsError as problem:
        return pages.then(request, f"/numeros/{issue_id}/envoi", str(problem))
    return pages.page(
        request, "launching/absent.html", publication_id=desk.publication_id, desk=desk, found=found, why=raison
    )  # fmt: skip
