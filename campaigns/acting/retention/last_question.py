"""The one question to a person who gave no sign for too long: queued, then followed until it was sent or failed.

Nobody is erased for not answering a question that was never sent. A question is asked again when it expired in the
outbox because no server could be reached, or was refused for any reason other than that nobody reads there
(`post.failure_policy`). Its link can only keep the person, and works only while this question stands.
"""

from __future__ import annotations

from sqlmodel import Session

from campaigns.editorial import event_times, publications
from campaigns.post import tokens
from campaigns.post.message_rows import ServiceMessage
from campaigns.post.outbox import queue
from campaigns.post.states import DeliveryState
from lists import addresses
from lists.kinds import SuppressionReason
from lists.permission import suppressing
from lists.retention import inactivity, question_outcomes
from lists.retention.inactivity import Lapsing
from lists.retention.question_outcomes import LastQuestion
from runtime import clock
from runtime.installation import Installation
from runtime.language import _
from templates.service_messages import Stay

_LEFT = (DeliveryState.ACCEPTED.value, DeliveryState.UNCERTAIN.value)


def ask(session: Session, opened: Installation, person: Lapsing) -> None:
    """Queue the question, in the transaction that notes it. The person is always on a list."""
    today = clock.today(opened.clock)
    hers = [one for one in publications.everything(session) if one.mailing_list_id in person.written]
    publication = next((one for one in hers if one.from_address), None)
    if publication is None:
        return  # no publication writes to this list: the person stays on the officer's list
    said = Stay(
        **queue.frame(publication),
        greeting=_greeting(person),
        since=event_times.day(person.last_on),
        known=", ".join(filter(None, (person.name, person.function, *person.organisations, person.address))),
        origin=person.origin,
        collected=event_times.day(person.collected_on),
        due=event_times.day(inactivity.answer_by(session, person, today)),
        url=_url(opened, person, today.toordinal()),
        letters=queue.letters(hers),
    )
    address = addresses.parse(person.wire)
    message = queue.queue(session, opened.keyring, publication, address, said, now=opened.clock.now())
    inactivity.asked(session, person, today, message)


def follow(session: Session) -> int:
    """Look up what became of the questions; return how many failed and will be asked again."""
    again = 0
    for question in question_outcomes.waiting(session):
        row = session.get(ServiceMessage, question.message_id)
        if row is not None and row.state in queue.OPEN:
            continue
        again += _settle(session, question, row)
    return again


def _settle(session: Session, question: LastQuestion, row: ServiceMessage | None) -> bool:
    if row is not None and row.state in _LEFT:
        question_outcomes.told(session, question)
    elif row is not None and row.state == DeliveryState.REFUSED.value and _is_spent(session, question):
        question_outcomes.unreachable(session, question, SuppressionReason.BOUNCED.value)
    elif row is not None and row.state == DeliveryState.EXCLUDED.value:
        question_outcomes.unreachable(session, question, row.reason)
    else:
        question_outcomes.ask_again(session, question)
        return True
    return False


def _is_spent(session: Session, question: LastQuestion) -> bool:
    """Tell whether the refusal was final: no list writes to this address any more."""
    return suppressing.is_suppressed(session, question.address_key, None)


def _greeting(person: Lapsing) -> str:
    return person.name or _("Madame, Monsieur")


def _url(opened: Installation, person: Lapsing, day: int) -> str:
    token = tokens.mint_keep(opened.keyring, person.address_key, day)
    return f"{opened.settings.base_url}/l/k/{token}"
