"""Preparing the kit: its words and the documents of the library that come with it; the logos are the partners' own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from campaigns.editorial import documents
from campaigns.editorial.snapshots import Snapshot
from campaigns.partnership import conventions
from campaigns.partnership.kit.rows import KitContent, KitTaking
from lists.models import Organisation
from runtime import audit, clock
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _
from templates.rich_text import markdown_reading

#: What proves that a mission locale took it.
ACT = "kit"


@dataclass(frozen=True)
class Kit:
    """What the kit holds, and who took it."""

    #: In Markdown; empty as long as nobody has prepared it.
    text: str
    #: Names of documents.
    documents: tuple[str, ...]
    #: Organisations that took it, by name, with the last day.
    takers: tuple[tuple[str, date], ...]

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `relais kit show` promises."""
        takers = [{"organisation": name, "on": day.isoformat()} for name, day in self.takers]
        return {"text": self.text, "documents": list(self.documents), "takers": takers}


def set_(opened: Installation, text: str, names: Sequence[str], actor: str) -> Kit:
    """Say what the kit holds.

    Raises:
        FieldRefused: (`text`) it is empty, or (`documents`) the library has no such document.
        templates.errors.TemplatesError: the words cannot be used in a page.
    """
    if not text.strip():
        raise FieldRefused(field="text", reason=_("écrivez ce que les missions locales peuvent reprendre"))
    markdown_reading.from_markdown(text)
    with opened.database.transaction() as session:
        for name in names:
            if documents.latest(session, name) is None:
                raise FieldRefused(field="documents", reason=_("il n’y a pas de document « {name} »").format(name=name))
        now = opened.clock.now()
        session.add(KitContent(text=text.strip(), documents=list(names), prepared_at=now))
        audit.record(session, now, actor, "kit.prepared", documents=len(names))
    return show(opened)


def show(opened: Installation) -> Kit:
    """Return what it holds, and who took it."""
    with opened.database.reading() as session:
        content = newest(session)
        rows = session.exec(
            select(Organisation, KitTaking)
            .join(KitTaking, col(Organisation.id) == col(KitTaking.organisation_id))
            .order_by(col(KitTaking.on), col(Organisation.name))
        )
        last = {organisation.id: (organisation.name, taking.on) for organisation, taking in rows}
    if content is None:
        return Kit("", (), tuple(last.values()))
    return Kit(content.text, tuple(content.documents), tuple(last.values()))


def newest(session: Session) -> KitContent | None:
    """Return its content; `None` as long as nobody has prepared it."""
    return session.exec(select(KitContent).order_by(col(KitContent.id).desc()).limit(1)).first()


def is_wanted(session: Session, on: date) -> bool:
    """Tell whether a clause of the convention of a day is proved by the kit."""
    found = conventions.in_force(session, on)
    return found is not None and any(one.takes(ACT) for one in found.commitments)


def is_offered(session: Session, on: date) -> bool:
    """Tell whether letters of a day offer it."""
    return is_wanted(session, on) and newest(session) is not None


def is_open(opened: Installation) -> bool:
    """Tell whether the convention asks for it today."""
    with opened.database.reading() as session:
        return is_wanted(session, clock.today(opened.clock))


def filled(session: Session, _opened: Installation, snapshot: Snapshot) -> Snapshot:
    """Return a snapshot whose letter offers the kit to missions locales, if it is to."""
    return replace(snapshot, kit=is_offered(session, snapshot.issue.dated))
