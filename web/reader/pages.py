"""Drawing a reader page from its Jinja file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from fastapi import Response
from fastapi.responses import HTMLResponse

from campaigns.editorial import event_times
from campaigns.editorial.legal_notices import Masthead
from web import page_rendering

#: Public pages may be kept for some minutes: they are the same for everybody.
PUBLIC = {"Cache-Control": "public, max-age=300", "X-Robots-Tag": "all"}


def page(name: str, *, status: int = 200, site: Masthead | None = None, **values: Any) -> HTMLResponse:
    """Return one page; without a site it has no header and no footer."""
    return HTMLResponse(written(name, site=site, **values), status_code=status)


def public(name: str, *, site: Masthead, **values: Any) -> HTMLResponse:
    """Return one page that is the same for everybody."""
    return HTMLResponse(written(name, site=site, **values), headers=PUBLIC)


def document(content: str | bytes, media_type: str, **headers: str) -> Response:
    """Return a response other than a page that is the same for everybody."""
    return Response(content, media_type=media_type, headers=PUBLIC | headers)


def written(name: str, **values: Any) -> str:
    """Return the file of `html/` rendered with these values."""
    return _environment().get_template(name).render(values)


@cache
def _environment() -> jinja2.Environment:
    environment = page_rendering.environment(Path(__file__).with_name("html"))
    environment.filters |= {"day": event_times.day, "month": event_times.month}
    return environment
