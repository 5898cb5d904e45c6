"""« Le domaine de l’expéditeur »: what the DNS says of it, in words, and the records to copy (SPF, DKIM, DMARC).

The DNS is asked on request only. Refuses to ask for a domain that no letter comes from.
"""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from accounts.roles import Role
from campaigns.acting import dkim_keys
from campaigns.checking.doctor import Result, Status, sender_domain
from mailer.dkim import Algorithm
from runtime import clock
from runtime.language import N_, _
from web import errors
from web.console import pages, visitors
from web.console.visitors import Administers
from web.dependencies import Opened

router = APIRouter()
_PATH = "/reglages/domaines"
#: What each check is, for whoever never heard of it.
MEANINGS = {
    "spf": N_("SPF dit quels serveurs ont le droit d’écrire au nom de votre domaine."),
    "dkim": N_("DKIM signe chaque lettre : elle vient bien de vous, et personne ne l’a modifiée."),
    "dmarc": N_("DMARC dit aux messageries que faire des lettres que d’autres écrivent en votre nom."),
}


@router.get(_PATH)
def show(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Show the domains, and the records of the keys that sign; nobody is asked."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    return pages.page(
        request, "settings/domains.html", domains=sender_domain.domains(opened), keys=dkim_keys.listed(opened),
    )  # fmt: skip


@router.get(f"{_PATH}/{{domain}}")
def check(request: Request, visitor: Administers, opened: Opened, domain: str) -> Response:
    """Ask the DNS about one domain, and say what it answered."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    if domain not in sender_domain.domains(opened):
        raise errors.NotFound
    results = tuple(sender_domain.of(opened, domain))
    return pages.page(
        request, "settings/domain.html", domain=domain, results=results, meanings=MEANINGS, letter=_letter(results),
        is_signed=any(one.check == "dkim" for one in results), is_well=all(one.status is Status.OK for one in results),
    )  # fmt: skip


@router.post(f"{_PATH}/cle")
def make_key(request: Request, visitor: Administers, opened: Opened) -> Response:
    """Make a key that signs from now on, named after this month; where there is one, lead to its record."""
    visitors.require_everywhere(request, visitor, Role.ADMINISTER)
    if dkim_keys.listed(opened):
        return pages.then(request, _PATH, _("Une clé existe déjà : publiez son enregistrement."))
    dkim_keys.make(opened, f"relais{clock.today(opened.clock):%Y%m}", Algorithm.RSA, visitor.actor)
    return pages.then(request, _PATH, _("La clé est créée et signe dès maintenant : publiez son enregistrement."))


def _letter(results: Sequence[Result]) -> str:
    """Return what to send to whoever keeps the domain: every record that is missing; empty where none is."""
    asked = [one.record for one in results if one.record is not None]
    lines = [_("Nom : {name}\nType : TXT\nValeur : {text}").format(name=one.name, text=one.text) for one in asked]
    hello = _("Bonjour,\n\nPour que nos lettres soient acceptées par les messageries, merci de publier dans le DNS :")
    return "\n\n".join([hello, *lines, _("Merci d’avance.")]) if lines else ""
