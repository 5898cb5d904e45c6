"""Reading the mailbox of returned letters: each is recorded in a transaction of its own, then put away; then the
position is moved.

After a crash some letters are read again: that records nothing twice, and puts away what was left. A letter that raises
anything, or takes too long, stays in its place, and a person is told. Refuses to touch what was not understood.
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
from campaigns.acting.partnership import proposals_box
from campaigns.acting.remedies import Call
from campaigns.post import failure_policy, reports
from campaigns.post.engine import circuit_breaker
from campaigns.post.models import Campaign, MailboxPosition
from campaigns.post.returns import receiving
from campaigns.post.returns.receiving import ReturnKind, Taken
from campaigns.post.statements import DELIVERY
from mailer import errors as mailer_errors
from mailer import mailbox
from mailer.mailbox import Box, Found
from mailer.reasons import Reason
from runtime import deadlines, logs
from runtime.installation import Installation
from runtime.language import N_, _, ngettext
from runtime.remedies import Remark

#: Letters between two positions: so many are read again after a crash.
_BATCH = 50
#: What one letter may cost; the slowest of honest ones takes less than one.
_SECONDS_EACH = 10.0
_log = logs.logger(__name__)


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
        while time.monotonic() < until and _read_batch(opened, box, _name(url), until, taken):
            pass
    return MailboxTally(Counter(one.outcome for one in taken), tuple(_alerts(opened, taken)))


def _read_batch(opened: Installation, box: Box, name: str, until: float, taken: list[Taken]) -> bool:
    """Read some letters and move the position behind them; tell whether there were any.

    The position is moved also when a letter cannot be put away: what cannot be moved keeps nobody from reading on.
    """
    begun = _position(opened, name)
    before = len(taken)
    try:
        for letter in box.letters(begun, _BATCH):
            one = _take(opened, box, letter)
            taken.append(one)
            if one.done:
                box.put_away(letter)
            if time.monotonic() > until:
                break
    except mailer_errors.MailerError:
        _move(opened, name, begun, box.position)
        raise
    _move(opened, name, begun, box.position)
    return len(taken) > before


def _take(opened: Installation, box: Box, letter: Found) -> Taken:
    """Read one letter and act on it, whole or not at all.

    What a stranger wrote may raise anything, here or in the database, and is then his letter's fault alone; a database
    that is away is nobody's, and ends the reading.
    """
    try:
        with deadlines.within(_SECONDS_EACH):
            read_ = receiving.understand(opened, letter.raw)
            proposed = proposals_box.read(opened, box, letter, read_)
        if proposed is not None:
            return proposals_box.take(opened, proposed, read_)
        with opened.database.transaction() as session:
            return receiving.act(session, opened, read_)
    except (sa.exc.OperationalError, sa.exc.InterfaceError):
        raise
    except (Exception, deadlines.Overdue) as problem:  # noqa: BLE001 -- a letter may break any parser
        _log.warning("letter left unread", kind=type(problem).__name__)
        return receiving.UNREADABLE


def _position(opened: Installation, name: str) -> str:
    with opened.database.reading() as session:
        known = session.get(MailboxPosition, name)
        return known.position if known else ""


def _move(opened: Installation, name: str, begun: str, position: str) -> None:
    """Move the position, unless another process has read meanwhile: the next turn goes on from there."""
    with opened.database.transaction() as session:
        row = session.get(MailboxPosition, name) or MailboxPosition(mailbox=name, position="")
        if row.position == begun:
            row.position = position
            session.add(row)


def _name(url: str) -> str:
    """Return the name of a mailbox, without its password."""
    parts = urlsplit(url)
    return hashlib.sha256(f"{parts.scheme}://{parts.username}@{parts.hostname}{parts.path}".encode()).hexdigest()[:32]


def _alerts(opened: Installation, taken: list[Taken]) -> Iterator[Remark]:
    """Yield what a person must look at, once: only what this reading brought, not what was known before."""
    unreadable = sum(one is receiving.UNREADABLE for one in taken)
    if unreadable:
        words = ngettext(
            "{n} lettre revenue n’a pas pu être lue : elle reste dans la boîte de retour, à ouvrir vous-même.",
            "{n} lettres revenues n’ont pas pu être lues : elles restent dans la boîte de retour, à ouvrir vous-même.",
            unreadable,
        )
        yield Remark(words.format(n=unreadable))
    asked = sum(one.asks for one in taken)
    if asked:
        words = ngettext("{n} lettre revenue attend votre avis.", "{n} lettres revenues attendent votre avis.", asked)
        yield Remark(words.format(n=asked), Call.LETTERS)
    blamed = Counter(one.reason for one in taken if one.reason in failure_policy.OURS)
    for reason, many in blamed.items():
        if reason:
            yield Remark(ngettext(*_BLAMES[reason], many).format(n=many))
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
    Reason.BLOCKED: (
        N_("{n} lettre est revenue parce que notre serveur d’envoi est bloqué : demandez son déblocage."),
        N_("{n} lettres sont revenues parce que notre serveur d’envoi est bloqué : demandez son déblocage."),
    ),
    Reason.AUTH_FAILURE: (
        N_("{n} lettre est revenue faute d’authentification : vérifiez SPF, DKIM et DMARC."),
        N_("{n} lettres sont revenues faute d’authentification : vérifiez SPF, DKIM et DMARC."),
    ),
    Reason.SPAM: (
        N_("{n} lettre est revenue comme indésirable : vérifiez son contenu et la réputation de l’expéditeur."),
        N_("{n} lettres sont revenues comme indésirables : vérifiez leur contenu et la réputation de l’expéditeur."),
    ),
    Reason.VIRUS: (
        N_("{n} lettre est revenue comme porteuse d’un virus : vérifiez ses liens."),
        N_("{n} lettres sont revenues comme porteuses d’un virus : vérifiez leurs liens."),
    ),
}
