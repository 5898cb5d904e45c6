"""What an installation still lacks before its first letter can leave: the steps of the first run that wait."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from campaigns.editorial import publications
from runtime import settings
from runtime.installation import Installation


class Step(StrEnum):
    """One thing to set, in the order of the first run."""

    ORGANISATION = "organisation"
    SENDER = "sender"
    MAIL_SERVER = "mail_server"
    BASE_URL = "base_url"
    MAILBOX = "mailbox"
    LOOK = "look"


def missing(opened: Installation, publication: str | None = None) -> tuple[Step, ...]:
    """Return the steps that wait for a letter, in order: for the first one unless another is named."""
    return tuple(_missing(opened, publication))


def _missing(opened: Installation, publication: str | None) -> Iterator[Step]:
    has_owner, has_sender, has_look = _letter(opened, publication)
    if not has_owner:
        yield Step.ORGANISATION
    if not has_sender:
        yield Step.SENDER
    if opened.settings.smtp_url is None:
        yield Step.MAIL_SERVER
    elif settings.is_loopback(opened.settings.base_url) and not settings.is_loopback(
        opened.settings.smtp_url.get_secret_value()
    ):
        yield Step.BASE_URL
    if opened.settings.mailbox_url is None:
        yield Step.MAILBOX
    if not has_look:
        yield Step.LOOK


def _letter(opened: Installation, name: str | None) -> tuple[bool, bool, bool]:
    """Tell of a letter whether it says who publishes it and who sends it, and whether it has a look."""
    with opened.database.reading() as session:
        known = publications.everything(session)
        first = next((one for one in known if name in (None, one.name)), None)
        if first is None:
            return False, False, False
        basis = publications.mailing_list(session, first).basis
        return (
            bool(first.postal and first.publisher and basis),
            bool(first.from_address),
            bool(first.theme or first.logo),
        )
