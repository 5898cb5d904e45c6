"""« Oppositions »: the addresses that are written to no more, and why; adding one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import AfterValidator, Field

from accounts.roles import Role
from accounts.visitors import Visitor
from campaigns.acting.people import evidences, stopping
from campaigns.editorial import event_times
from lists.contacts import stopped_addresses
from lists.contacts.stopped_addresses import Stopped
from lists.errors import AddressRefused
from lists.kinds import SuppressionReason
from runtime import clock
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import N_, _
from web.console import forms, pages, visitors
from web.console.contacts import persons, whose
from web.console.contacts.texts import printable
from web.console.forms import Filled, Typed
from web.console.visitors import Reads, Writes
from web.dependencies import Opened

router = APIRouter()
PATH = "/destinataires/oppositions"
_TEXT = Annotated[str, Query(max_length=40)]
_PAGE = Annotated[int, Query(ge=1, le=100_000)]
_LINE = Annotated[str, Field(max_length=200), AfterValidator(printable)]
#: The words of each reason, and those of its chip.
REASONS = {
    SuppressionReason.OBJECTION: (N_("s’est opposée"), N_("Oppositions")),
    SuppressionReason.UNSUBSCRIBED: (N_("s’est désinscrite"), N_("Désinscriptions")),
    SuppressionReason.COMPLAINED: (N_("a signalé une lettre comme indésirable"), N_("Signalements")),
    SuppressionReason.BOUNCED: (N_("adresse refusée par son serveur"), N_("Adresses refusées")),
    SuppressionReason.ERASED: (N_("données effacées"), N_("Effacements")),
}


class Opposition(forms.Model):
    """Somebody who is written to no more."""

    email: _LINE = ""
    evidence: _LINE = ""


@router.api_route(PATH, methods=["GET", "HEAD"])
def listed(request: Request, visitor: Reads, opened: Opened, raison: _TEXT = "", page: _PAGE = 1) -> Response:
    """Show them, the newest first."""
    reason = SuppressionReason(raison) if raison in list(SuppressionReason) else None
    return _page(request, opened, visitor, reason=reason, page=page)


@router.post(PATH)
def look(request: Request, visitor: Reads, opened: Opened, typed: Typed) -> Response:
    """Look for one address, which stands in no address of a page."""
    filled = forms.read(Opposition, typed)
    return _page(request, opened, visitor, looked=filled)


@router.post(f"{PATH}/ajouter")
def add(request: Request, visitor: Writes, opened: Opened, typed: Typed) -> Response:
    """Note that somebody opposed."""
    visitors.require_everywhere(request, visitor, Role.WRITE)
    filled = forms.read(Opposition, typed)
    if filled.model is not None:
        try:
            stopping.object_address(opened, filled.model.email, filled.model.evidence, visitor.actor)
        except (FieldRefused, AddressRefused) as problem:
            filled = persons.refused(filled, problem)
        else:
            return pages.then(
                request, PATH, _("Opposition enregistrée : plus aucune lettre ne partira à cette adresse.")
            )
    return _page(request, opened, visitor, added=filled)


def _page(
    request: Request, opened: Installation, visitor: Visitor, *, reason: SuppressionReason | None = None, page: int = 1,
    looked: Filled[Opposition] | None = None, added: Filled[Opposition] | None = None,
) -> Response:  # fmt: skip
    scope = whose.scope(opened, visitor)
    address = str(looked.values["email"]).strip()[:200] if looked else ""
    trouble = ""
    try:
        found = stopped_addresses.listed(opened, reason, page, address=address, scope=scope)
    except AddressRefused as problem:
        trouble = str(problem)
        found = stopped_addresses.listed(opened, reason, page, scope=scope)
    errors = added.errors if added else forms.Texts({"q": trouble} if trouble else {})
    return pages.page(
        request, "contacts/oppositions.html", status=422 if errors else 200, found=found, reason=reason or "",
        lines=[_line(one) for one in found.lines], chips=[(key, _(chip)) for key, (_words, chip) in REASONS.items()],
        errors=errors, data=added.values if added else forms.Texts(), looked=address if not trouble else "",
    )  # fmt: skip


def _line(one: Stopped) -> dict[str, object]:
    return {
        "name": one.name, "contact_id": one.contact_id, "reason": _(REASONS[one.reason][0]), "list": one.list,
        "on": event_times.day(clock.in_paris(one.since).date()), "evidence": evidences.said(one.evidence),
    }  # fmt: skip
