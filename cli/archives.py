"""`relais archive`: what anybody may read, and taking an article or a name out of it."""

from __future__ import annotations

import click

from campaigns.editorial import moments
from campaigns.post.archives import reading, withdrawing
from campaigns.post.archives.reading import Wish
from cli import faces, helping
from runtime import audit, clock
from runtime.language import _


@click.group(cls=helping.Group, help=_("Les archives publiques : ce qui a paru, et ce qui en est retiré."))
def archive() -> None:
    """Group what concerns the archive."""


@archive.command("list", help=_("Montre les articles que tout le monde peut lire."))
@click.option("--words", default="", help=_("Seulement ceux où ces mots se trouvent."))
@faces.as_json
def list_(words: str, json_: bool) -> None:
    """Show the articles, newest first."""
    with faces.opened().database.reading() as session:
        found = reading.search(session, Wish(words=words), size=10_000).articles
    document = [
        {"item": one.item_id, "issue": one.issue_id, "section": one.section, "title": one.title,
         "date": one.dated.isoformat()}
        for one in found
    ]  # fmt: skip
    rows = [[one.item_id, moments.month(one.dated), one.title] for one in found]
    said = faces.table([_("article"), _("date"), _("titre")], rows) if rows else _("Aucun article n’a encore paru.")
    faces.answer(document, said, json_=json_)


@archive.command(
    "withdraw", help=_("Retire un article des archives, ou un nom de cet article ; l’envoi reste inchangé.")
)
@click.argument("item", type=faces.NUMBER)
@click.option("--name", default="", help=_("Le nom à retirer ; sans cette option, tout l’article."))
@click.option("--note", default="", help=_("Ce que les lecteurs liront, avec la date."))
@faces.as_json
def withdraw(item: int, name: str, note: str, json_: bool) -> None:
    """Withdraw an article or a name."""
    opened = faces.opened()
    now = opened.clock.now()
    today = clock.in_paris(now).date()
    with opened.database.transaction() as session:
        made = withdrawing.withdraw(session, item, name=name, note=note, on=today)
        audit.record(session, now, faces.actor(), "article.withdrawn", item=item, withdrawal=made.id, whole=not name)
    document = {"item": item, "whole": not made.name, "date": today.isoformat(), "note": made.note}
    words = (
        _("L’article n° {item} est retiré des archives.")
        if not name
        else _("Ce nom est retiré de l’article n° {item}.")
    )
    faces.answer(document, words.format(item=item), json_=json_)
