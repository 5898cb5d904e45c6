"""What the DNS says of the sender's domain: SPF, the keys of DKIM, DMARC. Without them letters are refused.

Gmail, Yahoo and Outlook ask all three of whoever writes to many; Orange refuses letters that lack one.
"""

from __future__ import annotations

from collections.abc import Iterator

from campaigns import errors
from campaigns.checking.examining.results import Result, Status
from campaigns.checking.remedies import Care
from campaigns.editorial import publications
from mailer import errors as mailer_errors
from mailer import policies
from mailer.dkim import Algorithm, Key, keys, records
from runtime.installation import Installation
from runtime.language import _
from runtime.resolving import Resolver, Silent


def spf(opened: Installation) -> Iterator[Result]:
    """Yield whether the domain names the servers that may write for it (RFC 7208)."""
    domain = _domain(opened)
    try:
        found = policies.spf(opened.resolver, domain) if domain else []
    except Silent:
        yield Result("spf", Status.FAILED, _silence(domain))
        return
    if not domain:
        yield Result("spf", Status.WARNING, str(errors.SenderMissing()), errors.SenderMissing)
    elif not found:
        detail = _(
            "{domain} ne publie pas de SPF : un enregistrement TXT doit y nommer votre serveur d’envoi, par exemple "
            "« v=spf1 mx -all »."
        )
        yield Result("spf", Status.FAILED, detail.format(domain=domain))
    elif len(found) > 1:
        detail = _("{domain} publie plusieurs SPF, ce qui les annule tous : gardez-en un seul.")
        yield Result("spf", Status.FAILED, detail.format(domain=domain))
    elif policies.is_open(found[0]):
        detail = _("Le SPF de {domain} laisse n’importe qui écrire en son nom ({text}) : finissez-le par « -all ».")
        yield Result("spf", Status.FAILED, detail.format(domain=domain, text=found[0]))
    else:
        detail = _("{domain} publie « {text} » : votre serveur d’envoi doit en faire partie.")
        yield Result("spf", Status.OK, detail.format(domain=domain, text=found[0]))


def dkim(opened: Installation) -> Iterator[Result]:
    """Yield whether letters are signed, and whether each key can be verified by others."""
    domain = _domain(opened)
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
    elif not domain:
        yield Result("dkim", Status.WARNING, str(errors.SenderMissing()), errors.SenderMissing)
    else:
        yield from (_published(opened.resolver, key, domain) for key in found)
        if all(key.algorithm is Algorithm.ED25519 for key in found):
            detail = _("Peu de messageries vérifient une clé Ed25519 : ajoutez une clé RSA.")
            yield Result("dkim", Status.WARNING, detail, Care.RSA_KEY)


def dmarc(opened: Installation) -> Iterator[Result]:
    """Yield what the domain asks for letters that others write in its name (RFC 9989)."""
    domain = _domain(opened)
    try:
        found = policies.dmarc(opened.resolver, domain) if domain else None
    except Silent:
        yield Result("dmarc", Status.FAILED, _silence(domain))
        return
    if not domain:
        yield Result("dmarc", Status.WARNING, str(errors.SenderMissing()), errors.SenderMissing)
    elif found is None:
        detail = _(
            "{domain} ne publie pas de DMARC, ou en publie plusieurs : Gmail, Yahoo, Outlook et Orange en demandent "
            "un, par exemple « v=DMARC1; p=none; rua=mailto:… » en TXT à _dmarc.{domain}."
        )
        yield Result("dmarc", Status.FAILED, detail.format(domain=domain))
    elif found.policy not in policies.DMARC_POLICIES:
        detail = _("Le DMARC de {domain} ne demande ni « p=none », ni « p=quarantine », ni « p=reject » : choisissez.")
        yield Result("dmarc", Status.FAILED, detail.format(domain=found.domain))
    elif not found.is_watched:
        detail = _(
            "Le DMARC de {domain} demande « {policy} », dont personne ne reçoit les rapports (« rua=mailto:… »)."
        )
        yield Result("dmarc", Status.WARNING, detail.format(domain=found.domain, policy=found.policy))
    else:
        detail = _("{domain} demande « {policy} » et reçoit des rapports.")
        yield Result("dmarc", Status.OK, detail.format(domain=found.domain, policy=found.policy))


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
    return Result("dkim", Status.FAILED, detail.format(name=name) + harm, Care.RECORD)


def _domain(opened: Installation) -> str:
    """Return the domain that letters come from; empty as long as nobody said who writes."""
    with opened.database.reading() as session:
        return publications.only(session).from_address.rpartition("@")[2]


def _silence(name: str) -> str:
    return _("Le DNS ne répond pas : on ne sait pas ce que {name} publie.").format(name=name)
