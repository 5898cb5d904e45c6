"""The letter of welcome before it leaves: as a page, and as a trial letter whose link to leave does nothing."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace

from campaigns import errors
from campaigns.acting import trials
from campaigns.editorial import publications
from campaigns.editorial.models import Publication
from campaigns.post import labels
from campaigns.post.outbox import queue, writing
from campaigns.post.welcomes import welcome_letters
from campaigns.post.welcomes.welcome_letters import Change
from lists.permission import suppressing
from mailer.dkim import keys
from runtime import audit
from runtime.installation import Installation
from templates import compiling, letters
from templates.notices import Occasion
from templates.service_messages import Welcome


def preview(opened: Installation, asked: Change, publication: str | None = None) -> str:
    """Return the page that a letter of welcome is, with words that nobody has kept yet.

    Raises:
        campaigns.errors.PublicationUnknown; runtime.errors.FieldRefused; templates.errors.TemplatesError.
    """
    _one, said = _said(opened, asked, publication)
    compiled = compiling.compile_notice(said, overrides=opened.settings.data / "templates")
    return letters.preview(compiled.variant(frozenset([letters.PERSONAL])), {})[1]


def send(opened: Installation, to: str, actor: str, *, mark: str, publication: str | None = None) -> trials.Trial:
    """Hand the letter of welcome, as it is kept, to one address now; `mark` stands before its subject.

    Raises:
        campaigns.errors.PublicationUnknown, errors.NothingToSendWith; lists.errors.AddressRefused;
        runtime.errors.FieldRefused (`to`); templates.errors.TemplatesError; mailer.errors.MailerError.
    """
    [address] = trials.wanted([to])
    if opened.settings.smtp_url is None:
        raise errors.NothingToSendWith
    one, said = _said(opened, Change(), publication)
    with opened.database.reading() as session:
        key = suppressing.address_key(opened.keyring, address)
        stops = suppressing.reasons(session, key, one.mailing_list_id) & queue.STOPPED_BY[Occasion.ROLE]
    if stops:
        return trials.Trial((), {address.wire: labels.reason(min(stops).value)})
    notice = replace(said, title=f"{mark} {said.title}")
    compiled = compiling.compile_notice(notice, overrides=opened.settings.data / "templates")
    signing = keys.load(opened.settings.keys)
    envelope = writing.Envelope(address.wire, secrets.randbits(63))
    flat = compiled.variant(frozenset([letters.PERSONAL]))
    content = writing.written(opened, signing, one, notice, flat, envelope)
    told = asyncio.run(trials.handed_over(opened, one.from_address, {address.wire: content}))
    why = told[address.wire]
    with opened.database.transaction() as session:
        audit.record(session, opened.clock.now(), actor, "welcome.tried", publication=one.name)
    return trials.Trial((), {address.wire: why}) if why else trials.Trial((address.wire,), {})


def _said(opened: Installation, asked: Change, publication: str | None) -> tuple[Publication, Welcome]:
    with opened.database.reading() as session:
        one = publications.chosen(session, publication)
        known = welcome_letters.tried(welcome_letters.of(session, one), asked)
        notice = welcome_letters.notice(session, opened, one, known)
        session.expunge(one)
    return one, replace(notice, logo=writing.logo(one, opened))
