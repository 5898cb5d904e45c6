"""Reading the audit: filtered, a page at a time, or whole as a spreadsheet.

Names people, articles, issues and letters as they are called today. Refuses to change anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from accounts.models import Account
from campaigns.acting.audit_trail import sentences, setting_names
from campaigns.editorial.models import Issue, Item, Publication
from runtime import clock, spreadsheets
from runtime.audit import AuditEntry
from runtime.installation import Installation
from runtime.language import _

PAGE = 50
#: Acts that a spreadsheet holds; the newest.
_MOST = 50_000
_USER, _SHELL, _READER = "user:", "shell", "reader"


@dataclass(frozen=True)
class Filter:
    """Which acts are wanted; everything that is empty or `None` leaves nothing out."""

    #: As the audit names who acts.
    actor: str = ""
    #: One of `sentences.TOPICS`.
    topic: str = ""
    #: Days in Paris, both included.
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Act:
    """One act."""

    id: int
    at: datetime
    sentence: str


@dataclass(frozen=True)
class Page:
    """Some acts, the newest first."""

    acts: tuple[Act, ...]
    #: The number before which the next page begins; `None` on the last.
    older: int | None
    #: Everybody who ever acted: as the audit names them, and as people do.
    actors: tuple[tuple[str, str], ...]


def page(opened: Installation, wanted: Filter, before: int | None = None) -> Page:
    """Return a page of acts, from before act number `before`."""
    with opened.database.reading() as session:
        asked = _asked(wanted)
        if before is not None:
            asked = asked.where(col(AuditEntry.id) < before)
        rows = session.exec(asked.limit(PAGE + 1)).all()
        shown = _acts(session, rows[:PAGE])
        return Page(shown, shown[-1].id if len(rows) > PAGE else None, _actors(session))


def of_campaign(session: Session, campaign_id: int) -> tuple[Act, ...]:
    """Return what was done about one campaign, the newest first."""
    mine = [act for act in sentences.acts("envois") if act.startswith("campaign.")]
    about = col(AuditEntry.details)["campaign"].as_integer() == campaign_id
    asked = select(AuditEntry).where(col(AuditEntry.act).in_(mine), about).order_by(col(AuditEntry.id).desc())
    return _acts(session, session.exec(asked).all())


def spreadsheet(opened: Installation, wanted: Filter) -> bytes:
    """Return the acts as CSV, the newest first; no cell is a formula."""
    with opened.database.reading() as session:
        rows = _acts(session, session.exec(_asked(wanted).limit(_MOST)).all())
    head = [_("Date"), _("Ce qui a été fait")]
    return spreadsheets.csv_rows(head, [(f"{clock.in_paris(one.at):%Y-%m-%d %H:%M}", one.sentence) for one in rows])


def _asked(wanted: Filter) -> Any:
    asked = select(AuditEntry).order_by(col(AuditEntry.id).desc())
    if wanted.actor:
        asked = asked.where(col(AuditEntry.actor) == wanted.actor)
    if wanted.topic:
        asked = asked.where(col(AuditEntry.act).in_(sentences.acts(wanted.topic)))
    if wanted.since:
        asked = asked.where(col(AuditEntry.at) >= clock.midnight(wanted.since))
    if wanted.until:
        asked = asked.where(col(AuditEntry.at) < clock.midnight(wanted.until + timedelta(days=1)))
    return asked


def _acts(session: Session, rows: Sequence[AuditEntry]) -> tuple[Act, ...]:
    names = _Names(session, rows)
    return tuple(Act(one.id or 0, one.at, sentences.said(one.act, names.details(one))) for one in rows)


def _actors(session: Session) -> tuple[tuple[str, str], ...]:
    found = session.exec(select(AuditEntry.actor).distinct()).all()
    named = people(session)
    return tuple(sorted(((one, who(one, named)) for one in found), key=lambda one: one[1].casefold()))


def people(session: Session) -> dict[str, str]:
    """Return the names of those who have an account, by what the audit calls them."""
    return {f"{_USER}{number}": name for number, name in session.execute(sa.select(col(Account.id), col(Account.name)))}


def who(actor: str, people: dict[str, str]) -> str:
    """Return what people call whoever acts."""
    if actor.startswith(_USER):
        return people.get(actor, _("Un compte supprimé"))
    if actor.startswith(_SHELL):
        return _("{user} (ligne de commande)").format(user=actor.partition(":")[2] or "?")
    return _("Une personne") if actor == _READER else "Relais"


class _Names:
    """What the things in some acts are called; three statements, however many acts."""

    def __init__(self, session: Session, rows: Sequence[AuditEntry]) -> None:
        items = {number for one in rows for number in _items(one)}
        issues = {number for one in rows if (number := _issue(one)) is not None}
        self._items = _titles(session, sa.select(col(Item.id), col(Item.title)).where(col(Item.id).in_(items)))
        self._issues = {
            number: _numbered(count, title)
            for number, count, title in session.execute(
                sa.select(col(Issue.id), col(Issue.number), col(Issue.title)).where(col(Issue.id).in_(issues))
            )
        }
        self._letters = _titles(session, sa.select(col(Publication.id), col(Publication.name)))
        self._people = people(session)

    def details(self, entry: AuditEntry) -> dict[str, object]:
        """Return what the sentence of an act may name."""
        kind, numbers = entry.act.partition(".")[0], list(_items(entry))
        said = [self._items.get(one, _("n° {n}").format(n=one)) for one in numbers]
        named: dict[str, object] = {"items": ", ".join(said), "item": next(iter(said), "?")}
        if (issue := _issue(entry)) is not None:
            named["issue"] = self._issues.get(issue, str(issue))
        if kind == "account":
            named["account"] = self._people.get(f"{_USER}{entry.details.get('id')}", "?")
        if kind == "publication":
            named["publication"] = self._letters.get(_number(entry.details.get("id")) or 0, "?")
        settings = setting_names.of(entry.act, entry.details)
        return entry.details | named | settings | {"who": who(entry.actor, self._people)}


def _items(entry: AuditEntry) -> Iterable[int]:
    """Return the numbers of the articles that an act is about."""
    kind, details = entry.act.partition(".")[0], entry.details
    found = details.get("ids", []) if kind == "items" else [details.get("id" if kind == "item" else "item")]
    return [number for one in found if (number := _number(one)) is not None] if isinstance(found, list) else []


def _issue(entry: AuditEntry) -> int | None:
    kind = entry.act.partition(".")[0]
    return _number(entry.details.get("id" if kind in ("issue", "comment") else "issue"))


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _titles(session: Session, statement: Any) -> dict[int, str]:
    return {number: _("« {title} »").format(title=title) for number, title in session.execute(statement)}


def _numbered(count: int | None, title: str) -> str:
    return str(count) if count is not None else _("« {title} »").format(title=title)
