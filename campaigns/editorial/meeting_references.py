"""At which meeting a good practice was found: what an item says of it leads to a meeting that there is.

Meetings are planned two floors above, so their table is known here by name alone. Where there are none, what is written
is kept as it is: an article of another installation loses nothing.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session

from runtime.language import _

_MEETING = sa.table("meeting", sa.column("id", sa.Integer), sa.column("name", sa.String))
#: How many names a refusal lists.
_MOST = 8


def resolved(session: Session, said: str) -> str:
    """Return the short name of the meeting that a number or a short name means; an empty text stays empty.

    Raises:
        ValueError: there are meetings, and none is this one; the message is a French clause.
    """
    wanted = said.strip()
    if not wanted:
        return ""
    if session.execute(sa.select(_MEETING.c.id).limit(1)).first() is None:
        return wanted
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 10 else 0
    found = session.execute(
        sa.select(_MEETING.c.name).where((_MEETING.c.name == wanted) | (_MEETING.c.id == number))
    ).first()
    if found is None:
        newest = sa.select(_MEETING.c.name).order_by(_MEETING.c.id.desc()).limit(_MOST)
        known = ", ".join(session.scalars(newest))
        words = _("il n’y a pas de rencontre « {name} » ; les dernières sont {known}")
        raise ValueError(words.format(name=wanted, known=known))
    return str(found.name)
