"""Service messages: whether they leave, and why not."""

from __future__ import annotations

from collections.abc import Iterator

from campaigns import errors
from campaigns.checking.doctor.machine import age
from campaigns.checking.doctor.results import Result, Status
from campaigns.post.outbox import queue
from runtime.installation import Installation
from runtime.language import _, ngettext

#: Seconds after which one that waits is late: a server that puts off unknown senders takes no longer.
LATE = 1_800


def messages(opened: Installation) -> Iterator[Result]:
    """Yield whether somebody waits for a service message, and what it waits for."""
    now = opened.clock.epoch()
    with opened.database.reading() as session:
        waiting = queue.waiting(session)
        has_senders = queue.has_senders(session)
    if not waiting.many:
        yield Result("messages", Status.OK, _("Aucun message de service n’attend."))
        return
    said = ngettext("{n} message de service attend", "{n} messages de service attendent", waiting.many)
    detail = _("{said}, le plus ancien depuis {age}.").format(
        said=said.format(n=waiting.many), age=age(max(0, now - waiting.since))
    )
    if opened.settings.smtp_url is None:
        yield Result("messages", Status.FAILED, f"{detail} {errors.NothingToSendWith()}")
    elif not has_senders:
        yield Result("messages", Status.FAILED, f"{detail} {errors.SenderMissing()}", errors.SenderMissing)
    else:
        yield Result("messages", Status.WARNING if now - waiting.since > LATE else Status.OK, detail)
