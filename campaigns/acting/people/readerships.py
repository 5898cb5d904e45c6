"""Whose readers an officer may look at: one readership for each letter, by its mailing list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from campaigns.editorial import publications
from lists.kinds import Basis
from lists.models import MailingList
from lists.permission.scopes import EVERYTHING, Scope
from runtime.installation import Installation


@dataclass(frozen=True)
class Readership:
    """The readers of one letter."""

    publication_id: int
    #: The name of the letter.
    letter: str
    mailing_list_id: int
    #: On what they are written to; `None` while nobody has said it.
    basis: Basis | None


def known(opened: Installation) -> tuple[Readership, ...]:
    """Return the readership of every letter, the oldest first."""
    with opened.database.reading() as session:
        return tuple(
            Readership(one.id or 0, one.name, one.mailing_list_id, Basis(basis) if basis else None)
            for one in publications.everything(session)
            for basis in [session.get_one(MailingList, one.mailing_list_id).basis]
        )


def scope(several: Collection[Readership], *, everywhere: bool) -> Scope:
    """Return what somebody sees who may look at these readerships, or at everything."""
    return EVERYTHING if everywhere else Scope(frozenset(one.mailing_list_id for one in several))
