"""« Le serveur d’envoi »: kept once it has taken a trial letter for whoever sets it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import Field

from accounts.roles import Role
from campaigns.acting import outside_servers
from campaigns.acting.getting_started import Step
from campaigns.acting.outside_servers import Server
from runtime import stored_settings
from runtime.errors import FieldRefused, RelaisError
from runtime.language import N_, _
from web.console import forms, pages, visitors
from web.console.forms import Filled, Typed
from web.console.settings import steps
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/serveur"
_SECURITY = (
    ("smtp+starttls", N_("chiffrée, par STARTTLS (le plus courant)")),
    ("smtps", N_("chiffrée dès le début (TLS)")),
    ("smtp", N_("sans chiffrement (serveur de cette machine)")),
)


class MailServer(forms.Model):
    """A mail server, and where the pages are seen from the world."""

    host: Annotated[str, Field(max_length=255)] = ""
    port: Annotated[int, Field(ge=0, le=65_535)] = 0
    security: Annotated[str, Field(pattern=r"smtp|smtps|smtp\+starttls")] = "smtp+starttls"
    username: Annotated[str, Field(max_length=255)] = ""
    password: Annotated[str, Field(max_length=500)] = ""
    base_url: Annotated[str, Field(max_length=300)] = ""


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the form, as it is filled today; the address of the pages is that at which they are seen now."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    known = outside_servers.shown(opened, "smtp_url")
    here = str(request.base_url).rstrip("/")
    address = opened.settings.base_url if known.is_set else here
    values = {**known.__dict__, "port": known.port or "", "base_url": address}
    return _page(request, opened, visitor.email, known, Filled(values, {}, None))


@router.post(_PATH)
def save(request: Request, visitor: Administers, opened: Opened, typed: Typed) -> Response:
    """Send a trial letter to the visitor and keep the server, or show again what was typed and what the server said."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    filled = forms.read(MailServer, forms.without_empty(typed, "port"))
    if filled.model is not None:
        said = filled.model
        server = Server(said.security, said.host, said.port, said.username, said.password)
        try:
            if said.base_url.rstrip("/") not in ("", opened.settings.base_url):
                outside_servers.keep_base_url(opened, said.base_url, visitor.actor)
            if outside_servers.shown(opened, "smtp_url").is_fixed:
                request.app.state.refresh()
                outside_servers.try_mail_server(opened, visitor.email)
            else:
                outside_servers.keep_mail_server(opened, server, visitor.email, visitor.actor)
                request.app.state.refresh()
            sentence = _("La lettre d’essai est partie vers {email} : regardez si elle arrive.")
            return pages.then(request, steps.after(request, Step.MAIL_SERVER), sentence.format(email=visitor.email))
        except FieldRefused as problem:
            filled = filled.refused(problem)
        except RelaisError as problem:  # the server's own answer, in our words
            filled = filled.refused(FieldRefused(field="host", reason=str(problem).rstrip(".")))
    return _page(request, opened, visitor.email, outside_servers.shown(opened, "smtp_url"), filled, 422)


def _page(
    request: Request, opened: Opened, email: str, known: Server, filled: Filled[MailServer], status: int = 200
) -> Response:  # fmt: skip
    frame = steps.shown(request, Step.MAIL_SERVER)
    security = [(key, _(words)) for key, words in _SECURITY]
    return pages.page(
        request, "settings/mail_server.html", status=status, form=filled, known=known, email=email, security=security,
        is_base_fixed=stored_settings.is_fixed(opened.settings, "base_url"),
        fallback=outside_servers.shown(opened, "smtp_fallback_url"), connections=opened.settings.smtp_connections,
        **frame,
    )  # fmt: skip
