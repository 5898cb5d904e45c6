"""What the DNS says of the sender's domain: SPF, the keys of DKIM, DMARC. Without them letters are refused.

Gmail, Yahoo and Outlook require all three from bulk senders; Orange refuses letters that lack one.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from campaigns import errors
from campaigns.checking.doctor.results import Record, Result, Status
from campaigns.checking.remedies import Care
from campaigns.editorial import publications
from mailer import errors as mailer_errors
from mailer import spf_dmarc
from mailer.dkim import Algorithm, Key, keys, records
from runtime import settings
from runtime.installation import Installation
from runtime.language import _
from runtime.resolving import Resolver, Silent


def spf(opened: Installation) -> Iterator[Result]:
    """Yield whether each domain names the servers that may write for it (RFC 7208)."""
    yield from _unsaid(opened, "spf")
    for domain in domains(opened):
        yield _spf(opened, domain)


def dkim(opened: Installation) -> Iterator[Result]:
    """Yield whether letters are signed, and whether each key can be verified by others, domain by domain."""
    try:
        found = keys.load(opened.settings.keys)
    except mailer_errors.SigningKeyRefused as problem:
        yield Result("dkim", Status.FAILED, str(problem))
        return
    if not found:
        detail = _(
            "Sans signature DKIM, Orange peut refuser vos lettres, Yahoo celles d’un envoi en nombre, Gmail et Outlook "
            "dès 5 000 par jour."
        )
        yield Result("dkim", Status.WARNING, detail, Care.KEY)
        return
    yield from _unsaid(opened, "dkim")
    known = domains(opened)
    yield from (_published(opened.resolver, key, domain) for domain in known for key in found)
    if known and all(key.algorithm is Algorithm.ED25519 for key in found):
        detail = _("Peu de messageries vérifient une clé Ed25519 : ajoutez une clé RSA.")
        yield Result("dkim", Status.WARNING, detail, Care.RSA_KEY)


def dmarc(opened: Installation) -> Iterator[Result]:
    """Yield what each domain asks for letters that others write in its name (RFC 9989)."""
    yield from _unsaid(opened, "dmarc")
    for domain in domains(opened):
        yield _dmarc(opened.resolver, domain)


def of(opened: Installation, domain: str) -> Iterator[Result]:
    """Yield all three for one domain; each question to the DNS waits for three seconds at most.

    Raises:
        mailer.errors.SigningKeyRefused.
    """
    yield _spf(opened, domain)
    yield from (_published(opened.resolver, key, domain) for key in keys.load(opened.settings.keys))
    yield _dmarc(opened.resolver, domain)


def domains(opened: Installation) -> list[str]:
    """Return the domains that letters come from, each once."""
    with opened.database.reading() as session:
        return publications.domains(session)


def _spf(opened: Installation, domain: str) -> Result:
    try:
        found = spf_dmarc.spf(opened.resolver, domain)
    except Silent:
        return Result("spf", Status.FAILED, _silence(domain))
    if not found:
        detail = _(
            "{domain} ne publie pas de SPF : un enregistrement TXT doit y nommer votre serveur d’envoi, par exemple "
            "« v=spf1 mx -all »."
        )
        asked = Record(domain, f"v=spf1 mx{_our_server(opened)} -all")
        return Result("spf", Status.FAILED, detail.format(domain=domain), record=asked)
    if len(found) > 1:
        detail = _("{domain} publie plusieurs SPF, ce qui les annule tous : gardez-en un seul.")
        return Result("spf", Status.FAILED, detail.format(domain=domain))
    if spf_dmarc.is_open(found[0]):
        detail = _("Le SPF de {domain} laisse n’importe qui écrire en son nom ({text}) : finissez-le par « -all ».")
        closed = Record(domain, spf_dmarc.closed(found[0]))
        return Result("spf", Status.FAILED, detail.format(domain=domain, text=found[0]), record=closed)
    detail = _("{domain} publie « {text} » : votre serveur d’envoi doit en faire partie.")
    return Result("spf", Status.OK, detail.format(domain=domain, text=found[0]))


def _dmarc(resolver: Resolver, domain: str) -> Result:
    try:
        found = spf_dmarc.dmarc(resolver, domain)
    except Silent:
        return Result("dmarc", Status.FAILED, _silence(domain))
    if found is None:
        detail = _(
            "{domain} ne publie pas de DMARC, ou en publie plusieurs : Gmail, Yahoo, Outlook et Orange en demandent "
            "un, par exemple « v=DMARC1; p=none; rua=mailto:… » en TXT à _dmarc.{domain}."
        )
        asked = Record(f"_dmarc.{domain}", f"v=DMARC1; p=none; rua=mailto:postmaster@{domain}")
        return Result("dmarc", Status.FAILED, detail.format(domain=domain), record=asked)
    if found.policy not in spf_dmarc.DMARC_POLICIES:
        detail = _("Le DMARC de {domain} ne demande ni « p=none », ni « p=quarantine », ni « p=reject » : choisissez.")
        return Result("dmarc", Status.FAILED, detail.format(domain=found.domain))
    if not found.is_watched:
        detail = _(
            "Le DMARC de {domain} demande « {policy} », dont personne ne reçoit les rapports (« rua=mailto:… »)."
        )
        return Result("dmarc", Status.WARNING, detail.format(domain=found.domain, policy=found.policy))
    detail = _("{domain} demande « {policy} » et reçoit des rapports.")
    return Result("dmarc", Status.OK, detail.format(domain=found.domain, policy=found.policy))


def _published(resolver: Resolver, key: Key, domain: str) -> Result:
    name = records.name(key.selector, domain)
    try:
        texts = resolver.texts(name)
    except Silent:
        return Result("dkim", Status.FAILED, _silence(name))
    if any(records.publishes(text, key) for text in texts):
        return Result("dkim", Status.OK, _("{name} publie notre clé.").format(name=name))
    detail = _("{name} publie une autre clé que la nôtre.") if texts else _("{name} ne publie rien.")
    harm = _(" La signature échoue chez qui la vérifie.")
    asked = Record(name, records.record(key))
    return Result("dkim", Status.FAILED, detail.format(name=name) + harm, Care.RECORD, record=asked)


def _our_server(opened: Installation) -> str:
    """Return the SPF term that names our mail server; empty where it is this machine, or is not set."""
    url = opened.settings.smtp_url
    if url is None or settings.is_loopback(url.get_secret_value()):
        return ""
    return f" a:{urlsplit(url.get_secret_value()).hostname}"


def _unsaid(opened: Installation, check: str) -> Iterator[Result]:
    """Yield the publications that have no sender yet, by name if there are several."""
    with opened.database.reading() as session:
        known = publications.everything(session)
    for one in known:
        if not one.from_address:
            named = _("« {name} » : ").format(name=one.name) if len(known) > 1 else ""
            yield Result(check, Status.WARNING, named + str(errors.SenderMissing()), errors.SenderMissing)


def _silence(name: str) -> str:
    return _("Le DNS ne répond pas : on ne sait pas ce que {name} publie.").format(name=name)
