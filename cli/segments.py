"""`relais segments`: rules kept under a name, and how many they reach."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from campaigns import errors
from campaigns.editorial import publications
from cli import faces, helping
from lists import audiences, naming
from runtime import audit
from runtime.language import _, ngettext
from templates import wording


@click.group(cls=helping.Group, help=_("Les segments : des règles qui disent à qui écrire."))
def segments() -> None:
    """Group what concerns segments."""


class Name(click.ParamType[str]):
    """A name that can be read and typed again."""

    name = "nom"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name without the spaces around it, or refuse it in French."""
        if not value.strip():
            self.fail(_("un segment a un nom."), param, ctx)
        wording.require_printable(value)
        return value.strip()


@segments.command("add", help=_("Garde une règle sous un nom ; la redonner la remplace."))
@click.argument("name", type=Name())
@click.option("--rule", "file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@faces.as_json
def add(name: str, file: Path, json_: bool) -> None:
    """Keep a rule and count whom it reaches."""
    tree = _rule(file)
    opened = faces.opened()
    with opened.database.transaction() as session:
        naming.add(session, name, tree)
        audit.record(session, opened.clock.now(), faces.actor(), "segment.kept", name=name)
    _count(name, json_=json_)


def _rule(file: Path) -> Any:
    """Read the tree of a rule; what it means is read in `lists.segments`."""
    try:
        return json.loads(file.read_text("utf-8"))
    except OSError:
        reason = _("il ne peut pas être lu")
    except UnicodeDecodeError:
        reason = _("ce n’est pas un texte en UTF-8")
    except json.JSONDecodeError as problem:
        reason = _("la ligne {line} n’est pas du JSON").format(line=problem.lineno)
    except RecursionError:
        reason = _("les conditions sont imbriquées trop profondément")
    raise errors.FileRefused(file=file.name, reason=reason)


@segments.command("list", help=_("Montre les segments."))
@faces.as_json
def list_(json_: bool) -> None:
    """Show the names."""
    with faces.opened().database.reading() as session:
        names = [segment.name for segment in naming.everything(session)]
    faces.answer(names, "\n".join(names) or _("Aucun segment."), json_=json_)


@segments.command("count", help=_("Compte à qui l’on peut écrire maintenant, et qui est écarté."))
@click.argument("name")
@faces.as_json
def count(name: str, json_: bool) -> None:
    """Count whom a segment reaches now."""
    _count(name, json_=json_)


def _count(name: str, *, json_: bool) -> None:
    with faces.opened().database.reading() as session:
        publication = publications.only(session)
        counted = audiences.count(session, publication.mailing_list_id, naming.named(session, name))
    document = {
        "name": name,
        "organisations": counted.organisations,
        "contacts": counted.contacts,
        "excluded": counted.excluded,
    }
    left_out = sum(counted.excluded.values())
    words = [
        ngettext("{n} contact", "{n} contacts", counted.contacts).format(n=counted.contacts),
        ngettext("dans {n} organisation,", "dans {n} organisations,", counted.organisations).format(
            n=counted.organisations
        ),
        ngettext("{n} écarté.", "{n} écartés.", left_out).format(n=left_out),
    ]
    faces.answer(document, f"{name} : {' '.join(words)}", json_=json_)
