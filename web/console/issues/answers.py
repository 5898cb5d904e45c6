"""« Réponses »: who comes to what an issue invites to, counted for whoever may read, by name for whoever writes."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from accounts.roles import Role
from campaigns.acting import invitation_answers, issue_desk
from web.console import pages
from web.console.issues.rights import ReadsHere, WritesHere
from web.dependencies import Opened

router = APIRouter(prefix="/numeros/{issue_id:int}/reponses")


@router.api_route("", methods=["GET", "HEAD"])
def show(opened: Opened, request: Request, visitor: ReadsHere, issue_id: int) -> Response:
    """Show the figures, and the answers one by one."""
    desk = issue_desk.open_(opened, issue_id)
    return pages.page(
        request, "issues/answers.html", publication_id=desk.publication_id, desk=desk,
        found=invitation_answers.listed(opened, issue_id), said=invitation_answers.said,
        may_see=visitor.may(Role.WRITE, desk.publication_id),
    )  # fmt: skip


@router.post("/fichier")
def take_out(opened: Opened, visitor: WritesHere, issue_id: int) -> Response:
    """Give them as a file; who took it is written down."""
    taken = invitation_answers.take_out(opened, issue_id, "reponses.csv", visitor.actor)
    headers = {"Content-Disposition": f'attachment; filename="reponses-{issue_id}.csv"'}
    return Response(taken.content, media_type="text/csv; charset=utf-8", headers=headers)
