"""`relais issues set`, `remove`, `move`, `arrange`, `fix`, `delete` and `restore`: correcting an issue."""

from __future__ import annotations

from datetime import date, datetime

import click

from campaigns.editorial.models import Section
from cli import outline_words, terminal
from runtime.language import _


@click.command("set", help=_("Corrige le titre, l’objet, la phrase qui le suit, la date ou la présentation."))
@click.argument("issue", type=terminal.NUMBER)
@click.option("--title", help=_("Le titre ; l’objet le suit tant qu’il est le même."))
@click.option("--subject", help=_("L’objet ; vide, il redevient le titre."))
@click.option("--preheader", help=_("La phrase que les messageries montrent après l’objet ; vide, elle disparaît."))
@click.option("--date", "dated", type=click.DateTime(["%Y-%m-%d"]), metavar="AAAA-MM-JJ", help=_("La date imprimée."))
@click.option("--design", metavar="KEY", help=_("Sa présentation ; vide, celle de la lettre."))
@terminal.as_json
def set_(
    issue: int,
    title: str | None,
    subject: str | None,
    preheader: str | None,
    dated: datetime | None,
    design: str | None,
    json_: bool,
) -> None:
    """Set lines of an issue, and its design."""
    from campaigns.editorial import issue_corrections

    day: date | None = dated.date() if dated else None
    lines = issue_corrections.Lines(title, subject, preheader, day, design)
    outline_words.answer(issue_corrections.amend(terminal.opened(), issue, lines, terminal.actor()), json_=json_)


@click.command("remove", help=_("Retire des articles d’un numéro ; ils sont de nouveau en attente."))
@click.argument("issue", type=terminal.NUMBER)
@click.argument("items", nargs=-1, type=terminal.NUMBER, required=True, metavar="ITEM…")
@terminal.as_json
def remove(issue: int, items: tuple[int, ...], json_: bool) -> None:
    """Take items out of an issue."""
    from campaigns.editorial import issue_corrections

    outline_words.answer(issue_corrections.take_out(terminal.opened(), issue, items, terminal.actor()), json_=json_)


@click.command("move", help=_("Déplace un article dans sa rubrique, ou vers une autre."))
@click.argument("issue", type=terminal.NUMBER)
@click.argument("item", type=terminal.NUMBER)
@click.option("--to", "place", required=True, type=terminal.NUMBER, metavar="N", help=_("Sa place, à partir de 1."))
@click.option("--section", type=click.Choice([section.value for section in Section]), help=_("Une autre rubrique."))
@terminal.as_json
def move(issue: int, item: int, place: int, section: str | None, json_: bool) -> None:
    """Put an item elsewhere."""
    from campaigns.editorial import issue_corrections

    opened, actor = terminal.opened(), terminal.actor()
    moved = issue_corrections.move(opened, issue, item, place, actor, section=section)
    outline_words.answer(moved, json_=json_)


@click.command("arrange", help=_("Change l’ordre des rubriques d’un numéro."))
@click.argument("issue", type=terminal.NUMBER)
@click.option(
    "--sections", required=True, metavar="A,B,C",
    help=_("Les rubriques dans l’ordre voulu ; celles qui ne sont pas nommées gardent leur place."),
)  # fmt: skip
@terminal.as_json
def arrange(issue: int, sections: str, json_: bool) -> None:
    """Put sections into another order."""
    from campaigns.editorial import issue_corrections

    keys = [key.strip() for key in sections.split(",") if key.strip()]
    arranged = issue_corrections.arrange(terminal.opened(), issue, keys, terminal.actor())
    outline_words.answer(arranged, json_=json_)


@click.command("fix", help=_("Corrige la typographie d’un numéro et de tous ses articles, et montre ce qui change."))
@click.argument("issue", type=terminal.NUMBER)
@click.option("--dry-run", is_flag=True, help=_("Montre seulement ce qui changerait."))
@terminal.as_json
def fix(issue: int, dry_run: bool, json_: bool) -> None:
    """Mend the typography of an issue, or say what would be mended."""
    from campaigns.editorial import issue_typography
    from cli import differences

    opened = terminal.opened()
    if dry_run:
        found = issue_typography.rehearse(opened, issue)
    else:
        found = issue_typography.mend(opened, issue, terminal.actor())
    terminal.answer(found.as_json(), differences.of_issue(found), json_=json_)


@click.command("delete", help=_("Met un numéro qui n’est pas parti à la corbeille, pour trente jours."))
@click.argument("issue", type=terminal.NUMBER)
@terminal.as_json
def delete(issue: int, json_: bool) -> None:
    """Put an issue into the bin."""
    from campaigns.acting import deleting_issues

    gone = deleting_issues.delete_issue(terminal.opened(), issue, terminal.actor())
    words = _("« {title} » est à la corbeille pour trente jours ; ses articles sont de nouveau en attente.")
    terminal.answer(gone.as_json(), words.format(title=gone.title), json_=json_)


@click.command("restore", help=_("Sort un numéro de la corbeille."))
@click.argument("issue", type=terminal.NUMBER)
@terminal.as_json
def restore(issue: int, json_: bool) -> None:
    """Take an issue out of the bin."""
    from campaigns.acting import deleting_issues

    outline_words.answer(deleting_issues.restore(terminal.opened(), issue, terminal.actor()), json_=json_)


COMMANDS = (set_, remove, move, arrange, fix, delete, restore)
