"""`relais dkim`: the keys that sign letters, and what to publish in the DNS for them."""

from __future__ import annotations

import click
from sqlmodel import Session

from campaigns.editorial import publications
from cli import faces, helping
from mailer.dkim import keys as verbs
from mailer.dkim import records
from mailer.dkim.keys import Algorithm, Key
from runtime import audit
from runtime.language import _


@click.group(cls=helping.Group, help=_("Les clés qui signent les lettres (DKIM) et leur enregistrement DNS."))
def dkim() -> None:
    """Group what concerns the keys that sign."""


@dkim.command("new", help=_("Crée une clé et montre l’enregistrement à publier dans le DNS."))
@click.argument("selector")
@click.option("--algorithm", type=click.Choice([one.value for one in Algorithm]), default=Algorithm.RSA.value,
              show_default=True, help=_("RSA, que tous vérifient ; Ed25519 à côté, jamais seule."))  # fmt: skip
@faces.as_json
def new(selector: str, algorithm: str, json_: bool) -> None:
    """Make a key and print its record."""
    opened = faces.opened()
    key = verbs.make(opened.settings.keys, selector, Algorithm(algorithm))
    with opened.database.transaction() as session:
        audit.record(session, opened.clock.now(), faces.actor(), "dkim.made", selector=selector, algorithm=algorithm)
        domain = _domain(session)
    document = {"selector": key.selector, "record": records.record(key)}
    faces.answer(document, _made(key, domain, str(verbs.path(opened.settings.keys, selector))), json_=json_)


@dkim.command("list", help=_("Montre les clés et leurs enregistrements : toutes signent."))
@faces.as_json
def list_(json_: bool) -> None:
    """Show the keys."""
    opened = faces.opened()
    found = verbs.load(opened.settings.keys)
    with opened.database.reading() as session:
        domain = _domain(session)
    documents = [
        {"selector": key.selector, "algorithm": key.algorithm.value, "record": records.record(key)} for key in found
    ]
    words = "\n\n".join(_record(key, domain) for key in found) or _("Aucune clé : les lettres partent sans signature.")
    faces.answer(documents, words, json_=json_)


def _domain(session: Session) -> str:
    """Return the domain of the sender; empty as long as nobody said who writes."""
    return publications.only(session).from_address.rpartition("@")[2]


def _made(key: Key, domain: str, file: str) -> str:
    zone = _("du domaine {domain}").format(domain=domain) if domain else _("du domaine de l’expéditeur")
    lines = (
        _("Clé « {selector} » créée dans {file} ; elle signe dès maintenant.").format(selector=key.selector, file=file),
        _("Publiez cet enregistrement TXT dans le DNS {zone}, puis vérifiez par « relais doctor » :").format(zone=zone),
        "",
        _record(key, domain),
    )
    return "\n".join(lines)


def _record(key: Key, domain: str) -> str:
    return "\n".join(
        (
            _("Nom :    {name}").format(name=records.name(key.selector, domain)),
            _("Valeur : {record}").format(record=records.record(key)),
            _("Ou, dans un fichier de zone :"),
            records.zone_line(key, domain),
        )
    )
