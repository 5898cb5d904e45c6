"""Reading the mailbox of returned letters, in batches: each is recorded with the position read, then put away.

A crash between the two leaves letters that are already recorded in place. Refuses to touch what was not understood.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlmodel import Session

from campaigns import errors
from campaigns.acting.remedies import Call
from campaigns.post import failure_policy, reports
from campaigns.post.engine import circuit_breaker
from campaigns.post.models import Campaign, MailboxPosition
from campaigns.post.returns import receiving
from campaigns.post.returns.receiving import ReturnKind, Taken
from campaigns.post.statements import DELIVERY
from mailer import mailbox
from mailer.mailbox import Box, Found
from mailer.reasons import Reason
from runtime.installation import Installation
from runtime.language import N_, _, ngettext
from runtime.remedies import Remark

#: Letters of one transaction.
_BATCH = 50


@dataclass(frozen=True)
class MailboxTally:
    """What one reading of the mailbox found."""

    counts: Mapping[ReturnKind, int]
    #: What a person must read.
    alerts: tuple[Remark, ...]

    @property
    def read(self) -> int:
        """How many letters were read."""
        return sum(self.counts.values())

    def as_json(self) -> dict[str, int]:
        """Return the document of `relais bounces read`."""
        return {"read": self.read} | {outcome.value: self.counts[outcome] for outcome in ReturnKind}


def read(opened: Installation, *, seconds: float | None = None) -> MailboxTally:
    """Read what is new in the mailbox, for `seconds` at most, and act on it.

    Raises:
        errors.NoMailbox: no mailbox is set.
        mailer.errors.MailboxRefused, mailer.errors.MailboxUnreachable.
    """
    if opened.settings.mailbox_url is None:
        raise errors.NoMailbox
    url = opened.settings.mailbox_url.get_secret_value()
    until = time.monotonic() + (seconds or 1e9)
    taken: list[Taken] = []
    with mailbox.open_(url) as box:
        while time.monotonic() < until:
            batch = _read_batch(opened, box, _name(url))
            if not batch:
                break
            taken += batch
    return MailboxTally(Counter(one.outcome for one in taken), tuple(_alerts(opened, taken)))


def _read_batch(opened: Installation, box: Box, name: str) -> list[Taken]:
    """Fetch some letters, then record them: a slow mailbox never holds a database lock."""
    with opened.database.reading() as session:
        known = session.get(MailboxPosition, name)
        begun = known.position if known else ""
    found = list(box.letters(begun, _BATCH))
    with opened.database.transaction() as session:
        row = session.get(MailboxPosition, name) or MailboxPosition(mailbox=name, position="")
        if row.position != begun:  # another process has read meanwhile: the next turn goes on from there
            return []
        taken = [receiving.take(session, opened, one.raw) for one in found]
        row.position = box.position
        session.add(row)
    _put_away(box, [letter for letter, one in zip(found, taken, strict=True) if one.done])
    return taken


def _put_away(box: Box, done: list[Found]) -> None:
    for letter in done:
        box.put_away(letter)


def _name(url: str) -> str:
    """Return the name of a mailbox, without its password."""
    parts = urlsplit(url)
    return hashlib.sha256(f"{parts.scheme}://{parts.username}@{parts.hostname}{parts.path}".encode()).hexdigest()[:32]


def _alerts(opened: Installation, taken: list[Taken]) -> Iterator[Remark]:
    """Yield what a person must look at, once: only what this reading brought, not what was known before."""
    asked = sum(one.asks for one in taken)
    if asked:
        words = ngettext("{n} lettre revenue attend votre avis.", "{n} lettres revenues attendent votre avis.", asked)
        yield Remark(words.format(n=asked), Call.LETTERS)
    blamed = Counter(one.reason for one in taken if one.reason in failure_policy.OURS)
    for reason, many in blamed.items():
        if reason:
            yield Remark(_(_BLAMES[reason]).format(n=many))
    complained = [one.delivery_id for one in taken if one.reason is Reason.COMPLAINT and one.delivery_id]
    if complained:
        yield from _weigh_complaints(opened, complained)


def _weigh_complaints(opened: Installation, delivery_ids: list[int]) -> list[Remark]:
    """Weigh the campaigns of these deliveries; pause those with too many complaints."""
    with opened.database.transaction() as session:
        whose = sa.select(DELIVERY.c.campaign_id).where(DELIVERY.c.id.in_(delivery_ids)).distinct()
        campaigns = [reports.get(session, one) for one in session.execute(whose).scalars().all()]
        weighed = [_weigh_campaign(session, opened, one) for one in campaigns]
    return [one for one in weighed if one is not None]


def _weigh_campaign(session: Session, opened: Installation, campaign: Campaign) -> Remark | None:
    """Alert when many complain, by the figures of the breaker; what a person has tolerated is not repeated."""
    many = circuit_breaker.complained(circuit_breaker.count(session, campaign))
    circuit_breaker.weigh(session, campaign, opened.clock.now())
    if many is None:
        return None
    words = _("Envoi n° {id} : {n} lecteurs l’ont signalé comme indésirable, sur {reached} lettres remises.")
    return Remark(words.format(id=campaign.id, n=many[0], reached=many[1]))


_BLAMES = {
    Reason.BLOCKED: N_(
        "{n} lettres sont revenues parce que notre serveur d’envoi est bloqué : demandez à en être retiré."
    ),
    Reason.AUTH_FAILURE: N_("{n} lettres sont revenues faute d’authentification : vérifiez SPF, DKIM et DMARC."),
    Reason.SPAM: N_(
        "{n} lettres sont revenues comme indésirables : relisez la lettre, puis la réputation de l’expéditeur."
    ),
    Reason.VIRUS: N_("{n} lettres sont revenues comme porteuses de virus : vérifiez leurs liens."),
}
