"""Drawing a page of the console from its Jinja file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from fastapi.responses import HTMLResponse

from web import page_rendering


def page(name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return one page."""
    return HTMLResponse(_environment().get_template(name).render(values), status_code=status)


@cache
def _environment() -> jinja2.Environment:
    return page_rendering.environment(Path(__file__).with_name("html"))
