"""A service message as it goes over the wire: its headers, both parts, what is attached, signed.

A letter to a reader (the welcome) has the headers by which a list is known and left; an answer those of a person who
answers; any other message has those of a machine that writes to one person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from campaigns.editorial import images, letter_context
from campaigns.editorial.models import Publication, Travel
from campaigns.post import composing, letter_headers
from campaigns.post.outbox import queue
from mailer import dkim, headers, messages
from mailer.attachments import AttachmentRole, Enclosure
from mailer.dkim.keys import Key
from runtime.installation import Installation
from templates import letters, pictures
from templates.notices import Notice
from templates.personal_answers import Answer
from templates.service_messages import MeetingCall, Welcome

#: The file name of a calendar entry.
_ENTRY = "invitation.ics"


@dataclass(frozen=True)
class Envelope:
    """To whom a message goes."""

    address: str
    #: Which message it is: the same at every attempt.
    number: int


def written(
    opened: Installation,
    signing: Sequence[Key],
    publication: Publication,
    notice: Notice,
    flat: letters.Flat,
    to: Envelope,
) -> bytes:
    """Return the octets of a message that was compiled."""
    domain = publication.from_address.rpartition("@")[2]
    blank = messages.compile_message(
        _headers(publication, notice, flat.subject),
        flat.text,
        flat.html,
        boundary_seed=to.number.to_bytes(8, "big"),
        enclosed=_calendar(notice),
    )
    values = {
        "to": to.address,
        "date": composing.date(opened.clock.now()),
        "message_id": headers.message_id(queue.name_of(opened.keyring, to.number), domain),
    }
    return dkim.sign(blank.fill(values), domain, signing)


def logo(publication: Publication, opened: Installation) -> pictures.Image | None:
    """Return the logo at its web address; `None` if the publication never loads pictures from the web."""
    if not publication.logo or publication.images == Travel.ATTACHED:
        return None
    settings = opened.settings
    width, height = images.size(images.folder(settings.data) / publication.logo)
    source = letter_context.hosted(publication.logo, settings.base_url)
    return pictures.Image(source, publication.name, width, height)


def _headers(
    publication: Publication, notice: Notice, subject: letters.FlatParts
) -> list[tuple[str, messages.Parts]]:  # fmt: skip
    if isinstance(notice, Welcome):
        return letter_headers.of_welcome(publication, subject, notice.leave_url)
    sender = publication.from_name, publication.from_address
    reply_to = publication.reply_to or None
    if isinstance(notice, Answer):
        return headers.answer_headers(
            sender=sender, reply_to=reply_to, subject=subject,
            in_reply_to=notice.in_reply_to, references=notice.references,
        )  # fmt: skip
    return headers.service_headers(sender=sender, reply_to=reply_to, subject=subject)


def _calendar(notice: Notice) -> tuple[Enclosure, ...]:
    """Return the calendar file of a message about a meeting: calendars find it among its forms, people among its files.

    Only the form says the method: a program that acts on both would act twice.
    """
    if not isinstance(notice, MeetingCall) or not notice.calendar:
        return ()
    content = notice.calendar.replace("\n", "\r\n").encode("utf-8")  # RFC 5545 3.1
    form = f"text/calendar; charset=utf-8; method={notice.method}"
    return (
        Enclosure(AttachmentRole.ALTERNATIVE, _ENTRY, form, content),
        Enclosure(AttachmentRole.ATTACHED, _ENTRY, "application/ics", content),
    )
