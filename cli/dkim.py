"""`relais dkim`: the keys that sign letters, and what to publish in the DNS for them."""

from __future__ import annotations

from collections.abc import Sequence

import click

from campaigns.acting import dkim_keys
from campaigns.acting.dkim_keys import Made, PublicKey, Record
from cli import click_groups, terminal
from mailer.dkim import Algorithm
from runtime.language import _


@click.group(cls=click_groups.Group, help=_("Les clés qui signent les lettres (DKIM) et leur enregistrement DNS."))
def dkim() -> None:
    """Group what concerns the keys that sign."""


@dkim.command("new", help=_("Crée une clé et montre l’enregistrement à publier dans le DNS."))
@click.argument("selector")
@click.option("--algorithm", type=click.Choice([one.value for one in Algorithm]), default=Algorithm.RSA.value,
              show_default=True, help=_("RSA, que tous vérifient ; Ed25519 à côté, jamais seule."))  # fmt: skip
@terminal.as_json
def new(selector: str, algorithm: str, json_: bool) -> None:
    """Make a key and print its record."""
    made = dkim_keys.make(terminal.opened(), selector, Algorithm(algorithm), terminal.actor())
    terminal.answer(made.as_json(), _made(made), json_=json_)


@dkim.command("list", help=_("Montre les clés et leurs enregistrements : toutes signent."))
@terminal.as_json
def list_(json_: bool) -> None:
    """Show the keys."""
    found = dkim_keys.listed(terminal.opened())
    words = "\n\n".join(map(_records, found)) or _("Aucune clé : les lettres partent sans signature.")
    terminal.answer([one.as_json() for one in found], words, json_=json_)


def _made(made: Made) -> str:
    created = _("Clé « {selector} » créée dans {file} ; elle signe dès maintenant.")
    publish = _("Publiez cet enregistrement TXT dans le DNS {zone}, puis vérifiez par « relais doctor » :")
    lines = (
        created.format(selector=made.key.selector, file=made.file),
        publish.format(zone=_zone(made.domains)),
        "",
        _records(made.key),
    )
    return "\n".join(lines)


def _zone(domains: Sequence[str]) -> str:
    """Return where a record is published: every letter is signed by the same keys, each for its own domain."""
    if len(domains) > 1:
        return _("des domaines {domains}").format(domains=", ".join(domains))
    return _("du domaine {domain}").format(domain=domains[0]) if domains else _("du domaine de l’expéditeur")


def _records(key: PublicKey) -> str:
    return "\n\n".join(_record(one, key.text) for one in key.records)


def _record(record: Record, text: str) -> str:
    return "\n".join(
        (
            _("Nom :    {name}").format(name=record.name),
            _("Valeur : {record}").format(record=text),
            _("Ou, dans un fichier de zone :"),
            record.zone_line,
        )
    )
