"""What is done about a campaign that has left: `relais campaigns complete`, `links`, `relink` and `erratum`."""

from __future__ import annotations

import click

from cli import terminal
from runtime.language import _, ngettext


@click.command(
    "complete", help=_("Envoie la même lettre aux personnes qu’un envoi n’a pas atteintes, et à elles seules.")
)
@click.argument("campaign", type=terminal.NUMBER)
@click.option("--grace", type=click.IntRange(0, 86_400), default=600, show_default=True,
              help=_("Secondes pendant lesquelles on peut encore tout annuler."))  # fmt: skip
@terminal.as_json
def complete(campaign: int, grace: int, json_: bool) -> None:
    """Plan a small campaign of the same edition."""
    from campaigns.acting.following_up import sending_again
    from campaigns.editorial import event_times

    made = sending_again.send(terminal.opened(), campaign, terminal.actor(), grace=grace)
    words = ngettext(
        "Envoi n° {id} prêt : la même lettre à {n} personne, premier départ le {when}.",
        "Envoi n° {id} prêt : la même lettre à {n} personnes, premier départ le {when}.",
        made.audience,
    ).format(id=made.id, n=made.audience, when=event_times.moment(made.not_before))
    terminal.answer(made.as_json(), words, json_=json_)


@click.command("links", help=_("Montre les liens de la lettre d’un envoi, et où ils mènent aujourd’hui."))
@click.argument("campaign", type=terminal.NUMBER)
@terminal.as_json
def list_links(campaign: int, json_: bool) -> None:
    """Show where the links of a letter lead."""
    from campaigns.acting.following_up import links

    found = links.listed(terminal.opened(), campaign)
    rows = [[one.number, one.label, one.article, one.url] for one in found]
    table = terminal.table([_("Lien n°"), _("Mots"), _("Article"), _("Mène à")], rows)
    terminal.answer([one.as_json() for one in found], table if rows else _("Aucun lien."), json_=json_)


@click.command("relink", help=_("Fait mener un lien d’une lettre déjà partie à une autre page."))
@click.argument("campaign", type=terminal.NUMBER)
@click.argument("link", type=terminal.NUMBER)
@click.argument("url")
@terminal.as_json
def relink(campaign: int, link: int, url: str, json_: bool) -> None:
    """Put the destination of one link right."""
    from campaigns.acting.following_up import links

    found = links.repair(terminal.opened(), campaign, link, url, terminal.actor())
    words = _("Le lien n° {number} mène maintenant à {url}, dans une minute au plus.")
    terminal.answer(found.as_json(), words.format(number=found.number, url=found.url), json_=json_)


@click.command("erratum", help=_("Prépare un erratum pour les seules personnes qui ont reçu la lettre d’un envoi."))
@click.argument("campaign", type=terminal.NUMBER)
@terminal.as_json
def erratum(campaign: int, json_: bool) -> None:
    """Prepare an erratum; a person finishes and sends it."""
    from campaigns.acting.following_up import errata

    made = errata.begin(terminal.opened(), campaign, terminal.actor())
    words = _("Erratum prêt à écrire : numéro {issue}, article {item}, segment « {segment} ». Rien n’est parti.")
    said = words.format(issue=made.issue_id, item=made.item_id, segment=made.segment)
    terminal.answer(made.as_json(), said, json_=json_)
