"""Companies that sign during the year of the demo: each month a file is entered, then a list is transmitted."""

from __future__ import annotations

from datetime import date
from functools import partial

from campaigns.acting import reader_files
from campaigns.partnership.transmissions import starting, transmitting
from cli.demo.cast import Cast
from cli.demo.year import newcomers
from cli.demo.year.playing import FIRST, Scene, moment
from lists import importing
from lists.kinds import ImportKind
from runtime.installation import Installation

#: When a list of new signatories is transmitted.
_TRANSMITTED = (
    date(2009, 7, 7), date(2009, 8, 4), date(2009, 9, 8), date(2009, 9, 29), date(2009, 10, 27), date(2009, 11, 24),
    date(2010, 1, 5), date(2010, 2, 2), date(2010, 2, 23), date(2010, 3, 30), date(2010, 4, 27), date(2010, 6, 1),
)  # fmt: skip


def scenes(cast: Cast, actor: str) -> list[Scene]:
    """Return the monthly files of companies that signed, and the lists that are transmitted."""
    entered = [
        Scene(moment(day), partial(_enter, day=day, content=content, actor=actor), is_quiet=True)
        for day, content in newcomers.files(cast).items()
    ]
    begun = Scene(moment(FIRST, 11), partial(starting.set_, since=FIRST, actor=actor), is_quiet=True)
    return [begun, *entered] + [
        Scene(moment(day, 11), partial(transmitting.transmit, actor=actor)) for day in _TRANSMITTED
    ]


def _enter(opened: Installation, day: date, content: bytes, actor: str) -> None:
    origin = "registre des signataires de la Charte de la diversité"
    file = importing.File(content, f"signataires_{day:%Y_%m}.csv", ImportKind.COMPANIES, origin=origin)
    reader_files.bring(opened, file, actor=actor)
