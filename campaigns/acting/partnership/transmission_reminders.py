"""Whoever owes the list of new signatories is reminded of it once, when one has waited for longer than was agreed.

Once for each period: a transmission closes it, and the next one may be forgotten too. Refuses to remind of a list that
would be empty.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from campaigns.acting.partnership.outcomes import Outcome
from campaigns.editorial import event_times, publications
from campaigns.partnership.conventions import Convention
from campaigns.partnership.transmissions import kept_lists, list_files, obligations
from campaigns.partnership.transmissions.values import Transmission
from campaigns.post.outbox import queue
from lists import addresses
from runtime import audit, clock
from runtime.installation import Installation
from runtime.language import _
from runtime.remedies import Remark
from templates.service_messages import Reminder

#: The act that says it was done, with the day from which the period counts.
_REMINDED = "signatories.reminded"


def remind(opened: Installation) -> Outcome:
    """Remind of a list that is overdue, if nobody was reminded of it yet."""
    today = clock.today(opened.clock)
    with opened.database.transaction() as session:
        convention = obligations.owed(session, today)
        waiting = kept_lists.next_(session, opened) if convention else None
        if convention is None or waiting is None or not waiting.companies:
            return Outcome()
        since, days = _since(session, waiting, convention), convention.rules.transmission_days
        said = {"since": since.isoformat()}
        if (today - since).days < days or audit.last(session, [_REMINDED], **said) is not None:
            return Outcome()
        audit.record(session, opened.clock.now(), "tick", _REMINDED, **said)
        for code in obligations.debtors(convention):
            _write(session, opened, code, waiting, since)
    words = _("Rien n’a été transmis depuis {days} jours, et une liste attend : {count}.")
    alert = Remark(words.format(days=(today - since).days, count=list_files.count(waiting)))
    return Outcome((f"{_REMINDED}:{since}",), (alert,))


def _since(session: Session, waiting: Transmission, convention: Convention) -> date:
    """Return the day from which the agreed days count: before the first list, that of the oldest paper."""
    last = kept_lists.last(session)
    if last is not None:
        return clock.day_of(last.closed_at)
    return max(convention.first_day, min(one.registered_on for one in waiting.companies))


def _write(session: Session, opened: Installation, code: str, waiting: Transmission, since: date) -> None:
    person = obligations.answering(session, code, clock.today(opened.clock))
    if person is None:
        return
    publication = publications.ensure(session)
    notice = Reminder(
        **queue.frame(publication),
        greeting=person.greeting,
        title=_("La liste des nouveaux signataires attend"),
        paragraphs=(
            _("Depuis le {day}, aucune liste n’a été transmise. La prochaine compterait {count}.").format(
                day=event_times.day(since), count=list_files.count(waiting)
            ),
            _("Elle se transmet en un geste, dans la console, sous « Convention », « Transmissions »."),
        ),
        url=f"{opened.settings.base_url}/convention/transmissions",
        label=_("Voir la liste"),
    )
    address = addresses.parse(person.email)
    queue.queue(session, opened.keyring, publication, address, notice, now=opened.clock.now())
