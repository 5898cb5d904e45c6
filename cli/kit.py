"""`relais kit`: what missions locales pass on, and which of them took it."""

from __future__ import annotations

from pathlib import Path

import click

from campaigns.editorial import event_times
from campaigns.partnership.kit import preparing
from campaigns.partnership.kit.preparing import Kit
from cli import click_groups, terminal
from runtime.errors import FieldRefused
from runtime.language import _, ngettext


@click.group(cls=click_groups.Group, help=_("Le kit à relayer : ce qu’il contient, et qui l’a pris."))
def kit() -> None:
    """Group what concerns the kit."""


@kit.command("set", help=_("Dit ce que contient le kit : un texte en Markdown et des documents."))
@click.option("--text", required=True, type=click.Path(dir_okay=False, path_type=Path), help=_("Un fichier de texte."))
@click.option("--document", "documents", multiple=True, metavar="NOM", help=_("Un document, par son nom ; à répéter."))
@terminal.as_json
def set_(text: Path, documents: tuple[str, ...], json_: bool) -> None:
    """Say what the kit holds."""
    try:
        written = terminal.read(text).content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FieldRefused(field="text", reason=_("le fichier n’est pas écrit en UTF-8")) from None
    made = preparing.set_(terminal.opened(), written, documents, terminal.actor())
    terminal.answer(made.as_json(), _in_words(made), json_=json_)


@kit.command("show", help=_("Montre ce que contient le kit, et qui l’a pris."))
@terminal.as_json
def show(json_: bool) -> None:
    """Show the kit."""
    found = preparing.show(terminal.opened())
    terminal.answer(found.as_json(), _in_words(found), json_=json_)


def _in_words(found: Kit) -> str:
    if not found.text:
        return _("Le kit n’est pas encore prêt : aucune lettre ne le propose.")
    many = len(found.takers)
    lines = [found.text, "", *(_("Document : {name}").format(name=name) for name in found.documents)]
    lines.append(ngettext("Pris par {n} organisation.", "Pris par {n} organisations.", many).format(n=many))
    lines += [_("  {name}, le {day}").format(name=name, day=event_times.day(last)) for name, last in found.takers]
    return "\n".join(lines)
