"""The results to take along: one page for whoever decides, and a workbook whose cells never act."""

from __future__ import annotations

from fastapi import APIRouter, Response

from campaigns.acting import campaign_views
from web.console.departures.rights import ReadsHere
from web.dependencies import Opened
from web.errors import NotFound

router = APIRouter(prefix="/envois/{campaign_id:int}/resultats")
_KINDS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@router.get("/compte-rendu.{ending}")
def download(opened: Opened, visitor: ReadsHere, campaign_id: int, ending: str) -> Response:
    """Give the report as a file."""
    del visitor
    if ending not in _KINDS:
        raise NotFound
    name = f"compte-rendu-envoi-{campaign_id}.{ending}"
    content = campaign_views.report(opened, campaign_id, name).files[name]
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=_KINDS[ending], headers=headers)
