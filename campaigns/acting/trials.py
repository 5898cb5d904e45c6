"""Trial letters (« essais »): an issue as it stands, handed at once to a few people, its personal links inert.

The letter is the one that leaves, made by the same function, with a mark before its subject. A trial is in no ledger
and counts in no figure. Refuses lists and segments, and more than `MOST` addresses.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from campaigns import errors
from campaigns.acting import proofs
from campaigns.post import labels, reply_outcomes, smtp_routes
from campaigns.post.composing import Press
from campaigns.post.outbox import queue
from lists import addresses
from lists.addresses import Address
from lists.permission import suppressing
from mailer import errors as mailer_errors
from mailer import smtp
from mailer.smtp import OutcomeKind
from runtime import audit
from runtime.errors import FieldRefused
from runtime.installation import Installation
from runtime.language import _, ngettext
from templates.notices import Occasion

#: Addresses that one trial can reach.
MOST = 20


@dataclass(frozen=True)
class Trial:
    """What became of a trial."""

    #: Addresses whose letter the next server took.
    accepted: tuple[str, ...]
    #: The others -> why, in French.
    refused: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return it by the names that scripts know."""
        refused = [{"address": address, "reason": reason} for address, reason in self.refused.items()]
        return {"accepted": list(self.accepted), "refused": refused}


def send(
    opened: Installation, issue_id: int, to: Sequence[str], actor: str, *, mark: str, like: int | None = None
) -> Trial:
    """Hand an issue to these addresses now, each once; return what the server said of each.

    `mark` stands before the subject. The letter is that of the contact `like`, or else of somebody unknown who
    receives every item.

    Raises:
        runtime.errors.FieldRefused (`to`): no address, or too many; lists.errors.AddressRefused.
        errors.NothingToSendWith: no SMTP server is set; errors.UnknownReader: `like` does not receive this issue;
        and as `proofs.press`.
        mailer.errors.MailerError: no server could be used, and no letter left.
    """
    asked = wanted(to)
    if opened.settings.smtp_url is None:
        raise errors.NothingToSendWith
    press = proofs.press(opened, issue_id, mark)
    letters, refused = _letters(opened, press, asked, like)
    said = asyncio.run(handed_over(opened, press.snapshot.publication.from_address, letters)) if letters else {}
    accepted = tuple(one for one, why in said.items() if not why)
    refused |= {one: why for one, why in said.items() if why}
    now, counts = opened.clock.now(), {"accepted": len(accepted), "refused": len(refused)}
    with opened.database.transaction() as session:
        audit.record(session, now, actor, "issue.tried", id=issue_id, **counts)
    return Trial(accepted, refused)


def wanted(to: Sequence[str]) -> list[Address]:
    """Return the addresses that people gave, each once.

    Raises:
        runtime.errors.FieldRefused (`to`): no address, or more than `MOST`; lists.errors.AddressRefused.
    """
    given = [text for text in to if text.strip()]
    if not given:
        raise FieldRefused(field="to", reason=_("donnez au moins une adresse"))
    known = {one.wire.casefold(): one for one in (addresses.parse(addresses.clean(text)) for text in given)}
    if len(known) > MOST:
        words = ngettext(
            "un essai va à {most} adresses au plus, et vous en donnez {n}",
            "un essai va à {most} adresses au plus, et vous en donnez {n}",
            len(known),
        )
        raise FieldRefused(field="to", reason=words.format(most=MOST, n=len(known)))
    return list(known.values())


def _letters(
    opened: Installation, press: Press, asked: Sequence[Address], like: int | None
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the letter of each address, and why others get none."""
    letters, refused = {}, {}
    with opened.database.reading() as session:
        listed = proofs.list_of(session, press)
        if like is not None:
            proofs.require_reader(session, press, like)
        reader = proofs.anybody(press) if like is None else proofs.reader(session, press, like)
        for number, address in enumerate(asked):
            key = suppressing.address_key(opened.keyring, address)
            # A colleague who left the letter still tries it out; an address that failed, or was erased, does not.
            stops = sorted(suppressing.reasons(session, key, listed) & queue.STOPPED_BY[Occasion.ROLE])
            if stops:
                refused[address.wire] = labels.reason(stops[0].value)
            else:
                personal = proofs.inert(opened, address.wire, press.domain, number)
                letters[address.wire] = press.fill(reader, personal)
    return letters, refused


async def handed_over(opened: Installation, sender: str, letters: Mapping[str, bytes]) -> dict[str, str]:
    """Hand letters over one after the other; return by address why it was not taken, empty when it was."""
    route = smtp_routes.Route(smtp_routes.servers(opened.settings), opened.clock)
    said: dict[str, str] = {}
    connection: smtp.Connection | None = None
    host = ""
    for address, letter in letters.items():
        try:
            if connection is None or not connection.is_usable:
                hop, connection = await route.open()
                host = hop.host
            outcome = await connection.offer(smtp.Envelope(sender, address, len(letter)))
            if outcome is None:
                outcome = (await connection.hand_over(letter)).letter
            said[address] = _why(outcome, host)
        except mailer_errors.MailerError as problem:
            if not said:
                raise
            said[address] = str(problem)
    if connection is not None:
        await connection.close()
    return said


def _why(outcome: smtp.Outcome, host: str) -> str:
    """Return why a letter was not taken; empty when it was.

    Raises:
        mailer.errors.MailerError: the answer is about us, and every other letter would get it too.
    """
    if outcome.kind is OutcomeKind.ACCEPTED:
        return ""
    if outcome.kind is OutcomeKind.UNCERTAIN:
        return _("peut-être partie : le serveur n’a pas confirmé")
    problem = reply_outcomes.about_us(outcome, host)
    if problem is not None:
        raise problem
    return labels.reason(outcome.verdict.reason.value) if outcome.verdict else _("non remise au serveur")
