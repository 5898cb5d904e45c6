"""`relais archive`: what anybody may read, and taking an article or a name out of it."""

from __future__ import annotations

import click

from campaigns.editorial import event_times
from campaigns.post.archives import officer_list, withdrawing
from cli import click_groups, terminal
from runtime.language import _


@click.group(cls=click_groups.Group, help=_("Les archives publiques : ce qui a paru, et ce qui en est retiré."))
def archive() -> None:
    """Group what concerns the archive."""


@archive.command("list", help=_("Montre les articles que tout le monde peut lire."))
@click.option("--words", default="", help=_("Seulement ceux où ces mots se trouvent."))
@terminal.publication
@terminal.as_json
def list_(words: str, publication: str | None, json_: bool) -> None:
    """Show the articles of one publication or of all, newest first."""
    found = officer_list.listed(terminal.opened(), words, publication=publication)
    rows = [[one.item, event_times.month(one.dated), one.title] for one in found]
    head = [_("article"), _("date"), _("titre")]
    said = terminal.table(head, rows) if rows else _("Aucun article n’a encore paru.")
    terminal.answer([one.as_json() for one in found], said, json_=json_)


@archive.command(
    "withdraw", help=_("Retire un article des archives, ou un nom de cet article ; l’envoi reste inchangé.")
)
@click.argument("item", type=terminal.NUMBER)
@click.option("--name", default="", help=_("Le nom à retirer ; sans cette option, tout l’article."))
@click.option("--note", default="", help=_("Ce que les lecteurs liront, avec la date."))
@terminal.as_json
def withdraw(item: int, name: str, note: str, json_: bool) -> None:
    """Withdraw an article or a name."""
    made = withdrawing.withdraw(terminal.opened(), item, terminal.actor(), name=name, note=note)
    words = (
        _("L’article n° {item} est retiré des archives.")
        if made.whole
        else _("Ce nom est retiré de l’article n° {item}.")
    )
    terminal.answer(made.as_json(), words.format(item=item), json_=json_)
