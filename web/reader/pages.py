"""Drawing a reader page from its Jinja file."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import jinja2
from fastapi import Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from campaigns.editorial import event_times
from campaigns.editorial.legal_notices import Masthead
from runtime.language import _
from templates.views import paper
from web import page_rendering

#: Public pages may be kept for some minutes: they are the same for everybody.
PUBLIC = {"Cache-Control": "public, max-age=300", "X-Robots-Tag": "all"}
#: A table of a body; a cell holds no other table.
_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)


def page(name: str, *, site: Masthead | None, status: int = 200, **values: Any) -> HTMLResponse:
    """Return one page; `site` is `None` while there is no letter to name."""
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
    environment.filters |= {"day": event_times.day, "month": event_times.month, "figure": paper.number}
    environment.filters["scrolled"] = _scrolled
    return environment


def _scrolled(body: Markup) -> Markup:
    """Put each table of a body, which our setter wrote, into a part that is scrolled by itself, with keys too."""
    numbers = count(1)

    def framed(table: re.Match[str]) -> str:
        label = _("Tableau {n}").format(n=next(numbers))
        return f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">{table[0]}</div>'

    return Markup(_TABLE.sub(framed, body))  # noqa: S704 -- a part of markup, in a part of ours
