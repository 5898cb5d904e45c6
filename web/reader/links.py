"""Fallback for counted links that the door could not answer, see `web.tracking_endpoints`."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from campaigns.editorial import letter_context
from campaigns.post import link_errors
from web import tracking_endpoints

router = APIRouter()


@router.api_route(letter_context.OPEN_PATH + "{token:path}", methods=["GET", "HEAD"])
def dot() -> Response:
    """Return the dot; normally the door has answered already."""
    return Response(tracking_endpoints.PIXEL, media_type="image/gif")


@router.api_route(letter_context.CLICK_PATH + "{token:path}", methods=["GET", "HEAD"])
def show(request: Request) -> Response:
    """Say why a link leads nowhere; the door has answered all valid ones."""
    raise request.scope.get(tracking_endpoints.PROBLEM) or link_errors.LinkRefused
