"""`relais segments`: rules kept under a name, and how many they reach."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeAlias

import click
from sqlmodel import Session

from campaigns import errors
from cli import faces, helping
from lists import audiences, mailing, naming, picking
from lists.kinds import Policy
from runtime import audit
from runtime.language import _, ngettext
from templates import wording

Verb: TypeAlias = Callable[[Session, str, Collection[int]], None]


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
    except ValueError:  # Python reads no whole number of more than 4300 digits
        reason = _("un nombre y est beaucoup trop grand")
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
@click.option("--list", "listed", help=_("Le nom de la liste de diffusion, quand il y en a plusieurs."))
@click.option("--policy", type=click.Choice([policy.value for policy in Policy]), default=Policy.ALL.value,
              show_default=True, help=_("Combien de contacts d’une même organisation, par ordre de rôle."))  # fmt: skip
@faces.as_json
def count(name: str, listed: str | None, policy: str, json_: bool) -> None:
    """Count whom a segment reaches now."""
    _count(name, listed, Policy(policy), json_=json_)


def _picking(command: faces.Command) -> faces.Command:
    """Give a command what picks contacts by hand: a segment and their addresses."""
    emails = click.argument("emails", nargs=-1, required=True, metavar="EMAIL…")
    return click.argument("name")(emails(faces.as_json(command)))


@segments.command("include", help=_("Met des contacts dans un segment, quoi que dise sa règle."))
@_picking
def include(name: str, emails: tuple[str, ...], json_: bool) -> None:
    """Put contacts into a segment by hand."""
    _pick(picking.include, "segment.included", name, emails, json_=json_)


@segments.command("exclude", help=_("Sort des contacts d’un segment, quoi que dise sa règle."))
@_picking
def exclude(name: str, emails: tuple[str, ...], json_: bool) -> None:
    """Take contacts out of a segment by hand."""
    _pick(picking.exclude, "segment.excluded", name, emails, json_=json_)


@segments.command("unpick", help=_("Oublie ce qui fut choisi à la main : la règle seule décide à nouveau."))
@_picking
def unpick(name: str, emails: tuple[str, ...], json_: bool) -> None:
    """Let the rule alone decide about contacts again."""
    _pick(picking.leave_to_rule, "segment.unpicked", name, emails, json_=json_)


def _pick(verb: Verb, act: str, name: str, emails: tuple[str, ...], *, json_: bool) -> None:
    opened = faces.opened()
    with opened.database.transaction() as session:
        contacts = picking.contacts(session, opened.keyring, emails)
        verb(session, name, contacts)
        audit.record(session, opened.clock.now(), faces.actor(), act, name=name, contacts=contacts)
    _count(name, json_=json_)


def _count(name: str, listed: str | None = None, policy: Policy = Policy.ALL, *, json_: bool) -> None:
    opened = faces.opened()
    with opened.database.reading() as session:
        found = mailing.named(session, listed) if listed else mailing.first(session)
        counted = audiences.count(session, found.id or 0, naming.named(session, name, opened.clock.now()), policy)
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
