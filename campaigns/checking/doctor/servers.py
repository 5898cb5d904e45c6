"""The two ways that lead out and back: the next mail server, and the address that every link begins with."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from urllib.parse import urlsplit

from campaigns import errors
from campaigns.checking.doctor.results import Result, Status
from mailer import errors as mailer_errors
from mailer import next_hops, smtp
from mailer.next_hops import Hop, Security
from mailer.smtp import Extensions, Timeouts
from runtime import settings
from runtime.installation import Installation
from runtime.language import N_, _

#: A person waits for the answer; a sending is more patient.
_TIMEOUTS = Timeouts(greeting=15, quit=3)
_PRIVACY = {
    Security.NONE: N_("sans chiffrement"),
    Security.STARTTLS: N_("chiffré (STARTTLS)"),
    Security.TLS: N_("chiffré"),
}


def next_hop(opened: Installation) -> Iterator[Result]:
    """Yield how a real dialogue with the next server went: EHLO, TLS, login, QUIT. No letter is offered."""
    url = opened.settings.smtp_url
    if url is None:
        yield Result("smtp", Status.FAILED, str(errors.NothingToSendWith()))
    else:
        yield _dialogue("smtp", url.get_secret_value())


def second_hop(opened: Installation) -> Iterator[Result]:
    """Yield the same for the fallback server, if one is set."""
    url = opened.settings.smtp_fallback_url
    if url is not None:
        yield _dialogue("smtp_fallback", url.get_secret_value())


def _dialogue(check: str, url: str) -> Result:
    try:
        hop = next_hops.parse(url)
        extensions = asyncio.run(_greet(hop))
    except mailer_errors.MailerError as problem:
        return Result(check, Status.FAILED, str(problem))
    said = _("{host}:{port} répond : {words}.").format(host=hop.host, port=hop.port, words=_words(hop, extensions))
    if hop.security is Security.NONE and not settings.is_loopback(url):
        advice = _(" Les lettres y vont en clair : écrivez smtp+starttls:// ou smtps://.")
        return Result(check, Status.WARNING, said + advice)
    return Result(check, Status.OK, said)


async def _greet(hop: Hop) -> Extensions:
    connection = await smtp.open_connection(hop, _TIMEOUTS)
    await connection.close()
    return connection.extensions


def _words(hop: Hop, extensions: Extensions) -> str:
    words = [_(_PRIVACY[hop.security])]
    if hop.username is not None:
        words.append(_("identifiant accepté"))
    if not extensions.pipelining:
        words.append(_("sans PIPELINING, donc lent"))
    if extensions.largest:
        words.append(_("lettres de {size} ko au plus").format(size=extensions.largest // 1000))
    return ", ".join(words)


def base_url(opened: Installation) -> Iterator[Result]:
    """Yield whether readers can follow the links, and leave with one click (RFC 8058 3.1 asks for https)."""
    address, smtp_url = opened.settings.base_url, opened.settings.smtp_url
    leads_out = smtp_url is not None and not settings.is_loopback(smtp_url.get_secret_value())
    if settings.is_loopback(address):
        detail = _("Les liens des lettres mènent à {url}, que personne ne peut ouvrir ailleurs que sur cette machine.")
        advice = _(" Réglez RELAIS_BASE_URL, sinon personne ne pourra se désinscrire.") if leads_out else ""
        yield Result("base_url", Status.FAILED if leads_out else Status.OK, detail.format(url=address) + advice)
    elif urlsplit(address).scheme != "https":
        detail = _("{url} n’est pas en https : les messageries n’y font pas la désinscription en un clic.")
        yield Result("base_url", Status.FAILED, detail.format(url=address))
    else:
        yield Result("base_url", Status.OK, _("Les liens des lettres mènent à {url}.").format(url=address))
