"""Drawing a page of the console from its Jinja file, and going on to the next one with a sentence."""

from __future__ import annotations

from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse

from accounts import roles
from accounts.roles import Role
from campaigns.acting.departing import moments
from campaigns.acting.replies import listing
from campaigns.editorial import event_times
from campaigns.partnership import asking
from runtime.clock import PARIS
from runtime.language import _, grouped
from web import errors, page_rendering
from web.console import assets, cookies, manual_pages, nearby, ticking_notice, visitors

#: How a page leads on to the next after something was done.
SEE_OTHER = 303


def page(
    request: Request, name: str, *, status: int = 200, publication_id: int | None = None, **values: Any
) -> HTMLResponse:
    """Return one page; the rights that its buttons ask for are those for this publication."""
    opened = request.app.state.installation
    visitor = visitors.present(request)
    sentence = cookies.said(request, opened.keyring)
    shared = {
        "visitor": visitor,
        "path": request.url.path,
        "theme": visitor.theme if visitor else "",
        "flash": sentence,
        "tick_missing": visitor is not None and ticking_notice.is_missing(request.app.state),
        "near": nearby.look(request.app.state, visitor, request.url.path) if visitor is not None else None,
        "manual": manual_pages.about(request.url.path),
        "asked": partial(asking.acts, opened),
        "may": lambda role: visitor is not None and visitor.may(Role(role), publication_id),
        "whom": partial(_whom, request, publication_id),
        "unread": partial(listing.unread, opened),
    }
    answer = HTMLResponse(_environment().get_template(name).render(shared | values), status_code=status)
    if sentence:
        cookies.has_said(answer)
    return answer


def part(name: str, **values: Any) -> str:
    """Return a part of a page that a script puts in the place of the one with the same id."""
    return _environment().get_template(name).render(values)


def then(request: Request, path: str, sentence: str = "") -> RedirectResponse:
    """Lead on to a page after something was done; it says the sentence."""
    answer = RedirectResponse(path, SEE_OTHER)
    if sentence:
        cookies.say(answer, request.app.state.installation.keyring, sentence)
    return answer


def query(**values: str | int) -> str:
    """Return values as they follow « ? » in an address; empty ones are left out."""
    return urlencode({name: value for name, value in values.items() if value != ""})


def message(name: str, *, status: int, **values: Any) -> HTMLResponse:
    """Return a page that knows no visitor: what an error says."""
    shared = {"visitor": None, "path": "", "theme": "", "flash": "", "tick_missing": False, "near": None}
    return HTMLResponse(_environment().get_template(name).render(shared | values), status_code=status)


def _whom(request: Request, publication_id: int | None, role: str) -> str:
    """Return what a button says whose right is missing, and whom to ask for it."""
    asked = Role(role)
    missing = errors.RightMissing(
        right=_(roles.NAMES[asked]), names=visitors.whom_to_ask(request, asked, publication_id)
    )
    return f"{missing} {missing.advice()}"


def _at(epoch: int) -> datetime:
    """Return a moment of the ledger as clocks show it in Paris."""
    return datetime.fromtimestamp(epoch, PARIS)


@cache
def _environment() -> jinja2.Environment:
    made = page_rendering.environment(Path(__file__).with_name("html"))
    made.filters |= {"moment": event_times.moment, "grouped": grouped, "remaining": moments.remaining, "at": _at}
    made.globals |= {"asset": assets.url, "icon": assets.icon}
    return made
