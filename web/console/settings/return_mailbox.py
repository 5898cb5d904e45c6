"""« La boîte de retour »: kept once it was opened."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from accounts.roles import Role
from campaigns.acting import outside_servers
from campaigns.acting.getting_started import Step
from campaigns.acting.outside_servers import Server
from runtime.errors import FieldRefused, RelaisError
from web.console import forms, pages, visitors
from web.console.forms import Filled, Typed
from web.console.settings import steps
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/retours"


class ReturnMailbox(forms.Model):
    """A mailbox on a server (IMAP over TLS)."""

    host: Annotated[str, Field(min_length=1, max_length=255)]
    port: Annotated[int, Field(ge=0, le=65_535)] = 0
    username: Annotated[str, Field(min_length=1, max_length=255)]
    password: Annotated[str, Field(max_length=500)] = ""
    folder: Annotated[str, Field(max_length=200)] = "INBOX"


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the form, as it is filled today."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    known = outside_servers.shown(opened, "mailbox_url")
    values = {**known.__dict__, "port": known.port or "", "folder": known.folder or "INBOX"}
    return _page(request, known, Filled(values, {}, None))


@router.post(_PATH)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Open the mailbox and keep it, or show again what was typed and what its server said."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    filled = forms.read(ReturnMailbox, forms.without_empty(typed, "port"))
    if filled.model is not None:
        said = filled.model
        server = Server("imaps", said.host, said.port, said.username, said.password, said.folder)
        try:
            outside_servers.keep_mailbox(opened, server, visitor.actor)
            request.app.state.refresh()
            return steps.on(request, Step.MAILBOX)
        except FieldRefused as problem:
            filled = filled.refused(problem)
        except RelaisError as problem:
            filled = filled.refused(FieldRefused(field="host", reason=str(problem).rstrip(".")))
    return _page(request, outside_servers.shown(opened, "mailbox_url"), filled, 422)


def _page(request: Request, known: Server, filled: Filled[ReturnMailbox], status: int = 200) -> Response:
    frame = steps.shown(request, Step.MAILBOX)
    is_folder = known.security in ("maildir", "mbox")
    return pages.page(
        request, "settings/return_mailbox.html", status=status, form=filled, known=known, is_folder=is_folder, **frame
    )
