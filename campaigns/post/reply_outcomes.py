"""From what a server said to what is recorded of it: the one table between `mailer` and its callers.

Campaigns and service messages are judged alike. Refuses to blame a letter for an answer about us. Pure.
"""

from __future__ import annotations

from campaigns.post import failure_policy, ledger, retry_schedule, states
from campaigns.post.ledger import Claimed, Settlement
from campaigns.post.states import DeliveryState
from mailer import errors as mailer_errors
from mailer import smtp
from mailer.verdicts import Reason, SmtpStage
from runtime import logs
from runtime.language import _

#: The answer to MAIL when a letter is too big (RFC 1870 6.1): it is about the letter, not about us.
_TOO_BIG = 552
_CONTENT = {Reason.SPAM, Reason.VIRUS}


def outcome(row: Claimed, lease_id: int, said: smtp.Outcome, now: int, *, resends: bool) -> Settlement:
    """Return what to record of one attempt; `resends` when the campaign chose that for uncertain letters.

    Even then a letter is sent three times at most: a server that takes letters and never confirms would get the
    same letter for two days.
    """
    match said.kind:
        case smtp.OutcomeKind.UNSENT:
            # Behind those that met no obstacle: a provider that never lets this reader be named serves the others.
            return Settlement(row.id, lease_id, DeliveryState.PLANNED, _text(said), _reason(said), now)
        case smtp.OutcomeKind.UNCERTAIN if not resends or row.attempts + 1 >= states.MOST_RESENDS:
            return Settlement(row.id, lease_id, DeliveryState.UNCERTAIN, _text(said))
        case smtp.OutcomeKind.UNCERTAIN:
            again = retry_schedule.next_at(row.attempts + 1, row.id, now)
            return Settlement(row.id, lease_id, DeliveryState.PLANNED, _text(said), next_at=again)
        case smtp.OutcomeKind.ACCEPTED:
            return Settlement(row.id, lease_id, DeliveryState.ACCEPTED, _text(said))
        case smtp.OutcomeKind.DEFERRED:
            again = retry_schedule.next_at(row.attempts + 1, row.id, now)
            return Settlement(row.id, lease_id, DeliveryState.DEFERRED, _text(said), _reason(said), again)
        case smtp.OutcomeKind.REFUSED:
            hard = row.address_key if _is_hard(said) else None
            return Settlement(row.id, lease_id, DeliveryState.REFUSED, _text(said), _reason(said), hard=hard)


def cut_off(row: Claimed, lease_id: int, reply: str, now: int, *, is_server_well: bool) -> Settlement:
    """Return what to record when the connection ended while this reader was named.

    They wait behind the others. Where the server serves those (`is_server_well`), the reader is tried again alone, and
    when that ends the same way, later. Otherwise nobody is blamed.
    """
    if not is_server_well:
        return Settlement(row.id, lease_id, DeliveryState.PLANNED, reply, Reason.NETWORK_ERROR.value, now)
    if not row.is_alone:
        return Settlement(row.id, lease_id, DeliveryState.PLANNED, reply, Reason.CUT_OFF.value, now)
    again = retry_schedule.next_at(row.attempts + 1, row.id, now)
    return Settlement(row.id, lease_id, DeliveryState.DEFERRED, reply, Reason.CUT_OFF.value, again)


def about_letter(said: smtp.Outcome, *, is_unread: bool) -> str:
    """Return, in French, what an answer says of the letter itself, whoever its reader is; empty when it does not.

    What the next server refuses before it hears of a reader is such an answer. After that it is one as long as no
    server has taken this letter (`is_unread`): later it may be the rule of one reader's server.
    """
    if (
        said.kind is not smtp.OutcomeKind.REFUSED
        or said.reply is None
        or not _may_blame_letter(said, is_unread=is_unread)
    ):
        return ""
    if _is_too_big(said):
        return _("la lettre est trop grosse pour le serveur d’envoi ({reply})").format(reply=_quoted(said))
    if _is_about_content(said):
        return _("le contenu de la lettre est refusé ({reply})").format(reply=_quoted(said))
    return ""


def _may_blame_letter(said: smtp.Outcome, *, is_unread: bool) -> bool:
    is_early = said.stage in (SmtpStage.GUARD, SmtpStage.MAIL)
    return is_early or (is_unread and said.stage in (SmtpStage.DATA, SmtpStage.CONTENT))


def _is_about_content(said: smtp.Outcome) -> bool:
    if said.verdict is None or said.stage in (SmtpStage.GUARD, SmtpStage.MAIL):
        return False  # of a letter that was not seen: 5.6.7 at MAIL is about the address
    return said.verdict.reason in _CONTENT or said.verdict.status.startswith("5.6.")


def _quoted(said: smtp.Outcome) -> str:
    return logs.redact(" ".join(_text(said).split()))


def about_us(said: smtp.Outcome, host: str, *, is_nobodys: bool = True) -> mailer_errors.MailerError | None:
    """Return what an answer of `host` says of us, when it says nothing of the letter: it was never sent, or refused
    before its reader was named.

    A 421 at RCPT is about the provider, if it is known; otherwise (`is_nobodys`) it is about us.
    """
    if said.kind is smtp.OutcomeKind.UNSENT and (said.reply is None or said.stage is SmtpStage.MAIL or is_nobodys):
        reason = logs.redact(str(said.reply)) if said.reply else _("il coupe la connexion avant la lettre")
        return mailer_errors.HopUnreachable(host=host, reason=reason)
    if said.kind is smtp.OutcomeKind.REFUSED and said.stage is SmtpStage.MAIL and said.reply and not _is_too_big(said):
        return mailer_errors.SenderRefused(host=host, reason=logs.redact(str(said.reply)))
    return None


def _is_too_big(said: smtp.Outcome) -> bool:
    is_said = said.verdict is not None and said.verdict.reason is Reason.TOO_BIG
    return is_said or (said.reply is not None and said.reply.code == _TOO_BIG)


def _text(said: smtp.Outcome) -> str:
    return "" if said.reply is None else str(said.reply)[: ledger.LONGEST_REPLY]


def _reason(said: smtp.Outcome) -> str:
    return said.verdict.reason.value if said.verdict else ""


def _is_hard(said: smtp.Outcome) -> bool:
    """Tell whether an address will never exist, by the server's answer at RCPT, not by our guard. What holds for a
    whole domain must be confirmed by a second failure (`failure_policy`).
    """
    if said.stage is not SmtpStage.RCPT or said.verdict is None:
        return False
    return failure_policy.is_final(said.verdict.reason, hard=said.verdict.hard)
