"""What an installation calls its sections, the types of its items and its kinds of organisations, from a day on.

Owns the words that replace the ordinary ones of `labels`. Refuses to know where they come from: a floor above hands
them down, and an installation that was handed none speaks of nobody's partnership.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, select

from runtime import clock
from runtime.installation import Installation


class Wording(SQLModel, table=True):
    """Words, from a day on."""

    #: Counts them; of two that have begun the higher one holds.
    version: int = Field(primary_key=True)
    since: date
    #: Name of a vocabulary -> its key -> words.
    words: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


@dataclass(frozen=True)
class Words:
    """What things are called on a day; what is missing has its ordinary name."""

    #: `models.Section` -> heading.
    sections: Mapping[str, str] = field(default_factory=dict)
    #: `models.ItemType` -> word.
    types: Mapping[str, str] = field(default_factory=dict)
    #: `lists.kinds.OrganisationKind` -> word in the plural.
    kinds: Mapping[str, str] = field(default_factory=dict)


#: Nothing but ordinary words.
ORDINARY = Words()


def hand_down(session: Session, version: int, since: date, words: Words) -> None:
    """Keep words, replacing those of the same version."""
    held = {"sections": dict(words.sections), "types": dict(words.types), "kinds": dict(words.kinds)}
    session.merge(Wording(version=version, since=since, words=held))
    session.flush()


def on(session: Session, day: date) -> Words:
    """Return the words of a day."""
    row = session.exec(
        select(Wording).where(col(Wording.since) <= day).order_by(col(Wording.version).desc()).limit(1)
    ).first()
    return Words(**row.words) if row else ORDINARY


def today(opened: Installation) -> Words:
    """Return the words of today."""
    with opened.database.reading() as session:
        return on(session, clock.today(opened.clock))
