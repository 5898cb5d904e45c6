"""The rights desk: whether somebody waits longer for an answer than the law allows (GDPR art. 12(3))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from campaigns.checking.doctor.results import Result, Status
from lists import rights_requests as registers
from runtime import clock
from runtime.installation import Installation
from runtime.language import _, ngettext


def requests(opened: Installation) -> Iterator[Result]:
    """Yield how many requests wait, and when the most urgent one is due."""
    today = clock.today(opened.clock)
    with opened.database.reading() as session:
        waiting = registers.listed(session, closed=False)
    if not waiting:
        yield Result("requests", Status.OK, _("Aucune demande sur des données n’attend."))
        return
    said = ngettext("{n} demande attend", "{n} demandes attendent", len(waiting)).format(n=len(waiting))
    first = waiting[0]
    detail = _("{said}, la plus pressée (n° {id}) jusqu’au {day} inclus.").format(
        said=said, id=first.id, day=f"{first.due_on:%d/%m/%Y}"
    )
    is_soon = first.due_on <= today + timedelta(days=registers.SOON)
    status = Status.FAILED if first.due_on < today else Status.WARNING if is_soon else Status.OK
    yield Result("requests", status, detail)
