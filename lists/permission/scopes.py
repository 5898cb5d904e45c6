"""What one account may see: its own mailing lists, and the people on them. Each publication answers for its own.

The layer above passes in the scope, because it knows whose account asks; the command line sees everything. Refuses to
show that a list or a person of another scope exists: what is out of scope is treated as missing.
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
    """The mailing lists that may be seen; `None` is all of them, for the administrator of the machine only."""

    mailing_list_ids: frozenset[int] | None = None

    def covers(self, mailing_list_id: int | None) -> bool:
        """Tell whether a list is within the scope; what concerns every list is within it too."""
        return self.mailing_list_ids is None or mailing_list_id is None or mailing_list_id in self.mailing_list_ids

    def require(self, mailing_list_id: int) -> None:
        """Refuse a list that is not within the scope.

        Raises:
            errors.MailingListUnknown.
        """
        if not self.covers(mailing_list_id):
            raise errors.MailingListUnknown

    def contacts(self) -> ColumnElement[bool]:
        """Return the condition, for a statement over `Contact`, that keeps those who are on a list within the scope."""
        if self.mailing_list_ids is None:
            return sqlalchemy.true()
        mine = col(Subscription.contact_id) == col(Contact.id)
        here = col(Subscription.mailing_list_id).in_(sorted(self.mailing_list_ids))
        return sqlalchemy.exists().where(mine, here).correlate(Contact)

    def lists(self, column: Any) -> ColumnElement[bool]:
        """Return the condition that keeps rows about a list within the scope or about every list, named by `column`."""
        if self.mailing_list_ids is None:
            return sqlalchemy.true()
        within: ColumnElement[bool] = column.is_(None) | column.in_(sorted(self.mailing_list_ids))
        return within


EVERYTHING = Scope()
