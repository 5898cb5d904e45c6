"""What one side may see: its own mailing lists, and the people on them. Each publication answers for its own.

A scope is handed in by the floor above, which knows whose account asks; the command line sees everything. Refuses to
show that a list or a person of another side exists: what is out of scope is as if it were not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlmodel import col

from lists import errors
from lists.models import Contact, Subscription


@dataclass(frozen=True)
class Scope:
    """The mailing lists of one side; None is everything, which only whoever runs the machine may see."""

    mailing_list_ids: frozenset[int] | None = None

    def covers(self, mailing_list_id: int | None) -> bool:
        """Tell whether a list is within; what concerns every list is, too."""
        return self.mailing_list_ids is None or mailing_list_id is None or mailing_list_id in self.mailing_list_ids

    def require(self, mailing_list_id: int) -> None:
        """Refuse a list that is not within.

        Raises:
            errors.MailingListUnknown.
        """
        if not self.covers(mailing_list_id):
            raise errors.MailingListUnknown

    def contacts(self) -> ColumnElement[bool]:
        """Return the condition, of a statement over `Contact`, that leaves those who are on a list within."""
        if self.mailing_list_ids is None:
            return sqlalchemy.true()
        mine = col(Subscription.contact_id) == col(Contact.id)
        here = col(Subscription.mailing_list_id).in_(sorted(self.mailing_list_ids))
        return sqlalchemy.exists().where(mine, here).correlate(Contact)

    def lists(self, column: Any) -> ColumnElement[bool]:
        """Return the condition that leaves rows about a list within, or about every list: `column` says which."""
        if self.mailing_list_ids is None:
            return sqlalchemy.true()
        within: ColumnElement[bool] = column.is_(None) | column.in_(sorted(self.mailing_list_ids))
        return within


EVERYTHING = Scope()
